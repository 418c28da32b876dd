// SPDX-License-Identifier: GPL-3.0-or-later

import Statistics

/// How much one outcome must be worth, in units of another, for the preference between two policies to change.
public struct TradeOff: Hashable, Sendable {
  /// What two outcomes say together of two policies.
  public enum Answer: Hashable, Sendable {
    /// One policy is better in both outcomes; `isFirst` says whether it is the first.
    case dominates(isFirst: Bool)
    /// A policy is better in the one outcome (`isFirst` says whether it is the first) and worse in the other. It is
    /// preferred unless a unit of the other outcome is worth more than so many units of the one.
    case turns(isFirst: Bool, at: Measured)
    /// The futures are too few to say.
    case notKnown
  }

  /// What they say.
  public let answer: Answer

  /// Weighs two outcomes.
  ///
  /// - Parameters:
  ///   - one: By future: by how much the first policy is better than the second in one outcome, in its unit;
  ///     below 0 if it is worse.
  ///   - other: The same for the other outcome.
  ///   - confidence: The confidence of the interval, which is Fieller's.
  public init(one: [Double], other: [Double], confidence: Double = 0.95) {
    precondition(one.count == other.count, "both outcomes of each future")
    let pairs = zip(one, other).filter { $0.isFinite && $1.isFinite }
    let (first, second) = (Moments(pairs.lazy.map(\.0)), Moments(pairs.lazy.map(\.1)))
    guard pairs.count > 2 else {
      answer = .notKnown
      return
    }
    let intervals = [first, second].map { Interval.student($0, confidence: confidence) }
    guard intervals.allSatisfy({ !$0.covers(0) }) else {
      answer = .notKnown
      return
    }
    guard (first.mean > 0) != (second.mean > 0) else {
      answer = .dominates(isFirst: first.mean > 0)
      return
    }
    let count = Double(pairs.count)
    let covariance =
      pairs.reduce(0) { $0 + ($1.0 - first.mean) * ($1.1 - second.mean) } / (count - 1) / count
    let (numerator, denominator) = (abs(first.mean), abs(second.mean))
    let (varianceOfFirst, varianceOfSecond) = (first.variance / count, second.variance / count)
    // The means have opposite signs, so the covariance of their magnitudes has the opposite sign, too.
    let interval = rootsOfRatio(
      numerator: numerator, denominator: denominator, varianceOfNumerator: varianceOfFirst,
      varianceOfDenominator: varianceOfSecond, covariance: -covariance,
      quantile: LawQuantiles.student((1 + confidence) / 2, degrees: count - 1))
    guard let interval else {
      answer = .notKnown
      return
    }
    let ratio = numerator / denominator
    let square =
      (varianceOfFirst + 2 * ratio * covariance + ratio * ratio * varianceOfSecond)
      / (denominator * denominator)
    answer = .turns(
      isFirst: first.mean > 0,
      at: Measured(ratio, standardError: max(0, square).squareRoot(), interval: interval))
  }
}
