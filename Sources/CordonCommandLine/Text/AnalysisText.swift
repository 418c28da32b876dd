// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations

/// What an analysis of a sweep found, as lines for people.
struct AnalysisText {
  let table: AnalysisTable

  /// The rows in columns, then what must be said beside them.
  var lines: [String] {
    let titles = table.columns.map(\.title.capitalised)
    let cells = table.rows.map { $0.map(\.shown) }
    let widths = titles.indices.map { column in
      cells.map { $0[column].count }.reduce(titles[column].count, max)
    }
    let areNumbers = titles.indices.map { column in
      table.rows.contains { if case .number = $0[column] { true } else { false } }
    }
    func line(_ cells: [String]) -> String {
      cells.indices.map { column in
        areNumbers[column]
          ? cells[column].aligned(to: widths[column]) : cells[column].padded(to: widths[column])
      }.joined(separator: "  ").withoutTrailingSpaces
    }
    return (cells.isEmpty ? [] : [line(titles)] + cells.map(line) + [""])
      + table.notes.flatMap { "\($0).".wrapped() }
  }
}
