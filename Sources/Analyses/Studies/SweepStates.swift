// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import Designs
public import Experiments
import Statistics

/// What policies give for some outcomes in each state of a sweep: the input of analyses over states.
///
/// It keeps a few numbers for a state, however many replications it has.
public struct SweepStates: Sendable {
  /// An outcome in all states.
  public struct OfOutcome: Sendable {
    /// The outcome.
    public let outcome: Outcome
    /// The better direction.
    public let better: Outcome.Direction
    /// The smallest difference that matters.
    public let matters: Double
    /// What policies give, by state.
    public internal(set) var table: PolicyTable
    /// By policy other than the baseline, then state: the mean difference, baseline less the policy; NaN if there
    /// is none.
    public internal(set) var differences: [[Double]]
    /// By policy other than the baseline, then state: the squared standard error of that mean, if states have luck of
    /// their own.
    var squares: [[Double]]
    /// By policy other than the baseline: the squared standard error of these means against each other, if all states
    /// share the luck of the same futures; nil if they do not.
    ///
    /// What a future does alike in all states is left out.
    var shared: [Double]?
    /// The states that have a value for each policy, in order: those of the table.
    var states: [Int] = []
    /// What varies with chance, with the state and with the policy.
    public internal(set) var shares: VarianceShares.Table
    /// The verdict on each of the differences.
    public internal(set) var verdicts: [[Verdict]]

    /// By state: the squared standard error of the mean differences against each other.
    public func noise(of other: Int) -> [Double] {
      shared.map { shared in squares[other].map { _ in shared[other] } } ?? squares[other]
    }
  }

  /// The sweep.
  public let sweep: Sweep
  /// Its states, or the pasts from which its futures go on.
  let source: AnalysedStates
  /// The outcomes.
  public private(set) var outcomes: [OfOutcome]
  /// The values of each factor, state by state; none before the last state has ended.
  public private(set) var unknowns: [UnknownValues] = []
  /// The policies that are compared with the baseline.
  public let others: [Int]
  private let indices: [Int]
  /// The present state: all before it are finished.
  private var state = 0
  /// By outcome, replication, then policy: the values of the present state.
  private var values: [[[Double]]]
  /// By outcome, then other policy.
  private var spread: [[StateSpread]]
  /// By future, outcome, then policy: a part of the futures, evenly taken, that does not grow with their number.
  private(set) var futures: [[[Double]]] = []
  /// How many futures that part has, about.
  private static let mostFutures = 1_000

  /// States of a sweep, before its first future.
  ///
  /// - Parameters:
  ///   - sweep: A sweep of several states and policies.
  ///   - names: The outcomes, or none for those of a first look; those without a better direction are left out, and
  ///     means over cases.
  /// - Throws: If there are no such states, or no such outcomes.
  public init(_ sweep: Sweep, outcomes names: [String]) throws(AnalysisRefusal) {
    let plan = sweep.first
    let source = AnalysedStates(sweep)
    guard source.count > 1, plan.policies.count > 1 else {
      throw AnalysisRefusal(
        "this study has \(counted(source.count, "state")) under "
          + counted(plan.policies.count, "policy", "policies"),
        remedy: "Take a sweep of several policies over several states")
    }
    self.sweep = sweep
    self.source = source
    others = plan.policies.indices.filter { $0 != plan.baseline }
    var (indices, outcomes): ([Int], [OfOutcome]) = ([], [])
    let names = names.isEmpty ? plan.mainOutcomes : names
    for (index, outcome) in plan.outcomes.enumerated() where names.contains(outcome.name) {
      let valuation = plan.valuation(of: outcome)
      guard valuation.better != .none, !plan.outcomes.isRatio(index) else { continue }
      indices.append(index)
      outcomes.append(
        OfOutcome(
          outcome: outcome, better: valuation.better, matters: valuation.matters,
          table: try PolicyTable(
            policies: plan.policies.count, better: valuation.better, matters: valuation.matters),
          differences: others.map { _ in [] }, squares: others.map { _ in [] },
          shared: source.shareLuck ? others.map { _ in .nan } : nil,
          shares: VarianceShares.Table(
            policies: plan.policies.count, sharesLuck: source.shareLuck),
          verdicts: others.map { _ in [] }))
    }
    guard !outcomes.isEmpty else {
      throw AnalysisRefusal(
        "each of these outcomes is a mean over cases or has no better direction: "
          + names.joined(separator: ", "),
        remedy: "Take others, or say in the scenario which direction is better")
    }
    self.indices = indices
    self.outcomes = outcomes
    values = outcomes.map { _ in [] }
    spread = [[StateSpread]](
      repeating: [StateSpread](repeating: StateSpread(), count: others.count),
      count: outcomes.count)
  }

  /// Adds a future; they come in the order of the plan.
  public mutating func add(_ future: Sweep.Future, _ replication: Replication) {
    while state < source.state(of: future) { finishState() }
    var all: [[Double]] = []
    for (number, outcome) in indices.enumerated() {
      let own = replication.runs.map { $0.failure == nil ? $0.counted[outcome] : .nan }
      values[number].append(own)
      all.append(own)
    }
    let step = max(1, sweep.futures / Self.mostFutures)
    if sweep.position(of: future).isMultiple(of: step) { futures.append(all) }
  }

  /// Ends the last state; called once after the last future.
  ///
  /// States without a future have no values.
  public mutating func finish() {
    while state < source.count { finishState() }
    unknowns = UnknownValues.columns(
      source.factors.count, states: source.count, source.settings(of:))
  }

  private mutating func finishState() {
    defer { state += 1 }
    let baseline = sweep.first.baseline
    for number in outcomes.indices {
      let values = self.values[number]
      if values.contains(where: { $0.allSatisfy(\.isFinite) }) {
        outcomes[number].states.append(state)
      }
      outcomes[number].table.add(values)
      outcomes[number].shares.add(values)
      for (other, policy) in others.enumerated() {
        let moments = Moments(
          values.lazy.map { $0[baseline] - $0[policy] }.filter(\.isFinite))
        outcomes[number].differences[other].append(moments.mean)
        outcomes[number].squares[other].append(moments.standardError * moments.standardError)
        if outcomes[number].shared != nil {
          spread[number][other].add(values.map { $0[baseline] - $0[policy] })
          outcomes[number].shared?[other] = spread[number][other].noise
        }
        outcomes[number].verdicts[other].append(
          Verdict(
            .student(moments), of: moments, matters: outcomes[number].matters,
            better: outcomes[number].better))
      }
      self.values[number] = []
    }
  }
}

/// The noise that replications add to the mean of a state and that other states do not share.
///
/// It is the interaction in an analysis of variance of states and replications.
struct StateSpread: Sendable {
  private var sums: [Double] = []
  private var variances = 0.0
  private var states = 0.0

  /// Adds the values of a state by replication; leaves out a state without all of them.
  mutating func add(_ values: [Double]) {
    let variance = Moments(values).variance
    guard variance.isFinite, sums.isEmpty || sums.count == values.count else { return }
    if sums.isEmpty { sums = values.map { _ in 0 } }
    for index in values.indices { sums[index] += values[index] }
    variances += variance
    states += 1
  }

  /// The variance of a state's mean; NaN for fewer than two states.
  var noise: Double {
    guard states > 1 else { return .nan }
    let common = Moments(sums.lazy.map { $0 / states }).variance
    return max(0, (variances - states * common) / (states - 1) / Double(sums.count))
  }
}
