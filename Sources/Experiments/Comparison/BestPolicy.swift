// SPDX-License-Identifier: GPL-3.0-or-later

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
  ///
  /// - Parameters:
  ///   - outcome: The index of the outcome.
  ///   - policies: The names of all policies.
  /// - Returns: The best of them, or why there is none.
  public func best(_ outcome: Int, among policies: [String]) -> BestPolicy {
    guard policies.count > 1 else { return .notKnown }
    func pairs(_ isCounted: (_ pair: Difference) -> Bool) -> Int {
      differences.count { isCounted($0[outcome]) }
    }
    if let best = policies.first(where: { policy in
      pairs { $0.favoured == policy } == policies.count - 1
    }) {
      return .policy(best)
    }
    let isNone = policies.allSatisfy { policy in
      pairs { pair in
        (pair.first == policy || pair.second == policy)
          && (pair.verdict.isAlike || pair.favoured.map { $0 != policy } == true)
      } > 0
    }
    return isNone ? .none : .notKnown
  }
}
