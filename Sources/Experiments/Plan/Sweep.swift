// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// Everything that a study runs: each policy in each replication of each state of the world.
///
/// A comparison is a sweep of one state. States are made when they are needed, so that memory does not
/// grow with their number.
public struct Sweep: Sendable {
  /// Something that differs between states: a column of the tables.
  public struct Factor: Hashable, Sendable {
    /// The path, as scenario files write it.
    public let path: String
    /// What may be written for it.
    public let kind: FieldKind
    /// What it is, in one sentence.
    public let summary: String

    /// Creates a factor.
    public init(path: String, kind: FieldKind, summary: String) {
      self.path = path
      self.kind = kind
      self.summary = summary
    }
  }

  /// A value that was set beside the scenario files, as it was written.
  public struct Assumption: Hashable, Sendable, CustomStringConvertible {
    /// The path, as scenario files write it.
    public let path: String
    /// The value, as it was written.
    public let value: String

    /// Creates an assumption.
    public init(path: String, value: String) {
      self.path = path
      self.value = value
    }

    /// `stings.streamed = 40%`.
    public var description: String { "\(path) = \(value)" }
  }

  /// One replication of one state: what is simulated at a time, under all policies.
  public struct Future: Hashable, Sendable {
    /// The state, from 0.
    public let state: Int
    /// The number of the replication.
    public let replication: Int

    /// Creates a future.
    public init(state: Int, replication: Int) {
      self.state = state
      self.replication = replication
    }
  }

  /// The study's name, for people and for its folder.
  public let name: String
  /// What was set beside the files: it stands in the name of the folder and on the page, so that nobody takes
  /// the study for one of the files alone.
  public let assumptions: [Assumption]
  /// What differs between states; empty for a comparison.
  public let factors: [Factor]
  /// How many states there are.
  public let states: Int
  /// The plan of the first state.
  public let first: Plan
  /// Which luck the states have; nil if nothing varies.
  public let luck: StateLuck?
  /// How the states were chosen; nil if nothing varies, or nobody says it.
  public let design: StateDesign?
  /// The seed from which all states have their luck.
  public let seed: Int
  /// Which policies lead from the first to another one, part by part; nil if they do not.
  public let path: PolicyPath?
  /// Of each factor, whether it changes nothing before policies part: a lever of theirs, or a value that begins then or
  /// later.
  let laterFactors: [Bool]
  private let values: @Sendable (_ state: Int) -> [Setting]
  private let plans: @Sendable (_ state: Int, _ only: Int?) -> Result<Plan, PlanFaults>
  /// The digest once it has been asked for.
  let knownDigest = KnownDigest()

  /// A sweep of one state.
  ///
  /// - Parameters:
  ///   - plan: Its plan.
  ///   - name: The study's name; nil for that of the plan.
  ///   - assumptions: What was set beside the files.
  ///   - path: Which policies lead from the first to another one, part by part; nil if they do not.
  public init(
    _ plan: Plan, named name: String? = nil, assuming assumptions: [Assumption] = [],
    along path: PolicyPath? = nil
  ) {
    self.name = name ?? plan.name
    self.path = path
    self.assumptions = assumptions
    factors = []
    laterFactors = []
    states = 1
    first = plan
    luck = nil
    design = nil
    seed = plan.seed
    values = { _ in [] }
    plans = { _, _ in .success(plan) }
  }

  /// A sweep over states.
  ///
  /// - Parameters:
  ///   - name: The study's name.
  ///   - assumptions: What was set beside the files.
  ///   - factors: What differs between states.
  ///   - states: How many there are, at least one.
  ///   - luck: Which luck the scenarios of states have.
  ///   - design: How the states were chosen; nil where nobody says it, and analyses of them are then refused.
  ///   - seed: The seed from which they have it; nil for that of the first state.
  ///   - baseline: The name of the policy with which the others are compared; nil for the first.
  ///   - detail: What is kept of each run.
  ///   - only: The one replication to run, instead of all of them.
  ///   - draws: The past of each replication; nil if its luck makes its own.
  ///   - values: The values of the factors in a state, from 0.
  ///   - scenarios: The scenarios of a state, one for each policy, the baseline first.
  /// - Throws: All reasons why the scenarios of the first state cannot be compared.
  public init(
    name: String, assuming assumptions: [Assumption] = [], factors: [Factor], states: Int,
    luck: StateLuck = .shared, design: StateDesign? = nil, seed: Int? = nil,
    baseline: String? = nil, detail: Detail,
    only: Int? = nil, from draws: PastDraws? = nil,
    values: @escaping @Sendable (_ state: Int) -> [Setting],
    scenarios: @escaping @Sendable (_ state: Int) -> [some StudyModel]
  ) throws(PlanFaults) {
    precondition(states > 0, "a sweep without a state")
    self.name = name
    path = nil
    self.assumptions = assumptions
    self.factors = factors
    self.states = states
    self.values = values
    let ofFirst = scenarios(0)
    laterFactors = areLater(factors, of: ofFirst, from: draws)
    let first = try Plan(
      comparing: ofFirst, baseline: baseline, only: only, detail: detail, from: draws)
    self.first = first
    self.luck = factors.isEmpty ? nil : luck
    self.design = factors.isEmpty ? nil : design
    self.seed = seed ?? first.seed
    let name = first.policies[first.baseline]
    plans = { state, only in
      Result { () throws(PlanFaults) in
        try Plan(
          comparing: scenarios(state), baseline: name, only: only, detail: detail, from: draws,
          beside: first)
      }
    }
  }

  /// The name with what was set beside the files, for people.
  public var title: String {
    assumptions.isEmpty
      ? name : "\(name), with \(assumptions.map(\.description).joined(separator: ", "))"
  }

  /// What the luck of the states means for what is said of them, as a sentence.
  public var luckSentence: String {
    let futures = counted(replications.count, "future")
    return luck == .own
      ? "Each state has luck of its own, so that states err independently."
      : "All states share the luck of the same \(futures), so that they err together."
  }

  /// The numbers of the replications of each state.
  public var replications: ClosedRange<Int> { first.replications }
  /// The names of the policies, in the order of the plan.
  public var policies: [String] { first.policies }
  /// How many futures there are: states times replications.
  public var futures: Int { states * replications.count }
  /// How many runs there are: futures times policies.
  public var runs: Int { futures * policies.count }

  /// The future at a position of the plan's order: by state, then replication.
  public func future(at position: Int) -> Future {
    Future(
      state: position / replications.count,
      replication: replications.lowerBound + position % replications.count)
  }

  /// The position of a future in the plan's order.
  public func position(of future: Future) -> Int {
    future.state * replications.count + future.replication - replications.lowerBound
  }

  /// The values of the factors in a state, from 0.
  public func settings(ofState state: Int) -> [Setting] { values(state) }

  /// The plan of a state, from 0.
  ///
  /// - Throws: All reasons why the state's scenarios cannot be compared.
  public func plan(ofState state: Int) throws(PlanFaults) -> Plan {
    guard state > 0 else { return first }
    let only = replications.count == 1 ? replications.lowerBound : nil
    return try plans(state, only).get()
  }

  /// The outcomes of a future that cannot be run.
  public func failed(_ future: Future, because reason: String) -> Replication {
    Replication(
      number: future.replication,
      runs: policies.map { _ in
        .failed(reason, outcomes: first.outcomes.count, areas: first.areas.count)
      })
  }
}

/// Of each factor, whether it changes nothing before the scenarios' policies part.
private func areLater<Scenario: StudyModel>(
  _ factors: [Sweep.Factor], of scenarios: [Scenario], from draws: PastDraws?
) -> [Bool] {
  factors.map { factor in
    if Scenario.catalogue[factor.path]?.role == .lever { return true }
    // A known past comes with the values that follow it.
    guard draws == nil, let day = factor.path.dateOfValue, let first = scenarios.first else {
      return false
    }
    return day >= first.calendar.policyFrom
  }
}
