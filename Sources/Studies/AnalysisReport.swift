// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
import Declarations
public import Experiments
public import OutcomeTables

/// What an analysis of a sweep found, for programs.
public struct AnalysisReport: Encodable, Sendable {
  /// A value of a row: words, a number, or nothing.
  public enum Value: Encodable, Sendable {
    /// Words.
    case text(String)
    /// A number; nil if there is none.
    case number(Double?)
    /// A whole number.
    case whole(Int)

    /// The bare value.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number?): try container.encode(number)
      case .number(nil): try container.encodeNil()
      case .whole(let number): try container.encode(number)
      }
    }
  }

  /// The analysis.
  public let analysis: String
  /// The rows of its tables by their names, each by the names of its columns.
  public let tables: [String: [[String: Value]]]
  /// What must be said beside them, in sentences.
  public let notes: [String]

  /// A report of what was found.
  public init(_ found: AnalysisFindings) {
    self.init(found.analysis.rawValue, found.tables, notes: found.notes)
  }

  /// A report of the way from one policy to another.
  public init(_ waterfall: SweepWaterfall) {
    self.init("waterfall", [waterfall.table], notes: waterfall.notes)
  }

  /// A report of how far an answer holds.
  public init(_ condition: AnswerCondition) {
    self.init("condition", [condition.table], notes: condition.notes)
  }

  private init(_ analysis: String, _ tables: [AnalysisTable], notes: [String]) {
    self.analysis = analysis
    self.notes = notes
    self.tables = Dictionary(
      uniqueKeysWithValues: tables.map { table in
        (table.name, table.rows.map { Self.row($0, of: table) })
      })
  }

  private static func row(
    _ cells: [AnalysisTable.Cell], of table: AnalysisTable
  ) -> [String: Value] {
    Dictionary(
      uniqueKeysWithValues: zip(table.columns, cells).map { column, cell in
        switch cell {
        case .text(let text): (column.name, .text(text))
        case .whole(let number): (column.name, .whole(number))
        case .number(let number): (column.name, .number(number.ifFinite))
        }
      })
  }
}

/// A finished sweep of which analyses are asked; nothing is run or written.
public struct AnalysedStudy {
  private let stored: StoredStudy
  private let planned: PlannedStudy

  /// The sweep in a folder.
  ///
  /// - Throws: A fault of its results.
  public init(_ folder: StudyFolder) throws {
    stored = try StoredStudy(in: folder)
    planned = try stored.planned()
  }

  /// What an analysis finds in what is there.
  ///
  /// - Parameters:
  ///   - analysis: The analysis.
  ///   - names: The outcomes; those of a first look where there are none.
  ///   - counts: Counts that somebody could be asked for, such as `stings.streamed=200`.
  /// - Returns: What it finds.
  /// - Throws: A ``RequestFault`` where an outcome is not known, or the states are not such as the analysis needs; a
  ///   fault of the results.
  public func findings(
    _ analysis: SweepStates.Analysis, outcomes names: [String] = [], counts: [String] = []
  ) throws -> AnalysisFindings {
    let sweep = planned.sweep
    try sweep.require(outcomes: names)
    do {
      let asked = try counts.map { text in try AskedCount(text, in: sweep) }
      var states = try SweepStates(sweep, outcomes: names)
      try stored.store.forEachFuture(of: sweep) { future, replication in
        states.add(future, replication)
      }
      states.finish()
      return try states.findings(analysis, counts: asked)
    } catch let refusal as AnalysisRefusal {
      throw RequestFault(refusal.description)
    }
  }
}

extension Sweep {
  /// Refuses names that are those of no outcome.
  ///
  /// - Throws: A ``RequestFault``.
  public func require(outcomes names: [String]) throws(RequestFault) {
    for name in names where first.outcomes.named(name) == nil {
      throw RequestFault("no outcome is called '\(name)': `cordon outcomes` lists them")
    }
  }
}
