// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

/// Counts of what happens seldom, by counted year, over all replications: memory does not depend on their number.
///
/// By month such a count is 0 or 1, and bands of it jump between the two.
struct YearlyCounts: Sendable {
  /// One outcome in one counted year under one policy.
  struct Year: Sendable {
    /// Exact for as many replications; beyond, a band's rank is off by a few per cent at most.
    private static let capacity = 512

    private(set) var quantiles = Quantiles(capacity: capacity)
    private var moments = Moments()
    /// In how many futures there is any.
    private(set) var occurred = 0

    /// How many futures are counted.
    var count: Int { moments.count }
    /// The mean over the futures; NaN without one.
    var mean: Double { moments.mean }

    mutating func add(_ value: Double) {
      quantiles.add(value)
      moments.add(value)
      if value != 0 { occurred += 1 }
    }
  }

  /// The first days of the counted years.
  let starts: [CalendarDate]
  private let outcomes: [Int]
  private let all: OutcomeSet
  /// By policy, then outcome, then year.
  private var kept: [[[Year]]]

  /// What is kept of a plan, before its first replication.
  init(_ plan: Plan, outcomes: [Outcome]) {
    all = plan.outcomes
    let indices = outcomes.compactMap { plan.outcomes.index(of: $0.name) }
    let starts = (0..<plan.calendar.counted).map { plan.calendar.policyFrom.adding(years: $0) }
    kept = plan.policies.map { _ in indices.map { _ in starts.map { _ in Year() } } }
    self.outcomes = indices
    self.starts = starts
  }

  /// Whether there is any future with months.
  var isEmpty: Bool { kept.allSatisfy { $0.allSatisfy { $0.allSatisfy { $0.count == 0 } } } }

  /// Adds a replication; runs without months are left out.
  ///
  /// - Complexity: O(policies times outcomes times months).
  mutating func add(_ replication: Replication) {
    let width = all.count
    for (policy, run) in replication.runs.enumerated() where !run.months.isEmpty {
      var sums = outcomes.map { _ in starts.map { _ in 0.0 } }
      for (number, month) in run.months.enumerated() {
        guard let year = starts.lastIndex(where: { $0 <= month }) else { continue }
        for (index, outcome) in outcomes.enumerated() {
          sums[index][year] += run.monthly[number * width + outcome]
        }
      }
      for index in outcomes.indices {
        for year in starts.indices { kept[policy][index][year].add(sums[index][year]) }
      }
    }
  }

  /// The counted years of an outcome under a policy; empty if the outcome is not kept.
  func years(of outcome: Outcome, policy: Int) -> [Year] {
    outcomes.firstIndex { all[$0] == outcome }.map { kept[policy][$0] } ?? []
  }
}
