// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The page of the engine")
struct EnginePageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The rows of tables below the headings that begin so, without their heads.
  private static func rows(below heading: String) throws -> [[String]] {
    var isInside = false
    var rows: [[String]] = []
    for line in try text("docs/engine.md").split(separator: "\n") {
      if line.hasPrefix("#") { isInside = line.hasPrefix("## \(heading)") }
      guard isInside, line.hasPrefix("|"), !line.hasPrefix("|---") else { continue }
      let cells = line.replacing("\\|", with: "/").split(
        separator: "|", omittingEmptySubsequences: false)
      rows.append(cells.map { $0.trimmingCharacters(in: .whitespaces) })
    }
    return rows
  }

  @Test("names a test that there is behind each yes, and none behind a no")
  func tests() throws {
    let folder = Self.root.appending(path: "Tests").resolvingSymlinksInPath()
    let names = FileManager.default.enumerator(atPath: folder.path)?
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
    let sources = try (names ?? []).map { try Self.text("Tests/\($0)") }.joined()
    var rows = 0
    let all = try Self.rows(below: "Replications") + Self.rows(below: "Coming from")
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
    let rows = try Self.rows(below: "Examples").dropFirst()
    #expect(rows.count == files.count)
    for (cells, file) in zip(rows, files) {
      #expect(cells[2] == "\(try code("Examples/Sources/Examples/\(file.0).swift"))", "\(file.0)")
      #expect(cells[3] == "\(try code("Examples/peers/\(file.1).py"))", "\(file.1)")
    }
  }
}
