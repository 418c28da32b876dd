// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
import Declarations
import Experiments
import OutcomeTables

/// What an analysis of a sweep found, for programs.
public struct AnalysisReport: Encodable, Sendable {
  /// A value of a row: words, a number, or nothing.
  public enum Value: Encodable, Sendable {
    /// Words.
    case text(String)
    /// A number; nil if there is none.
    case number(Double?)

    /// The bare value.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number?): try container.encode(number)
      case .number(nil): try container.encodeNil()
      }
    }
  }

  /// The analysis.
  public let analysis: String
  /// The rows, by the names of their columns.
  public let rows: [[String: Value]]
  /// Sentences that belong beside them.
  public let notes: [String]

  /// A report of a table.
  public init(_ table: AnalysisTable) {
    analysis = table.name
    notes = table.notes
    rows = table.rows.map { row in
      Dictionary(
        uniqueKeysWithValues: zip(table.columns, row).map { column, cell in
          switch cell {
          case .text(let text): (column.name, .text(text))
          case .number(let number, _): (column.name, .number(number.ifFinite))
          }
        })
    }
  }
}

extension Study {
  /// Reads from the results what policies give in each state of the sweep; runs and writes nothing.
  ///
  /// - Parameters:
  ///   - stored: The study as its results remember it.
  ///   - names: The outcomes; if none is named, those of a first look.
  /// - Returns: The states.
  /// - Throws: A refusal if analyses cannot use these states; a fault of the results.
  public func states(of stored: StoredStudy, outcomes names: [String] = []) throws -> SweepStates {
    let plan = sweep.first
    let usual = (plan.valuedOutcomes + plan.outcomes.filter(\.isHeadline)).map(\.name)
    var states = try SweepStates(sweep, outcomes: names.isEmpty ? usual : names)
    try stored.store.forEachFuture(of: sweep) { future, replication in
      states.add(future, replication)
    }
    states.finish()
    return states
  }
}
