// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The pages of the engine")
struct EnginePageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The rows of all tables of a page of the engine.
  private static func rows(of page: String) throws -> [[String]] {
    var rows: [[String]] = []
    for line in try text("docs/engine/\(page).md").split(separator: "\n") {
      guard line.hasPrefix("|"), !line.hasPrefix("|---") else { continue }
      let cells = line.replacing("\\|", with: "/").split(
        separator: "|", omittingEmptySubsequences: false)
      rows.append(cells.map { $0.trimmingCharacters(in: .whitespaces) })
    }
    return rows
  }

  /// All that tests say.
  private static var sources: String {
    get throws {
      let folder = root.appending(path: "Tests").resolvingSymlinksInPath()
      let names = FileManager.default.enumerator(atPath: folder.path)?
        .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
      return try (names ?? []).map { try text("Tests/\($0)") }.joined()
    }
  }

  @Test("names a test that there is behind each yes, and none behind a no")
  func tests() throws {
    let sources = try Self.sources
    var rows = 0
    let pages = ["how-to/compare", "from-simpy", "from-simmer", "from-ciw", "from-jaamsim"]
    let all = try pages.flatMap { try Self.rows(of: $0) }
    for cells in all where cells.count > 3 && cells[2] != "here" {
      rows += 1
      let isNo = cells[2] == "no" || cells[2].hasPrefix("no:")
      #expect(isNo == cells[3].isEmpty, "\(cells[1])")
      for name in cells[3].matches(of: /"([^"]+)"/) {
        #expect(sources.contains("\"\(name.1)\""), "\(name.1)")
      }
    }
    #expect(rows > 30)
  }

  @Test("names tests that there are below each guide")
  func guides() throws {
    let folder = Self.root.appending(path: "docs/engine/how-to").path
    let sources = try Self.sources
    let guides = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    for guide in guides where guide != "compare.md" {
      let page = try Self.text("docs/engine/how-to/\(guide)").replacing("\n", with: " ")
      let names = page.split(separator: " Tests: ").last?.matches(of: /"([^"]+)"/) ?? []
      #expect(!names.isEmpty, "\(guide)")
      for name in names { #expect(sources.contains("\"\(name.1)\""), "\(guide): \(name.1)") }
    }
    #expect(guides.count > 10)
  }

  @Test("tells the lines of the examples as they are")
  func lines() throws {
    func code(_ path: String) throws -> Int {
      try Self.text(path).split(separator: "\n").filter { line in
        let text = line.trimmingCharacters(in: .whitespaces)
        return !text.isEmpty && !["//", "#", "\"\"\""].contains { text.hasPrefix($0) }
      }.count
    }
    let files = [
      ("Priorities", "priorities"), ("Preemption", "preemption"), ("Pairs", "pairs"),
      ("NightShift", "night_shift"), ("Network", "network"),
      ("VaryingArrivals", "varying_arrivals"), ("SharedComputer", "shared_computer"),
    ]
    let rows = try Self.rows(of: "gallery").dropFirst()
    #expect(rows.count == files.count)
    for (cells, file) in zip(rows, files) {
      #expect(cells[2] == "\(try code("Examples/Sources/Examples/\(file.0).swift"))", "\(file.0)")
      #expect(cells[3] == "\(try code("Examples/peers/\(file.1).py"))", "\(file.1)")
      let ciw = "Examples/peers/in-ciw/\(file.1).py"
      let isThere = FileManager.default.fileExists(atPath: Self.root.appending(path: ciw).path)
      #expect(cells[4] == (isThere ? "\(try code(ciw))" : ""), "\(file.1)")
    }
  }
}
