// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations

/// What an analysis of a sweep found, as lines for people that fit the page.
struct AnalysisText {
  let found: AnalysisFindings
  let headline: (String) -> String

  /// Outcome by outcome, then what must be said beside all of them.
  var lines: [String] {
    found.blocks.flatMap(lines) + found.notes.flatMap { "\($0).".wrapped() }
  }

  private func lines(_ block: AnalysisFindings.Block) -> [String] {
    var lines = block.title.wrapped().map(headline)
    lines += rows(of: block)
    for sentence in block.sentences { lines += "\(sentence).".wrapped(indent: 2) }
    return lines + [""]
  }

  /// The rows in columns where these fit the page; else the first cell of each, and below it what the others say.
  private func rows(of block: AnalysisFindings.Block) -> [String] {
    guard !block.rows.isEmpty else { return [] }
    let table = columns([block.columns] + block.rows)
    if table.allSatisfy({ $0.count + 2 <= pageWidth }) { return table.map { "  " + $0 } }
    return block.rows.flatMap { row in
      let clauses = zip(block.columns, row).dropFirst().filter { !$1.isEmpty }
        .map { "\($0): \($1)" }
      return row[0].wrapped(indent: 2) + clauses.joined(separator: "; ").wrapped(indent: 6)
    }
  }
}
