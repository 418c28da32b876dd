// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Chance

/// A count that someone could make; its law depends on an unknown.
public enum PossibleCount: Hashable, Sendable {
  /// How many of so many cases have a property; the unknown is its probability.
  case binomial(of: Int)
  /// How many events happen in so much time; the unknown is their rate.
  case poisson(over: Double)
  /// The mean of so many measurements of the unknown; each has this standard deviation.
  case normal(of: Int, sd: Double)

  /// Draws the count, given the value of the unknown.
  func drawn(_ value: Double, from stream: inout RandomStream) -> Double {
    switch self {
    case .binomial(let trials):
      Double(stream.binomial(trials: trials, probability: min(max(value, 0), 1)))
    case .poisson(let time): Double(stream.poisson(mean: max(0, value * time)))
    case .normal(let count, let sd):
      value + sd / Double(count).squareRoot() * gsl_cdf_ugaussian_Pinv(stream.uniform())
    }
  }
}

extension ValueOfKnowing {
  /// What a count is worth before it is made: the value of knowing the count instead of the unknown itself.
  ///
  /// A count is drawn for each state from its law; the value is that of knowing this count.
  ///
  /// Source: M. Strong and others, Medical Decision Making 35 (2015) 570-583.
  ///
  /// - Parameters:
  ///   - count: What would be counted.
  ///   - unknown: The values of the unknown on which its law depends, by state.
  ///   - table: What policies give in the same states.
  ///   - seed: The seed of the counts and of the bootstrap.
  ///   - resamples: How many samples the bootstrap draws.
  /// - Throws: If the states are too few, or not those of the table.
  public init(
    of count: PossibleCount, on unknown: [Double], in table: PolicyTable, seed: Int,
    resamples: Int = Self.usualResamples
  ) throws(AnalysisRefusal) {
    let luck = Luck(seed: UInt32(truncatingIfNeeded: seed), replication: 0)
    let counts = unknown.enumerated().map { state, value in
      var stream = luck.stream(
        StreamAddress(kind: StreamAddress.kindOfStatistics, number: state, purpose: 5))
      return count.drawn(value, from: &stream)
    }
    try self.init(of: [.numbers(counts)], in: table, seed: seed, resamples: resamples)
  }
}
