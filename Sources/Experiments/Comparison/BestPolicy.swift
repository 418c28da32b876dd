// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// Which of the policies of a study is best in an outcome.
public enum BestPolicy: Hashable, Sendable {
  /// The policy does better than every other one, by more than matters.
  case policy(String)
  /// No policy is: each is known not to do better than some other one by more than matters.
  case none
  /// More replications would tell, runs failed, there is no case, or not all differences were taken.
  case notKnown
}

extension Comparison {
  /// Which policy is best in an outcome that has a better direction.
  ///
  /// One that wins against some of the others is not best.
  public func best(_ outcome: Outcome) -> BestPolicy {
    // Looked up once: a sweep asks for each outcome of each state.
    let pairs = differences.compactMap { pair in pair.first { $0.outcome == outcome } }
    let policies = summaries.compactMap { $0.first?.policy }
    if let best = policies.first(where: { policy in
      policies.count > 1 && pairs.count { $0.favoured == policy } == policies.count - 1
    }) {
      return .policy(best)
    }
    let isNone = policies.allSatisfy { policy in
      pairs.contains { pair in
        [pair.first, pair.second].contains(policy)
          && (pair.verdict.isAlike || pair.favoured.map { $0 != policy } == true)
      }
    }
    return isNone ? .none : .notKnown
  }
}
