// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import Texts

/// What a study runs: each policy in each replication, under the same luck.
public struct Plan: Sendable {
  /// How much of a replication the policies have in common.
  public enum Sharing: Hashable, Sendable {
    /// One history, simulated once and then forked: until the given day the policies are alike;
    /// nil if they never part.
    case history(until: CalendarDate?)
    /// Nothing but luck: the scenarios differ in these fields too, so each runs from its start.
    case luck(because: [String])
  }

  /// The names of the policies, in the order of the plan.
  public let policies: [String]
  /// The names of the policies' scenarios.
  public let scenarioNames: [String]
  /// The index of the policy with which the others are compared.
  public let baseline: Int
  /// The index of the first policy under which nothing changes, where another changes something; nil if there is
  /// none, or the model has no words for policies.
  public let statusQuo: Int?
  /// The numbers of the replications; a number means the same luck in every plan with the seed.
  public let replications: ClosedRange<Int>
  /// What is kept of each run.
  public let detail: Detail

  /// When the study happens.
  public let calendar: StudyCalendar
  /// The seed of all chance.
  public let seed: Int
  /// The names of the areas; the first scenario's, which are every policy's in comparable scenarios.
  public let areas: [String]
  /// How many people live in each of them.
  public let residents: [Double]
  /// What the study is about, in the baseline's words.
  public let summary: String
  /// What was observed, by the first scenario.
  public let observations: [Observation]
  /// How well differences must be known, by the first scenario.
  public let precision: [PrecisionGoal]
  /// The outcomes of the model, in the order of a run's values.
  public let outcomes: OutcomeSet
  /// What the model takes for granted.
  public let assumptions: [ModelAssumption]
  /// The words in which runs report events; nil if they cannot.
  public let story: StoryVocabulary?

  private let valuations: [OutcomeValuation]
  private let matters: [Double]
  /// The past of each replication; nil if its luck makes its own.
  public let draws: PastDraws?
  /// What these pasts have values of; empty if there are none.
  public let unknownsOfPasts: [Sweep.Factor]
  /// The runs of the plan.
  ///
  /// The plan knows no more of the model, so that what is made of runs is compiled once.
  let runs: any PlannedRuns

  /// Plans the replications that the scenarios ask for.
  ///
  /// - Parameters:
  ///   - scenarios: One for each policy, all of one model.
  ///   - baseline: The name of the policy with which the others are compared, or of its scenario, in any
  ///     case; nil for the first.
  ///   - only: The one replication to run, instead of all of them.
  ///   - detail: What is kept of each run.
  ///   - draws: The past of each replication; nil if its luck makes its own.
  ///   - neighbour: The plan of another state, with which worlds may share what they have in common; no result depends on
  ///     it. Its names of policies need not be compared again.
  /// - Throws: All reasons why the scenarios cannot be compared.
  public init(
    comparing scenarios: [some StudyModel], baseline: String? = nil, only: Int? = nil,
    detail: Detail = .usual, from draws: PastDraws? = nil, beside neighbour: Plan? = nil
  ) throws(PlanFaults) {
    precondition(!scenarios.isEmpty, "a plan without a scenario")
    let first = scenarios[0]
    let (policies, scenarioNames) = (scenarios.map { $0.policyName }, scenarios.map { $0.name })
    var messages = neighbour?.policies == policies ? [] : faults(ofNames: policies)
    messages += faults(of: scenarios)
    if let draws { messages += faults(of: scenarios, from: draws.pasts) }
    if let only, !(1...first.replications).contains(only) {
      messages.append("replication \(only): the study has replications 1 to \(first.replications)")
    }
    let index = baseline.map { indexOfPolicy($0, policies, scenarioNames) } ?? 0
    if let baseline, index == nil {
      messages.append(
        "no policy is called '\(baseline)', so it cannot be the baseline: there is "
          + policies.joined(separator: ", ")
          + (NearestName.to(baseline, among: policies).map { "; did you mean \($0)?" } ?? ""))
    }
    guard messages.isEmpty, let index else { throw PlanFaults(messages: messages) }
    self.policies = policies
    self.scenarioNames = scenarioNames
    self.baseline = index
    self.detail = detail
    replications = only.map { $0...$0 } ?? 1...first.replications
    calendar = first.calendar
    seed = first.seed
    areas = first.studyAreas.map(\.name)
    residents = first.studyAreas.map(\.residents)
    summary = scenarios[index].summary
    observations = first.observations
    precision = first.precision
    outcomes = type(of: first).outcomes
    assumptions = type(of: first).assumptions
    story = type(of: first).story
    valuations = scenarios[index].valuations
    matters = outcomes.map(scenarios[index].matters)
    self.draws = draws
    unknownsOfPasts = (draws?.pasts.unknowns ?? []).compactMap { path in
      first.variedField(at: path).map {
        Sweep.Factor(path: path, kind: $0.kind, summary: $0.summary)
      }
    }
    runs = ModelRuns(scenarios, from: draws, beside: neighbour?.runs as? ModelRuns)
    let changesNothing = scenarios.map { $0.isStatusQuo }
    statusQuo = changesNothing.contains(false) ? changesNothing.firstIndex(of: true) : nil
  }

  /// Plans work that is no replication of policies, for a scenario of whatever model.
  public init(_ tasks: Tasks, for scenario: some StudyModel) {
    policies = [tasks.name]
    scenarioNames = [scenario.name]
    baseline = 0
    detail = .areas
    replications = 1...tasks.count
    calendar = scenario.calendar
    seed = scenario.seed
    areas = tasks.parts
    residents = tasks.parts.map { _ in 1 }
    summary = scenario.summary
    observations = scenario.observations
    precision = []
    outcomes = tasks.numbers
    assumptions = type(of: scenario).assumptions
    story = nil
    valuations = []
    matters = tasks.numbers.map(\.matters)
    draws = nil
    unknownsOfPasts = []
    runs = TaskRuns(tasks: tasks)
    statusQuo = nil
  }

  /// The index of the policy from which readers want to know how far the others are: the status quo or, where there is
  /// none, the baseline.
  public var reference: Int { statusQuo ?? baseline }

  /// The names of the policies that are compared with the baseline, the reference first.
  public var compared: [String] {
    let others = policies.indices.filter { $0 != baseline }
    return (others.filter { $0 == reference } + others.filter { $0 != reference })
      .map { policies[$0] }
  }

  /// How much of a replication the policies have in common.
  public var sharing: Sharing { runs.sharing }

  /// The scenarios of the policies, for whoever knows their model; nil if they are of another.
  public func scenarios<Scenario: StudyModel>(of model: Scenario.Type) -> [Scenario]? {
    (runs as? ModelRuns<Scenario>)?.scenarios
  }

  /// How many runs the plan has: policies times replications.
  public var runCount: Int { policies.count * replications.count }

  /// What the study says of an outcome, by the baseline's scenario: direction and the smallest difference
  /// that matters.
  ///
  /// What is said is of all areas together. Of a count an area has its residents' share of that.
  ///
  /// - Parameters:
  ///   - outcome: The outcome.
  ///   - area: The index of the area; nil for all of them together.
  /// - Returns: The better direction, and the smallest difference that matters in the outcome's unit.
  public func valuation(
    of outcome: Outcome, inArea area: Int? = nil
  ) -> (better: Outcome.Direction, matters: Double) {
    let stated = valuations.last { $0.outcome == outcome.name }
    let matters = outcomes.index(of: outcome.name).map { self.matters[$0] } ?? outcome.matters
    let share = outcome.isCount ? area.map(shareOfResidents) ?? 1 : 1
    return (stated?.better ?? outcome.better, matters * share)
  }

  /// Which share of the residents of all areas live in one; 1 if nobody lives in any.
  public func shareOfResidents(ofArea area: Int) -> Double {
    let all = residents.reduce(0, +)
    return all > 0 ? residents[area] / all : 1
  }

  /// The outcomes of which the baseline's scenario says something, in its order, each once.
  public var valuedOutcomes: [Outcome] {
    var valued: [Outcome] = []
    for valuation in valuations {
      guard let outcome = outcomes.named(valuation.outcome), !valued.contains(outcome) else {
        continue
      }
      valued.append(outcome)
    }
    return valued
  }

  /// What a policy does, in words; nothing if the model has no words for it.
  ///
  /// - Parameter policy: The index of the policy.
  /// - Returns: By date, by area, by occasion.
  public func paragraphs(ofPolicy policy: Int) -> [PolicyParagraph] {
    runs.paragraphs(ofPolicy: policy)
  }

  /// The index of the policy that a name means: of a policy or, where none is called so, of a scenario.
  ///
  /// People see both names, so both are taken, in any case that leaves one policy; nil if none is left.
  public func index(ofPolicy name: String) -> Int? { indexOfPolicy(name, policies, scenarioNames) }
}

private func indexOfPolicy(_ name: String, _ policies: [String], _ scenarios: [String]) -> Int? {
  for names in [policies, scenarios] {
    if let meant = NearestName.meant(by: name, among: names),
      names.count(where: { $0 == meant }) == 1
    {
      return names.firstIndex(of: meant)
    }
  }
  return nil
}
