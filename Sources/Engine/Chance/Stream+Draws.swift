// SPDX-License-Identifier: GPL-3.0-or-later

public import CGSL

extension Stream {
  /// Whether an event of the given probability happens.
  ///
  /// Takes one number, whatever the probability: 0 and below is never, 1 and above always.
  @inlinable
  public mutating func bernoulli(_ probability: Double) -> Bool {
    uniform() < probability
  }

  /// An exponentially distributed number with the given mean.
  ///
  /// The number of GSL's `gsl_ran_exponential`, of which it is within a unit in the last place, in half
  /// its time: 1 - u is exact for every uniform number here, so that its logarithm needs no `log1p`.
  /// Takes one number, of which it is an increasing function. An infinite mean gives infinity: never.
  @inlinable
  public mutating func exponential(mean: Double) -> Double {
    -mean * log(complement())
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
