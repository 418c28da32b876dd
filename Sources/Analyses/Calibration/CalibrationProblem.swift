// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Designs

/// A calibration with the scenario whose history it simulates.
public struct CalibrationProblem<Scenario: StudyModel>: Sendable {
  /// The scenario; only its history is simulated.
  public let scenario: Scenario
  /// Which unknowns are learnt from which counts.
  public let calibration: Calibration

  /// The outcome of each count, and its index.
  let outcomes: [(index: Int, outcome: Outcome)]

  /// A problem.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - unknowns: The unknowns, at least one.
  ///   - record: The counts, at least one with a likelihood; each of an outcome of the model within its history.
  ///   - pasts: How many pasts an island has, at least 2.
  ///   - most: How many pasts an island simulates at most at a date until as many fit as it has; nil if it
  ///     simulates each date once.
  ///   - islands: How many islands there are, at least 1.
  /// - Throws: If the unknowns cannot be sampled so often.
  public init(
    _ scenario: Scenario, unknowns: [Factor], record: [RecordedCount], pasts: Int,
    most: Int? = nil, islands: Int
  ) throws(DesignError) {
    self.scenario = scenario
    calibration = try Calibration(
      unknowns, record, pasts: pasts, most: most, islands: islands,
      seed: UInt32(truncatingIfNeeded: scenario.seed))
    outcomes = calibration.record.map { count in
      guard let index = Scenario.outcomes.index(of: count.outcome) else {
        preconditionFailure("no outcome is called \(count.outcome)")
      }
      return (index, Scenario.outcomes[index])
    }
  }

  /// The scenario at a point of the unknowns.
  ///
  /// - Parameter point: The number of the point, from 0.
  /// - Returns: The scenario with the point's values, and these.
  public func scenario(atPoint point: Int) -> (scenario: Scenario, values: [Setting]) {
    let values = calibration.values(ofPoint: point)
    var scenario = scenario
    for (unknown, value) in zip(calibration.unknowns, values) {
      scenario.variedField(at: unknown.path)?.write(value, &scenario)
    }
    return (scenario, values)
  }
}

extension StudyModel {
  /// The counts for a calibration of the scenario: those that lie within its history.
  ///
  /// A count without a likelihood is among them if it ends no later than the last count with a likelihood.
  /// Studies that go on from the pasts predict what comes later.
  public var recordedCounts: [RecordedCount] {
    let counts = observations.compactMap { observation -> RecordedCount? in
      guard let outcome = observation.outcome, let period = observation.period,
        Self.outcomes.index(of: outcome) != nil, period.days.lowerBound >= calendar.start
      else { return nil }
      let likelihood = observation.likelihood
      let count = RecordedCount(
        outcome, period, likelihood?.count(of: observation.value) ?? observation.value, likelihood)
      return count.day <= calendar.policyFrom ? count : nil
    }
    let end = counts.filter { $0.likelihood != nil }.map(\.day).max()
    return counts.filter { count in end.map { count.day <= $0 } ?? false }
  }
}
