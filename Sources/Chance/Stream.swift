// SPDX-License-Identifier: GPL-3.0-or-later

public import CGSL
import Glibc

/// The address of a stream of random numbers within a run: what is random, which one, for what.
///
/// Two different addresses never share a random number, and an address means the same numbers
/// whatever else the run does: that is what lets policies share their luck (common random numbers).
@frozen
public struct StreamAddress: Hashable, Sendable, BitwiseCopyable {
  /// The kind of entity, for example a chat or a case.
  public var kind: UInt16
  /// The purpose of the draw, for example the length of a chat.
  public var purpose: UInt16
  /// The entity's number within its kind.
  public var number: UInt64

  /// Creates an address.
  @inlinable
  public init(kind: UInt16, number: UInt64, purpose: UInt16) {
    self.kind = kind
    self.purpose = purpose
    self.number = number
  }
}

/// All the randomness of one run, by address.
///
/// A value of eight bytes without state: streams are made from it in O(1), in any order, any number of
/// times. Seed and replication together are the generator's key, so (seed 1, replication 2) has
/// nothing in common with (seed 2, replication 1).
@frozen
public struct Luck: Hashable, Sendable, BitwiseCopyable {
  /// The seed of the study.
  public let seed: UInt32
  /// The number of the replication.
  public let replication: UInt32

  /// The randomness of the given replication of a study with the given seed.
  @inlinable
  public init(seed: UInt32, replication: UInt32) {
    self.seed = seed
    self.replication = replication
  }

  /// The stream at the given address, from its beginning.
  ///
  /// - Complexity: O(1), without allocation.
  @inlinable
  public func stream(_ address: StreamAddress) -> Stream {
    Stream(
      key: SIMD2(seed, replication),
      counter: Philox.Block(
        0, UInt32(truncatingIfNeeded: address.number),
        UInt32(truncatingIfNeeded: address.number &>> 32),
        UInt32(address.kind) &<< 16 | UInt32(address.purpose)))
  }
}

/// A stream of random numbers: a value that every law of GSL can draw from.
///
/// Copying it copies its position. 2^34 numbers of 32 bits belong to each stream.
@frozen
public struct Stream: Sendable, BitwiseCopyable {
  @usableFromInline var counter: Philox.Block
  @usableFromInline var key: SIMD2<UInt32>
  @usableFromInline var mask: UInt32
  @usableFromInline var used: UInt32
  @usableFromInline var words: Philox.Block

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
  public var antithetic: Stream {
    var partner = self
    partner.mask = ~mask
    return partner
  }

  /// The next 32 random bits.
  @inlinable
  public mutating func next32() -> UInt32 {
    if used == 4 {
      words = Philox.block(counter: counter, key: key)
      counter.x &+= 1
      used = 0
    }
    defer { used &+= 1 }
    return words[Int(truncatingIfNeeded: used)] ^ mask
  }

  /// A number uniform on the open interval from 0 to 1.
  @inlinable
  public mutating func uniform() -> Double {
    (Double(next32()) + 0.5) * 0x1p-32
  }

  /// Calls `body` with a GSL generator that draws from this stream.
  @inline(__always)
  public mutating func withGenerator<Result>(
    _ body: (UnsafePointer<gsl_rng>) -> Result
  ) -> Result {
    withUnsafeMutablePointer(to: &self) { state in
      var generator = gsl_rng(type: philoxType, state: UnsafeMutableRawPointer(state))
      return withUnsafePointer(to: &generator, body)
    }
  }
}

/// Philox as a generator of GSL; its state is a `Stream`.
private nonisolated(unsafe) let philoxType: UnsafePointer<gsl_rng_type> = {
  let type = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
  type.initialize(
    to: gsl_rng_type(
      name: UnsafePointer(strdup("philox4x32-10")), max: UInt(UInt32.max), min: 0,
      size: MemoryLayout<Stream>.size,
      set: { _, _ in },
      get: { UInt($0!.assumingMemoryBound(to: Stream.self).pointee.next32()) },
      get_double: { $0!.assumingMemoryBound(to: Stream.self).pointee.uniform() }))
  return UnsafePointer(type)
}()
