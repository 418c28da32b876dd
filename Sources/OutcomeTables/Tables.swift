// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments

/// The tables of a study; the columns of outcomes come from their declarations.
enum Table: String, CaseIterable {
  case runs = "runs.csv"
  case summary = "summary.csv"
  case differences = "differences.csv"
  case monthly = "monthly.csv"
  case areas = "areas.csv"
  case areaSummary = "area-summary.csv"
  case areaMonthly = "area-monthly.csv"

  /// The tables of a plan: those of areas where there are several, those of their months on request.
  static func all(of plan: Plan) -> [Table] {
    allCases.filter { table in
      switch table {
      case .runs, .summary, .differences, .monthly: true
      case .areas, .areaSummary: plan.areas.count > 1
      case .areaMonthly: plan.areas.count > 1 && plan.keepsAreaMonths
      }
    }
  }

  /// The tables that grow with every replication.
  var isOfRuns: Bool {
    switch self {
    case .runs, .monthly, .areas, .areaMonthly: true
    case .summary, .differences, .areaSummary: false
    }
  }

  /// The outcomes of areas: all but those that only the country has.
  private static let localOutcomes = Outcome.all.filter { !$0.isNational }.map(\.name)

  /// The header row.
  var header: [String] {
    switch self {
    case .runs: ["policy", "replication"] + Outcome.all.map(\.name)
    case .monthly: ["policy", "replication", "month"] + Outcome.all.map(\.name)
    case .areas: ["policy", "replication", "area"] + Self.localOutcomes
    case .areaMonthly: ["policy", "replication", "area", "month"] + Self.localOutcomes
    case .areaSummary:
      ["policy", "area", "outcome", "unit", "n", "mean", "sd", "ci_low", "ci_high"]
    case .summary:
      ["policy", "outcome", "unit", "n", "missing", "mean", "sd", "ci_low", "ci_high", "interval"]
        + Summary.shares.map(Self.quantileColumn)
        + ["runs_with_any", "share_with_any_low", "share_with_any_high"]
    case .differences:
      [
        "policy_a", "policy_b", "outcome", "unit", "n", "mean_difference", "ci_low", "ci_high",
        "share_lower", "share_equal", "share_higher", "gain_from_pairing", "matters", "verdict",
      ]
    }
  }

  private static func quantileColumn(_ share: Double) -> String {
    let percent = Int((share * 100).rounded())
    return percent < 10 ? "p0\(percent)" : "p\(percent)"
  }
}

extension Row {
  /// The rows of a replication in a table that grows with every replication.
  mutating func add(_ replication: Replication, to table: Table, of plan: Plan) {
    for (policy, run) in zip(plan.policies, replication.runs) {
      func head(_ row: inout Row) {
        row.add(policy)
        row.add(replication.number)
      }
      switch table {
      case .runs:
        head(&self)
        for value in run.counted { add(value) }
        end()
      case .monthly:
        addMonths(of: run, run.monthly, head)
      case .areas:
        for (name, values) in zip(plan.areas, run.areas) {
          head(&self)
          add(name)
          addLocal(values[...])
          end()
        }
      case .areaMonthly:
        for (name, monthly) in zip(plan.areas, run.areaMonthly) {
          addMonths(of: run, monthly, isLocal: true) { row in
            head(&row)
            row.add(name)
          }
        }
      case .summary, .differences, .areaSummary:
        preconditionFailure("\(table.rawValue) does not grow with replications")
      }
    }
  }

  /// A row for each month of a run.
  private mutating func addMonths(
    of run: RunOutcomes, _ monthly: [Double], isLocal: Bool = false, _ head: (inout Row) -> Void
  ) {
    let width = Outcome.all.count
    for (number, month) in run.months.enumerated() {
      head(&self)
      add(month.description)
      let values = monthly[(number * width)..<((number + 1) * width)]
      if isLocal { addLocal(values) } else { for value in values { add(value) } }
      end()
    }
  }

  /// The outcomes that an area has.
  private mutating func addLocal(_ values: ArraySlice<Double>) {
    for (outcome, value) in zip(Outcome.all, values) where !outcome.isNational { add(value) }
  }

  /// The row of an area's summary.
  mutating func add(_ summary: AreaSummary) {
    add(summary.policy)
    add(summary.area)
    add(summary.outcome.name)
    add(summary.outcome.unit)
    add(summary.moments.count)
    add(summary.moments.mean)
    add(summary.moments.standardDeviation)
    add(summary.interval.low)
    add(summary.interval.high)
    end()
  }

  /// The row of a summary.
  mutating func add(_ summary: Summary) {
    add(summary.policy)
    add(summary.outcome.name)
    add(summary.outcome.unit)
    add(summary.count)
    add(summary.missing)
    add(summary.mean)
    add(summary.standardDeviation)
    add(summary.interval.low)
    add(summary.interval.high)
    add(summary.isExact ? "exact" : "student")
    for quantile in summary.quantiles { add(quantile) }
    add(summary.occurred)
    add(summary.occurrence.low)
    add(summary.occurrence.high)
    end()
  }

  /// The row of a difference.
  mutating func add(_ difference: Difference) {
    let count = Double(difference.count)
    add(difference.first)
    add(difference.second)
    add(difference.outcome.name)
    add(difference.outcome.unit)
    add(difference.count)
    add(difference.mean)
    add(difference.interval.low)
    add(difference.interval.high)
    add(Double(difference.lower) / count)
    add(Double(difference.equal) / count)
    add(Double(difference.higher) / count)
    add(difference.gainFromPairing)
    add(difference.matters)
    add(difference.verdict.rawValue)
    end()
  }
}
