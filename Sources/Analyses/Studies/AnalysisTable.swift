// SPDX-License-Identifier: GPL-3.0-or-later

/// What an analysis of a sweep found: rows for people and programs, and notes.
public struct AnalysisTable: Sendable {
  /// A cell of a row.
  public enum Cell: Hashable, Sendable {
    /// Words.
    case text(String)
    /// A number and how people should read it.
    case number(Double, shown: String)
  }

  /// The name of the table's file, without its ending.
  public let name: String
  /// The names of the columns, for programs, and what people read.
  public let columns: [(name: String, title: String)]
  /// The rows.
  public internal(set) var rows: [[Cell]]
  /// Sentences that belong beside the rows.
  public internal(set) var notes: [String]

  init(_ name: String, _ columns: [(name: String, title: String)], notes: [String] = []) {
    self.name = name
    self.columns = columns
    rows = []
    self.notes = notes
  }
}

extension AnalysisTable.Cell {
  /// The table as people read it.
  public var shown: String {
    switch self {
    case .text(let text): text
    case .number(_, let shown): shown
    }
  }
}
