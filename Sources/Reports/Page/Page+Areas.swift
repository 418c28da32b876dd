// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

extension Figure.Chart {
  static let areas = Figure.Chart("areas", PackageResources.areas_json)
}

/// All areas side by side: on a map of tiles, where each has one, and as panels.
extension Page {
  var areas: Section? {
    guard plan.areas.count > 1 else { return nil }
    guard !hasStates, !comparison.areas.isEmpty, let first = outcomesOfAreas.first else {
      return Section(
        id: "areas", heading: "Force by force",
        body: """
          <p>This page draws forces only for a single state of the world whose outcomes by area are kept: \
          <code>cordon compare</code> keeps them; in a sweep <code>--areas</code> keeps them in \
          <code>area-summary.csv</code>.</p>
          """)
    }
    let map = tileMap
    return Section(
      id: "areas", heading: "Force by force",
      body: (map?.html ?? "") + areasFigure(beside: map, first).html,
      charts: map == nil ? [.areas] : [.tiles, .areas])
  }

  /// The map and the panels of areas; none if the country is one area, or none are kept.
  var areaFigures: [Figure] {
    guard plan.areas.count > 1, !hasStates, !comparison.areas.isEmpty,
      let first = outcomesOfAreas.first
    else { return [] }
    let map = tileMap
    let policy = plan.policies.first { $0 != plan.policies[plan.reference] } ?? ""
    // On a page of its own no input sets what the map shows first.
    let shown = map.map {
      $0.with(signal: "outcome", countsOfAreas[0].name).with(signal: "policy", policy)
    }
    return (shown.map { [$0] } ?? []) + [areasFigure(beside: map, first)]
  }

  /// The panels; their table has the verdicts, too, where no map has them.
  private func areasFigure(beside map: Figure?, _ first: Outcome) -> Figure {
    let options = outcomesOfAreas.map { HTML("<option value=\"\($0.name)\">\($0.title)</option>") }
    return Figure(
      id: "forces", chart: .areas, title: "Each force by itself",
      caption: """
        Each of \(plan.areas.count) areas has a panel; those with most residents come first. A mark is the \
        mean under a policy, and its line the 95 per cent interval of that mean. Each scale goes from zero to \
        the number at the right of the panel.
        """,
      description:
        "One outcome in each of \(plan.areas.count) areas under each policy; the table below has them",
      legend: keys,
      controls: """
        <p class="controls"><label>Outcome <select data-signal="outcome">\(options)</select></label>
        <label><input type="checkbox" data-signal="own"> Each panel on a scale of its own</label></p>

        """,
      tables: [table] + (map == nil && !countsOfAreas.isEmpty ? [areaVerdicts(nil)] : []),
      evidence: mark(outcomesOfAreas)
    ).with(signal: "outcome", first.name)
  }

  /// The outcomes that the pictures of areas have.
  var outcomesOfAreas: [Outcome] {
    outcomes.filter { outcome in
      main.local.contains(outcome)
        && comparison.areas.contains { $0.outcome == outcome && $0.moments.count > 0 }
    }
  }

  /// The place of each area in the order in which areas are shown: those with most residents first.
  var ranksOfAreas: [String: Int] {
    let names = zip(plan.areas, plan.residents).enumerated()
      .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
      .map(\.element.0)
    return Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
  }

  private var table: DataTable {
    let rank = ranksOfAreas
    let shown = Set(outcomesOfAreas.map(\.name))
    let rows = comparison.areas.enumerated().filter { shown.contains($0.element.outcome.name) }
      .sorted {
        (rank[$0.element.area] ?? 0, $0.offset) < (rank[$1.element.area] ?? 0, $1.offset)
      }
    return DataTable(
      title: "Means by area",
      columns: [
        .init("area", "Area", .text), .init("policy", "Policy", .text),
        .init("title", "Outcome", .text), .init("mean", "Mean"),
        .init("ci_low", "Interval from"), .init("ci_high", "to"), .init("unit", "Unit", .text),
        .init("outcome", "Name in tables", .text),
      ],
      rows: rows.map(\.element).map { summary in
        let mean = summary.mean
        let readable = Readable(standardError: summary.standardError, size: mean)
        let interval = summary.interval
        return [
          .text(summary.area), .text(summary.policy), .text(summary.outcome.title),
          .number(mean.rounded6, shown: readable(mean)),
          .number(interval.low.rounded6, shown: readable(interval.low)),
          .number(interval.high.rounded6, shown: readable(interval.high)),
          .text(summary.outcome.unit), .text(summary.outcome.name),
        ]
      })
  }
}

extension Figure {
  /// The same figure with a signal of its specification set.
  fileprivate func with(signal name: String, _ value: String) -> Figure {
    var figure = self
    figure.signals.append((name, value))
    return figure
  }
}
