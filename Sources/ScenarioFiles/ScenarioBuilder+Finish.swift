// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

extension ScenarioBuilder {
  /// Dates the policy's changes, checks what concerns several values, and lists every value.
  ///
  /// A scenario whose file gives no name has the given one.
  mutating func finish(named name: String) -> [ResolvedValue] {
    if scenario.name.isEmpty { scenario.name = name }
    scenario.policy.name = policyName ?? scenario.name
    checkDates()
    scenario.policy.changes = plannedOrder.flatMap { number in datedChanges(of: number) }
    return resolvedValues()
  }

  private mutating func checkDates() {
    let settings = scenario.settings
    guard settings.policyFrom < settings.start else { return }
    let place = origins["policy-from"]?.place ?? origins["start"]?.place
    faults.append(
      (place ?? Place(file: "defaults")).error(
        "policy-from (\(settings.policyFrom)) is before start (\(settings.start))",
        allowed: "a date from \(settings.start) on"))
  }

  private mutating func datedChanges(of number: Int) -> [Policy.Change] {
    let settings = scenario.settings
    var changes: [Policy.Change] = []
    var days: Set<CalendarDate> = []
    for change in planned[number] ?? [] {
      let day = change.statement.from ?? settings.policyFrom
      let place = change.statement.place
      // Where policy-from itself is before the start, that is the fault.
      if day < settings.start, change.statement.from != nil {
        faults.append(
          place.error(
            "\(day) is before the start (\(settings.start))",
            allowed: "a date from \(settings.start) on"))
      } else if day >= settings.end {
        faults.append(
          place.warning("\(day) is not before the end (\(settings.end)): this has no effect"))
      } else if day < settings.policyFrom {
        faults.append(
          place.warning(
            "\(day) is before policy-from (\(settings.policyFrom)), from which outcomes count"))
      }
      if !days.insert(day).inserted {
        faults.append(
          place.error("\(Levers.fields[number].path) has a value from \(day) on already"))
      }
      changes.append(
        Policy.Change(
          lever: Levers.fields[number].path, setting: change.statement.setting, from: day))
    }
    return changes
  }

  private func resolvedValues() -> [ResolvedValue] {
    let areas = scenario.areas.flatMap { area in
      let staffing = Staffing(area, scenario.parameters)
      return zip(Area.fields, values(Area.fields, of: area, .areas, under: "areas.\(area.name)."))
        .map { field, value in
          var value = value
          value.amount = amount(of: field, area, staffing)
          return value
        }
    }
    return values(Settings.fields, of: scenario.settings, .settings, under: "")
      + values(Parameters.fields, of: scenario.parameters, .parameters, under: "")
      + areas
      + values(Levers.fields, of: scenario.history, .history, under: "history.")
      + plannedOrder.flatMap(policyValues)
  }

  /// Full time of staff that is derived, in hundredths.
  private func amount(of field: Field<Area>, _ area: Area, _ staffing: Staffing) -> String? {
    guard field.read(area) == .number(.infinity), let unit = field.kind.unit,
      let fullTime = staffing.team(ofField: field.path)?.fullTime
    else { return nil }
    return unit.text(of: (fullTime * 100).rounded() / 100)
  }

  private func values<Root>(
    _ fields: [Field<Root>], of root: Root, _ section: ResolvedValue.Section, under prefix: String
  ) -> [ResolvedValue] {
    fields.map { field in
      let origin = origins[prefix + field.path]
      let evidence = origin?.evidence ?? field.evidence
      return ResolvedValue(
        section: section, path: prefix + field.path, text: field.kind.text(of: field.read(root)),
        origin: origin?.place.description ?? "default",
        range: evidence.plausible.map(field.kind.text), evidence: evidence,
        summary: field.summary)
    }
  }

  private func policyValues(of number: Int) -> [ResolvedValue] {
    let field = Levers.fields[number]
    return (planned[number] ?? []).map { change in
      ResolvedValue(
        section: .policy, path: "policy.levers.\(field.path)",
        text: field.kind.text(of: change.statement.setting),
        from: change.statement.from ?? scenario.settings.policyFrom,
        origin: change.statement.place.description,
        range: change.evidence.plausible.map(field.kind.text), evidence: change.evidence,
        summary: field.summary)
    }
  }
}
