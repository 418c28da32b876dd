// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Texts

extension AnalysisFindings {
  /// What an analysis of a sweep found, as lines for people that fit the page: outcome by outcome, then what must be
  /// said beside all of them.
  func lines(_ ink: Ink) -> [String] {
    blocks.flatMap { $0.lines(ink) } + notes.flatMap { "\($0).".wrapped() }
  }
}

extension AnalysisFindings.Block {
  /// The block as lines that fit the page.
  func lines(_ ink: Ink) -> [String] {
    var lines = title.wrapped().map { ink($0, .bold) }
    lines += rowLines
    for sentence in sentences { lines += "\(sentence).".wrapped(indent: 2) }
    return lines + [""]
  }

  /// The rows in columns where these fit the page; else the first cell of each, and below it what the others say.
  private var rowLines: [String] {
    guard !rows.isEmpty else { return [] }
    let table = Texts.columns([columns] + rows)
    if table.allSatisfy({ $0.count + 2 <= pageWidth }) { return table.map { "  " + $0 } }
    return rows.flatMap { row in
      let clauses = zip(columns, row).dropFirst().filter { !$1.isEmpty }.map { "\($0): \($1)" }
      return row[0].wrapped(indent: 2) + clauses.joined(separator: "; ").wrapped(indent: 6)
    }
  }
}
