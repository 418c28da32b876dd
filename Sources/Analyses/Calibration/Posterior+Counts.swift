// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
public import Declarations
import Designs
import Glibc

/// What the pasts predict for a count of the record, with the count and without it.
public struct CountCheck: Hashable, Sendable {
  /// The predicted law of an observation, and where the observed value lies in it.
  public struct Prediction: Hashable, Sendable {
    /// The shares at which quantiles are given.
    public static let shares = [0.025, 0.05, 0.5, 0.95, 0.975]

    /// How many independent pasts it rests on.
    public let effectiveSize: Double
    /// The quantiles of the law, at ``shares``.
    public let quantiles: [Double]
    /// The probability of less than the observed value, plus half that of the same value.
    public let shareBelow: Double

    /// Whether the observed value lies in the middle 95 %.
    public var holds: Bool { (0.025...0.975).contains(shareBelow) }
  }

  /// The count.
  public let count: RecordedCount
  /// The mean of the simulated values, without the spread of the likelihood.
  public let simulatedMean: Double
  /// The prediction by all counts that are fitted.
  public let prediction: Prediction
  /// The prediction by all of them but this one; nil if this count is not fitted.
  public let leftOut: Prediction?
}

extension Posterior {
  /// With fewer independent pasts than this, a count that is left out is not predicted.
  public static let fewestForPrediction = 30.0

  /// Checks each count of the record against its predictions.
  public func countChecks() -> [CountCheck] {
    calibration.record.indices.map { index in
      let count = calibration.record[index]
      let simulated = pasts.map { $0.simulated[index] }
      var leftOut: CountCheck.Prediction?
      if let likelihood = count.likelihood {
        let logarithms = zip(weights.values, simulated).map { weight, value in
          weight > 0
            ? log(weight) - likelihood.logarithm(of: count.observed, given: value) : -.infinity
        }
        leftOut = prediction(of: index, by: Weights(logarithms: logarithms))
      }
      return CountCheck(
        count: count, simulatedMean: weights.mean(simulated),
        prediction: prediction(of: index, by: weights), leftOut: leftOut)
    }
  }

  /// Predicts a count: one draw for each past, always the same.
  private func prediction(of index: Int, by weights: Weights) -> CountCheck.Prediction {
    let count = calibration.record[index]
    let luck = Luck(seed: 0, replication: index + 1)
    let drawn = pasts.enumerated().map { number, past -> Double in
      guard let likelihood = count.likelihood else { return past.simulated[index] }
      var stream = luck.stream(
        StreamAddress(kind: StreamAddress.kindOfStatistics, number: number, purpose: 65_533))
      return likelihood.observation(given: past.simulated[index], &stream)
    }
    var size = EffectiveSize()
    for island in logEvidences.indices {
      let own = (island * calibration.pasts)..<((island + 1) * calibration.pasts)
      let share = weights.values[own].reduce(0, +)
      guard share > 0 else { continue }
      size.add(log(share), points: pasts[own].map(\.point), weights: weights.values[own])
    }
    let below = zip(drawn, weights.values).reduce(0.0) { sum, item in
      sum + (item.0 < count.observed ? item.1 : item.0 == count.observed ? item.1 / 2 : 0)
    }
    return CountCheck.Prediction(
      effectiveSize: size.value,
      quantiles: weights.quantiles(drawn, at: CountCheck.Prediction.shares), shareBelow: below)
  }

  /// The correlation of two unknowns in the pasts that fit: of their logarithms, or of their values if one may
  /// be 0 or less.
  public struct Correlation: Hashable, Sendable {
    /// The path of the first unknown.
    public let first: String
    /// The path of the second unknown.
    public let second: String
    /// The weighted correlation.
    public let value: Double
  }

  /// The pairs of unknown numbers that the record does not tell apart well, the strongest correlation first.
  ///
  /// - Parameter least: The least magnitude of a correlation that is returned.
  /// - Returns: The pairs with their correlations.
  /// - Complexity: O(pasts times the square of the unknowns).
  public func correlations(ofAtLeast least: Double = 0.3) -> [Correlation] {
    let columns = unknowns.indices.map { unknown -> [Double]? in
      let numbers = pasts.compactMap { $0.values[unknown].number }
      guard numbers.count == pasts.count, !numbers.isEmpty else { return nil }
      return numbers.allSatisfy { $0 > 0 } ? numbers.map { log($0) } : numbers
    }
    var found: [Correlation] = []
    for first in columns.indices {
      for second in columns.indices where second > first {
        guard let one = columns[first], let other = columns[second] else { continue }
        let (a, b) = (weights.mean(one), weights.mean(other))
        let product = weights.mean(zip(one, other).map { ($0 - a) * ($1 - b) })
        let value = product / (weights.variance(one) * weights.variance(other)).squareRoot()
        guard value.magnitude >= least else { continue }
        found.append(
          Correlation(
            first: unknowns[first].path, second: unknowns[second].path, value: value))
      }
    }
    return found.sorted { $0.value.magnitude > $1.value.magnitude }
  }

  /// The weight of each level of an unknown that is no number; nil for a number.
  public func levels(_ unknown: Int) -> [(level: Setting, prior: Double, posterior: Double)]? {
    guard let levels = unknowns[unknown].levels, learnt(unknown) == nil else { return nil }
    return levels.map { level in
      let share = zip(pasts, weights.values).reduce(0.0) {
        $0 + ($1.0.values[unknown] == level ? $1.1 : 0)
      }
      return (level, 1 / Double(levels.count), share)
    }
  }

  /// Whether the record says next to nothing about an unknown that is no number: no level gains or loses more than
  /// a third of its share.
  public func levelsAreSetByPrior(_ unknown: Int) -> Bool {
    levels(unknown)?.allSatisfy { ($0.posterior / $0.prior - 1).magnitude < 1.0 / 3 } ?? false
  }
}

extension Posterior {
  /// The pasts with a weight, for studies that go on from them; nil if there are none.
  ///
  /// - Parameters:
  ///   - source: Where they are from, as a user names it.
  ///   - madeFrom: The digest of everything but the unknowns that decides what happens in a past.
  /// - Returns: The pasts.
  public func known(as source: String, madeFrom: String) -> KnownPasts? {
    let kept = zip(pasts, weights.values).filter { $1 > 0 }.map { past, weight in
      KnownPasts.Past(
        replication: past.point + 1, lineage: past.lineage, weight: weight,
        simulated: past.simulated, values: past.values)
    }
    guard !kept.isEmpty else { return nil }
    return KnownPasts(
      source: source, madeFrom: madeFrom, unknowns: unknowns.map(\.path),
      dates: calibration.dates,
      counts: calibration.record.map { KnownPasts.Count(outcome: $0.outcome, period: $0.period) },
      pasts: kept)
  }
}

extension Likelihood {
  /// Draws an observation, given the number of a run.
  func observation(given simulated: Double, _ stream: inout RandomStream) -> Double {
    switch self {
    case .poisson: return count(ofMean: simulated, &stream)
    case .negativeBinomial(let cv):
      guard cv > 0, simulated > 0 else { return count(ofMean: simulated, &stream) }
      return count(
        ofMean: stream.draw(.gamma(mean: simulated, sd: cv * simulated)), &stream)
    case .normal(let sd): return stream.draw(.normal(mean: simulated, sd: sd))
    case .binomial(let trials):
      let share = min(max(simulated, 0), 1)
      return Double((0..<trials).count { _ in stream.uniform() < share })
    case .within(let distance): return simulated + distance * (2 * stream.uniform() - 1)
    // An interval says nothing of values within it: the simulated value stands for them.
    case .interval: return simulated
    }
  }

  private func count(ofMean mean: Double, _ stream: inout RandomStream) -> Double {
    mean > 0 ? stream.draw(.poisson(mean: mean)) : 0
  }
}
