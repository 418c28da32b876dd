// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import Statistics

extension Figure.Chart {
  fileprivate static let tornado = Figure.Chart("tornado", PackageResources.tornado_json)
}

/// What would change the answer: each unknown moves alone between the ends of its plausible range.
extension Page {
  /// How many unknowns a picture shows; its table has all of them.
  private static let mostRows = 12

  var whatMatters: Section? {
    guard let drivers, !drivers.unknowns.isEmpty else { return nil }
    let findings = drivers.findings.filter { main.all.contains($0.outcome) }
    let order = Dictionary(outcomes.enumerated().map { ($1.name, $0) }) { first, _ in first }
    let sorted = findings.enumerated().sorted {
      (order[$0.element.outcome.name] ?? .max, $0.offset)
        < (order[$1.element.outcome.name] ?? .max, $1.offset)
    }.map(\.element)
    let note: HTML = """
      <p>Each of \(counted(drivers.unknowns.count, "unknown")) is moved alone from one end of its \
      plausible range to the other, while all others stay at the centre; the same futures are simulated \
      at each end. What two unknowns do only together does not show here.</p>

      """
    return Section(
      id: "what-matters", heading: "What would change the answer",
      body: note + sorted.enumerated().map { figure($1, number: $0, of: drivers) }.joined(by: ""),
      charts: [.tornado])
  }

  private func figure(
    _ found: SweepDrivers.OfOutcome, number: Int, of drivers: SweepDrivers
  ) -> HTML {
    let pair = "\(found.first) less \(found.second)"
    let turning = found.tornado.drivers.compactMap { driver -> HTML? in
      guard let words = drivers.switchWords(of: driver, in: found, onlyWithin: true) else {
        return nil
      }
      let path = drivers.values(of: drivers.unknowns[driver.unknown]).path
      return "<li><code>\(path)</code>: \(words)</li>"
    }
    let list: HTML =
      turning.isEmpty
      ? "<p>No unknown alone is known to turn the sign of the difference within its range.</p>"
      : "<p>The sign of the difference turns with</p><ul>\(turning.joined(by: ""))</ul>"
    let figure = Figure(
      id: "tornado-\(number + 1)", chart: .tornado,
      title: "\(found.outcome.title): \(pair)",
      caption: """
        The verdict at the centre is \(found.tornado.verdict.words); it \(found.tornado.words). A bar \
        goes from the mean difference at the low end of an unknown to that at its high end, which has the \
        dot. It is dark if the verdict turns. The dashed line is the centre.
        """,
      description:
        "The mean difference at both ends of each unknown; the table below has it",
      tables: [table(found, of: drivers, isDrawn: true)],
      evidence: mark([found.outcome]))
    return figure.html + list
  }

  private func table(
    _ found: SweepDrivers.OfOutcome, of drivers: SweepDrivers, isDrawn: Bool
  ) -> DataTable {
    DataTable(
      title: "What moves \(found.outcome.title), \(found.first) less \(found.second)",
      columns: [
        .init("unknown", "Unknown", .text), .init("from", "Low end", .text),
        .init("to", "High end", .text), .init("low", "Difference at the low end"),
        .init("centre", "At the centre"), .init("high", "At the high end"),
        .init("swing", "Swing"), .init("swing_low", "from"), .init("swing_high", "to"),
        .init("standing", "The verdict", .text), .init("switch", "Where the sign turns", .text),
        .init("unit", "Unit", .text),
      ],
      rows: found.tornado.drivers.prefix(Self.mostRows).map { driver in
        let values = drivers.values(of: drivers.unknowns[driver.unknown])
        func cell(_ value: Double, _ error: Double) -> DataTable.Cell {
          .number(
            value.rounded6, shown: Readable(standardError: error, size: value)(value, signed: true))
        }
        let error = driver.swing.standardError
        return [
          .text(values.path), .text(values.low), .text(values.high),
          cell(driver.low.value, driver.low.standardError),
          cell(found.tornado.centre.value, found.tornado.centre.standardError),
          cell(driver.high.value, driver.high.standardError), cell(driver.swing.value, error),
          cell(driver.swing.interval.low, error), cell(driver.swing.interval.high, error),
          .text(driver.standing.word),
          .text(drivers.switchWords(of: driver, in: found) ?? ""), .text(found.outcome.unit),
        ]
      })
  }
}
