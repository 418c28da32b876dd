// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Glibc
import Statistics

/// Which weights of several outcomes make which policy the best.
///
/// Nobody need state weights.
///
/// In each future, all weights that add up to 1 are equally likely. A policy's acceptability is the share of
/// futures and weights in which it is best. Its central weights are the mean of those weights: whoever holds them
/// chooses it.
///
/// Source: R. Lahdelma, J. Hokkanen and P. Salminen, European Journal of Operational Research 106 (1998)
/// 137-143 (SMAA).
public struct Acceptability: Sendable {
  /// By policy: the share of futures and weights in which it is best.
  ///
  /// Policies that tie share it.
  public let shares: [Measured]
  /// The central weights by policy, then outcome; nil for a policy that is never best.
  public let centralWeights: [[Double]?]
  /// The share of futures and weights in which several policies tie as best.
  public let tied: Double

  /// Estimates acceptabilities.
  ///
  /// - Parameters:
  ///   - values: By future, policy and outcome, in comparable units such as the smallest difference that
  ///     matters; more is better. Futures with a missing value are left out.
  ///   - draws: How many weights are drawn.
  ///   - seed: The seed of the weights.
  /// - Throws: If no future has all its values.
  /// - Complexity: O(futures times policies times outcomes times draws).
  public init(
    _ values: [[[Double]]], draws: Int = 2_000, seed: Int
  ) throws(AnalysisRefusal) {
    let whole = values.filter { $0.allSatisfy { $0.allSatisfy(\.isFinite) } }
    guard let policies = whole.first?.count, let outcomes = whole.first?.first?.count, outcomes > 0
    else {
      throw AnalysisRefusal(
        "no future has a value of each outcome under each policy", remedy: "Take other outcomes")
    }
    let weights = Self.weights(draws, of: outcomes, seed: seed)
    var shares = [Moments](repeating: Moments(), count: policies)
    var sums = [Double](repeating: 0, count: policies * outcomes)
    var counts = [Double](repeating: 0, count: policies)
    var worths = counts
    var ties = 0
    for future in whole {
      var own = [Double](repeating: 0, count: policies)
      let values = future.flatMap(\.self)
      for start in stride(from: 0, to: weights.count, by: outcomes) {
        var (most, bests) = (-Double.infinity, 0)
        for policy in 0..<policies {
          var worth = 0.0
          for outcome in 0..<outcomes {
            worth += values[policy * outcomes + outcome] * weights[start + outcome]
          }
          worths[policy] = worth
          if worth == most { bests += 1 } else if worth > most { (most, bests) = (worth, 1) }
        }
        if bests > 1 { ties += 1 }
        let part = 1 / Double(bests)
        for policy in 0..<policies where worths[policy] == most {
          own[policy] += part
          for outcome in 0..<outcomes {
            sums[policy * outcomes + outcome] += part * weights[start + outcome]
          }
        }
      }
      for policy in 0..<policies {
        shares[policy].add(own[policy] / Double(draws))
        counts[policy] += own[policy]
      }
    }
    self.shares = shares.map { Measured($0) }
    centralWeights = counts.enumerated().map { policy, count in
      let own = sums[(policy * outcomes)..<((policy + 1) * outcomes)]
      return count > 0 ? own.map { $0 / count } : nil
    }
    tied = Double(ties) / Double(draws * whole.count)
  }

  /// Weights drawn uniformly among all that add up to 1, draw after draw.
  private static func weights(_ draws: Int, of outcomes: Int, seed: Int) -> [Double] {
    var stream = Luck(seed: UInt32(truncatingIfNeeded: seed), replication: 0)
      .stream(StreamAddress(kind: StreamAddress.kindOfStatistics, number: 0, purpose: 4))
    return (0..<draws).flatMap { _ in
      let parts = (0..<outcomes).map { _ in -log(stream.uniform()) }
      let sum = parts.reduce(0, +)
      return parts.map { $0 / sum }
    }
  }
}
