// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import Statistics

extension Figure.Chart {
  static let waterfall = Figure.Chart("waterfall", PackageResources.waterfall_json)
}

/// The way from one policy to another, part by part.
extension Page {
  var way: Section? {
    guard let waterfall else { return nil }
    let notes = waterfall.notes.map { HTML("<li>\($0).</li>\n") }
    let note: HTML = """
      <ul class="findings">\(notes)</ul>
      <p>A bar goes from the outcome before a lever is switched to that after it; its arrow points to where it \
      ends. The cross is where the bar would end if the lever did what it does alone: what lies between is what it \
      does only together with those before it.</p>

      """
    return Section(
      id: "waterfall", heading: "Lever by lever",
      body: note + wayFigures.map(\.html).joined(by: ""), charts: [.waterfall])
  }

  /// A picture of each outcome that changes on the way; none if there is no way.
  var wayFigures: [Figure] {
    guard let waterfall else { return [] }
    let findings = waterfall.findings
    return outcomes.compactMap { outcome in findings.first { $0.outcome == outcome } }
      .filter { found in found.waterfall.steps.contains { $0.inOrder.value != 0 } }
      .enumerated().map { figure($1, number: $0, of: waterfall) }
  }

  private func figure(
    _ found: SweepWaterfall.OfOutcome, number: Int, of waterfall: SweepWaterfall
  ) -> Figure {
    let (start, end) = waterfall.ends
    let (whole, together) = (found.waterfall.whole, found.waterfall.interaction)
    return Figure(
      id: "waterfall-\(number + 1)", chart: .waterfall,
      title: "\(found.outcome.title): from \(start) to \(end)",
      caption: """
        \(found.outcome.summary) In \(found.outcome.unit). The difference is \(shown(whole)), of which \
        \(shown(together)) comes only from levers together.
        """,
      description:
        "What each lever adds to \(found.outcome.title.lowercased()), in order and alone; the table below has it",
      tables: [table(found, of: waterfall)], evidence: mark([found.outcome])
    )
  }

  private func shown(_ measured: Measured) -> String {
    let readable = Readable(standardError: measured.standardError, size: measured.value)
    guard measured.interval.isKnown, measured.interval.low < measured.interval.high else {
      return readable(measured.value, signed: true)
    }
    return readable(measured.value, signed: true) + " ("
      + readable(measured.interval.low, signed: true) + " to "
      + readable(measured.interval.high, signed: true) + ")"
  }

  private func table(
    _ found: SweepWaterfall.OfOutcome, of waterfall: SweepWaterfall
  ) -> DataTable {
    let (start, end) = waterfall.ends
    func row(
      _ name: String, _ kind: String, _ before: Double, _ after: Double, _ inOrder: Measured?,
      _ alone: Measured?
    ) -> [DataTable.Cell] {
      func cell(_ measured: Measured?) -> DataTable.Cell {
        guard let measured else { return .number(.nan) }
        return .number(measured.value.rounded6, shown: shown(measured))
      }
      return [
        .text(name), .text(kind), .number(before.rounded6), .number(after.rounded6), cell(inOrder),
        cell(alone),
      ]
    }
    let way = found.waterfall
    let (first, last) = (way.start.value, way.end.value)
    return DataTable(
      title: "\(found.outcome.title) lever by lever",
      columns: [
        .init("part", "Lever", .text), .init("kind", "What it is", .text),
        .init("before", "Before"), .init("after", "After"), .init("in_order", "Adds in this order"),
        .init("alone", "Adds alone"),
      ],
      rows: [row(start, "where it begins", first, first, nil, nil)]
        + way.steps.map {
          row($0.part, "lever", $0.before, $0.after, $0.inOrder, $0.alone)
        } + [
          row("levers together", "interaction", .nan, .nan, nil, way.interaction),
          row(end, "where it ends", last, last, way.whole, way.whole),
        ])
  }
}
