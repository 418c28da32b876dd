// SPDX-License-Identifier: GPL-3.0-or-later

public import CGSL

extension RandomStream {
  /// Whether an event of the given probability happens.
  ///
  /// Takes one number, whatever the probability: 0 and below is never, 1 and above always. The
  /// probability is met to 2^-33: one that is not far above that asks for ``fineUniform()``.
  @inlinable
  public mutating func bernoulli(_ probability: Double) -> Bool {
    uniform() < probability
  }

  /// An exponentially distributed number with the given mean.
  ///
  /// The number of GSL's `gsl_ran_exponential`, of which it is within a unit in the last binary digit, in half
  /// its time: 1 - u is exact for every uniform number here, so that its logarithm needs no `log1p`.
  /// Takes one number, of which it is an increasing function. The greatest number, one in 2^32, stands
  /// for all beyond 22.2 means, which its block tells apart: the law goes on to 59 means. An infinite mean
  /// gives infinity: never.
  ///
  /// - Precondition: `mean` is not negative.
  @inlinable
  @inline(__always)
  public mutating func exponential(mean: Double) -> Double {
    // Tested where it is called, for it costs nothing if the mean is known to the compiler.
    if !(mean >= 0) { Misuse.stop(atMean: mean) }
    return -mean * logOfUniform()
  }

  /// The logarithm of a number uniform on the open interval from 0 to 1, which falls with the number taken.
  @inlinable
  mutating func logOfUniform() -> Double {
    let word = ~next32()
    if word == 0 { return logOfTail() }
    return log((Double(word) + 0.5) * 0x1p-32)
  }

  /// The logarithm of a number uniform between 0 and 2^-32, made of the block of the number just taken
  /// and of no other.
  ///
  /// Nothing is taken for it, so that a stream goes on as its partner and as that of another policy do.
  @usableFromInline
  @inline(never)
  func logOfTail() -> Double {
    let block = Philox.block(counter: words, key: key)
    let bits = UInt64(block.x) &<< 32 | UInt64(block.y)
    return log((Double(bits &>> 12) + 0.5) * 0x1p-52) - 32 * log(2)
  }

  /// A position in `shares`, each with the probability of its share.
  ///
  /// Takes one number, of which it is an increasing function.
  ///
  /// - Complexity: O(log n) in the number of shares.
  @inlinable
  public mutating func index(in shares: Shares) -> Int {
    shares.index(at: uniform())
  }
}
