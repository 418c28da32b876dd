// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
public import Statistics

/// Two estimates, below and above, of the greatest or least of several noisy numbers.
///
/// To pick by the numbers themselves counts luck as skill: on average that is too far out. To pick by one half of
/// the replications and count by the other is not far enough. On average the truth lies between the two.
public struct Bracket: Hashable, Sendable {
  /// Picked by one half and counted by the other; the mean of both ways round.
  public let inner: Double
  /// Picked and counted by all replications.
  public let outer: Double

  /// Creates a bracket.
  public init(inner: Double, outer: Double) {
    self.inner = inner
    self.outer = outer
  }
}

/// How good each policy is over all states.
///
/// Ties and noise are counted apart.
///
/// Regret is by how much a policy falls short of the best one in a state, in the outcome's unit. Means and shares
/// take all states as equally likely. The worst is the worst of these states, not of all that may be.
///
/// Source: C. McPhail and others, Earth's Future 6 (2018) 169-191, for the metrics.
public struct Robustness: Sendable {
  /// How good a policy is.
  public struct OfPolicy: Sendable {
    /// In how many states it is better than every other policy by more than matters.
    public let best: Int
    /// The mean regret over states, picked by halves.
    public let innerRegret: Measured
    /// The mean regret over states, picked by all replications.
    public let outerRegret: Measured
    /// The greatest regret in a state.
    public let greatestRegret: Bracket
    /// The outcome's mean in its worst state.
    public let worst: Bracket
    /// The mean of the outcome over states.
    public let mean: Measured
    /// The standard error of its mean in a state, about; NaN of states with one replication.
    public let errorOfMean: Double
    /// The standard error of its regret in a state, about; NaN of states with one replication.
    public let errorOfRegret: Double
  }

  /// By policy.
  public let policies: [OfPolicy]
  /// In how many states no policy is best because differences are smaller than matters.
  public let alike: Int
  /// In how many states the replications are too few to say which is best.
  public let notKnown: Int
  /// How many states there are.
  public let states: Int
  /// How many states were left out because a value is missing.
  public let missing: Int

  /// Fewer states than these give no verdict over states.
  public static let fewestStates = 100

  /// Estimates the metrics of a table.
  ///
  /// - Throws: If no state has values.
  public init(_ table: PolicyTable) throws(AnalysisRefusal) {
    let all = table.states
    guard !all.isEmpty else {
      throw AnalysisRefusal(
        "no state has a value for each policy",
        remedy: "See which runs failed, or take another outcome")
    }
    states = all.count
    missing = table.missing
    alike = all.count { $0.best == .none }
    notKnown = all.count { $0.best == .notKnown }
    let sign = table.better == .fewer ? -1.0 : 1
    policies = (0..<table.policies).map { policy in
      let halfRegrets = all.map { $0.regretsByHalf(of: policy) }
      return OfPolicy(
        best: all.count { $0.best == .policy(policy) },
        innerRegret: Measured(Moments(halfRegrets.lazy.map { ($0.first + $0.second) / 2 })),
        outerRegret: Measured(Moments(all.lazy.map { $0.regret(of: policy) })),
        greatestRegret: Bracket(
          inner: Self.byHalves { half in
            let worst = Self.greatest(all.map { $0.regret(of: policy, in: half) })
            // This half has picked the state; the other one counts.
            return half == 0 ? halfRegrets[worst].first : halfRegrets[worst].second
          }, outer: all.map { $0.regret(of: policy) }.max() ?? .nan),
        worst: Bracket(
          inner: sign
            * Self.byHalves { half in
              all[Self.greatest(all.map { -$0.mean(of: policy, inHalf: half) })]
                .mean(of: policy, inHalf: 1 - half)
            }, outer: sign * (all.map { $0.mean(of: policy) }.min() ?? .nan)),
        mean: Measured(Moments(all.lazy.map { sign * $0.mean(of: policy) })),
        errorOfMean: Self.error(of: all) { $0.mean(of: policy, inHalf: $1) },
        errorOfRegret: Self.error(of: all) { state, half in
          let leader = state.leader
          return leader == policy
            ? nil : state.mean(of: leader, inHalf: half) - state.mean(of: policy, inHalf: half)
        })
    }
  }

  /// The standard error of a state's mean, pooled over the states that have one: half of what its halves differ by.
  private static func error(
    of states: PolicyTable.States, _ mean: (PolicyTable.State, _ half: Int) -> Double?
  ) -> Double {
    var (squares, count) = (0.0, 0.0)
    for state in states where state.replications > 1 {
      guard let first = mean(state, 0), let second = mean(state, 1) else { continue }
      squares += (first - second) * (first - second) / 4
      count += 1
    }
    return count > 0 ? (squares / count).squareRoot() : .nan
  }

  private static func byHalves(_ value: (Int) -> Double) -> Double { (value(0) + value(1)) / 2 }

  private static func greatest(_ values: [Double]) -> Int {
    values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
  }

  /// Whether the states are enough for a verdict over them.
  public var isEnough: Bool { states >= Self.fewestStates }
}

extension PolicyTable.State {
  /// A policy's regret by all replications.
  func regret(of policy: Int) -> Double { mean(of: leader) - mean(of: policy) }

  /// A policy's regret by half of the replications, picked by that half.
  func regret(of policy: Int, in half: Int) -> Double {
    mean(of: leader(inHalf: half), inHalf: half) - mean(of: policy, inHalf: half)
  }

  /// A policy's regret against the leader of each half, counted by the other half.
  func regretsByHalf(of policy: Int) -> (first: Double, second: Double) {
    func regret(pickedBy half: Int) -> Double {
      mean(of: leader(inHalf: half), inHalf: 1 - half) - mean(of: policy, inHalf: 1 - half)
    }
    return (regret(pickedBy: 0), regret(pickedBy: 1))
  }
}

/// In which share of states a policy is good enough.
public struct Satisficing: Hashable, Sendable {
  /// In how many states the mean meets the threshold, by an interval of 95 per cent.
  public let meets: Int
  /// In how many states it does not.
  public let fails: Int
  /// In how many states the replications are too few to say.
  public let notKnown: Int
  /// The share of states in which the policy is good enough, as an exact interval of 95 per cent.
  ///
  /// It covers both answers for the states that are not known.
  public let share: Interval

  /// Counts the states of a table.
  ///
  /// - Parameters:
  ///   - table: The states.
  ///   - policy: The policy.
  ///   - threshold: What the outcome's mean must reach in its better direction, in the outcome's unit.
  public init(_ table: PolicyTable, policy: Int, threshold: Double) {
    let least = table.better == .fewer ? -threshold : threshold
    var (meets, fails) = (0, 0)
    for state in table.states {
      let degrees = Double(state.replications - 1)
      guard degrees > 0 else { continue }
      let half =
        LawQuantiles.student(0.975, degrees: degrees) * state.square(of: policy).squareRoot()
      let mean = state.mean(of: policy)
      if mean - half >= least {
        meets += 1
      } else if mean + half < least {
        fails += 1
      }
    }
    self.meets = meets
    self.fails = fails
    notKnown = table.count - meets - fails
    let all = table.count
    share = Interval(
      low: Interval.clopperPearson(meets, of: all).low,
      high: Interval.clopperPearson(all - fails, of: all).high)
  }
}
