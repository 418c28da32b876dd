// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Designs

/// A count of the record that pasts are held against.
public struct RecordedCount: Hashable, Sendable {
  /// The outcome's name.
  public let outcome: String
  /// When it was observed.
  public let period: ObservedPeriod
  /// What was observed.
  public let observed: Double
  /// How likely that is where a run has another number.
  public let likelihood: Likelihood

  /// Creates a count.
  public init(
    _ outcome: String, _ period: ObservedPeriod, _ observed: Double, _ likelihood: Likelihood
  ) {
    self.outcome = outcome
    self.period = period
    self.observed = observed
    self.likelihood = likelihood
  }
}

/// Which unknowns of a scenario are to be learnt from which counts, and by how many pasts.
public struct CalibrationProblem<Scenario: StudyModel>: Sendable {
  /// The scenario; only its history is simulated.
  public let scenario: Scenario
  /// What is not known, with its prior: the law or range of each factor.
  public let unknowns: [Factor]
  /// The counts, in the order of their ends.
  public let record: [RecordedCount]
  /// How many pasts an island has.
  public let pasts: Int
  /// How many islands there are: samples that know nothing of each other.
  public let islands: Int

  /// The points of the unknowns, island by island.
  let points: Design
  /// For each count the outcome and its index.
  let outcomes: [(index: Int, outcome: Outcome)]
  /// The days on which counts are known, and which are then.
  let dates: [(day: CalendarDate, counts: [Int])]

  /// A problem.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - unknowns: What is not known, at least one.
  ///   - record: The counts, at least one; each of an outcome of the model within its history.
  ///   - pasts: How many pasts an island has, at least 2.
  ///   - islands: How many islands there are, at least 1.
  /// - Throws: If the unknowns cannot be sampled so often.
  public init(
    _ scenario: Scenario, unknowns: [Factor], record: [RecordedCount], pasts: Int, islands: Int
  ) throws(DesignError) {
    precondition(pasts > 1 && islands > 0 && !record.isEmpty, "nothing to learn from")
    self.scenario = scenario
    self.unknowns = unknowns
    self.record = record.sorted { $0.period.days.upperBound < $1.period.days.upperBound }
    self.pasts = pasts
    self.islands = islands
    points = try Design.sobol(
      unknowns, points: pasts * islands, seed: UInt32(truncatingIfNeeded: scenario.seed))
    outcomes = self.record.map { count in
      guard let index = Scenario.outcomes.index(of: count.outcome) else {
        preconditionFailure("no outcome is called \(count.outcome)")
      }
      return (index, Scenario.outcomes[index])
    }
    var dates: [(day: CalendarDate, counts: [Int])] = []
    for (number, count) in self.record.enumerated() {
      // A month is closed by the first event of the next one.
      let day = CalendarDate(dayNumber: count.period.days.upperBound.dayNumber + 1)
      if dates.last?.day == day {
        dates[dates.count - 1].counts.append(number)
      } else {
        dates.append((day, [number]))
      }
    }
    self.dates = dates
  }

  /// The scenario at a point of the unknowns.
  ///
  /// - Parameter point: The number of the point, from 0.
  /// - Returns: The scenario with the point's values, and these.
  public func scenario(atPoint point: Int) -> (scenario: Scenario, values: [Setting]) {
    let values = points.values(of: point)
    var scenario = scenario
    for (unknown, value) in zip(unknowns, values) {
      scenario.variedField(at: unknown.path)?.write(value, &scenario)
    }
    return (scenario, values)
  }
}
