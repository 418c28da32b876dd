// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel
public import Declarations
import Texts

/// What a study runs: each policy in each replication, under the same luck.
public struct Plan: Sendable {
  /// How much of a replication the policies have in common.
  public enum Sharing: Hashable, Sendable {
    /// One history, simulated once and then forked: until the given day the policies are alike;
    /// nil where they never part.
    case history(until: CalendarDate?)
    /// Nothing but luck: the scenarios differ in these fields too, so each runs from its start.
    case luck(because: [String])
  }

  /// One scenario for each policy.
  public let scenarios: [Scenario]
  /// The index of the policy with which the others are compared.
  public let baseline: Int
  /// The scenarios made ready to run; one for all where they differ in nothing but the policy.
  let worlds: [World]
  /// The numbers of the replications; a number means the same luck in every plan with the seed.
  public let replications: ClosedRange<Int>
  /// How much of a replication the policies have in common.
  public let sharing: Sharing
  /// What is kept of each run.
  public let detail: Detail

  /// Plans the replications that the scenarios ask for.
  ///
  /// - Parameters:
  ///   - scenarios: One for each policy.
  ///   - baseline: The name of the policy with which the others are compared, or of its scenario, in any
  ///     case; nil for the first.
  ///   - only: The one replication to run, instead of all of them.
  ///   - detail: What is kept of each run.
  /// - Throws: All reasons why the scenarios cannot be compared.
  public init(
    comparing scenarios: [Scenario], baseline: String? = nil, only: Int? = nil,
    detail: Detail = .usual
  ) throws(PlanFaults) {
    precondition(!scenarios.isEmpty, "a plan without a scenario")
    let names = scenarios.map(\.policy.name)
    let settings = scenarios[0].settings
    var messages = Plan.faults(of: scenarios)
    if let only, !(1...settings.replications).contains(only) {
      messages.append(
        "replication \(only): the study has replications 1 to \(settings.replications)")
    }
    let index = baseline.map { Plan.index(ofPolicy: $0, in: scenarios) } ?? 0
    if let baseline, index == nil {
      messages.append(
        "no policy is called '\(baseline)', to be the baseline: there is "
          + names.joined(separator: ", ")
          + (NearestName.to(baseline, among: names).map { "; did you mean \($0)?" } ?? ""))
    }
    guard messages.isEmpty, let index else { throw PlanFaults(messages: messages) }
    self.scenarios = scenarios
    self.baseline = index
    self.detail = detail
    self.replications = only.map { $0...$0 } ?? 1...settings.replications
    let differing = Plan.differingFields(of: scenarios)
    guard differing.isEmpty else {
      self.sharing = .luck(because: differing)
      self.worlds = scenarios.map(World.init)
      return
    }
    self.sharing = .history(
      until: Policy.partingDay(
        of: scenarios.map(\.policy), after: scenarios[0].history,
        in: scenarios[0].areas.map(\.name), policyFrom: settings.policyFrom))
    let world = World(scenarios[0])
    self.worlds = scenarios.map { _ in world }
  }

  /// The names of the areas; the first scenario's, which are every policy's in comparable scenarios.
  public var areas: [String] { scenarios[0].areas.map(\.name) }

  /// The names of the policies, in the order of the plan.
  public var policies: [String] { scenarios.map(\.policy.name) }

  /// The seed of all chance.
  public var seed: Int { scenarios[0].settings.seed }

  /// How many runs the plan has: policies times replications.
  public var runs: Int { scenarios.count * replications.count }

  /// What the study says of an outcome, by the baseline's scenario: direction and the smallest difference
  /// that matters.
  public func valuation(of outcome: Outcome) -> (better: Outcome.Direction, matters: Double) {
    let stated = scenarios[baseline].valuations.last { $0.outcome == outcome.name }
    return (stated?.better ?? outcome.better, scenarios[baseline].matters(outcome))
  }
}

/// The reasons why scenarios cannot be compared, all at once.
public struct PlanFaults: Error, Hashable, CustomStringConvertible {
  /// One sentence for each reason.
  public let messages: [String]

  /// The reasons, one a line.
  public var description: String { messages.joined(separator: "\n") }
}

extension Plan {
  /// The index of the policy that a name means: that of a policy or, where none is called so, of a scenario.
  ///
  /// People see both names, so both are taken, in any case that leaves one policy.
  public static func index(ofPolicy name: String, in scenarios: [Scenario]) -> Int? {
    for names in [scenarios.map(\.policy.name), scenarios.map(\.name)] {
      if let meant = NearestName.meant(by: name, among: names),
        names.count(where: { $0 == meant }) == 1
      {
        return names.firstIndex(of: meant)
      }
    }
    return nil
  }

  private static func faults(of scenarios: [Scenario]) -> [String] {
    let names = scenarios.map(\.policy.name)
    var messages: [String] = []
    for (_, alike) in Dictionary(grouping: names, by: \.likeness).sorted(by: { $0.key < $1.key })
    where alike.count > 1 {
      let distinct = Set(alike).sorted()
      let called = distinct.map { "'\($0)'" }.joined(separator: " and ")
      messages.append(
        distinct.count == 1
          ? "two policies are called \(called): give each its own name"
          : "policies are called \(called), which readers and some programs do not tell apart: give "
            + "each a name that differs by more than case, spaces and marks that are not seen")
    }
    for reason in scenarios.flatMap(\.excesses) where !messages.contains(reason) {
      messages.append(reason)
    }
    for field in Scenario.catalogue[.setting].map(\.field) where field.path != "warm-up" {
      let values = scenarios.map(field.read)
      if let other = values.firstIndex(where: { $0 != values[0] }) {
        messages.append(
          "\(field.path) differs between '\(names[0])' and '\(names[other])': "
            + "policies are compared over the same days, with the same luck")
      }
    }
    return messages
  }

  /// The paths of all fields, but for the policy, in which any scenario differs from the first.
  private static func differingFields(of scenarios: [Scenario]) -> [String] {
    let paths = scenarios.dropFirst().flatMap { Scenario.differingPaths(scenarios[0], $0) }
    var seen: Set<String> = []
    return paths.filter { seen.insert($0).inserted }
  }
}
