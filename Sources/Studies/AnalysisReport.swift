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
    /// A number; nil where there is none.
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
  /// What must be said beside them, in sentences.
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
  /// What policies give in the states of the sweep, read from its results; nothing is run or written.
  ///
  /// - Parameters:
  ///   - stored: The study as its results remember it.
  ///   - names: The outcomes; those of a first look where there are none.
  /// - Returns: The states.
  /// - Throws: A refusal where the states are not such as analyses need; a fault of the results.
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
