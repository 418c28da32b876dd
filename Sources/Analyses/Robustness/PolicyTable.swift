// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import Experiments
import Statistics

/// What policies give in each state of a sweep.
///
/// It keeps a few numbers for a state, however many replications there are.
public struct PolicyTable: Sendable {
  /// How many policies there are.
  public let policies: Int
  /// The smallest difference that matters.
  public let matters: Double
  /// The better direction.
  public let better: Outcome.Direction
  /// How many states were left out because no replication has a value for all policies.
  public private(set) var missing = 0
  /// State by state: the mean of each policy, of its odd and of its even replications, and the squared standard error.
  private var numbers: [Double] = []
  private var replications: [Int] = []
  private var bests: [Best] = []

  /// How many states there are.
  public var count: Int { replications.count }

  /// The states, each made when it is asked for, so that a hundred thousand take the room of their numbers.
  struct States: RandomAccessCollection {
    fileprivate let table: PolicyTable
    var startIndex: Int { 0 }
    var endIndex: Int { table.count }
    subscript(position: Int) -> State { table.state(at: position) }
  }

  var states: States { States(table: self) }

  private func state(at index: Int) -> State {
    State(
      numbers: numbers, start: 4 * index * policies, policies: policies,
      replications: replications[index], best: bests[index])
  }

  /// What policies give in a state.
  ///
  /// More is better here, whatever the outcome's direction.
  struct State {
    fileprivate let numbers: [Double]
    fileprivate let start: Int
    fileprivate let policies: Int
    let replications: Int
    let best: Best

    /// The mean of a policy.
    func mean(of policy: Int) -> Double { numbers[start + policy] }

    /// The mean of a policy's odd or even replications.
    func mean(of policy: Int, inHalf half: Int) -> Double {
      numbers[start + (1 + half) * policies + policy]
    }

    /// The squared standard error of a policy's mean; NaN for one replication.
    func square(of policy: Int) -> Double { numbers[start + 3 * policies + policy] }

    /// The policy with the greatest mean.
    var leader: Int { leader { mean(of: $0) } }

    /// The policy with the greatest mean in a half.
    func leader(inHalf half: Int) -> Int { leader { mean(of: $0, inHalf: half) } }

    private func leader(_ mean: (Int) -> Double) -> Int {
      (0..<policies).reduce(0) { mean($1) > mean($0) ? $1 : $0 }
    }
  }

  /// Which policy is best in a state.
  enum Best: Hashable, Sendable {
    case policy(Int)
    case none
    case notKnown
  }

  /// A table without a state.
  ///
  /// - Parameters:
  ///   - policies: How many there are, at least one.
  ///   - better: Which direction of the outcome is better.
  ///   - matters: The smallest difference that matters.
  /// - Throws: If neither direction is better.
  public init(
    policies: Int, better: Outcome.Direction, matters: Double
  ) throws(AnalysisRefusal) {
    precondition(policies > 0, "no policy")
    guard better != .none else {
      throw AnalysisRefusal(
        "neither more nor fewer of the outcome is better",
        remedy: "Take an outcome with a direction")
    }
    self.policies = policies
    self.better = better
    self.matters = matters
  }

  /// Adds a state.
  ///
  /// - Parameter values: By replication, then policy; NaN if there is none. Replications without a value
  ///   for each policy are left out.
  public mutating func add(_ values: [[Double]]) {
    let sign = better == .fewer ? -1.0 : 1
    let whole = values.filter { $0.allSatisfy(\.isFinite) }.map { $0.map { sign * $0 } }
    guard !whole.isEmpty else {
      missing += 1
      return
    }
    precondition(whole.allSatisfy { $0.count == policies }, "a value for each policy")
    let moments = Self.moments(whole)
    numbers += moments.map(\.mean)
    for half in 0..<2 {
      let own = whole.indices.filter { $0 % 2 == half }.map { whole[$0] }
      // One replication has no halves: it stands for each of them.
      numbers += Self.moments(own.isEmpty ? whole : own).map(\.mean)
    }
    numbers += moments.map { $0.standardError * $0.standardError }
    replications.append(whole.count)
    bests.append(best(whole))
  }

  private static func moments(_ values: [[Double]]) -> [Moments] {
    (values.first ?? []).indices.map { policy in Moments(values.lazy.map { $0[policy] }) }
  }

  /// The policy that beats every other one by more than matters, by the verdict of each pair.
  private func best(_ values: [[Double]]) -> Best {
    var wins = [Int](repeating: 0, count: policies)
    var isNotBest = [Bool](repeating: false, count: policies)
    for one in 0..<policies {
      for other in 0..<policies where other > one {
        let moments = Moments(values.lazy.map { $0[one] - $0[other] })
        switch Verdict(.student(moments), of: moments, matters: matters, better: .more) {
        case .better:
          wins[one] += 1
          isNotBest[other] = true
        case .worse:
          wins[other] += 1
          isNotBest[one] = true
        case .lessThanMatters, .noDifference: (isNotBest[one], isNotBest[other]) = (true, true)
        case .more, .fewer, .undecided, .unknown: break
        }
      }
    }
    if policies > 1, let best = wins.firstIndex(of: policies - 1) { return .policy(best) }
    return isNotBest.allSatisfy(\.self) ? .none : .notKnown
  }
}
