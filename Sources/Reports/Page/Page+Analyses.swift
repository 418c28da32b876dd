// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Digests
import Experiments

/// What analyses find in the states of a sweep: shares, switch values, boxes, robustness, what to find out next.
extension Page {
  var stateAnalyses: Section? {
    guard !analyses.isEmpty else { return nil }
    let words = SweepStates.words(of: sweep)
    let note: HTML = """
      <p>\(words.states). What may be 0 is said to be \
      so. The finding stands on plan <code>\(sweep.digest.short)</code>.</p>

      """
    return Section(
      id: "analyses", heading: words.heading,
      body: note + analyses.map(part).joined(by: "") + remarks(of: analyses))
  }

  /// What was found first, and all of it folded away; shares are shown at once.
  private func part(_ found: AnalysisFindings) -> HTML {
    let lead = found.lead.map { HTML("<li>\($0).</li>\n") }
    let list: HTML = lead.isEmpty ? "" : "<ul class=\"findings\">\(lead)</ul>\n"
    let isOpen = found.analysis == .sensitivity
    let shown = found.blocks.prefix(isOpen ? 1 : 0).map(block)
    let folded = found.blocks.dropFirst(isOpen ? 1 : 0).map(block)
    let nothing: HTML =
      lead.isEmpty && shown.isEmpty ? "<p>Nothing is found that chance does not make.</p>\n" : ""
    let rest: HTML =
      folded.isEmpty
      ? ""
      : "<details><summary>\(found.analysis.title), outcome by outcome</summary>\n\(folded)</details>\n"
    return "<h3>\(found.analysis.title)</h3>\n\(list)\(shown)\(nothing)\(rest)"
  }

  private func block(_ block: AnalysisFindings.Block) -> HTML {
    let table = DataTable(
      name: nil, title: block.title,
      columns: block.columns.enumerated().map { .init("column_\($0 + 1)", $1, .text) },
      rows: block.rows.map { $0.map { .text($0) } })
    let rows: HTML =
      block.rows.isEmpty
      ? ""
      : """
      <div class="scroll" role="region" tabindex="0" aria-label="\(block.title)">
      \(table.table)</div>

      """
    let sentences = block.sentences.map { HTML("<p>\($0).</p>\n") }
    return "<h4>\(block.title)</h4>\n\(rows)\(sentences)"
  }

  /// What must be said beside the findings, each once.
  private func remarks(of analyses: [AnalysisFindings]) -> HTML {
    var notes: [String] = []
    for note in analyses.flatMap(\.notes) where !notes.contains(note) { notes.append(note) }
    return "<ul class=\"findings\">\(notes.map { HTML("<li>\($0).</li>\n") })</ul>\n"
  }
}
