// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

/// Outcomes month by month over all replications: memory does not depend on their number.
struct MonthlyFans: Sendable {
  /// One outcome in one month under one policy.
  struct Month: Sendable {
    /// Exact for as many replications; beyond, a band's rank is off by a few per cent at most.
    private static let capacity = 512

    private(set) var quantiles = Quantiles(capacity: capacity)
    private var estimate: PairedDifference

    init(ofRatio: Bool) { estimate = PairedDifference(ofRatios: ofRatio) }

    /// How many futures are in the mean.
    var count: Int { estimate.count }
    /// The mean over the futures, of a ratio the ratio of sums; NaN if no future has a case.
    var mean: Double { estimate.difference }

    mutating func add(_ value: Double, sums: PairedDifference.Side) {
      estimate.add(sums)
      if !value.isNaN { quantiles.add(value) }
    }
  }

  /// The shares of futures below the edges of the bands and the median.
  static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// The indices among the model's outcomes of what is kept.
  let outcomes: [Int]
  private let all: OutcomeSet
  /// First days of the whole months; none before the first replication.
  private(set) var months: [CalendarDate] = []
  /// First days of the months that are left out, since the run begins, ends or parts within them.
  private(set) var cut: [CalendarDate] = []
  /// Where the whole months stand among those of a run.
  private var indices: [Int] = []
  private let end: CalendarDate
  /// By policy, then outcome, then month.
  private var kept: [[[Month]]]

  /// What is kept of a plan, before its first replication.
  init(_ plan: Plan, outcomes: [Outcome]) {
    self.outcomes = outcomes.compactMap { plan.outcomes.index(of: $0.name) }
    all = plan.outcomes
    end = plan.calendar.end
    kept = plan.policies.map { _ in outcomes.map { _ in [] } }
  }

  /// Adds a replication.
  ///
  /// - Complexity: O(policies times outcomes times months).
  mutating func add(_ replication: Replication) {
    if months.isEmpty, let run = replication.runs.first(where: { !$0.months.isEmpty }) {
      indices = run.wholeMonths(until: end)
      months = indices.map { run.months[$0] }
      cut = run.months.filter { !months.contains($0) }
      for policy in kept.indices {
        kept[policy] = outcomes.map { outcome in
          months.map { _ in Month(ofRatio: all.isRatio(outcome)) }
        }
      }
    }
    let width = all.count
    // A run that failed has no months, and neither has one of a study that keeps none.
    for (policy, run) in replication.runs.enumerated() where !run.months.isEmpty {
      for (month, number) in indices.enumerated() {
        let values = run.monthly[number * width..<(number + 1) * width]
        for (index, outcome) in outcomes.enumerated() {
          kept[policy][index][month].add(
            values[number * width + outcome], sums: all.sums(of: outcome, in: values))
        }
      }
    }
  }

  /// The months of an outcome under a policy; empty if the outcome is not kept.
  func months(of outcome: Outcome, policy: Int) -> [Month] {
    outcomes.firstIndex { all[$0] == outcome }.map { kept[policy][$0] } ?? []
  }
}
