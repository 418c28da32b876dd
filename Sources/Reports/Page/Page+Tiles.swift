// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

extension Figure.Chart {
  static let tiles = Figure.Chart("tiles", PackageResources.tiles_json)
}

/// How far policies are from the reference in each area, in multiples of what matters there.
extension Page {
  /// The map of the areas; nil if one of them has no tile, or no differences by area are kept.
  var tileMap: Figure? {
    let counts = countsOfAreas
    guard let tiles = TileMap.tiles(of: plan.areas), !counts.isEmpty else { return nil }
    let outcomes = counts.map { HTML("<option value=\"\($0.name)\">\($0.title)</option>") }
    let policies = plan.policies.filter { $0 != plan.policies[plan.reference] }
    let choices = policies.map { HTML("<option value=\"\($0)\">\($0)</option>") }
    return Figure(
      id: "map", chart: .tiles, title: "Where it matters: each force against \(referenceOfAreas)",
      caption: """
        A tile for each force, all of one size, about where it lies. A colour says how far the policy is from \
        \(referenceOfAreas), in multiples of what matters there: of what matters in the country, the share of the \
        force's residents. \
        The number is that multiple, positive where it is better; where no direction is better, where it is more.
        """,
      description:
        "Differences in each of \(plan.areas.count) areas, in multiples of what matters there; the table below has them",
      controls: """
        <p class="controls"><label>Outcome <select data-signal="outcome">\(outcomes)</select></label>
        <label>Policy <select data-signal="policy">\(choices)</select></label></p>

        """,
      tables: [areaVerdicts(tiles)], evidence: mark(counts))
  }

  /// The outcomes of areas that count something, which have differences by area.
  var countsOfAreas: [Outcome] {
    let kept = Set(comparison.areaDifferences.lazy.filter { $0.moments.count > 0 }.map(\.outcome))
    return outcomesOfAreas.filter(kept.contains)
  }

  private var referenceOfAreas: String {
    plan.statusQuo == plan.reference ? "the status quo" : plan.policies[plan.reference]
  }

  /// The difference in each area and what it means there, those with most residents first.
  ///
  /// - Parameter tiles: The tiles of the areas, if the table is drawn as a map; otherwise it is for reading alone.
  /// - Returns: The table.
  func areaVerdicts(_ tiles: [TileMap.Tile]?) -> DataTable {
    let counts = Set(countsOfAreas)
    let places = Dictionary(zip(plan.areas, tiles ?? []), uniquingKeysWith: { first, _ in first })
    let rank = ranksOfAreas
    let rows = comparison.areaDifferences.enumerated().filter {
      counts.contains($0.element.outcome)
    }
    .sorted {
      (rank[$0.element.area] ?? 0, $0.offset) < (rank[$1.element.area] ?? 0, $1.offset)
    }
    let positions: [DataTable.Column] = [
      .init("short", "In short", .text), .init("column", "Column"), .init("row", "Row"),
    ]
    return DataTable(
      name: tiles == nil ? nil : "rows", title: "Differences by area",
      columns: [
        .init("area", "Area", .text), .init("policy", "Policy", .text),
        .init("title", "Outcome", .text),
        .init("difference", "Less \(plan.policies[plan.reference])"),
        .init("ci_low", "Interval from"), .init("ci_high", "to"), .init("unit", "Unit", .text),
        .init("matters", "Matters here"), .init("times", "Times what matters"),
        .init("verdict", "Verdict", .text), .init("known", "Known", .text),
        .init("direction", "Better", .text), .init("outcome", "Name in tables", .text),
      ] + (tiles == nil ? [] : positions),
      rows: rows.map(\.element).map { difference in
        cells(difference)
          + (places[difference.area].map {
            [.text($0.short), .number(Double($0.column)), .number(Double($0.row))]
          } ?? [])
      })
  }

  private func cells(_ difference: AreaDifference) -> [DataTable.Cell] {
    let readable = Readable(standardError: difference.standardError, size: difference.mean)
    let (interval, verdict) = (difference.interval, difference.verdict)
    let times = Readable(
      standardError: difference.matters > 0
        ? difference.standardError / difference.matters : .nan, size: difference.times)
    return [
      .text(difference.area), .text(difference.policy), .text(difference.outcome.title),
      .number(difference.mean.rounded6, shown: readable(difference.mean, signed: true)),
      .number(interval.low.rounded6, shown: readable(interval.low, signed: true)),
      .number(interval.high.rounded6, shown: readable(interval.high, signed: true)),
      .text(difference.outcome.unit),
      .number(
        difference.matters.rounded6,
        shown: Readable(standardError: 0, size: difference.matters)(difference.matters)),
      .number(difference.times.rounded6, shown: times(difference.times, signed: true)),
      .text(verdict.word), .text(verdict.isDecided || verdict.isAlike ? "yes" : "no"),
      .text(difference.better.rawValue), .text(difference.outcome.name),
    ]
  }
}
