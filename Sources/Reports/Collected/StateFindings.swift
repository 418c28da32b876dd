// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments

/// What is found in the states of a sweep: memory does not depend on their number.
///
/// Which policy is best is counted over all of them; differences are kept of as many as a picture can show.
struct StateFindings: Sendable {
  /// In how many states each policy is best in an outcome.
  struct Count: Sendable {
    let outcome: Outcome
    /// By policy.
    var wins: [Int]
    /// States in which none is.
    var undecided = 0
  }

  /// A state, and what was found in it.
  struct State: Sendable {
    /// From 1.
    let number: Int
    /// The values of the factors.
    let values: [Setting]
    /// The best policy in each outcome that is counted, where there is one.
    let winners: [String?]
    /// The differences from the baseline in the main outcomes.
    let differences: [Difference]
  }

  /// Of how many states the findings are kept one by one.
  private static let states = 500
  /// How many differences are kept in all.
  private static let differences = 8_000

  /// The outcomes that have a better direction.
  private(set) var counts: [Count]
  /// Which states are kept one by one.
  let thinning: Thinning
  /// These states.
  private(set) var kept: [State] = []
  private let outcomes: Set<Outcome>
  private let baseline: String

  /// What is kept of a sweep, before its first state.
  init(_ sweep: Sweep, outcomes: [Outcome]) {
    counts = outcomes.filter { sweep.first.valuation(of: $0).better != .none }
      .map { Count(outcome: $0, wins: sweep.policies.map { _ in 0 }) }
    let inEach = max(1, outcomes.count * (sweep.policies.count - 1))
    thinning = Thinning(of: sweep.states, atMost: min(Self.states, Self.differences / inEach))
    self.outcomes = Set(outcomes)
    baseline = sweep.policies[sweep.first.baseline]
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
    guard thinning.keeps(state), sweep.states > 1 else { return }
    kept.append(
      State(
        number: state + 1, values: sweep.settings(ofState: state), winners: winners,
        differences: comparison.differences.lazy.flatMap(\.self).filter {
          $0.first == baseline && outcomes.contains($0.outcome)
        }))
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
