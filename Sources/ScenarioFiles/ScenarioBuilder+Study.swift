// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Designs

extension ScenarioBuilder {
  /// The study that the files describe.
  ///
  /// If it has faults, it is incomplete.
  mutating func study(named name: String) -> LoadedStudy {
    finish(named: name)
    let drafts = policyDrafts()
    let scenarios = drafts.map { scenario(of: $0) }
    let uncertainties = uncertainties(of: scenarios[0].scenario)
    let design = design(of: scenarios.map(\.scenario), uncertainties, drafts)
    for (draft, loaded) in zip(drafts, scenarios) {
      warnOfNeeds(of: draft, in: loaded.scenario, variedBy: design)
    }
    let goals = precisionGoals(among: scenarios.map(\.scenario.policy.name))
    var study = LoadedStudy(
      scenarios: scenarios, design: design, luck: stateLuck(),
      inputs: [], warnings: [],
      fields: design.factors.compactMap { scenarios[0].scenario.field(at: $0.path) })
    for index in study.scenarios.indices {
      study.scenarios[index].scenario.precision = goals
      study.scenarios[index].uncertainties = uncertainties.map(\.factor)
      study.scenarios[index].resolved +=
        values(of: uncertainties, in: study.scenarios[index].scenario) + values(of: design)
    }
    return study
  }

  /// How the states were chosen; empty if there are none.
  private func values(of design: Design) -> [ResolvedValue] {
    guard !design.factors.isEmpty else { return [] }
    return [
      ResolvedValue(
        section: .settings, path: StudyTarget.design.rawValue, text: design.description,
        origin: (study.design?.location ?? study.variation?.location)?.description ?? "default",
        evidence: Evidence(.d, "a choice of the study, not a fact about the world"),
        summary: "How the states are chosen: \(design.kind.words).")
    ]
  }

  /// Reads the policies of the study, at least one: those of its list, or the scenario's own.
  private mutating func policyDrafts() -> [PolicyDraft] {
    guard let item = study.policies else { return [policy] }
    guard case .list(let items) = item.content, !items.isEmpty else {
      faults.append(
        item.location.error(
          "a list of one or more policies is expected, not \(item.words)",
          allowed: "such as [cooperate, clampdown]"))
      return [policy]
    }
    var drafts: [PolicyDraft] = []
    var names = DistinctNames()
    for item in items {
      guard var draft = draft(item) else { continue }
      for given in study.policyOptions { draft = policy(draft, changedBy: given) }
      if let name = draft.name, let fault = names.insert(name, of: "policies", at: item.location) {
        faults.append(fault)
      }
      drafts.append(draft)
    }
    return drafts.isEmpty ? [policy] : drafts
  }

  /// Reads a policy of the list: a preset by its name, or a mapping as under `policy`.
  ///
  /// A mapping without a preset and a file changes the scenario's own policy.
  private mutating func draft(_ item: Item) -> PolicyDraft? {
    let entries: [Entry]
    if item.text != nil, !item.isNothing {
      entries = [Entry(key: "preset", location: item.location, value: item)]
    } else if let given = item.entries, !given.isEmpty {
      entries = given
    } else {
      faults.append(
        item.location.error(
          "a policy is expected, not \(item.words)",
          allowed: "the name of a preset, or \(listed(Catalogue.inScenario.sections))"))
      return nil
    }
    let before = faults.count
    let given = Catalogue.inScenario.assignments(in: entries, faults: &faults)
    guard faults.count == before else { return nil }
    let draft = policy(policy, changedBy: given)
    if draft.name == nil, faults.count == before {
      faults.append(
        item.location.error(
          "a policy that changes something has no `name`", allowed: "its own name"))
    }
    return draft
  }

  /// Reads how precise differences must be.
  private mutating func precisionGoals(among policies: [String]) -> [PrecisionGoal] {
    guard let item = study.precision else { return [] }
    guard case .list(let items) = item.content else {
      return goal(item, policies).map { [$0] } ?? []
    }
    if items.isEmpty {
      faults.append(item.location.error("an empty list asks for no precision", allowed: "goals"))
    }
    return items.compactMap { goal($0, policies) }
  }
}
