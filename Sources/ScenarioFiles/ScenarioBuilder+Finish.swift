// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

extension ScenarioBuilder {
  /// Names the scenario and checks what concerns several values but no policy.
  ///
  /// The given name is for a scenario whose file gives none.
  mutating func finish(named name: String) {
    if scenario.name.isEmpty {
      scenario.name = name
      if let fault = locationOfName.oddity(inName: name) { faults.append(fault) }
    }
    checkDates()
    checkDatesOfValues()
    checkParts()
  }

  /// The scenario with a policy, every value of it, and its rules.
  ///
  /// Faults that another policy has reported already are not reported again.
  mutating func scenario(of policy: PolicyDraft) -> LoadedScenario {
    var builder = self
    builder.faults = []
    builder.policy = policy
    builder.finishPolicy()
    let (rules, altered) = builder.expectations()
    let loaded = LoadedScenario(
      scenario: builder.scenario, resolved: builder.resolvedValues(), expectations: rules,
      altered: altered, inputs: [], warnings: [])
    let told = Set(faults)
    faults += builder.faults.filter { !told.contains($0) }
    return loaded
  }

  /// Where the scenario's name comes from.
  var locationOfName: Location { nameLocation ?? Location(file: chain.first ?? scenario.name) }

  /// Whether all dates and times of the scenario are as files give them.
  var areDatesTaken: Bool { refused.isDisjoint(with: ["start", "policy-from", "counted"]) }

  private mutating func checkDates() {
    let settings = scenario.settings
    let latest = settings.start.adding(years: Self.longestHistory)
    guard areDatesTaken, !(settings.start...latest).contains(settings.policyFrom) else { return }
    let location = origins["policy-from"]?.location ?? origins["start"]?.location
    let isBefore = settings.policyFrom < settings.start
    faults.append(
      (location ?? Location(file: "defaults")).error(
        "policy-from (\(settings.policyFrom)) is \(isBefore ? "before" : "too long after") start "
          + "(\(settings.start))",
        allowed: "a date from \(settings.start) \(isBefore ? "on" : "to \(latest)")"))
  }

  /// Warns of values that the scenario's own file gives a date after the end: they have no effect.
  private mutating func checkDatesOfValues() {
    let end = scenario.settings.end
    // Whoever shortens a run beside its files knows that what comes later is left out.
    let isShortened = ["start", "policy-from", "counted"].contains {
      origins[$0]?.location.line == 0
    }
    guard areDatesTaken, !isShortened else { return }
    for (_, course) in datedOrigins.sorted(by: { $0.key < $1.key }) {
      for (day, origin) in course.sorted(by: { $0.key < $1.key })
      where day >= end && origin.location.file == chain.first {
        faults.append(
          origin.location.warning("\(day) is not before the end (\(end)): this has no effect"))
      }
    }
  }

  /// How many years a history may last before policies part.
  private static let longestHistory = 100

  private func resolvedValues() -> [ResolvedValue] {
    values(.setting, in: .settings) + luckValues() + values(.world, in: .parameters)
      + values(.area, in: .areas)
      + values(.history, in: .history) + policyValues() + valuationValues() + observationValues()
      + ruleValues()
  }

  /// Which luck the states have, if there are any.
  private func luckValues() -> [ResolvedValue] {
    guard study.states != nil else { return [] }
    let item = study.luck
    let luck = item?.text.flatMap(StateLuck.init) ?? usualLuck
    return [
      ResolvedValue(
        section: .settings, path: StudyTarget.luck.rawValue, text: luck.rawValue,
        origin: item?.location.description ?? "default",
        evidence: Evidence(.d, "a choice of the study, not a fact about the world"),
        summary: "Which luck the states have: \(luck.words).")
    ]
  }

  /// The full time of derived staff, in hundredths.
  private func amount(of field: Field<Scenario>) -> String? {
    guard field.read(scenario) == .number(.infinity), let unit = field.kind.unit,
      let fullTime = scenario.derivedStaff(at: field.path)
    else { return nil }
    return unit.text(of: (fullTime * 100).rounded() / 100)
  }

  private func values(
    _ role: FieldCatalogue<Scenario>.Role, in section: ResolvedValue.Section
  ) -> [ResolvedValue] {
    Scenario.catalogue.fields(role, in: scenario).flatMap { field in
      var first = value(of: field, field.read(scenario), origins[field.path], in: section)
      first.amount = amount(of: field)
      return [first]
        + scenario.datedValues.course(of: field.path).map { dated in
          var later = value(
            of: field, dated.setting, datedOrigins[field.path]?[dated.from], in: section)
          later.from = dated.from
          return later
        }
    }
  }

  private func value(
    of field: Field<Scenario>, _ setting: Setting, _ origin: Origin?,
    in section: ResolvedValue.Section
  ) -> ResolvedValue {
    let evidence = origin?.evidence ?? field.evidence
    return ResolvedValue(
      section: section, path: field.path, text: field.kind.text(of: setting),
      origin: origin?.location.description ?? "default",
      range: evidence.plausible.map(field.kind.text), evidence: evidence, summary: field.summary)
  }
}
