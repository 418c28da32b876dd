// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Statistics

/// An outcome of one area under one policy, over all replications.
public struct AreaSummary: Hashable, Sendable {
  /// The policy's name.
  public let policy: String
  /// The area's name.
  public let area: String
  /// The outcome.
  public let outcome: Outcome
  /// Count, mean and variance of the runs that have a value.
  public let moments: Moments

  /// The 95 per cent interval of the mean, cut at what is possible.
  public var interval: Interval {
    Interval.student(moments).cut(to: outcome.possible, about: moments.mean).interval
  }
}

/// What is kept of every area's outcomes: constant memory, whatever the number of replications.
public struct AreaSummaries: Sendable {
  private let plan: Plan
  /// By policy, area and outcome.
  private var moments: [[[Moments]]]

  /// What is kept of a plan, before its first replication; nothing where the country is one area.
  public init(_ plan: Plan) {
    self.plan = plan
    let areas = plan.areas.count > 1 && plan.detail.contains(.areas) ? plan.areas : []
    moments = plan.policies.map { _ in areas.map { _ in plan.outcomes.map { _ in Moments() } } }
  }

  /// Adds a replication.
  ///
  /// - Complexity: O(policies times areas times outcomes).
  public mutating func add(_ replication: Replication) {
    for policy in moments.indices {
      for (area, values) in replication.runs[policy].areas.enumerated() {
        for (outcome, value) in values.enumerated() where !value.isNaN {
          moments[policy][area][outcome].add(value)
        }
      }
    }
  }

  /// Every outcome of every area under every policy, but for those that only the country has.
  public var all: [AreaSummary] {
    plan.policies.indices.flatMap { policy in
      moments[policy].indices.flatMap { area in
        plan.outcomes.indices.filter { !plan.outcomes[$0].isNational }.map { outcome in
          AreaSummary(
            policy: plan.policies[policy], area: plan.areas[area], outcome: plan.outcomes[outcome],
            moments: moments[policy][area][outcome])
        }
      }
    }
  }
}
