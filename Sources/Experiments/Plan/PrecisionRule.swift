// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Statistics

/// Says after each replication of a state whether its differences are known as well as was asked for.
///
/// It looks at nothing but the replications in the order of the plan, so a study ends at the same one
/// whatever the number of threads, and after any interruption.
public struct PrecisionRule: Sendable {
  /// How a goal has ended, or how far it has come, for one policy against the baseline.
  public struct Ending: Sendable {
    /// The goal.
    public let goal: PrecisionGoal
    /// The policy whose difference from the baseline is meant; of a single policy, itself.
    public let policy: String
    /// How far the rule has come.
    public let state: ReplicationRule.State
    /// How many replications were looked at.
    public let replications: Int
    /// In how many of them the policy's run failed, or the baseline's.
    public let failed: Int
    /// The half-width of the interval, in the outcome's unit.
    public let halfWidth: Double
    /// The half-width that is narrow enough.
    public let width: Double
  }

  private struct Part: Sendable {
    let goal: PrecisionGoal
    let outcome: Int
    /// The policies that are compared with the baseline, by their indices.
    let policies: [Int]
    var rule: ReplicationRule
  }

  private let outcomes: OutcomeSet
  private let names: [String]
  private let baseline: Int
  private var parts: [Part]

  /// The rule of a plan; nil if the number of its replications is fixed.
  public init?(_ plan: Plan) {
    let goals = plan.precision
    guard !goals.isEmpty else { return nil }
    let base = plan.baseline
    outcomes = plan.outcomes
    names = plan.policies
    baseline = base
    parts = goals.compactMap { goal in
      guard let outcome = plan.outcomes.index(of: goal.outcome) else { return nil }
      let all = plan.policies.indices.filter { $0 != base || plan.policies.count == 1 }
      let meant = all.filter { goal.policies.isEmpty || goal.policies.contains(plan.policies[$0]) }
      let width =
        goal.halfWidth
        ?? (goal.relative == nil ? plan.valuation(of: plan.outcomes[outcome]).matters : 0)
      let own = ReplicationRule.Goal.either(width, share: goal.relative ?? 0, of: meant.count)
      return Part(
        goal: goal, outcome: outcome, policies: meant,
        rule: Self.rule(
          of: goal, meant.map { _ in own } + [.any],
          ratios: plan.outcomes.isRatio(outcome) ? Set(0...meant.count) : []))
    }
  }

  private static func rule(
    of goal: PrecisionGoal, _ goals: [ReplicationRule.Goal], ratios: Set<Int>
  ) -> ReplicationRule {
    let (least, most) = (goal.replications.lowerBound, goal.replications.upperBound)
    switch goal.interval {
    case .fixed:
      return ReplicationRule(
        goals: goals, ratios: ratios, least: least, most: most, confidence: goal.confidence)
    case .alwaysValid:
      // As many times the fewest as the most are times it: at both it is about as far from the narrowest.
      let middle = (Double(least) * Double(most)).squareRoot()
      return ReplicationRule(
        goals: goals, ratios: ratios, least: least, most: most,
        by: ConfidenceSequence(confidence: goal.confidence, tightestAt: middle))
    }
  }

  /// Whether no further replication is needed, or allowed.
  public var isOver: Bool { parts.allSatisfy { $0.rule.state != .goingOn } }

  /// Looks at the next replication of the state.
  public mutating func add(_ replication: Replication) {
    let hasFailed = replication.runs.map { $0.failure != nil }
    for index in parts.indices {
      let outcome = parts[index].outcome
      let sides = replication.runs.map { outcomes.sums(of: outcome, in: $0.counted) }
      let own = (sides[baseline], PairedDifference.nothing)
      let differences = parts[index].policies.map { policy in
        policy == baseline ? own : (sides[policy], sides[baseline])
      }
      let failed = parts[index].policies.indices.filter {
        hasFailed[parts[index].policies[$0]] || hasFailed[baseline]
      }
      parts[index].rule.add(differences + [own], failed: Set(failed))
    }
  }

  /// How far each goal has come for each policy.
  public var endings: [Ending] {
    parts.flatMap { part in
      part.policies.enumerated().map { number, policy in
        Ending(
          goal: part.goal, policy: names[policy], state: part.rule.state(of: number),
          replications: part.rule.count, failed: part.rule.failures(of: number),
          halfWidth: part.rule.halfWidth(of: number),
          width: part.rule.width(of: number))
      }
    }
  }
}

extension PrecisionGoal {
  /// The most replications that any of the goals allows; nil if there is none.
  public static func mostReplications(_ goals: [PrecisionGoal]) -> Int? {
    goals.map(\.replications.upperBound).max()
  }
}
