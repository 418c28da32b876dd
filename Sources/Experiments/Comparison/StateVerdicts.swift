// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
public import Declarations

/// In how many states of the world each policy has more of an outcome.
public struct StateVerdicts: Hashable, Sendable {
  /// The first policy of the pair, by its index in the plan.
  public let first: Int
  /// The second policy.
  public let second: Int
  /// The outcome.
  public let outcome: Outcome
  /// The better direction, as the scenario says it.
  public let better: Outcome.Direction
  /// States in which the first policy has more, by more than matters.
  public private(set) var moreUnderFirst = 0
  /// States in which the second policy has more, by more than matters.
  public private(set) var moreUnderSecond = 0
  /// States in which any difference is smaller than what matters.
  public private(set) var alike = 0
  /// States in which more replications are needed.
  public private(set) var undecided = 0
  /// States of which nothing is known: runs failed, or there is no case.
  public private(set) var unknown = 0
  /// States in which the sign turns over the counted years.
  public private(set) var turning = 0
  /// How many pairs of runs there are in all states.
  public private(set) var pairs = 0
  /// In how many of them both policies have the same value.
  public private(set) var equal = 0

  /// How many states were counted.
  public var states: Int { moreUnderFirst + moreUnderSecond + alike + undecided + unknown }

  /// In how many of so many states one policy may seem to have more by chance alone.
  ///
  /// Where nothing differs by more than matters an interval of 95 per cent lies beyond that to one side in at
  /// most 2.5 per cent of states. Of independent states no more than so many do with a probability of 95
  /// per cent; states that share their luck err together more often than that.
  public static func mostByChance(of states: Int) -> Int {
    let trials = UInt32(clamping: states)
    var count = UInt32(0)
    while count < trials, gsl_cdf_binomial_P(count, 0.025, trials) < 0.95 { count += 1 }
    return Int(count)
  }

  /// Which direction is better, in words; nil if none is.
  public var betterWords: String? {
    switch better {
    case .more: "more is better"
    case .fewer: "fewer is better"
    case .none: nil
    }
  }

  /// In how many pairs both policies have the same, and in how many states the order turns, in words; nil
  /// where there are neither.
  public var notes: String? {
    let ties = equal > 0 ? "\(grouped(equal)) of \(grouped(pairs)) pairs equal" : nil
    let turns = turning > 0 ? "turns over the years in \(grouped(turning))" : nil
    let notes = [ties, turns].compactMap(\.self)
    return notes.isEmpty ? nil : notes.joined(separator: ", ")
  }

  fileprivate mutating func add(_ difference: Difference) {
    switch difference.verdict {
    case .better, .worse, .more, .fewer:
      if difference.mean > 0 { moreUnderFirst += 1 } else { moreUnderSecond += 1 }
    case .lessThanMatters, .noDifference: alike += 1
    case .undecided: undecided += 1
    case .unknown: unknown += 1
    }
    if difference.turning != nil { turning += 1 }
    pairs += difference.count
    equal += difference.equal
  }

  fileprivate init(first: Int, second: Int, outcome: Outcome, better: Outcome.Direction) {
    self.first = first
    self.second = second
    self.outcome = outcome
    self.better = better
  }
}

extension Sweep {
  /// What counts of states cannot tell from nothing, in sentences.
  public var chanceSentence: String {
    let most = StateVerdicts.mostByChance(of: states)
    let chance =
      most > 0
      ? "By chance alone a policy may seem to have more in up to \(grouped(most)) of \(grouped(states)) states. "
      : ""
    return "More is beyond the smallest difference that matters. \(chance)\(luckSentence)"
  }
}

/// Counts verdicts over the states of a sweep, in constant memory.
public struct StateVerdictsBuilder: Sendable {
  /// By pair of policies, as a comparison has them, then outcome.
  public private(set) var all: [[StateVerdicts]]

  /// No state counted yet.
  public init(_ plan: Plan) {
    all = ComparisonBuilder(plan).pairs.map { pair in
      plan.outcomes.map { outcome in
        StateVerdicts(
          first: pair.first, second: pair.second, outcome: outcome,
          better: plan.valuation(of: outcome).better)
      }
    }
  }

  /// Counts what was found in a state.
  public mutating func add(_ comparison: Comparison) {
    // A difference has so much in it that to copy each takes longer than to count it.
    for pair in comparison.differences.indices {
      for outcome in comparison.differences[pair].indices {
        all[pair][outcome].add(comparison.differences[pair][outcome])
      }
    }
  }
}
