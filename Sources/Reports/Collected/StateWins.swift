// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments

/// Which policy is best in each state of a sweep, by outcome: memory does not depend on the number of
/// states.
struct StateWins: Sendable {
  /// In how many states each policy is best in an outcome.
  struct Count: Sendable {
    let outcome: Outcome
    /// By policy.
    var wins: [Int]
    /// States in which none is.
    var undecided = 0
  }

  /// A state and the best policy in each outcome, where there is one.
  struct State: Sendable {
    let number: Int
    let values: [String]
    let winners: [String?]
  }

  /// Of how many states the best policies are remembered one by one.
  static let remembered = 500

  /// The outcomes that have a better direction.
  private(set) var counts: [Count]
  /// The first states.
  private(set) var first: [State] = []

  /// What is kept of a sweep, before its first state.
  init(_ sweep: Sweep, outcomes: [Outcome]) {
    counts = outcomes.filter { sweep.first.valuation(of: $0).better != .none }
      .map { Count(outcome: $0, wins: sweep.policies.map { _ in 0 }) }
  }

  /// Adds a state.
  mutating func add(_ comparison: Comparison, ofState state: Int, of sweep: Sweep) {
    let winners = counts.map { comparison.winner($0.outcome) }
    for (place, winner) in winners.enumerated() {
      if let winner, let policy = sweep.policies.firstIndex(of: winner) {
        counts[place].wins[policy] += 1
      } else {
        counts[place].undecided += 1
      }
    }
    guard first.count < Self.remembered else { return }
    let values = zip(sweep.factors, sweep.settings(ofState: state)).map { $0.kind.text(of: $1) }
    first.append(State(number: state + 1, values: values, winners: winners))
  }
}

extension Comparison {
  /// The policy whose difference from every other policy is decided in its favour; nil where there is
  /// none, or where not all of its differences were taken.
  func winner(_ outcome: Outcome) -> String? {
    let pairs = differences.lazy.flatMap(\.self).filter { $0.outcome == outcome }
    return summaries.compactMap { $0.first?.policy }.first { policy in
      pairs.count { $0.favoured == policy } == summaries.count - 1 && summaries.count > 1
    }
  }
}

extension Difference {
  /// The policy that does better, where the difference is decided, matters and has a direction.
  var favoured: String? {
    switch (verdict, better) {
    case (.moreUnderFirst, .more), (.somewhatMoreUnderFirst, .more), (.moreUnderSecond, .fewer),
      (.somewhatMoreUnderSecond, .fewer):
      first
    case (.moreUnderFirst, .fewer), (.somewhatMoreUnderFirst, .fewer), (.moreUnderSecond, .more),
      (.somewhatMoreUnderSecond, .more):
      second
    default: nil
    }
  }

  /// Whether zero lies outside the interval and the difference may matter.
  var isDecided: Bool {
    switch verdict {
    case .moreUnderFirst, .moreUnderSecond, .somewhatMoreUnderFirst, .somewhatMoreUnderSecond: true
    case .noCase, .same, .tooSmallToMatter, .notDistinguishable, .undecided: false
    }
  }
}
