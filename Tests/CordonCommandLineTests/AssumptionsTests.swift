// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import CordonModel
import Declarations
import Foundation
import Testing

@Suite("The page of assumptions")
struct AssumptionsTests {
  private static let path = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../docs/assumptions.md").standardizedFileURL.path

  @Test("docs/assumptions.md is what the declarations give; `make generate` writes it anew")
  func isGenerated() async throws {
    let ending = try await Session().cordon("parameters", "--assumptions")
    let page = try String(contentsOfFile: Self.path, encoding: .utf8)
    #expect(ending.exit == .success)
    #expect(ending.output == page)
  }

  @Test("Every deep uncertainty and every entry of the log is on the page")
  func isWhole() async throws {
    let page = try String(contentsOfFile: Self.path, encoding: .utf8)
    let listed = try await Session().cordon("parameters", "--deep", "--json").output
    let deep = try #require(
      try JSONSerialization.jsonObject(with: Data(listed.utf8)) as? [[String: Any]])
    #expect(!deep.isEmpty)
    for field in deep where field["section"] as? String != "Levers of the policy" {
      let path = try #require(field["path"] as? String)
      #expect(page.contains("| `\(path)` |"), "\(path)")
    }
    for entry in ModelAssumption.log { #expect(page.contains("| \(entry.statement) |")) }
    #expect(Set(ModelAssumption.log.map(\.statement)).count == ModelAssumption.log.count)
  }
}
