// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import Statistics

/// The tables of a study; their columns come from what they show.
enum Table: String, CaseIterable {
  case plan = "plan.csv"
  case runs = "runs.csv"
  case summary = "summary.csv"
  case differences = "differences.csv"
  case monthly = "monthly.csv"
  case areas = "areas.csv"
  case areaSummary = "area-summary.csv"
  case areaMonthly = "area-monthly.csv"
  case drivers = "drivers.csv"
  case condition = "condition.csv"
  case waterfall = "waterfall.csv"
  case sensitivity = "sensitivity.csv"
  case switchPoints = "switch-points.csv"
  case boxes = "boxes.csv"
  case robustness = "robustness.csv"
  case acceptability = "acceptability.csv"
  case tradeOffs = "trade-offs.csv"
  case valueOfInformation = "value-of-information.csv"
  case events = "events.csv"

  /// The tables of a sweep.
  ///
  /// It has those of months and areas if these are kept, and those of events and of the condition on request.
  static func all(of sweep: Sweep, recordsEvents: Bool, hasCondition: Bool) -> [Table] {
    let detail = sweep.first.detail
    let hasAreas = sweep.first.areas.count > 1
    let analyses = SweepStates.analyses(of: sweep)
    return allCases.filter { table in
      switch table {
      case .plan, .runs, .summary, .differences: true
      case .monthly: detail.contains(.months)
      case .areas, .areaSummary: hasAreas && detail.contains(.areas)
      case .areaMonthly: hasAreas && detail.contains(.areaMonths)
      case .drivers: SweepDrivers(sweep) != nil
      case .condition: hasCondition
      case .waterfall: SweepWaterfall(sweep) != nil
      case .sensitivity, .switchPoints, .boxes, .robustness, .acceptability, .tradeOffs,
        .valueOfInformation:
        table.analysed.map { analyses.contains($0.analysis) } ?? false
      case .events: recordsEvents
      }
    }
  }

  /// What a row is, in one sentence.
  var summary: String {
    switch self {
    case .plan: "A row for each run of the plan and what became of it."
    case .runs: "A row for each run: its outcomes over the counted years."
    case .summary:
      "A row for each policy and outcome: what the runs say of it; none if states have one replication."
    case .differences:
      "A row for each pair of policies and outcome: the differences of runs with the same luck; none if "
        + "states have one replication."
    case .monthly: "A row for each run and month: its outcomes in that month."
    case .areas: "A row for each run and area: its outcomes over the counted years."
    case .areaSummary:
      "A row for each policy, area and outcome; none if states have one replication."
    case .areaMonthly: "A row for each run, area and month."
    case .drivers:
      "A row for each pair of policies, outcome and unknown: what the unknown alone does to the difference."
    case .condition: AnswerCondition.table.summary
    case .waterfall: SweepWaterfall.table.summary
    case .sensitivity, .switchPoints, .boxes, .robustness, .acceptability, .tradeOffs,
      .valueOfInformation:
      analysed?.table.summary ?? ""
    case .events: "A row for each event in the stories of the first replications of each state."
    }
  }

  /// The columns, those of the state first.
  func columns(of sweep: Sweep) -> [Column] {
    let state =
      sweep.factors.isEmpty
      ? [] : [.whole("state", "The number of the state.")] + sweep.factors.map(\.column)
    if let analysed { return analysed.table.columns.map(Column.init) }
    return switch self {
    case .plan: [.whole("run", "The number of the run.")] + state + ownColumns(of: sweep.first)
    case .drivers: Self.driverColumns
    case .condition: AnswerCondition.table.columns.map(Column.init)
    case .waterfall: SweepWaterfall.table.columns.map(Column.init)
    default: state + ownColumns(of: sweep.first)
    }
  }

  /// The columns that identify a row of the table.
  func key(of sweep: Sweep) -> [String] {
    if let analysed { return analysed.table.key }
    let state = sweep.factors.isEmpty ? [] : ["state"]
    return switch self {
    case .plan: ["run"]
    case .runs: state + ["policy", "replication"]
    case .summary: state + ["policy", "outcome"]
    case .differences: state + ["policy_a", "policy_b", "outcome"]
    case .monthly: state + ["policy", "replication", "month"]
    case .areas: state + ["policy", "replication", "area"]
    case .areaSummary: state + ["policy", "area", "outcome"]
    case .areaMonthly: state + ["policy", "replication", "area", "month"]
    case .drivers: ["policy_a", "policy_b", "outcome", "unknown", "value_at_high"]
    case .condition: AnswerCondition.table.key
    case .waterfall: SweepWaterfall.table.key
    case .events: state + ["policy", "replication", "event"]
    case .sensitivity, .switchPoints, .boxes, .robustness, .acceptability, .tradeOffs,
      .valueOfInformation:
      []
    }
  }

  private func ownColumns(of plan: Plan) -> [Column] {
    let outcomes = plan.outcomes
    // Areas lack the outcomes that only the country has.
    let local = outcomes.filter { !$0.isNational }
    return switch self {
    case .plan:
      [
        .policy, .replication,
        .text("status", "What became of the run.", words: ["done", "failed", "pending"]),
        .text("reason", "Why the run failed."),
        .whole("events", "How many events the run handled."),
      ]
    case .runs: [.policy, .replication] + outcomes.map { .outcome($0) }
    case .monthly:
      [.policy, .replication, .month, .days] + outcomes.map { .outcome($0, isMonthly: true) }
    case .areas: [.policy, .replication, .area] + local.map { .outcome($0) }
    case .areaMonthly:
      [.policy, .replication, .area, .month, .days]
        + local.map { .outcome($0, isMonthly: true) }
    case .areaSummary: [.policy, .area] + Self.outcomeColumns + Self.meanColumns
    case .events: [.policy, .replication] + EventRows.columns(plan.story)
    case .summary: Self.summaryColumns
    case .differences: Self.differenceColumns
    case .drivers: Self.driverColumns
    case .condition, .waterfall, .sensitivity, .switchPoints, .boxes, .robustness, .acceptability,
      .tradeOffs, .valueOfInformation:
      []
    }
  }

  private static let summaryColumns: [Column] = {
    let missing: [Column] = [
      .whole(
        "missing", "How many runs have no value because there was no case or the run failed."),
      .whole("failed", "How many runs of the policy failed."),
    ]
    let interval = Column.text(
      "interval",
      "The kind of interval: Student's of a mean, Fieller's of a ratio of sums, one of these cut at "
        + "what is possible (0, and 1 for a share), or the exact one of a probability.",
      words: Interval.Kind.allCases.map(\.rawValue))
    let quantiles = Summary.shares.map {
      Column.number(quantileColumn($0), "The value below which \(Int($0 * 100)) % of runs lie.")
    }
    let occurrence: [Column] = [
      .whole("runs_with_any", "In how many runs the outcome is not zero."),
      .number("share_with_any_low", "Lower end of the exact 95 % interval of its chance."),
      .number("share_with_any_high", "Upper end of the exact 95 % interval of its chance."),
    ]
    return [.policy] + outcomeColumns + missing + meanColumns + [interval] + quantiles
      + occurrence
  }()

  private static let differenceColumns: [Column] = {
    let policies: [Column] = [
      .text("policy_a", "The first policy."), .text("policy_b", "The second policy."),
    ]
    let findings: [Column] = [
      .number(
        "mean_difference",
        "Mean of first less second, over pairs with the same luck; for a ratio, the difference of the ratios of "
          + "all runs together."),
      .number("ci_low", "Lower end of the 95 % interval of the mean difference."),
      .number("ci_high", "Upper end of the 95 % interval of the mean difference."),
      .text(
        "interval",
        "The kind of interval: Student's of a mean, that of a difference of ratios of sums, or one of these cut "
          + "at what is possible for shares.",
        words: [Interval.Kind.student, .ratio, .cut].map(\.rawValue)),
      .number("bootstrap_low", "Lower end of the bootstrap 95 % interval of the mean difference."),
      .number("bootstrap_high", "Upper end of the bootstrap 95 % interval of the mean difference."),
      .number("share_lower", "The share of pairs in which the first policy has the lower value."),
      .number("share_equal", "The share of pairs with the same value."),
      .number("share_higher", "The share of pairs in which the first policy has the higher value."),
      .number(
        "gain_from_pairing",
        "How many times as many unpaired runs the same precision would cost; empty if every "
          + "pair differs by the same."),
      .number("matters", "The smallest difference that matters."),
      .text(
        "verdict",
        "The verdict on the first policy against the second: beyond the smallest difference that "
          + "matters, within it, undecided, or nothing known.",
        words: Verdict.allWords),
      .text("verdict_in_words", "The verdict with its numbers and reasons."),
      .whole(
        "further_replications",
        "How many further replications would tell with a chance of 80%, if mean and spread are as they seem; empty if "
          + "nothing is undecided or nothing can be estimated."),
      .text(
        "turning",
        "In which counted years there is more and in which fewer under the first policy, if the "
          + "sign turns; empty if it does not, or if no months are kept."),
    ]
    return policies + outcomeColumns + findings
  }()

  private static let outcomeColumns: [Column] = [
    .text("outcome", "The outcome."),
    .text("unit", "The unit of the outcome and of all numbers of the row that have one."),
    .whole("n", "How many runs, or pairs of runs, have a value."),
  ]

  private static let meanColumns: [Column] = [
    .number(
      "mean",
      "The mean over the runs that have a value; for a mean over cases, or a share of them, that of the cases "
        + "of all runs together."),
    .number("sd", "The standard deviation between runs."),
    .number("ci_low", "Lower end of the 95 % interval of the mean."),
    .number("ci_high", "Upper end of the 95 % interval of the mean."),
  ]

  private static func quantileColumn(_ share: Double) -> String {
    let percent = Int((share * 100).rounded())
    return percent < 10 ? "p0\(percent)" : "p\(percent)"
  }
}
