// SPDX-License-Identifier: GPL-3.0-or-later

/// A stream of random numbers: a value that every law of GSL can draw from.
///
/// Copying it copies its position. 2^34 numbers of 32 bits belong to each stream; a stream that has
/// used them all begins again.
@frozen
public struct RandomStream: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline var counter: Philox.Block
  @usableFromInline var words: Philox.Block
  @usableFromInline var key: SIMD2<UInt32>
  @usableFromInline var mask: UInt32
  @usableFromInline var used: UInt32

  /// The stream that owns the counters whose first word varies and whose others are given.
  @inlinable
  public init(key: SIMD2<UInt32>, counter: Philox.Block) {
    self.key = key
    self.counter = counter
    self.mask = 0
    self.used = 4
    self.words = .zero
  }

  /// The antithetic partner from the same position: where this has u, the partner has 1 - u.
  ///
  /// Draws by one increasing function of one number, such as ``exponential(mean:)``,
  /// ``index(in:)`` and ``quantile(of:)``, are then as negatively correlated as they can be.
  ///
  /// Partners do not stay in step where a law takes now more numbers, now fewer, as ``draw(_:)-(Law)`` does for gamma,
  /// Erlang, beta, Poisson, binomial and negative binomial laws: see <doc:LawsOfChance>.
  @inlinable
  public var antithetic: RandomStream {
    var partner = self
    partner.mask = ~mask
    return partner
  }

  /// The next 32 random bits.
  @inlinable
  @inline(__always)
  public mutating func next32() -> UInt32 {
    if used == 4 { refill() }
    let word = words.x
    words = Philox.Block(words.y, words.z, words.w, word)
    used &+= 1
    return word ^ mask
  }

  /// Draws the next block of words.
  @inlinable
  @inline(never)
  mutating func refill() {
    words = Philox.block(counter: counter, key: key)
    counter.x &+= 1
    used = 0
  }

  /// A number uniform on the open interval from 0 to 1.
  ///
  /// One of 2^32 equidistant numbers, the smallest 2^-33, the largest 1 - 2^-33. A law drawn by one of them ends
  /// there: at 22.9 means of an exponential law, were it not for its tail, and at 6.3 standard deviations
  /// of a normal one.
  @inlinable
  public mutating func uniform() -> Double {
    (Double(next32()) + 0.5) * 0x1p-32
  }

  /// A number uniform on the open interval from 0 to 1, for what is rarer than ``uniform()`` can tell.
  ///
  /// One of 2^52 equidistant numbers, the smallest 2^-53. Takes two numbers.
  @inlinable
  public mutating func fineUniform() -> Double {
    (Double(next() &>> 12) + 0.5) * 0x1p-52
  }
}

extension RandomStream: RandomNumberGenerator {
  /// The next 64 random bits, for the standard library's `shuffled(using:)` and its kin.
  @inlinable
  public mutating func next() -> UInt64 {
    UInt64(next32()) &<< 32 | UInt64(next32())
  }
}
