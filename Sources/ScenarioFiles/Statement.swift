// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// A value in a file, with its evidence and its date.
///
/// It is the value alone, or `{value: ..., range: ..., grade: ..., source: ...}`. A value of the world or a lever in a
/// policy may add `from:`; a lever that is a number may add `over:` and `compliance:`.
struct Statement {
  var setting: Setting
  var location: Location
  var grade: EvidenceGrade?
  var source: String?
  var plausible: ClosedRange<Double>?
  var isDeep: Bool?
  var from: CalendarDate?
  /// For how many days a lever grows to its value.
  var over = 0
  /// How far forces follow.
  var compliance = 1.0

  /// Whether it holds at once and for good.
  var isSteady: Bool { from == nil && over == 0 }

  /// The evidence for the value, given the value and evidence that it replaces.
  ///
  /// A changed value is an assumption of its file unless the file gives better evidence. The plausible range, and
  /// whether the quantity is a deep uncertainty, are facts about the quantity and stay. A value that is only repeated
  /// keeps its evidence.
  func evidence(replacing old: Evidence, of oldSetting: Setting) -> Evidence {
    let isChanged = setting != oldSetting
    return Evidence(
      grade ?? (isChanged ? .d : old.grade),
      source ?? (isChanged ? "set \(location.line > 0 ? "in" : "by") \(location)" : old.source),
      plausible: plausible ?? old.plausible, isDeep: isDeep ?? old.isDeep)
  }
}

/// Reads statements of a declared kind.
struct StatementReader {
  /// What a key of a statement stands for.
  enum Key: Sendable {
    case value
    case range
    case grade
    case source
    case isDeep
    case from
    case over
    case compliance
  }

  private static let evidenceKeys: [(String, Key)] = [
    ("value", .value), ("range", .range), ("grade", .grade), ("source", .source),
    ("deep", .isDeep),
  ]
  /// The keys of a value with its evidence.
  static let keys = Catalogue(evidenceKeys)
  /// The keys of a value that can change by date.
  static let datedKeys = Catalogue(evidenceKeys + [("from", .from)])
  /// The keys of a lever in a policy.
  static let leverKeys = Catalogue(
    evidenceKeys + [("from", .from), ("over", .over), ("compliance", .compliance)])

  /// What the value may be.
  let kind: FieldKind
  /// The lever of a policy, whose value may say from when and how far it holds; nil for everything else.
  var lever: String?
  /// Whether the value may have a date, as those of the world have.
  var isDated = false
  /// The setting so far; nil if there is none.
  var present: Setting?

  /// Reads the statement; returns nil and adds a fault if the item is none.
  func statement(of item: Item, faults: inout [Fault]) -> Statement? {
    let reader = SettingReader(kind: kind, present: present)
    guard let entries = item.entries, isStatement(entries) else {
      return reader.setting(of: item, faults: &faults)
        .map { Statement(setting: $0, location: item.location) }
    }
    let before = faults.count
    var setting: Setting?
    var statement = Statement(setting: .flag(false), location: item.location)
    for given in keys.assignments(in: entries, faults: &faults) {
      switch given.target {
      case .value: setting = reader.setting(of: given.value, faults: &faults)
      case .range: statement.plausible = range(given.value, faults: &faults)
      case .grade: statement.grade = grade(given.value, faults: &faults)
      case .source: statement.source = given.value.sentence(faults: &faults)
      case .isDeep:
        let flag = SettingReader(kind: .flag).setting(of: given.value, faults: &faults)
        statement.isDeep = flag == .flag(true)
      case .from: statement.from = SettingReader(kind: .date).date(given.value, faults: &faults)
      case .over:
        if !hasBetween("over", at: given.location, faults: &faults) { break }
        statement.over = given.value.wholeDays(atLeast: 0, faults: &faults) ?? 0
      case .compliance:
        if !hasBetween("compliance", at: given.location, faults: &faults) { break }
        let share = SettingReader(kind: .number(unit: .share, allowed: 0...1))
        if case .number(let value)? = share.setting(of: given.value, faults: &faults) {
          statement.compliance = value
        }
      }
    }
    if !entries.contains(where: { $0.key == "value" }) {
      faults.append(item.location.error("`value` is missing here", allowed: kind.words))
    }
    guard let setting, faults.count == before else { return nil }
    statement.setting = setting
    return statement
  }

  private var keys: Catalogue<Key> {
    if lever != nil { return Self.leverKeys }
    return isDated ? Self.datedKeys : Self.keys
  }

  /// Whether there is anything between two values; adds a fault with what to use instead if there is not.
  private func hasBetween(_ key: String, at location: Location, faults: inout [Fault]) -> Bool {
    let subject = lever ?? ""
    if kind.hasBetween { return true }
    if case .number(_, _, let none?, _) = kind {
      faults.append(
        location.error(
          "`\(key)` is for numbers that are always finite, but \(subject) may be \(none)",
          allowed: "a list of values, each with its `from`"))
      return false
    }
    // For example `live-stream-compliance` for `live-stream-condition`.
    let sibling = subject.split(separator: "-").dropLast().joined(separator: "-") + "-compliance"
    let instead =
      if key == "compliance", Scenario.catalogue[.lever, sibling] != nil {
        "the lever \(sibling)"
      } else {
        "`areas`, each with its own value and date"
      }
    faults.append(
      location.error(
        "`\(key)` is for numbers: there is nothing between two values of \(subject)",
        allowed: instead))
    return false
  }

  /// Laws and shares are mappings themselves; every other mapping is a statement.
  private func isStatement(_ entries: [Entry]) -> Bool {
    switch kind {
    case .law, .shares:
      let words = keys.paths
      return entries.contains { words.contains($0.key) && !kind.shareNames.contains($0.key) }
    case .number, .choice, .flag, .date: return true
    }
  }

  /// Reads a plausible range within what the field allows.
  func range(_ item: Item, faults: inout [Fault]) -> ClosedRange<Double>? {
    var isWhole = false
    var allowed = -Double.infinity...Double.infinity
    if case .number(_, let bounds, _, let whole) = kind { (allowed, isWhole) = (bounds, whole) }
    guard let unit = kind.unit else {
      faults.append(item.location.error("only numbers and laws have a range"))
      return nil
    }
    guard let text = item.text else {
      faults.append(
        item.location.error("a range is expected, not \(item.words)", allowed: "such as 10% to 90%")
      )
      return nil
    }
    do throws(QuantityReader.Refusal) {
      return try QuantityReader(unit: unit, isWhole: isWhole, allowed: allowed).range(of: text)
    } catch {
      faults.append(
        item.location.error(error.message, allowed: error.allowed, suggestion: error.suggestion))
      return nil
    }
  }

  /// Reads a grade of evidence, A to D.
  func grade(_ item: Item, faults: inout [Fault]) -> EvidenceGrade? {
    let text = item.text?.trimmingSpaces
    if let grade = text.flatMap(EvidenceGrade.init) { return grade }
    let grades = EvidenceGrade.allCases.map { "\($0.rawValue) (\($0.meaning))" }
    faults.append(
      item.location.error(
        "\(item.words) is not a grade of evidence", allowed: grades.joined(separator: ", "),
        suggestion: Suggestion([text?.uppercased() ?? ""]) { EvidenceGrade(rawValue: $0) != nil }))
    return nil
  }
}

extension FieldKind {
  /// The names of shares; empty for everything else.
  var shareNames: [String] {
    if case .shares(let names) = self { names } else { [] }
  }
}

extension Item {
  /// Reads a text that is not empty; returns nil and adds a fault if there is none.
  func someText(faults: inout [Fault]) -> String? {
    guard let text = text?.trimmingSpaces, !text.isEmpty, !isNothing else {
      faults.append(location.error("a text is expected, not \(words)", allowed: "a text"))
      return nil
    }
    return text
  }

  /// Reads a printable text that is not empty; returns nil and adds a fault if there is none.
  func sentence(faults: inout [Fault]) -> String? {
    guard let text = someText(faults: &faults) else { return nil }
    let isPrintable = text.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t"
    }
    guard isPrintable else {
      faults.append(
        location.error("\(words) has control characters", allowed: "printable characters"))
      return nil
    }
    return text
  }
}
