// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

extension ScenarioBuilder {
  /// The keys that every trigger needs.
  static let requiredTriggerKeys = ["when", "then", "for"]

  /// Reads the triggers of a list; each wrong one adds a fault.
  mutating func reactions(_ item: Item) -> [PolicyDraft.Reaction] {
    guard case .list(let items) = item.content else {
      faults.append(
        item.location.error(
          "a list of triggers is expected, not \(item.words)",
          allowed: "`- {\(Catalogue.trigger.paths.map { "\($0): ..." }.joined(separator: ", "))}`"))
      return []
    }
    return items.compactMap { reaction($0) }
  }

  private mutating func reaction(_ item: Item) -> PolicyDraft.Reaction? {
    guard let entries = item.entries else {
      faults.append(
        item.location.error(
          "a trigger is a mapping, not \(item.words)", allowed: listed(Catalogue.trigger.paths)))
      return nil
    }
    var when: Trigger.Condition?
    var until: Trigger.Condition?
    var days: Int?
    var rest = 0
    var scope = Trigger.Scope.national
    var then: Item?
    for given in Catalogue.trigger.assignments(in: entries, faults: &faults) {
      switch given.target {
      case .when: when = condition(given.value)
      case .until: until = condition(given.value)
      case .then: then = given.value
      case .days: days = wholeDays(given.value, atLeast: 1)
      case .rest: rest = wholeDays(given.value, atLeast: 0) ?? 0
      case .area: scope = self.scope(given.value) ?? scope
      }
    }
    let missing = Self.requiredTriggerKeys.filter { key in
      !entries.contains { $0.key == key }
    }
    if !missing.isEmpty {
      faults.append(item.location.error("this trigger has no \(listed(missing.map { "`\($0)`" }))"))
    }
    guard let then, let overlay = overlay(then, isLocal: scope == .each) else { return nil }
    checkIsSteady(overlay, at: then.location)
    guard let when, let days else { return nil }
    return PolicyDraft.Reaction(
      location: item.location,
      trigger: Trigger(
        when: when, changes: [], days: days, until: until, scope: scope, rest: rest),
      overlay: overlay)
  }

  /// Refuses levers that would change while a trigger is active.
  private mutating func checkIsSteady(_ overlay: Overlay, at location: Location) {
    for number in overlay.levers.order {
      let changes = overlay.levers[number] ?? []
      guard changes.count > 1 || changes.contains(where: { !$0.statement.isSteady }) else {
        continue
      }
      faults.append(
        location.error(
          "\(Scenario.levers[number].key) has dates, a ramp or several values, but a trigger sets a "
            + "lever at once", allowed: "one value without `from` and `over`"))
    }
  }

  private mutating func scope(_ item: Item) -> Trigger.Scope? {
    let scopes = Trigger.Scope.allCases
    let kind = FieldKind.choice(scopes.map(\.rawValue))
    guard case .choice(let index)? = SettingReader(kind: kind).setting(of: item, faults: &faults)
    else { return nil }
    return scopes[index]
  }

  private mutating func wholeDays(_ item: Item, atLeast least: Double) -> Int? {
    item.wholeDays(atLeast: least, faults: &faults)
  }

  /// Reads a condition such as `serious-disorder >= 1 within 90 days`.
  private mutating func condition(_ item: Item) -> Trigger.Condition? {
    let form = "OUTCOME >= NUMBER within DAYS, such as serious-disorder >= 1 within 90 days"
    guard let text = item.text?.trimmingSpaces, !item.isNothing else {
      faults.append(
        item.location.error("a condition is expected, not \(item.words)", allowed: form))
      return nil
    }
    func isSign(_ character: Character) -> Bool { "<>=".contains(character) }
    let name = text.prefix { !isSign($0) }.trimmingSpaces
    let rest = text.drop { !isSign($0) }
    let sign = String(rest.prefix(while: isSign))
    let parts = rest.dropFirst(sign.count).split(
      separator: " within ", omittingEmptySubsequences: false)
    guard !name.isEmpty, !sign.isEmpty, parts.count == 2 else {
      faults.append(item.location.error("\(item.words) is not a condition", allowed: form))
      return nil
    }
    func part(_ text: Substring) -> Item {
      Item(location: item.location, content: .text(text.trimmingSpaces, isPlain: true))
    }
    let outcome = triggeringOutcome(name, at: item.location)
    let signs = Trigger.Condition.Comparison.allCases
    let comparison = Trigger.Condition.Comparison(rawValue: sign)
    if comparison == nil {
      faults.append(
        item.location.error(
          "`\(sign)` is not a comparison", allowed: signs.map(\.rawValue).joined(separator: ", "),
          suggestion: Suggestion(
            [["=>": ">=", "=<": "<=", "=": ">=", "==": ">="][sign] ?? ""],
            acceptedBy: signs.map(\.rawValue).contains)))
    }
    let window = part(parts[1]).wholeDays(atLeast: 1, faults: &faults)
    guard let outcome else { return nil }
    let kind = FieldKind.number(
      unit: outcome.monthlyUnit == Unit.share.name ? .share : .count(outcome.monthlyUnit),
      allowed: 0...(outcome.monthlyUnit == Unit.share.name ? 1 : .infinity))
    guard
      case .number(let threshold)? = SettingReader(kind: kind).setting(
        of: part(parts[0]), faults: &faults), let comparison, let window
    else { return nil }
    return Trigger.Condition(outcome.name, comparison, threshold, within: window)
  }

  private mutating func triggeringOutcome(_ name: String, at location: Location) -> Outcome? {
    let allowed = Outcome.triggering.map(\.name)
    if let outcome = Outcome.triggering.first(where: { $0.name == name }) { return outcome }
    faults.append(
      Outcome.named(name) == nil
        ? location.error(
          "unknown outcome `\(excerpt(of: name))`", allowed: listed(allowed),
          suggestion: Suggestion(nearestTo: name, among: allowed))
        : location.error(
          "\(name) is neither a count nor a ratio of counts, so a trigger cannot use it",
          allowed: listed(allowed)))
    return nil
  }
}

extension Item {
  /// Reads a length of time, rounded to whole days; returns nil and adds a fault if there is none.
  func wholeDays(atLeast least: Double, faults: inout [Fault]) -> Int? {
    let reader = SettingReader(kind: Self.days(atLeast: least))
    guard case .number(let days)? = reader.setting(of: self, faults: &faults) else { return nil }
    return Int(days.rounded())
  }

  /// The kind of a length of time in a policy.
  static func days(atLeast least: Double) -> FieldKind {
    .number(unit: .days, allowed: least...10 * Unit.years.inCanonicalUnits)
  }
}
