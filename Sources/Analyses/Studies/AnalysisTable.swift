// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// A table of what an analysis of a sweep found, for programs.
public struct AnalysisTable: Sendable {
  /// The one declaration of a column.
  public struct Column: Hashable, Sendable {
    /// What stands in the cells.
    public enum Kind: Hashable, Sendable {
      /// Words.
      case text
      /// Whole numbers.
      case whole
      /// Numbers.
      case number
    }

    /// The name in the header.
    public let name: String
    /// What stands in the cells.
    public let kind: Kind
    /// What it is, in one sentence.
    public let summary: String
    /// The only words that stand in the cells; empty if any may.
    public var words: [String] = []

    static func text(_ name: String, _ summary: String, words: [String] = []) -> Column {
      Column(name: name, kind: .text, summary: summary, words: words)
    }
    static func whole(_ name: String, _ summary: String) -> Column {
      Column(name: name, kind: .whole, summary: summary)
    }
    static func number(_ name: String, _ summary: String) -> Column {
      Column(name: name, kind: .number, summary: summary)
    }
  }

  /// A cell of a row.
  public enum Cell: Hashable, Sendable {
    /// Words.
    case text(String)
    /// A whole number.
    case whole(Int)
    /// A number; one that is not finite is missing.
    case number(Double)
  }

  /// The name of the table's file, without its ending.
  public let name: String
  /// What a row is, in one sentence.
  public let summary: String
  /// The columns.
  public let columns: [Column]
  /// The columns that tell the rows apart.
  public let key: [String]
  /// The rows.
  public private(set) var rows: [[Cell]] = []

  init(_ name: String, _ summary: String, key: [String], _ columns: [Column]) {
    self.name = name
    self.summary = summary
    self.key = key
    self.columns = columns
  }

  mutating func add(_ row: [Cell]) {
    precondition(row.count == columns.count, "a cell for each column of \(name)")
    rows.append(row)
  }
}

extension AnalysisTable.Column {
  static let outcome = text("outcome", "The outcome.")
  static let unit = text(
    "unit", "The unit of the outcome and of all numbers of the row that have one.")
  static let policies = [
    text("policy_a", "The first policy."), text("policy_b", "The second policy."),
  ]

  /// Whether a number that cannot be below 0 is told from it.
  static func said(_ name: String, of what: String) -> AnalysisTable.Column {
    text(
      name, "Whether \(what) is told from nothing; where it is not, the number is noise.",
      words: AnalysisFindings.saidWords)
  }
}

/// What an analysis of a sweep found: tables for programs, blocks for people, and what must be said beside them.
public struct AnalysisFindings: Sendable {
  /// What was found of one outcome, for people.
  public struct Block: Hashable, Sendable {
    /// What it is about.
    public let title: String
    /// What stands in the columns; the first names the rows.
    public let columns: [String]
    /// The rows: a cell for each column, rounded to what is known.
    public var rows: [[String]] = []
    /// What is said below the rows, in sentences without a full stop.
    public var sentences: [String] = []

    init(_ title: String, _ columns: [String]) {
      self.title = title
      self.columns = columns
    }
  }

  /// The analysis.
  public let analysis: SweepStates.Analysis
  /// Its tables, for programs.
  public internal(set) var tables: [AnalysisTable]
  /// What people read first, in sentences without a full stop: the points, boxes and values that were found.
  public internal(set) var lead: [String] = []
  /// What people read, outcome by outcome.
  public internal(set) var blocks: [Block] = []
  /// What must be said beside it, in sentences without a full stop.
  public internal(set) var notes: [String] = []
  /// Of sensitivity: to what all that is seen is due, outcome by outcome; these are the rows of its first block.
  public internal(set) var shares: [(outcome: Outcome, part: String, share: Measured)] = []

  init(_ analysis: SweepStates.Analysis) {
    self.analysis = analysis
    tables = analysis.tables
  }

  static let saidWords = ["told", "noise"]
  /// What people read instead of a number that is noise.
  static let noise = "may be 0"
}
