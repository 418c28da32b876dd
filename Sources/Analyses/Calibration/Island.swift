// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
public import Declarations

/// A past that was simulated: all that is needed to simulate it again, bit for bit.
public struct Past: Hashable, Sendable {
  /// Its point of the unknowns, from 0; its first luck is the replication of that number plus 1.
  public let point: Int
  /// For each date of the record, the number by which the past's luck was taken anew; 0 if it was kept.
  public internal(set) var lineage: [Int]
  /// The values of the unknowns.
  public let values: [Setting]
  /// The logarithm of the likelihood of all counts.
  public internal(set) var logLikelihood: Double
  /// Its value of each count of the record.
  public internal(set) var simulated: [Double]
}

/// A sample of pasts, filtered by the record date by date.
public struct Island: Sendable {
  /// The number of the island, from 0.
  public let number: Int
  /// The pasts at the last date of the record.
  public let pasts: [Past]
  /// Their weights within the island.
  public let weights: Weights
  /// The logarithm of an unbiased estimate of the probability of the record; minus infinity if no past fits.
  public let logEvidence: Double
  /// How many pasts were simulated to reach each date of the record; 0 for the dates after one that none fits.
  public let drawn: [Int]
}

extension CalibrationProblem {
  /// The address of the calibration's own luck, which is that of no run.
  private static var address: StreamAddress {
    StreamAddress(kind: StreamAddress.kindOfStatistics, number: 0, purpose: 65_534)
  }

  /// Simulates the pasts of an island, by a particle filter whose state includes the unknowns.
  ///
  /// An island of a calibration that goes on until enough pasts fit is one of ``searchedIsland(_:wanted:most:)``.
  /// At each date of the record its counts weight the pasts. If the weights are too uneven, the pasts are
  /// resampled, and each goes on with its own luck: copies with one luck would stay the same, and feign
  /// precision. An island in which no past fits has evidence 0, and counts with it.
  ///
  /// - Parameters:
  ///   - island: The number of the island, from 0.
  ///   - size: How many pasts it has; nil for as many as the calibration says.
  /// - Returns: The island; the same number always gives the same island.
  /// - Complexity: As many histories as there are pasts; memory for as many runs.
  ///
  /// Source: N. J. Gordon, D. J. Salmond and A. F. M. Smith, IEE Proceedings F 140 (1993) 107-113; P. Del Moral,
  /// Feynman-Kac Formulae (2004), for the unbiased evidence.
  public func island(_ island: Int, size: Int? = nil) -> Island {
    let (steps, count) = (calibration.steps, size ?? calibration.pasts)
    guard !calibration.goesOn else {
      return searchedIsland(
        island, wanted: count, most: calibration.most * count / calibration.pasts)
    }
    var runs: [Scenario.Run] = []
    var pasts: [Past] = []
    for number in 0..<count {
      let (run, past) = beginning(atPoint: calibration.firstPoint(ofIsland: island) + number)
      runs.append(run)
      pasts.append(past)
    }
    var logWeights = pasts.map { _ in 0.0 }
    var logEvidence = 0.0
    var drawn = steps.map { _ in 0 }
    var uniforms = uniforms(ofIsland: island)
    for (step, date) in steps.enumerated() {
      for index in runs.indices where logWeights[index] > -.infinity {
        runs[index].run(until: date.day)
        let gain = weigh(runs[index], by: date.counts, &pasts[index])
        logWeights[index] += gain
      }
      drawn[step] = count
      let weights = Weights(logarithms: logWeights)
      let uniform = uniforms.uniform()
      guard weights.logMean > -.infinity else {
        return Island(
          number: island, pasts: pasts, weights: weights, logEvidence: -.infinity, drawn: drawn)
      }
      guard step < steps.count - 1, weights.effectiveSize < Double(count) / 2 else { continue }
      logEvidence += weights.logMean
      let chosen = weights.resampled(count, uniform: uniform)
      (runs, pasts) = (chosen.map { runs[$0] }, chosen.map { pasts[$0] })
      for index in runs.indices {
        runs[index].rekey(lineage: index + 1)
        pasts[index].lineage[step] = index + 1
        logWeights[index] = 0
      }
    }
    let weights = Weights(logarithms: logWeights)
    return Island(
      number: island, pasts: pasts, weights: weights, logEvidence: logEvidence + weights.logMean,
      drawn: drawn)
  }

  /// A run at a point of the unknowns before its first event, and its past.
  func beginning(atPoint point: Int) -> (run: Scenario.Run, past: Past) {
    let (scenario, values) = scenario(atPoint: point)
    let past = Past(
      point: point, lineage: calibration.steps.map { _ in 0 }, values: values, logLikelihood: 0,
      simulated: calibration.record.map { _ in .nan })
    return (Scenario.Run(world(of: scenario), replication: point + 1), past)
  }

  /// The luck by which an island draws pasts anew.
  func uniforms(ofIsland island: Int) -> RandomStream {
    let luck = Luck(
      seed: UInt32(truncatingIfNeeded: scenario.seed), replication: island + 1)
    return luck.stream(Self.address)
  }

  /// Adds a run's values of the counts of a date, and returns the logarithm of their likelihood.
  func weigh(_ run: Scenario.Run, by counts: [Int], _ past: inout Past) -> Double {
    let (months, values) = run.closedMonths
    var gain = 0.0
    for number in counts {
      let count = calibration.record[number]
      let simulated = count.period.value(
        of: outcomes[number].index, among: Scenario.outcomes, months: months, values: values)?
        .value
      past.simulated[number] = simulated ?? .nan
      guard let likelihood = count.likelihood else { continue }
      gain += simulated.map { likelihood.logarithm(of: count.observed, given: $0) } ?? -.infinity
    }
    past.logLikelihood += gain
    return gain
  }

  /// What runs are made of that are asked for the counts of the record and nothing else.
  private func world(of scenario: Scenario) -> Scenario.Run.World {
    Scenario.Run.world(of: scenario, asking: outcomes.map(\.index))
  }

  /// Simulates a past again in full until a day, which must not be before the last date of the record.
  public func run(_ past: Past, until day: CalendarDate) -> Scenario.Run {
    let scenario = scenario(atPoint: past.point).scenario
    var run = Scenario.Run(Scenario.Run.world(of: scenario), replication: past.point + 1)
    for (date, child) in zip(calibration.dates, past.lineage) {
      run.run(until: date)
      if child > 0 { run.rekey(lineage: child) }
    }
    run.run(until: day)
    return run
  }
}
