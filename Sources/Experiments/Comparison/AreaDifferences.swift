// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Statistics

/// How far a policy is from the reference in a count of one area, with the same luck: policy less reference.
public struct AreaDifference: Hashable, Sendable {
  /// The policy's name.
  public let policy: String
  /// The name of the policy from which it differs: the status quo or, where there is none, the baseline.
  public let reference: String
  /// The area's name.
  public let area: String
  /// The outcome, a count.
  public let outcome: Outcome
  /// Count, mean and variance of the paired differences.
  public let moments: Moments
  /// The smallest difference that matters, scaled to the area.
  public let matters: Double
  /// The better direction.
  public let better: Outcome.Direction

  /// The mean difference.
  public var mean: Double { moments.mean }
  /// The standard error of the mean difference.
  public var standardError: Double { moments.standardError }
  /// The 95 per cent interval of the mean difference.
  public var interval: Interval { .student(moments) }
  /// What it means.
  public var verdict: Verdict {
    Verdict(interval, of: moments, matters: matters, better: better)
  }

  /// How many times what matters the mean difference is, positive where it is better.
  ///
  /// Where no direction is better, more is positive. NaN if every difference matters.
  public var times: Double {
    matters > 0 ? (better == .fewer ? -1 : 1) * mean / matters : .nan
  }
}

/// What is kept of how areas differ between policies: constant memory, O(policies times areas times counts).
public struct AreaDifferences: Sendable {
  private let plan: Plan
  /// The indices of the policies that are compared with the reference.
  private let others: [Int]
  /// The indices of the outcomes that count and that areas have.
  private let counts: [Int]
  /// By policy, area and outcome, one after the other.
  private var kept: [Moments]

  /// What is kept of a plan, before its first replication; nothing if the country is one area.
  public init(_ plan: Plan) {
    self.plan = plan
    others = plan.policies.indices.filter { $0 != plan.reference }
    counts = plan.outcomes.indices.filter {
      plan.outcomes[$0].isCount && !plan.outcomes[$0].isNational
    }
    let areas = plan.areas.count > 1 && plan.detail.contains(.areas) ? plan.areas.count : 0
    kept = Array(repeating: Moments(), count: others.count * areas * counts.count)
  }

  /// Adds a replication; of a run that failed nothing is added.
  ///
  /// - Complexity: O(policies times areas times counts).
  public mutating func add(_ replication: Replication) {
    guard !kept.isEmpty else { return }
    let reference = replication.runs[plan.reference].areas
    var index = 0
    for other in others {
      for (values, base) in zip(replication.runs[other].areas, reference) {
        for outcome in counts {
          let difference = values[outcome] - base[outcome]
          if !difference.isNaN { kept[index].add(difference) }
          index += 1
        }
      }
    }
  }

  /// Every count of every area, policy by policy in the order of the plan.
  public var all: [AreaDifference] {
    kept.indices.map { index in
      let (rest, count) = index.quotientAndRemainder(dividingBy: counts.count)
      let (other, area) = rest.quotientAndRemainder(dividingBy: plan.areas.count)
      let outcome = plan.outcomes[counts[count]]
      let valuation = plan.valuation(of: outcome, inArea: area)
      return AreaDifference(
        policy: plan.policies[others[other]], reference: plan.policies[plan.reference],
        area: plan.areas[area], outcome: outcome, moments: kept[index],
        matters: valuation.matters, better: valuation.better)
    }
  }
}
