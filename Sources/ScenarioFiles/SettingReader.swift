// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations

/// Reads items as settings of a declared kind; adds a fault for each thing that is wrong.
struct SettingReader {
  /// What a file may write.
  let kind: FieldKind
  /// The setting so far, which `+5%` may change; nil if there is none.
  var present: Setting?

  /// Reads the setting; returns nil and adds a fault if the item is none of this kind.
  func setting(of item: Item, faults: inout [Fault]) -> Setting? {
    guard !item.isNothing else {
      faults.append(
        item.location.error(
          "a value is missing; remove the key to keep the default", allowed: kind.words))
      return nil
    }
    switch kind {
    case .number(let unit, let allowed, let none, let isWhole):
      var reader = QuantityReader(unit: unit, isWhole: isWhole, allowed: allowed)
      if case .number(let value)? = present, value.isFinite { reader.present = value }
      return number(item, reader, none: none, faults: &faults)
    case .law(let unit):
      guard let law = LawReader(unit: unit).law(of: item, faults: &faults) else { return nil }
      guard let excess = unit.excess(of: law) else { return .law(law) }
      faults.append(item.location.error(excess.message, allowed: excess.allowed))
      return nil
    case .choice(let names): return choice(item, names, faults: &faults)
    case .flag: return flag(item, faults: &faults)
    case .shares(let names): return shares(item, names, faults: &faults)
    case .date: return date(item, faults: &faults).map(Setting.date)
    }
  }

  /// Reads a setting from a text in the notation of files, for example in a rule or a cell.
  ///
  /// Every fault has the location of the text.
  func setting(ofYAML text: String, at location: Location, faults: inout [Fault]) -> Setting? {
    var own: [Fault] = []
    let item = YAMLReader.item(in: text, at: Location(file: location.file), faults: &own)
    let setting = item.flatMap { self.setting(of: $0, faults: &own) }
    for var fault in own {
      (fault.line, fault.column) = (location.line, location.column)
      faults.append(fault)
    }
    return setting
  }

  /// Reads a day; returns nil and adds a fault if the item is none.
  func date(_ item: Item, faults: inout [Fault]) -> CalendarDate? {
    guard let text = scalar(item, faults: &faults) else { return nil }
    if let day = CalendarDate(text) {
      if CalendarDate.allowed.contains(day) { return day }
      let (first, last) = (CalendarDate.allowed.lowerBound, CalendarDate.allowed.upperBound)
      faults.append(
        item.location.error("\(day) is out of range", allowed: "a date from \(first) to \(last)"))
      return nil
    }
    let hasForm = text.split(separator: "-").map(\.count) == [4, 2, 2]
    faults.append(
      item.location.error(
        hasForm
          ? "`\(excerpt(of: text))` is no day of the calendar" : "\(item.words) is not a date",
        allowed: "a date such as 2017-05-01"))
    return nil
  }

  private func scalar(_ item: Item, faults: inout [Fault]) -> String? {
    guard let text = item.text else {
      faults.append(
        item.location.error("a single value is expected, not \(item.words)", allowed: kind.words))
      return nil
    }
    return text.trimmingSpaces
  }

  private func number(
    _ item: Item, _ reader: QuantityReader, none: String?, faults: inout [Fault]
  ) -> Setting? {
    guard let text = scalar(item, faults: &faults) else { return nil }
    if let none, text == none { return .number(.infinity) }
    do throws(QuantityReader.Refusal) {
      return .number(try reader.value(of: text))
    } catch {
      faults.append(
        item.location.error(
          error.message, allowed: error.allowed + (none.map { ", or \($0)" } ?? ""),
          suggestion: error.suggestion))
      return nil
    }
  }

  private func choice(_ item: Item, _ names: [String], faults: inout [Fault]) -> Setting? {
    guard let text = scalar(item, faults: &faults) else { return nil }
    if let index = names.firstIndex(of: text) { return .choice(index) }
    faults.append(
      item.location.error(
        "\(item.words) is not one of the choices", allowed: kind.words,
        suggestion: Suggestion(nearestTo: text, among: names)))
    return nil
  }

  private func flag(_ item: Item, faults: inout [Fault]) -> Setting? {
    guard let text = scalar(item, faults: &faults) else { return nil }
    switch text {
    case "yes", "true": return .flag(true)
    case "no", "false": return .flag(false)
    default:
      let near = ["yes": "yes", "y": "yes", "on": "yes", "true": "yes", "1": "yes", "no": "no"]
        .merging(["n": "no", "off": "no", "false": "no", "0": "no"]) { first, _ in first }
      faults.append(
        item.location.error(
          "\(item.words) is neither yes nor no", allowed: "yes or no",
          suggestion: Suggestion(
            [near[text.lowercased()] ?? ""], acceptedBy: ["yes", "no"].contains)))
      return nil
    }
  }

  private func shares(_ item: Item, _ names: [String], faults: inout [Fault]) -> Setting? {
    guard let entries = item.entries else {
      faults.append(
        item.location.error(
          "a mapping of names to shares is expected, not \(item.words)", allowed: kind.words))
      return nil
    }
    let before = faults.count
    var values: [String: Double] = [:]
    let reader = SettingReader(kind: .number(unit: .share, allowed: 0...1))
    for entry in entries {
      guard names.contains(entry.key) else {
        faults.append(
          entry.location.error(
            "unknown name `\(excerpt(of: entry.key))`", allowed: listed(names),
            suggestion: Suggestion(nearestTo: entry.key, among: names)))
        continue
      }
      if case .number(let value)? = reader.setting(of: entry.value, faults: &faults) {
        values[entry.key] = value
      }
    }
    let missing = names.filter { name in !entries.contains { $0.key == name } }
    if !missing.isEmpty {
      faults.append(
        item.location.error("no share is given for \(listed(missing))", allowed: kind.words))
    }
    guard faults.count == before else { return nil }
    let shares = names.compactMap { values[$0] }
    let sum = shares.reduce(0, +)
    guard (sum - 1).magnitude <= 1e-9 else {
      let shown = Unit.share.text(of: (sum * 1e9).rounded() / 1e9)
      faults.append(
        item.location.error("the shares add up to \(shown)", allowed: "shares that add up to 100%"))
      return nil
    }
    return .shares(shares)
  }
}
