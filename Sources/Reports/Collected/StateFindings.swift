// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments

/// The findings in the states of a sweep.
///
/// Memory does not grow with the number of states.
///
/// Best policies are counted over all states; differences are kept for as many as a picture can show.
struct StateFindings: Sendable {
  /// In how many states each policy is best in an outcome.
  struct Count: Sendable {
    let outcome: Outcome
    /// By policy.
    var wins: [Int]
    /// In how many states no policy is best: each is known to do no better than some other one.
    var none = 0
    /// In how many states it is not known which is best: undecided, failed, or without a case.
    var notKnown = 0

    /// The indices of the policies that are best in more states than chance alone may give.
    var winners: [Int] {
      let most = StateVerdicts.mostByChance(of: wins.reduce(none + notKnown, +))
      return wins.indices.filter { wins[$0] > most }
    }
  }

  /// A state, and what was found in it.
  struct State: Sendable {
    /// The number of the state, from 1.
    let number: Int
    /// The values of the factors.
    let values: [Setting]
    /// The best policy in each outcome that is counted.
    let winners: [BestPolicy]
    /// The differences from the baseline in the main outcomes.
    let differences: [Difference]
  }

  /// For how many states the findings are kept one by one.
  private static let states = 500
  /// How many differences are kept in all.
  private static let differences = 8_000

  /// The outcomes that have a better direction.
  private(set) var counts: [Count]
  /// Which states are kept one by one.
  let thinning: Thinning
  /// These states.
  private(set) var kept: [State] = []
  /// The indices of the main outcomes, in the order of the model.
  private let outcomes: [Int]
  /// Of those that are counted.
  private let counted: [Int]
  private let baseline: String

  /// What is kept of a sweep, before its first state.
  init(_ sweep: Sweep, outcomes: [Outcome]) {
    counts = outcomes.filter { sweep.first.valuation(of: $0).better != .none }
      .map { Count(outcome: $0, wins: sweep.policies.map { _ in 0 }) }
    let inEach = max(1, outcomes.count * (sweep.policies.count - 1))
    thinning = Thinning(of: sweep.states, atMost: min(Self.states, Self.differences / inEach))
    let all = sweep.first.outcomes
    self.outcomes = Set(outcomes.compactMap { all.index(of: $0.name) }).sorted()
    counted = counts.compactMap { all.index(of: $0.outcome.name) }
    baseline = sweep.policies[sweep.first.baseline]
  }

  /// Adds a state.
  mutating func add(_ comparison: Comparison, ofState state: Int, of sweep: Sweep) {
    let winners = counted.map { comparison.best($0, among: sweep.policies) }
    for (index, winner) in winners.enumerated() {
      switch winner {
      case .policy(let name):
        if let policy = sweep.policies.firstIndex(of: name) { counts[index].wins[policy] += 1 }
      case .none: counts[index].none += 1
      case .notKnown: counts[index].notKnown += 1
      }
    }
    guard thinning.keeps(state), sweep.states > 1 else { return }
    kept.append(
      State(
        number: state + 1, values: sweep.settings(ofState: state), winners: winners,
        differences: comparison.differences.filter { $0.first?.first == baseline }
          .flatMap { differences in outcomes.map { differences[$0] } }))
  }
}
