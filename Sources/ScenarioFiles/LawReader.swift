// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations

/// Reads probability laws, which files state by moments that people know.
///
/// For example `{lognormal: {median: 14 days, p95: 100 days}}`. A plain quantity is a fixed law. The names of
/// laws and arguments are those of `Law.forms`.
struct LawReader {
  /// The unit of the random quantity.
  let unit: Unit

  /// Reads the law; returns nil and adds a fault if the item is none.
  func law(of item: Item, faults: inout [Fault]) -> Law? {
    switch item.content {
    case .text(let text, _):
      return value(text, unit, allowed: expected, item.location, faults: &faults).map(Law.fixed)
    case .list:
      faults.append(
        item.location.error("a quantity or a law is expected, not a list", allowed: expected))
      return nil
    case .map(let entries):
      guard let entry = entries.first, entries.count == 1 else {
        faults.append(
          item.location.error(
            "a law is a mapping of its name to its arguments, not \(item.words)",
            allowed: expected))
        return nil
      }
      return law(entry, faults: &faults)
    }
  }

  private var expected: String { FieldKind.law(unit: unit).words }

  private func law(_ entry: Entry, faults: inout [Fault]) -> Law? {
    let forms = Law.forms.filter { $0.name == entry.key }
    guard !forms.isEmpty else {
      var names: [String] = []
      for form in Law.forms where names.last != form.name { names.append(form.name) }
      faults.append(
        entry.location.error(
          "unknown law `\(excerpt(of: entry.key))`", allowed: names.joined(separator: ", "),
          suggestion: Suggestion(nearestTo: entry.key, among: names)))
      return nil
    }
    guard let arguments = entry.value.entries else {
      faults.append(
        entry.value.location.error(
          "the arguments of \(entry.key) are expected, not \(entry.value.words)",
          allowed: words(forms)))
      return nil
    }
    let given = arguments.map(\.key)
    guard let form = forms.first(where: { accepts($0, given) }) else {
      refuse(arguments, of: forms, at: entry, faults: &faults)
      return nil
    }
    return law(form, arguments, at: entry, faults: &faults)
  }

  /// Whether the form takes all given arguments and needs no others.
  private func accepts(_ form: LawForm, _ given: [String]) -> Bool {
    given.allSatisfy { name in form.arguments.contains { $0.name == name } }
      && form.arguments.allSatisfy { $0.fallback != nil || given.contains($0.name) }
  }

  private func words(_ forms: [LawForm]) -> String {
    forms.map { form in
      form.arguments.map { $0.fallback == nil ? $0.name : "\($0.name) (optional)" }
        .joined(separator: ", ")
    }.joined(separator: "; or ")
  }

  private func refuse(
    _ arguments: [Entry], of forms: [LawForm], at entry: Entry, faults: inout [Fault]
  ) {
    let known = forms.flatMap { $0.arguments.map(\.name) }
    let unknown = arguments.filter { !known.contains($0.key) }
    for argument in unknown {
      faults.append(
        argument.location.error(
          "\(entry.key) has no argument `\(excerpt(of: argument.key))`", allowed: words(forms),
          suggestion: Suggestion(nearestTo: argument.key, among: known)))
    }
    if unknown.isEmpty {
      faults.append(
        entry.location.error(
          "\(entry.key) cannot be stated by \(entry.value.words)", allowed: words(forms)))
    }
  }

  private func law(
    _ form: LawForm, _ arguments: [Entry], at entry: Entry, faults: inout [Fault]
  ) -> Law? {
    var values: [Double] = []
    var isWhole = true
    for argument in form.arguments {
      guard let given = arguments.first(where: { $0.key == argument.name }) else {
        if let fallback = argument.fallback { values.append(fallback) }
        continue
      }
      guard let text = given.value.text, !given.value.isNothing else {
        faults.append(
          given.value.location.error(
            "a single value is expected, not \(given.value.words)", allowed: unit.words))
        isWhole = false
        continue
      }
      let unit = argument.isQuantity ? self.unit : .factor
      if let value = value(text, unit, given.value.location, faults: &faults) {
        values.append(value)
      } else {
        isWhole = false
      }
    }
    guard isWhole else { return nil }
    do throws(ChanceError) {
      return try form.make(values)
    } catch {
      let location = arguments.first { $0.key == error.argument }?.value.location
      faults.append(
        (location ?? entry.location).error("\(error.law): \(error.argument) \(error.rule)"))
      return nil
    }
  }

  /// Reads an argument that is a quantity.
  private func value(
    _ text: String, _ unit: Unit, allowed: String? = nil, _ location: Location,
    faults: inout [Fault]
  ) -> Double? {
    do throws(QuantityReader.Refusal) {
      return try QuantityReader(unit: unit, allowed: unit.lawful).value(of: text)
    } catch {
      faults.append(
        location.error(
          error.message, allowed: error.isOfRange ? error.allowed : allowed ?? error.allowed,
          suggestion: error.suggestion))
      return nil
    }
  }
}
