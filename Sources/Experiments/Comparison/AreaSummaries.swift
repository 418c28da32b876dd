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
  /// Of all runs together, where the outcome is a ratio.
  let ratio: RatioOfSums?

  /// The mean over the runs that have a value, of a ratio that of all runs together.
  public var mean: Double { ratio?.ratio ?? moments.mean }
  /// The standard error of the mean.
  public var standardError: Double { ratio?.standardError ?? moments.standardError }
  /// The 95 per cent interval of the mean, cut at what is possible.
  public var interval: Interval {
    (ratio?.interval() ?? .student(moments)).cut(to: outcome.possible, about: mean).interval
  }
}

/// What is kept of every area's outcomes: constant memory, whatever the number of replications.
public struct AreaSummaries: Sendable {
  private let plan: Plan
  private struct Kept {
    var moments = Moments()
    var ratio: RatioOfSums?
  }
  /// By policy, area and outcome.
  private var kept: [[[Kept]]]

  /// What is kept of a plan, before its first replication; nothing if the country is one area.
  public init(_ plan: Plan) {
    self.plan = plan
    let areas = plan.areas.count > 1 && plan.detail.contains(.areas) ? plan.areas : []
    let outcomes = plan.outcomes.indices.map {
      Kept(ratio: plan.outcomes.isRatio($0) ? RatioOfSums() : nil)
    }
    kept = plan.policies.map { _ in areas.map { _ in outcomes } }
  }

  /// Adds a replication.
  ///
  /// - Complexity: O(policies times areas times outcomes).
  public mutating func add(_ replication: Replication) {
    for policy in kept.indices {
      for (area, values) in replication.runs[policy].areas.enumerated() {
        for (outcome, value) in values.enumerated() {
          if !value.isNaN { kept[policy][area][outcome].moments.add(value) }
          guard plan.outcomes.isRatio(outcome) else { continue }
          let sums = plan.outcomes.sums(of: outcome, in: values)
          if !sums.whole.isNaN {
            kept[policy][area][outcome].ratio?.add(sums.part, over: sums.whole)
          }
        }
      }
    }
  }

  /// Every outcome of every area under every policy, but for those that only the country has.
  public var all: [AreaSummary] {
    plan.policies.indices.flatMap { policy in
      kept[policy].indices.flatMap { area in
        plan.outcomes.indices.filter { !plan.outcomes[$0].isNational }.map { outcome in
          AreaSummary(
            policy: plan.policies[policy], area: plan.areas[area], outcome: plan.outcomes[outcome],
            moments: kept[policy][area][outcome].moments,
            ratio: kept[policy][area][outcome].ratio)
        }
      }
    }
  }
}
