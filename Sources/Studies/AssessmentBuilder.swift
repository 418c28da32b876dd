// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import OutcomeTables
import Reports

/// What is found in a study, future by future in the order of the plan, with the rows of its tables.
///
/// Futures come from the results, or as they are simulated: what is found is the same.
struct AssessmentBuilder {
  let sweep: Sweep
  /// The index of the area that is asked for.
  let area: Int?
  private(set) var verdicts: StateVerdictsBuilder
  private(set) var drivers: SweepDrivers?
  private(set) var waterfall: SweepWaterfall?
  private(set) var report: ReportBuilder
  private(set) var runs = Manifest.Runs(planned: 0, there: 0, failed: 0)
  private(set) var precision: PrecisionOfStates?
  private(set) var reasons: [String] = []

  private let writer: TableWriter?
  private var state = 0
  /// What is kept of a state before its first future: what a comparison takes from a plan is the same in all.
  private let ofNone: ComparisonBuilder
  /// What is kept of the present state.
  private var builder: ComparisonBuilder
  private var ofArea: ComparisonBuilder?
  private let analyses: [SweepStates.Analysis]
  private var states: SweepStates?

  /// Nothing found yet.
  ///
  /// - Parameters:
  ///   - sweep: The study.
  ///   - area: The name of the area of which outcomes are asked for; nil for the country's.
  ///   - writer: What takes the rows of the tables; nil if none are written.
  /// - Throws: A fault of the name of the area.
  init(_ sweep: Sweep, area: String?, writer: TableWriter?) throws {
    self.sweep = sweep
    self.writer = writer
    self.area = try area.map { try Assessment.index(ofArea: $0, in: sweep) }
    ofNone = ComparisonBuilder(sweep.first)
    builder = ofNone
    ofArea = self.area.map { ComparisonBuilder(sweep.first, area: $0) }
    verdicts = StateVerdictsBuilder(sweep.first)
    report = ReportBuilder(sweep)
    precision = PrecisionOfStates(sweep)
    drivers = SweepDrivers(sweep)
    waterfall = SweepWaterfall(sweep)
    analyses = SweepStates.analyses(of: sweep)
    states = analyses.isEmpty ? nil : try SweepStates(sweep, outcomes: [])
    runs.planned = sweep.runs
  }

  /// Adds the next future of the plan.
  ///
  /// - Throws: A fault of the tables.
  mutating func add(_ future: Sweep.Future, _ replication: Replication) throws {
    if future.state != state {
      // No table has means of states with one replication each.
      try finishState(builder.comparison(hasSummaries: sweep.replications.count > 1))
      state = future.state
      builder = ofNone
    }
    builder.add(replication)
    drivers?.add(future, replication)
    waterfall?.add(replication)
    states?.add(future, replication)
    report.add(future, replication)
    _ = precision?.add(replication, of: future.state)
    ofArea?.add(replication)
    try writer?.add(future, replication)
    runs.there += replication.runs.count
    for reason in replication.runs.compactMap(\.failure) {
      runs.failed += 1
      if reasons.count < 5, !reasons.contains(reason) { reasons.append(reason) }
    }
  }

  /// Ends the last state, and says what was found.
  ///
  /// - Parameters:
  ///   - checks: What the study found when it checked itself.
  ///   - found: What is known of how far the answer holds; nil where that is not said.
  /// - Returns: All of it.
  /// - Throws: A fault of the tables.
  mutating func finish(checks: [Check], condition found: ConditionFound?) throws -> Assessment {
    let last = builder.comparison(checks: checks)
    try finishState(last)
    if let drivers {
      report.add(drivers)
      try writer?.add(drivers)
    }
    if let waterfall {
      report.add(waterfall)
      try writer?.add(waterfall)
    }
    states?.finish()
    // What cannot be said, such as shares of states with one replication each, leaves its table without a row.
    let analysed = analyses.compactMap { analysis in try? states?.findings(analysis) }
    for found in analysed { try writer?.add(found) }
    report.add(analysed)
    let condition = found?.condition(of: last, states)
    if let condition {
      report.add(condition)
      try writer?.add(condition)
    }
    return Assessment(
      self, last, ofArea: ofArea?.comparison(checks: checks),
      checks: sweep.states == 1 ? last.checks : checks, analyses: analysed, condition: condition)
  }

  private mutating func finishState(_ found: Comparison) throws {
    verdicts.add(found)
    report.add(found, ofState: state)
    try writer?.add(found, ofState: state)
  }
}
