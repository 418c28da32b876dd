// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Foundation
import Testing

@testable import Reports

@Suite("The map of forces")
struct TileMapTests {
  @Test("has a tile of its own for each force of the shipped table, and for nothing else")
  func forces() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "scenarios/data/forces.csv")
    let forces = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { String($0.prefix { $0 != "," }) }
    #expect(forces.count == 43 && Set(TileMap.known.keys) == Set(forces))
    let places = TileMap.known.values.map { [$0.column, $0.row] }
    #expect(Set(places).count == 43)
    #expect(
      TileMap.known.values.allSatisfy { $0.short.count <= 10 && $0.column > 0 && $0.row >= 0 })
    #expect(Set(TileMap.known.values.map(\.short)).count == 43)
    #expect(TileMap.tiles(of: ["Kent", "Essex"])?.map(\.short) == ["Kent", "Essex"])
    #expect(TileMap.tiles(of: ["Kent", "Area 2"]) == nil)
  }

  @Test("is drawn from a table with each area's difference, what matters there and the verdict")
  func page() throws {
    let study = try SmallStudy(replications: 6, areas: 3, named: ["Kent", "Essex", "Gwent"])
    let html = study.html(charts: ChartLibrary(scripts: ["vega = {}"], licence: "free"))
    #expect(html.contains("<figure id=\"map\" data-chart=\"tiles\""))
    #expect(html.contains("id=\"chart-tiles\""))
    let rows = html.matches(
      of: /<tr><th scope=row>(Kent|Essex|Gwent)<th scope=row>shut<th scope=row>Stings<td/)
    // Those with most residents first.
    #expect(rows.prefix(3).map { String($0.1) } == ["Gwent", "Essex", "Kent"])
    let found = study.comparison.areaDifferences.filter { $0.outcome.name == "stings" }
    #expect(found.map(\.area) == ["Kent", "Essex", "Gwent"])
    let stings = try #require(study.plan.outcomes.index(of: "stings"))
    for (area, difference) in found.enumerated() {
      let paired = study.replications.map {
        $0.runs[1].areas[area][stings] - $0.runs[0].areas[area][stings]
      }
      #expect(abs(difference.mean - paired.reduce(0, +) / 6) < 1e-9)
      // A sixth, a third and a half of the residents.
      let whole = study.plan.valuation(of: difference.outcome).matters
      #expect(abs(difference.matters - whole * Double(area + 1) / 6) < 1e-12)
    }
  }

  @Test("is left out where an area has no tile; the table of verdicts is there all the same")
  func fallback() throws {
    let study = try SmallStudy(replications: 2, areas: 2, named: ["Kent", "<b>Ash</b>"])
    let html = study.html(charts: ChartLibrary(scripts: ["vega = {}"], licence: "free"))
    #expect(!html.contains("chart-tiles") && !html.contains("id=\"map\""))
    #expect(html.contains("Table: Differences by area") && html.contains("Table: Means by area"))
    #expect(html.contains("&lt;b&gt;Ash") && !html.contains("<b>Ash"))
  }
}
