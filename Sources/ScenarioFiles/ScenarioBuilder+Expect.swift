// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

extension ScenarioBuilder {
  /// Replaces the rules by those of a list.
  ///
  /// They are resolved once the scenario is complete.
  ///
  /// Rules belong to a file: they are about its policy, so a scenario does not inherit them.
  mutating func setExpectations(_ item: Item, isOutermost: Bool) {
    guard case .list(let items) = item.content else {
      faults.append(
        item.location.error(
          "a list of rules is expected, not \(item.words)", allowed: WrittenRule.form))
      return
    }
    let written = items.compactMap { WrittenRule($0, faults: &faults) }
    if isOutermost { rules = written }
  }

  /// The rules, and their altered scenarios by the words of the alterations.
  ///
  /// A rule with a fault is left out.
  mutating func expectations() -> ([Expectation], altered: [String: Scenario]) {
    var altered: [String: Scenario] = [:]
    let rules = rules.compactMap { rule -> Expectation? in
      let left = term(rule.left, &altered)
      let right = rule.right.map { term($0, &altered) }
      guard let left else { return nil }
      let bound: Expectation.Bound
      if let number = rule.number {
        bound = .number(number)
      } else {
        guard case .some(.some(let right)) = right else { return nil }
        bound = .term(right)
      }
      return Expectation(
        text: rule.whole.text, location: rule.whole.location.description, left: left,
        relation: rule.relation, right: bound)
    }
    return (rules, altered)
  }

  private mutating func term(
    _ written: WrittenRule.Term, _ altered: inout [String: Scenario]
  ) -> Expectation.Term? {
    var scenario = scenario
    let before = faults.count
    for alteration in written.alterations { apply(alteration, to: &scenario) }
    guard let outcome = Outcome.named(written.outcome.text) else {
      let names = Outcome.all.map(\.name)
      faults.append(
        written.outcome.location.error(
          "unknown outcome `\(excerpt(of: written.outcome.text))`", allowed: listed(names),
          suggestion: Suggestion(nearestTo: written.outcome.text, among: names)))
      return nil
    }
    guard faults.count == before else { return nil }
    altered[written.words] = scenario
    return Expectation.Term(outcome: outcome, alterations: written.words)
  }

  private mutating func apply(
    _ alteration: WrittenRule.Alteration, to scenario: inout Scenario
  ) {
    let path = alteration.path.text
    let fields = scenario.fields(at: path)
    if fields.isEmpty {
      faults.append(
        alteration.path.location.error(
          "a rule cannot alter `\(excerpt(of: path))`",
          allowed: "a parameter, areas.NAME.KEY, history.LEVER or policy.levers.LEVER",
          suggestion: Suggestion(nearestTo: path, among: scenario.variablePaths)))
    }
    for field in fields {
      var old = field.read(scenario)
      if old == .number(.infinity), let amount = scenario.derivedStaff(at: field.path) {
        old = .number(amount)
      }
      guard let new = setting(field.kind, alteration.value, replacing: old) else { continue }
      // A change of what was there is one of every value by date; a value holds for the whole run.
      let isChange = ["+", "-"].contains(alteration.value.text.first) && field.kind.unit != nil
      var later: [DatedValue] = []
      for dated in isChange ? scenario.datedValues.course(of: field.path) : [] {
        guard let new = setting(field.kind, alteration.value, replacing: dated.setting) else {
          break
        }
        later.append(DatedValue(path: field.path, setting: new, from: dated.from))
      }
      field.write(new, &scenario)
      scenario.datedValues += later
    }
  }

  /// Reads the new value, as in a file, or as a change of the old one such as `+10%` or `-1 days`.
  private mutating func setting(
    _ kind: FieldKind, _ written: WrittenRule.Piece, replacing old: Setting
  ) -> Setting? {
    let text = written.text
    if case .number(let unit, let allowed, _, let isWhole) = kind, let sign = text.first,
      sign == "+" || sign == "-"
    {
      return changed(unit, allowed, isWhole, kind, written, replacing: old)
    }
    return SettingReader(kind: kind).setting(ofYAML: text, at: written.location, faults: &faults)
  }

  private mutating func changed(
    _ unit: Unit, _ allowed: ClosedRange<Double>, _ isWhole: Bool, _ kind: FieldKind,
    _ written: WrittenRule.Piece, replacing old: Setting
  ) -> Setting? {
    guard case .number(let value) = old, value.isFinite else {
      faults.append(
        written.location.error("there is no number to change", allowed: kind.words))
      return nil
    }
    do throws(QuantityReader.Refusal) {
      let reader = QuantityReader(unit: unit, isWhole: isWhole, allowed: allowed)
      return .number(try reader.value(changing: value, by: written.text))
    } catch {
      faults.append(
        written.location.error(error.message, allowed: error.allowed, suggestion: error.suggestion))
      return nil
    }
  }
}
