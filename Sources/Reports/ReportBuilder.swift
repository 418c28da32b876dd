// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
public import Declarations
import Digests
public import Experiments

/// What a report keeps of the replications.
///
/// Memory does not grow with their number.
public struct ReportBuilder: Sendable {
  let sweep: Sweep
  let main: MainOutcomes
  private(set) var fans: MonthlyFans
  private(set) var years: YearlyCounts
  private(set) var sample: RunSample?
  private(set) var states: StateFindings
  private(set) var runs = FailedRuns()
  private(set) var drivers: SweepDrivers?
  private(set) var waterfall: SweepWaterfall?
  private(set) var analyses: [AnalysisFindings] = []
  private(set) var condition: AnswerCondition?
  /// What was observed, beside what is simulated for the same time; empty if there are several states.
  public private(set) var observed: [ObservedYears]

  /// What is kept of a study, before its first replication.
  ///
  /// - Parameters:
  ///   - sweep: The study.
  ///   - tradeOff: The outcomes of the picture of a trade-off; nil for the model's gain and risk.
  public init(_ sweep: Sweep, tradeOff: (Outcome, Outcome)? = nil) {
    self.sweep = sweep
    let plan = sweep.first
    main = MainOutcomes(plan, tradeOff: tradeOff)
    fans = MonthlyFans(
      plan, outcomes: main.monthly + main.queues.flatMap { [$0.backlog, $0.wait] })
    years = YearlyCounts(plan, outcomes: main.yearly)
    observed = sweep.states == 1 ? ObservedYears.all(of: plan) : []
    states = StateFindings(sweep, outcomes: main.all)
    sample = main.tradeOff.map { RunSample(sweep, of: $0.gain, and: $0.risk) }
  }

  /// Adds a replication of a state; futures come in the order of the plan.
  ///
  /// - Complexity: O(policies times main outcomes times months).
  public mutating func add(_ future: Sweep.Future, _ replication: Replication) {
    fans.add(replication)
    years.add(replication)
    sample?.add(future, replication)
    runs.add(future, replication)
    for index in observed.indices { observed[index].add(replication) }
  }

  /// Adds the findings in a state of the world; states come in the order of the plan.
  public mutating func add(_ comparison: Comparison, ofState state: Int) {
    states.add(comparison, ofState: state, of: sweep)
  }

  /// Adds what moves the differences between policies.
  public mutating func add(_ drivers: SweepDrivers) { self.drivers = drivers }

  /// Adds what the parts of the way from one policy to another do.
  public mutating func add(_ waterfall: SweepWaterfall) { self.waterfall = waterfall }

  /// Adds how far the answer holds.
  public mutating func add(_ condition: AnswerCondition) { self.condition = condition }

  /// Adds what analyses find in the states of the world.
  public mutating func add(_ analyses: [AnalysisFindings]) { self.analyses = analyses }

  /// Writes the report: one page that needs no other file.
  ///
  /// - Parameters:
  ///   - comparison: What the study found; if there are several states, only its checks are used.
  ///   - context: How the study was made.
  ///   - charts: The library that draws the pictures. If it is nil, the page has its tables and says what to
  ///     install.
  /// - Returns: The whole page, in HTML, sealed.
  /// - Complexity: O(rows of the tables).
  public func html(
    _ comparison: Comparison, context: ReportContext,
    charts: ChartLibrary? = ChartLibrary.installed()
  ) -> String {
    let page = Page(builder: self, comparison: comparison, context: context, charts: charts)
    return Seal.sealed(page.html.text)
  }
}
