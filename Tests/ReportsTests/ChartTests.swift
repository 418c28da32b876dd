// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Reports

@Suite("Charts")
struct ChartTests {
  /// A folder with the given empty scripts.
  private func folder(with names: [String]) throws -> String {
    let path = NSTemporaryDirectory() + "cordon-vega-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for name in names {
      try "// \(name) </script>".write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
    }
    return path
  }

  @Test("Vega in one file is taken as it is, and cannot end its element")
  func whole() throws {
    let path = try folder(with: ["vega.min.js", "vega-util.min.js"])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let library = try #require(ChartLibrary.installed(in: path, terms: "\(path)/none"))
    #expect(library.scripts.count == 1)
    #expect(library.licence.contains("BSD-3-Clause"))
    var policy = ContentPolicy()
    #expect(!library.html(&policy).text.contains("vega.min.js </script>"))
    #expect(policy.allowsEvaluation && policy.html.text.contains("'unsafe-eval'"))
  }

  @Test("Vega in modules is joined, and is no Vega where a module is missing")
  func modules() throws {
    let all = [
      "util", "time", "format", "statistics", "loader", "canvas", "scale", "dataflow",
      "expression", "selection", "scenegraph", "event-selector", "transforms", "view-transforms",
      "encode", "functions", "runtime", "view", "parser",
    ].map { "vega-\($0).min.js" }
    let path = try folder(with: all)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let library = try #require(ChartLibrary.installed(in: path))
    #expect(library.scripts.count == all.count + 2 && !library.isInterpreted)
    try "//".write(
      toFile: "\(path)/vega-interpreter.min.js", atomically: true, encoding: .utf8)
    let interpreted = try #require(ChartLibrary.installed(in: path))
    #expect(interpreted.scripts.count == all.count + 3 && interpreted.isInterpreted)
    var policy = ContentPolicy()
    _ = interpreted.html(&policy)
    #expect(!policy.html.text.contains("unsafe"))
    try FileManager.default.removeItem(atPath: "\(path)/vega-view.min.js")
    #expect(ChartLibrary.installed(in: path) == nil)
  }

  @Test("Every figure of a page finds its specification there, once, and no other is there")
  func specifications() throws {
    let charts = ChartLibrary(scripts: ["vega = {}"], licence: "free")
    let html = try SmallStudy(replications: 2, areas: 3).html(charts: charts)
    let drawn = Set(html.matches(of: /data-chart="([^"]+)"/).map { String($0.1) })
    #expect(drawn == ["times", "differences", "trade-off", "fan", "years", "areas"])
    let there = html.matches(
      of: /<script type="application\/json" id="chart-([^"]+)">\n(.*?)<\/script>/
        .dotMatchesNewlines())
    #expect(there.map { String($0.1) }.sorted() == drawn.sorted())
    for match in there {
      let json = try JSONSerialization.jsonObject(with: Data(match.2.utf8))
      let specification = try #require(json as? [String: Any])
      let data = try #require(specification["data"] as? [[String: Any]])
      #expect(data.contains { $0["name"] as? String == "rows" })
      let signals = try #require(specification["signals"] as? [[String: Any]])
      let names = signals.compactMap { $0["name"] as? String }
      #expect(["policies", "colours", "shapes", "shown"].allSatisfy(names.contains), "\(match.1)")
    }
  }
}
