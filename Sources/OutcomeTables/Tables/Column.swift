// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments

/// The declaration of a column; header, data package and documentation come from it.
struct Column: Hashable, Sendable {
  /// The type of the cells, as a table schema calls it.
  enum Kind: String, Hashable, Sendable {
    case string
    case number
    case integer
    case date
    /// A date with a time of day, to the second and without a time zone.
    case datetime
  }

  let name: String
  let kind: Kind
  /// The unit of the numbers; nil if they have none, or if the row says it.
  let unit: String?
  let summary: String
  /// The words that the cells may hold; empty if they may hold any.
  var words: [String] = []

  static func text(_ name: String, _ summary: String, words: [String] = []) -> Column {
    Column(name: name, kind: .string, unit: nil, summary: summary, words: words)
  }

  static func whole(_ name: String, _ summary: String) -> Column {
    Column(name: name, kind: .integer, unit: nil, summary: summary)
  }

  static func number(_ name: String, _ summary: String, unit: String? = nil) -> Column {
    Column(name: name, kind: .number, unit: unit, summary: summary)
  }

  static func date(_ name: String, _ summary: String) -> Column {
    Column(name: name, kind: .date, unit: nil, summary: summary)
  }

  /// The column of an outcome over the counted years, or in a month.
  static func outcome(_ outcome: Outcome, isMonthly: Bool = false) -> Column {
    number(
      outcome.name, outcome.summary, unit: isMonthly ? outcome.monthlyUnit : outcome.unit)
  }

  static let policy = text("policy", "The policy.")
  static let replication = whole(
    "replication", "The number of the replication: within a state the same number is the same luck."
  )
  static let area = text("area", "The police force area.")
  static let month = date(
    "month", "The first day of the month, or of the part of it that the row covers.")
  static let days = whole(
    "days",
    "How many days the row covers: not all of the month's if the run begins, counts or ends within it."
  )
}

extension Sweep.Factor {
  /// The column of what differs between states.
  var column: Column {
    switch kind {
    case .number(let unit, _, nil, false):
      .number(path, summary, unit: unit.nameInTables)
    case .number(_, _, nil, true): .whole(path, summary)
    case .date: .date(path, summary)
    case .number, .law, .choice, .flag, .shares: .text(path, summary)
    }
  }

  /// The number in the column, in the declared unit, as a table of states has it; nil if the column has words.
  func number(of setting: Setting) -> Double? {
    guard case .number(let number) = setting, number.isFinite else { return nil }
    return kind.unit?.number(ofCanonical: number) ?? number
  }

  /// The words in the column.
  func text(of setting: Setting) -> String { kind.text(of: setting) }
}

extension Unit {
  /// The name of the unit of a column; nil for pure numbers.
  fileprivate var nameInTables: String? {
    switch dimension {
    case .share, .factor: nil
    case .count, .duration, .rate, .work, .money: name
    }
  }
}
