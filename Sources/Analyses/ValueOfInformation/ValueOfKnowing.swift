// SPDX-License-Identifier: GPL-3.0-or-later

import Statistics

/// What it would be worth to know some unknowns before a policy is chosen, in units of the outcome.
///
/// With knowledge, each state gets the policy that is best by what is known of it; without, all states get the
/// same policy. The value is the mean gain. Curves over the states of a sweep say what a policy gives as a
/// function of the unknowns: the greatest of raw means would count the luck of replications as knowledge.
///
/// A bootstrap over states corrects the bias of the value and gives its interval. If two policies are about as
/// good on average, the value is still a little too small: at worst by a quarter of the standard error of their
/// mean difference. The method's own error is by how much the value moves with curves one size up or down, or
/// without products of two unknowns.
///
/// Source: M. Strong, J. E. Oakley and A. Brennan, Medical Decision Making 34 (2014) 311-326.
public struct ValueOfKnowing: Sendable {
  /// The value, at least 0.
  public let value: Measured
  /// By how much the value moves if the curves have another size.
  public let methodError: Double
  /// How many states have all values.
  public let states: Int

  /// Fewer states than these give no value.
  public static let fewestStates = 30

  /// Estimates the value.
  ///
  /// - Parameters:
  ///   - unknowns: The values, by state, of the unknowns that would be known together.
  ///   - table: What policies give in the same states; those that it left out have no values here either.
  ///   - seed: The seed of the bootstrap.
  ///   - resamples: How many samples it draws.
  /// - Throws: If the states are too few, or not those of the table.
  public init(
    of unknowns: [UnknownValues], in table: PolicyTable, seed: Int,
    resamples: Int = Self.usualResamples
  ) throws(AnalysisRefusal) {
    try self.init(
      of: unknowns, in: table,
      drawn: ResampleDraws(of: table.count, count: resamples, seed: seed))
  }

  /// How many samples a bootstrap draws.
  public static let usualResamples = 200

  /// Estimates the value by samples that several values may have in common.
  init(
    of unknowns: [UnknownValues], in table: PolicyTable, drawn: ResampleDraws
  ) throws(AnalysisRefusal) {
    let count = table.count
    guard unknowns.allSatisfy({ $0.count == count }) else {
      throw AnalysisRefusal(
        "some states have no value under each policy", remedy: "Leave them out of the unknowns, too"
      )
    }
    guard count >= Self.fewestStates else {
      throw AnalysisRefusal(
        "\(count) states are too few to fit a curve",
        remedy: "Take \(Self.fewestStates) states or more")
    }
    states = count
    let policies = (1..<max(1, table.policies)).map { policy in
      table.states.map { $0.mean(of: policy) - $0.mean(of: 0) }
    }
    let curves = policies.map { JointCurve(of: unknowns, for: $0) }
    let bases = curves.map { $0.basis() }
    let once = Self.value(policies, bases, weights: nil)
    let samples = Resamples(drawn) { weights in
      // States that a sample lacks add nothing to any of its sums.
      let own = weights.indices.filter { weights[$0] > 0 }
      return [
        Self.value(
          policies.map { policy in own.map { policy[$0] } }, bases.map { $0.of(states: own) },
          weights: own.map { weights[$0] })
      ]
    }
    let bias = samples.mean(0) - once
    let error = Moments(samples.statistics[0]).standardDeviation
    let corrected = max(0, once - bias)
    let half = LawQuantiles.student(0.975, degrees: Double(count - 1)) * error
    value = Measured(
      corrected, standardError: error,
      interval: Interval(low: max(0, once - bias - half), high: max(0, once - bias + half)))
    let neighbours = [
      curves.map { $0.basis(sizesUp: -1) }, curves.map { $0.basis(sizesUp: 1) },
      curves.map { $0.basis(withProducts: false) },
    ]
    methodError =
      neighbours.map { abs(Self.value(policies, $0, weights: nil) - once) }.max() ?? 0
  }

  /// The mean of the greatest curve over states, less the greatest mean; the first policy's curve is 0.
  private static func value(
    _ policies: [[Double]], _ bases: [Basis], weights: [Double]?
  ) -> Double {
    guard let count = policies.first?.count else { return 0 }
    let weights = weights ?? [Double](repeating: 1, count: count)
    let total = weights.reduce(0, +)
    var sums: [Double] = []
    var most = [Double](repeating: 0, count: count)
    for (policy, basis) in zip(policies, bases) {
      let curve = Regression(policy, by: basis, weights: weights).fitted
      var sum = 0.0
      for state in 0..<count {
        most[state] = max(most[state], curve[state])
        sum += weights[state] * curve[state]
      }
      sums.append(sum)
    }
    var sum = 0.0
    for state in 0..<count { sum += weights[state] * most[state] }
    return (sum - max(0, sums.max() ?? 0)) / total
  }
}

/// What it would be worth to know everything: no study can be worth more.
///
/// It is the mean regret of the policy that is best on average. The greatest of noisy means is too great; the mean
/// that one half of the replications picks and the other half counts is too small.
public struct ValueOfKnowingAll: Sendable {
  /// Too small, on average.
  public let inner: Measured
  /// Too great, on average.
  public let outer: Measured
  /// The policy that is best on average.
  public let policy: Int

  /// Estimates the value from the regrets of policies.
  ///
  /// - Throws: If no state has values.
  public init(_ table: PolicyTable) throws(AnalysisRefusal) {
    let robustness = try Robustness(table)
    let regrets = robustness.policies.map(\.outerRegret.value)
    let policy = regrets.indices.reduce(0) { regrets[$1] < regrets[$0] ? $1 : $0 }
    self.policy = policy
    inner = robustness.policies[policy].innerRegret
    outer = robustness.policies[policy].outerRegret
  }
}
