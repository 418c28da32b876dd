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

  /// The header row.
  var header: [String] {
    switch self {
    case .runs: ["policy", "replication"] + Outcome.all.map(\.name)
    case .monthly: ["policy", "replication", "month"] + Outcome.all.map(\.name)
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
  /// A row of each run of a replication, or of each of its months.
  mutating func add(_ replication: Replication, policies: [String], monthly: Bool) {
    for (policy, run) in zip(policies, replication.runs) {
      if monthly {
        let width = Outcome.all.count
        for (number, month) in run.months.enumerated() {
          add(policy)
          add(replication.number)
          add(month.description)
          for value in run.monthly[(number * width)..<((number + 1) * width)] { add(value) }
          end()
        }
      } else {
        add(policy)
        add(replication.number)
        for value in run.counted { add(value) }
        end()
      }
    }
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
