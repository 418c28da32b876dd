// SPDX-License-Identifier: GPL-3.0-or-later

import Statistics

/// How much of an outcome's variance is chance, how much is ignorance and how much is policy.
///
/// Take one future of one state under one policy at random. Its variance is the sum of three: the spread of
/// replications of one state under one policy (chance); the spread of the means of states over all policies
/// (ignorance); and the spread of policies within a state (policy). Part of the last is the same in all states,
/// and the rest depends on the state.
///
/// Policies share their luck, so pairs take chance out of the differences between them. The table says whether
/// states share the luck of the same futures, too: what a future does alike in all states does not make them
/// differ. The intervals then hold for these futures, not for all that may be. All parts are estimated without
/// bias, so a part may come out below 0: then it is noise.
///
/// Source: the analysis of variance of a nested design with crossed fixed effects; S. R. Searle, G. Casella and
/// C. E. McCulloch, Variance Components (1992).
public struct VarianceShares: Sendable {
  /// The share of chance.
  public let chance: Measured
  /// The share of ignorance.
  public let ignorance: Measured
  /// The share of policy.
  public let policy: Measured
  /// The part of the share of policy that depends on the state.
  public let policyByState: Measured
  /// The variance of which they are shares.
  public let variance: Measured
  /// How many states have a value for all policies.
  public let states: Int
  /// How many states were left out because fewer than two of their replications have all values.
  public let missing: Int

  /// Estimates the shares from the states of a table.
  ///
  /// - Parameters:
  ///   - table: The states.
  ///   - seed: The seed of the bootstrap over states.
  ///   - resamples: How many samples the bootstrap draws.
  /// - Throws: If there are fewer than two states or nothing varies.
  public init(_ table: Table, seed: Int, resamples: Int = 1_000) throws(AnalysisRefusal) {
    states = table.states.count
    missing = table.missing
    guard states > 1 else {
      throw AnalysisRefusal(
        "fewer than two states have two replications with all values",
        remedy: "Take more states, or more replications of each")
    }
    let common = table.noiseOfSharedLuck
    let columns = Columns(table.states)
    let once = Self.shares(columns, weights: table.states.map { _ in 1 }, common)
    guard let variance = once.last, variance > 0 else {
      throw AnalysisRefusal("nothing varies", remedy: "Take another outcome")
    }
    let samples = Resamples(of: states, count: resamples, seed: seed) {
      Self.shares(columns, weights: $0, common)
    }
    let measured = once.indices.map { samples.measured($0, value: once[$0]) }
    chance = measured[0]
    ignorance = measured[1]
    policy = measured[2]
    policyByState = measured[3]
    self.variance = measured[4]
  }

  /// A few numbers for each state, however many replications it has.
  public struct Table: Sendable {
    fileprivate var states: [State] = []
    fileprivate var missing = 0
    private let policies: Int
    private let sharesLuck: Bool
    /// By replication, then policy: the sums over states; empty unless states share their luck.
    private var sums: [[Double]] = []

    /// A table of so many policies, without a state.
    ///
    /// - Parameters:
    ///   - policies: How many there are, at least one.
    ///   - sharesLuck: Whether a replication has the same luck in all states. Then states that lack a value of a
    ///     replication are left out.
    public init(policies: Int, sharesLuck: Bool = false) {
      precondition(policies > 0, "no policy")
      self.policies = policies
      self.sharesLuck = sharesLuck
    }

    /// Adds a state.
    ///
    /// - Parameter values: By replication, then policy; NaN if there is none. Replications without a value
    ///   for each policy are left out.
    public mutating func add(_ values: [[Double]]) {
      let whole = values.filter { $0.allSatisfy(\.isFinite) }
      // A state of another number of replications, such as one that was stopped, cannot be taken by replication.
      guard whole.count > 1,
        !sharesLuck || whole.count == values.count && (sums.isEmpty || sums.count == whole.count)
      else {
        missing += 1
        return
      }
      if sharesLuck {
        if sums.isEmpty { sums = whole.map { $0.map { _ in 0 } } }
        for (index, row) in whole.enumerated() {
          for policy in row.indices { sums[index][policy] += row[policy] }
        }
      }
      precondition(whole.allSatisfy { $0.count == policies }, "a value for each policy")
      states.append(State(whole, policies: policies))
    }
  }

  /// The noise that states do not share: the variance of a state's mean over policies, and of a policy's mean less
  /// that.
  fileprivate struct SharedNoise {
    let ofLevel: Double
    let ofPolicy: Double
  }

  fileprivate struct State: Sendable {
    /// The mean of each policy.
    let means: [Double]
    /// Between replications: the mean variance of a policy, and the variance of the mean of all policies.
    let within: Double
    let ofMean: Double
    let replications: Double

    init(_ values: [[Double]], policies: Int) {
      let moments = (0..<policies).map { policy in Moments(values.lazy.map { $0[policy] }) }
      means = moments.map(\.mean)
      within = moments.reduce(0) { $0 + $1.variance } / Double(policies)
      ofMean = Moments(values.lazy.map { $0.reduce(0, +) / Double(policies) }).variance
      replications = Double(values.count)
    }
  }

  /// What shares take of states, state by state: made once for all resamples.
  private struct Columns {
    let policies: Int
    /// The mean of all policies, and the variance of policies about it.
    let level: [Double]
    let ofPolicy: [Double]
    /// By policy: its mean less that of all.
    let gaps: [[Double]]
    /// Between replications: the mean variance of a policy.
    let within: [Double]
    /// The noise of the level, and that of a policy's mean less it.
    let noiseOfLevel: [Double]
    let noise: [Double]

    init(_ states: [State]) {
      let policies = states[0].means.count
      let level = states.map { $0.means.reduce(0, +) / Double(policies) }
      (self.policies, self.level) = (policies, level)
      ofPolicy = zip(states, level).map { state, level in
        state.means.reduce(0) { $0 + ($1 - level) * ($1 - level) } / Double(policies)
      }
      gaps = (0..<policies).map { policy in zip(states, level).map { $0.means[policy] - $1 } }
      within = states.map(\.within)
      noiseOfLevel = states.map { $0.ofMean / $0.replications }
      noise = states.map { ($0.within - $0.ofMean) / $0.replications }
    }
  }

  /// The shares of chance, ignorance, policy and the part of policy that depends on the state; the variance.
  private static func shares(
    _ states: Columns, weights: [Double], _ common: SharedNoise?
  ) -> [Double] {
    let total = weights.reduce(0, +)
    func mean(_ values: [Double]) -> Double {
      var sum = 0.0
      for (value, weight) in zip(values, weights) where weight != 0 { sum += weight * value }
      return sum / total
    }
    /// The unbiased variance over states.
    func variance(_ values: [Double]) -> Double {
      let centre = mean(values)
      var sum = 0.0
      for (value, weight) in zip(values, weights) where weight != 0 {
        sum += weight * ((value - centre) * (value - centre))
      }
      return sum / total * total / (total - 1)
    }
    let chance = mean(states.within)
    let ignorance = variance(states.level) - (common?.ofLevel ?? mean(states.noiseOfLevel))
    let noise = mean(states.noise)
    let policy = mean(states.ofPolicy) - noise
    let byState =
      states.gaps.reduce(0) { $0 + variance($1) } / Double(states.policies)
      - (common?.ofPolicy ?? noise)
    let all = chance + ignorance + policy
    return [chance / all, ignorance / all, policy / all, byState / all, all]
  }
}

extension VarianceShares.Table {
  /// The noise of states that share their luck, by an analysis of variance of states and replications; nil if each
  /// state has its own luck.
  fileprivate var noiseOfSharedLuck: VarianceShares.SharedNoise? {
    guard sharesLuck, states.count > 1, let replications = states.first?.replications else {
      return nil
    }
    let count = Double(states.count)
    let means = sums.map { $0.map { $0 / count } }
    let levels = means.map { $0.reduce(0, +) / Double(policies) }
    let ofPolicies = (0..<policies).reduce(0) { sum, policy in
      sum + Moments(means.lazy.map { $0[policy] }).variance
    }
    let ofLevel = Moments(levels).variance
    let (within, ofMean) = (
      states.reduce(0) { $0 + $1.within } / count, states.reduce(0) { $0 + $1.ofMean } / count
    )
    let stretch = count / (count - 1) / replications
    return VarianceShares.SharedNoise(
      ofLevel: (ofMean - ofLevel) * stretch,
      ofPolicy: (within - ofMean - (ofPolicies / Double(policies) - ofLevel)) * stretch)
  }
}
