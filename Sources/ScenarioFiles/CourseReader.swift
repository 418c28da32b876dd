// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// Reads what a file says about a field: one value, or several with the dates from which each holds.
///
/// It may be a value; `{value: 70%, from: 2016-01-01}`; a list of these, one of which may have no date; or a table by
/// year or day, `{2014: 30%, 2016: 70%, 2017-04-03: 60%}`, whose first value also holds before its day.
struct CourseReader {
  /// What is set.
  let field: Field<Scenario>
  /// Whether its values may have dates.
  let isDated: Bool
  /// What holds there so far.
  let present: Setting

  private var reader: StatementReader {
    StatementReader(kind: field.kind, isDated: isDated, present: present)
  }

  /// Reads the statements in the order of the file; returns nil and adds a fault if one of them is wrong.
  func statements(of item: Item, faults: inout [Fault]) -> [Statement]? {
    let before = faults.count
    var statements: [Statement]
    switch item.content {
    case .list(let items) where isDated:
      if items.isEmpty {
        faults.append(
          item.location.error("an empty list says nothing", allowed: field.kind.words))
      }
      statements = items.compactMap { reader.statement(of: $0, faults: &faults) }
    case .map(let entries) where isDated && entries.contains { Self.day($0.key) != nil }:
      statements = table(entries, faults: &faults)
    default: statements = [reader.statement(of: item, faults: &faults)].compactMap(\.self)
    }
    check(statements, faults: &faults)
    return faults.count == before || !hasErrors(faults[before...]) ? statements : nil
  }

  /// Whether an item has values with dates, or seems to be meant so.
  static func isCourse(_ item: Item) -> Bool {
    switch item.content {
    case .list: true
    case .map(let entries): entries.contains { $0.key == "from" || day($0.key) != nil }
    case .text: false
    }
  }

  private func hasErrors(_ faults: ArraySlice<Fault>) -> Bool {
    faults.contains { $0.severity == .error }
  }

  /// Reads the rows of a table by date.
  ///
  /// The first row has no date, since it also holds before its day.
  private func table(_ entries: [Entry], faults: inout [Fault]) -> [Statement] {
    var rows: [Statement] = []
    let undated = StatementReader(kind: field.kind, present: present)
    for entry in entries {
      guard let day = Self.day(entry.key) else {
        faults.append(
          entry.location.error(
            "`\(excerpt(of: entry.key))` is neither a year nor a day",
            allowed: "years such as 2016, and days such as 2017-04-03"))
        continue
      }
      guard CalendarDate.allowed.contains(day) else {
        let (first, last) = (CalendarDate.allowed.lowerBound, CalendarDate.allowed.upperBound)
        faults.append(
          entry.location.error("\(day) is out of range", allowed: "a date from \(first) to \(last)")
        )
        continue
      }
      guard var row = undated.statement(of: entry.value, faults: &faults) else { continue }
      row.from = day
      row.location = entry.location
      rows.append(row)
    }
    // If two rows have the same day, neither is the first; that is a fault, added below.
    let days = rows.compactMap(\.from)
    if let start = days.min(), let first = rows.firstIndex(where: { $0.from == start }),
      days.filter({ $0 == start }).count == 1
    {
      rows[first].from = nil
    }
    return rows
  }

  /// The first day of a year, or a day; nil if the text is neither.
  private static func day(_ text: String) -> CalendarDate? {
    text.count == 4 && text.utf8.allSatisfy { (48...57).contains($0) }
      ? CalendarDate("\(text)-01-01") : CalendarDate(text)
  }

  /// Checks that at most one value has no date, that each date comes once, and that the field can change by date.
  private func check(_ statements: [Statement], faults: inout [Fault]) {
    var days: Set<CalendarDate> = []
    var hasStart = false
    for statement in statements {
      guard let day = statement.from else {
        if hasStart {
          faults.append(
            statement.location.error(
              "a second value of \(field.path) holds from the start",
              allowed: "`from` with each value but one"))
        }
        hasStart = true
        continue
      }
      if !days.insert(day).inserted {
        faults.append(
          statement.location.error("\(field.path) has a value from \(day) on already"))
      }
    }
    guard let first = statements.first(where: { $0.from != nil }),
      let reason = field.use.whyConstant
    else { return }
    faults.append(
      first.location.error(
        "\(field.path) cannot change by date: \(reason)", allowed: "one value, without a date"))
  }
}

extension Scenario {
  /// Whether values at a path may have dates: those of the world and of areas.
  static func isDated(_ path: String) -> Bool {
    if let entry = catalogue[path] { return entry.role == .world || entry.role == .area }
    return AreaPath(path) != nil
  }
}
