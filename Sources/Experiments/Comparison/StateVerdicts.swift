// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
public import Declarations

/// In how many states of the world each policy has more of an outcome.
public struct StateVerdicts: Hashable, Sendable {
  /// The first policy of the pair, by its place in the plan.
  public let first: Int
  /// The second policy.
  public let second: Int
  /// The outcome.
  public let outcome: Outcome
  /// The better direction, as the scenario says it.
  public let better: Outcome.Direction
  /// States in which the first policy has more, by the interval of the difference.
  public private(set) var moreUnderFirst = 0
  /// States in which the second policy has more.
  public private(set) var moreUnderSecond = 0
  /// States in which the policies are alike, or differ by less than matters.
  public private(set) var alike = 0
  /// States in which more replications are needed, or there is no case.
  public private(set) var unknown = 0

  /// How many states were counted.
  public var states: Int { moreUnderFirst + moreUnderSecond + alike + unknown }

  fileprivate mutating func add(_ verdict: Verdict) {
    switch verdict {
    case .moreUnderFirst, .somewhatMoreUnderFirst: moreUnderFirst += 1
    case .moreUnderSecond, .somewhatMoreUnderSecond: moreUnderSecond += 1
    case .same, .tooSmallToMatter, .notDistinguishable: alike += 1
    case .undecided, .noCase: unknown += 1
    }
  }

  fileprivate init(first: Int, second: Int, outcome: Outcome, better: Outcome.Direction) {
    self.first = first
    self.second = second
    self.outcome = outcome
    self.better = better
  }
}

/// Counts verdicts over the states of a sweep, in constant memory.
public struct StateVerdictsBuilder: Sendable {
  /// By pair of policies, as a comparison has them, then outcome.
  public private(set) var all: [[StateVerdicts]]

  /// No state counted yet.
  public init(_ plan: Plan) {
    all = ComparisonBuilder(plan).pairs.map { pair in
      Outcome.all.map { outcome in
        StateVerdicts(
          first: pair.first, second: pair.second, outcome: outcome,
          better: plan.valuation(of: outcome).better)
      }
    }
  }

  /// Counts what was found in a state.
  public mutating func add(_ comparison: Comparison) {
    for (pair, differences) in comparison.differences.enumerated() {
      for (outcome, difference) in differences.enumerated() {
        all[pair][outcome].add(difference.verdict)
      }
    }
  }
}
