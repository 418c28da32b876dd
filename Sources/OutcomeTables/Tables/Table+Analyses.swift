// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Experiments

/// The tables of what analyses find in the states of a sweep: declared there, written here.
extension Table {
  /// The analysis, and its table without a row; nil of any other table.
  var analysed: (analysis: SweepStates.Analysis, table: AnalysisTable)? {
    for analysis in SweepStates.Analysis.allCases {
      for table in analysis.tables where "\(table.name).csv" == rawValue {
        return (analysis, table)
      }
    }
    return nil
  }
}

extension Column {
  /// A column of an analysis.
  init(_ column: AnalysisTable.Column) {
    self =
      switch column.kind {
      case .text: .text(column.name, column.summary, words: column.words)
      case .whole: .whole(column.name, column.summary)
      case .number: .number(column.name, column.summary)
      }
  }
}

extension TableRow {
  /// The rows of a table of an analysis.
  mutating func add(_ table: AnalysisTable) {
    for row in table.rows {
      for cell in row {
        switch cell {
        case .text(let text): add(text)
        case .whole(let number): add(number)
        case .number(let number): add(number)
        }
      }
      end()
    }
  }
}
