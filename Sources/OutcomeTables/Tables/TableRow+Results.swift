// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

extension TableRow {
  /// The number and the values of a state, as fields; none if there is one state.
  static func fields(ofState state: Int, in sweep: Sweep) -> [UInt8] {
    guard !sweep.factors.isEmpty else { return [] }
    var row = TableRow()
    row.add(state + 1)
    for (factor, setting) in zip(sweep.factors, sweep.settings(ofState: state)) {
      let kind = factor.column.kind
      if let number = factor.number(of: setting), kind == .number || kind == .integer {
        row.add(number)
      } else {
        row.add(factor.text(of: setting))
      }
    }
    return row.bytes
  }

  /// Adds the rows of a future to a table that grows with every run; `state` holds the fields of its state.
  mutating func add(
    _ replication: Replication, to table: Table, of sweep: Sweep, position: Int, state: [UInt8]
  ) {
    let (finish, outcomes) = (sweep.first.calendar.end, sweep.first.outcomes)
    for (policy, run) in replication.runs.enumerated() {
      func head(_ row: inout TableRow) {
        if table == .plan { row.add(position * sweep.policies.count + policy + 1) }
        row.add(fields: state)
        row.add(sweep.policies[policy])
        row.add(replication.number)
      }
      switch table {
      case .plan:
        head(&self)
        add(run.failure == nil ? "done" : "failed")
        add(run.failure ?? "")
        add(run.events)
        end()
      case .runs where run.failure == nil:
        head(&self)
        for value in run.counted { add(value) }
        end()
      case .monthly:
        addMonths(of: run, run.monthly, outcomes, until: finish, head)
      case .areas where run.failure == nil:
        for (name, values) in zip(sweep.first.areas, run.areas) {
          head(&self)
          add(name)
          addLocal(values[...], of: outcomes)
          end()
        }
      case .areaMonthly:
        for (name, monthly) in zip(sweep.first.areas, run.areaMonthly) {
          addMonths(of: run, monthly, outcomes, until: finish, isLocal: true) { row in
            head(&row)
            row.add(name)
          }
        }
      case .runs, .areas, .summary, .differences, .areaSummary, .drivers, .condition, .waterfall,
        .events,
        .sensitivity, .switchPoints, .boxes, .robustness, .acceptability, .tradeOffs,
        .valueOfInformation:
        continue
      }
    }
  }

  /// Adds the rows of a future that is not run yet to the plan.
  mutating func addPending(_ future: Sweep.Future, position: Int, of sweep: Sweep, state: [UInt8]) {
    for (policy, name) in sweep.policies.enumerated() {
      add(position * sweep.policies.count + policy + 1)
      add(fields: state)
      add(name)
      add(future.replication)
      add("pending")
      add("")
      add(Double.nan)
      end()
    }
  }

  /// Adds the findings of a state to a table that grows with every state.
  mutating func add(_ comparison: Comparison, to table: Table, state: [UInt8]) {
    switch table {
    case .summary:
      for summary in comparison.summaries.joined() {
        add(fields: state)
        add(summary)
      }
    case .differences:
      for difference in comparison.differences.joined() {
        add(fields: state)
        add(difference)
      }
    case .areaSummary:
      for summary in comparison.areas {
        add(fields: state)
        add(summary)
      }
    case .plan, .runs, .monthly, .areas, .areaMonthly, .drivers, .condition, .waterfall, .events,
      .sensitivity, .switchPoints, .boxes, .robustness, .acceptability, .tradeOffs,
      .valueOfInformation:
      return
    }
  }

  /// A row for each month of a run.
  private mutating func addMonths(
    of run: RunOutcomes, _ monthly: [Double], _ outcomes: OutcomeSet, until finish: CalendarDate,
    isLocal: Bool = false, _ head: (inout TableRow) -> Void
  ) {
    let width = outcomes.count
    for (number, (month, days)) in zip(run.months, run.daysOfMonths(until: finish)).enumerated() {
      head(&self)
      add(month.description)
      add(days)
      let values = monthly[(number * width)..<((number + 1) * width)]
      if isLocal { addLocal(values, of: outcomes) } else { for value in values { add(value) } }
      end()
    }
  }

  /// The outcomes that an area has.
  private mutating func addLocal(_ values: ArraySlice<Double>, of outcomes: OutcomeSet) {
    for (outcome, value) in zip(outcomes, values) where !outcome.isNational { add(value) }
  }

  private mutating func add(_ summary: AreaSummary) {
    add(summary.policy)
    add(summary.area)
    add(summary.outcome.name)
    add(summary.outcome.unit)
    add(summary.moments.count)
    add(summary.mean)
    add(summary.moments.standardDeviation)
    add(summary.interval.low)
    add(summary.interval.high)
    end()
  }

  private mutating func add(_ summary: Summary) {
    add(summary.policy)
    add(summary.outcome.name)
    add(summary.outcome.unit)
    add(summary.count)
    add(summary.missing)
    add(summary.failed)
    add(summary.mean)
    add(summary.standardDeviation)
    add(summary.interval.low)
    add(summary.interval.high)
    add(summary.kind.rawValue)
    for quantile in summary.quantiles { add(quantile) }
    add(summary.occurred)
    add(summary.occurrence.low)
    add(summary.occurrence.high)
    end()
  }

  private mutating func add(_ difference: Difference) {
    let count = Double(difference.count)
    add(difference.first)
    add(difference.second)
    add(difference.outcome.name)
    add(difference.outcome.unit)
    add(difference.count)
    add(difference.mean)
    add(difference.interval.low)
    add(difference.interval.high)
    add(difference.kind.rawValue)
    add(difference.bootstrap.low)
    add(difference.bootstrap.high)
    add(Double(difference.lower) / count)
    add(Double(difference.equal) / count)
    add(Double(difference.higher) / count)
    add(difference.gainFromPairing)
    add(difference.matters)
    add(difference.verdict.word)
    add(difference.verdict.words)
    if case .undecided(let further?) = difference.verdict { add(further) } else { add(Double.nan) }
    add(difference.turning?.words(difference.first) ?? "")
    end()
  }
}
