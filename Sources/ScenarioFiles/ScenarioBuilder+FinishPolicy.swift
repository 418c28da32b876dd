// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

extension ScenarioBuilder {
  /// Gives the policy's changes their dates and areas, and checks what needs the whole scenario.
  mutating func finishPolicy() {
    scenario.policy.name = policy.name ?? scenario.name
    if policy.name == nil, let warning = locationOfName.misreading(ofName: scenario.name) {
      faults.append(warning)
    }
    for overlay in [policy.overlay] + policy.locals.map(\.overlay) { checkDates(of: overlay) }
    checkNames()
    scenario.policy.changes = changes(of: policy.overlay.levers, in: nil)
    for area in scenario.areas {
      let own = overlay(in: area)
      scenario.policy.changes += changes(of: own.levers, in: area.name)
      guard own.isWhole else { continue }
      for number in policy.overlay.levers.order where own.levers[number] == nil {
        let lever = Scenario.levers[number]
        if lever.isNational { continue }
        scenario.policy.changes.append(
          Policy.Change(
            lever: lever.key, setting: scenario.inHistory(lever.key),
            from: scenario.settings.policyFrom, area: area.name))
      }
    }
    scenario.policy.triggers = policy.reactions.map(trigger)
  }

  private mutating func checkDates(of overlay: Overlay) {
    let settings = scenario.settings
    for number in overlay.levers.order {
      var days: Set<CalendarDate> = []
      for change in overlay.levers[number] ?? [] {
        let day = change.statement.from ?? settings.policyFrom
        let location = change.statement.location
        // If policy-from itself is before the start, that is the fault.
        if !areDatesTaken {
          // The dates to compare the day with were refused themselves.
        } else if day < settings.start, change.statement.from != nil {
          faults.append(
            location.error(
              "\(day) is before the start (\(settings.start))",
              allowed: "a date from \(settings.start) on"))
        } else if day >= settings.end {
          faults.append(
            location.warning("\(day) is not before the end (\(settings.end)): this has no effect"))
        } else if let ramp = ramp(of: change.statement, from: day), ramp >= settings.end,
          !(overlay.levers[number] ?? []).contains(where: { other in
            (other.statement.from ?? settings.policyFrom) > day
          })
        {
          faults.append(
            location.warning(
              "the last step of this ramp is on \(ramp), not before the end (\(settings.end)): the "
                + "lever does not reach its value"))
        } else if day < settings.policyFrom {
          faults.append(
            location.warning(
              "\(day) is before policy-from (\(settings.policyFrom)), from which outcomes count"))
        }
        if !days.insert(day).inserted {
          faults.append(
            location.error("\(Scenario.levers[number].key) has a value from \(day) on already"))
        }
      }
    }
  }

  /// The last day of a lever's ramp; nil if it jumps.
  private func ramp(of statement: Statement, from day: CalendarDate) -> CalendarDate? {
    statement.over > 0 ? CalendarDate(dayNumber: day.dayNumber + statement.over) : nil
  }

  /// The meaning of a name under `areas`.
  private enum Locality {
    case area
    case region(Region)
  }

  /// The meaning of a name: an area or a region, or as `area NAME` or `region NAME` says.
  ///
  /// If an area and a region share a bare name, it means the area.
  private func locality(_ name: String) -> Locality? {
    let names = scenario.areas.map(\.name)
    let regions = Set(scenario.areas.map(\.region)).subtracting([.several])
    func region(_ name: String) -> Locality? {
      regions.first { $0.rawValue == name }.map(Locality.region)
    }
    if names.contains(name) { return .area }
    if let prefixed = name.afterWord("area"), names.contains(prefixed) { return .area }
    return region(name) ?? name.afterWord("region").flatMap(region)
  }

  /// Checks that every name under `areas` is that of an area or a region, and clearly of one of them.
  private mutating func checkNames() {
    let names = scenario.areas.map(\.name)
    let regions = scenario.areas.map(\.region).filter { $0 != .several }
    for local in policy.locals {
      let within = scenario.areas.filter { $0.region.rawValue == local.name }.map(\.name)
      if locality(local.name) == nil {
        let known = names + Set(regions.map(\.rawValue)).sorted()
        faults.append(
          local.location.error(
            "no area and no region is called `\(excerpt(of: local.name))`", allowed: listed(known),
            suggestion: Suggestion(nearestTo: local.name, among: known)))
      } else if names.contains(local.name), !within.isEmpty, within != [local.name] {
        faults.append(
          local.location.warning(
            "`\(excerpt(of: local.name))` is an area, and also a region of "
              + "\(counted(within.count, "area")): only the area "
              + "is meant here",
            allowed: "`area \(local.name)` or `region \(local.name)`, which say which"))
      }
    }
  }

  /// What an area does on its own: what its region does, and the levers of its own name on top.
  private func overlay(in area: Area) -> Overlay {
    var overlay = Overlay()
    for local in policy.locals {
      if case .region(area.region) = locality(local.name) { overlay.replace(by: local.overlay) }
    }
    for local in policy.locals where [local.name, local.name.afterWord("area")].contains(area.name)
    {
      if case .area = locality(local.name) { overlay.replace(by: local.overlay) }
    }
    return overlay
  }

  private func changes(of levers: LeverDraft, in area: String?) -> [Policy.Change] {
    levers.order.flatMap { number in
      (levers[number] ?? []).map { change in
        Policy.Change(
          lever: Scenario.levers[number].key, setting: change.statement.setting,
          from: change.statement.from ?? scenario.settings.policyFrom, area: area,
          over: change.statement.over, compliance: change.statement.compliance)
      }
    }
  }

  /// The trigger with its changes.
  ///
  /// A whole policy sets all levers that are set anywhere.
  private func trigger(_ reaction: PolicyDraft.Reaction) -> Trigger {
    var trigger = reaction.trigger
    for number in reaction.overlay.levers.order {
      guard let statement = reaction.overlay.levers[number]?.last?.statement else { continue }
      trigger.changes.append(
        Trigger.Change(
          lever: Scenario.levers[number].key, setting: statement.setting,
          compliance: statement.compliance))
    }
    guard reaction.overlay.isWhole else { return trigger }
    for number in policy.levers.sorted() where reaction.overlay.levers[number] == nil {
      let lever = Scenario.levers[number]
      if trigger.scope == .each, lever.isNational { continue }
      trigger.changes.append(
        Trigger.Change(lever: lever.key, setting: scenario.inHistory(lever.key)))
    }
    return trigger
  }

  /// What the files say about the policy, value by value.
  func policyValues() -> [ResolvedValue] {
    values(of: policy.overlay.levers, under: "policy")
      + policy.locals.flatMap { local in
        values(of: local.overlay.levers, under: "policy.areas.\(local.name)")
      }
      + policy.reactions.enumerated().flatMap { index, reaction in
        let path = "policy.triggers.\(index + 1)"
        let value = ResolvedValue(
          section: .policy, path: path, text: reaction.trigger.words,
          origin: reaction.location.description, evidence: Evidence(.d, "a choice of the policy"),
          summary: "Levers that the policy changes for a time when something has happened.")
        return [value] + values(of: reaction.overlay.levers, under: path, isDated: false)
      }
  }

  private func values(
    of levers: LeverDraft, under path: String, isDated: Bool = true
  ) -> [ResolvedValue] {
    levers.order.flatMap { number in
      let lever = Scenario.levers[number]
      return (levers[number] ?? []).map { change in
        let statement = change.statement
        return ResolvedValue(
          section: .policy, path: "\(path).levers.\(lever.key)",
          text: lever.kind.text(of: statement.setting),
          from: isDated ? statement.from ?? scenario.settings.policyFrom : nil,
          over: statement.over > 0 ? Unit.days.text(of: Double(statement.over)) : nil,
          compliance: statement.compliance < 1 ? Unit.share.text(of: statement.compliance) : nil,
          origin: statement.location.description,
          range: change.evidence.plausible.map(lever.kind.text), evidence: change.evidence,
          summary: lever.summary)
      }
    }
  }
}

extension String {
  /// What follows a word and a space at the start; nil if it does not start so.
  fileprivate func afterWord(_ word: String) -> String? {
    hasPrefix(word + " ") ? String(dropFirst(word.count + 1)) : nil
  }
}
