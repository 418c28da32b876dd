// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Foundation
import Testing

@Suite("cordon diff")
struct DiffTests {
  let session: Session
  init() throws { session = try Session() }

  @Test("says what differs, with units and locations, and ends well")
  func differs() async {
    let ending = await session.cordon("diff", "open.yaml", "shut.yaml")
    #expect(ending.exit == .success)
    #expect(ending.lines.first == "A \(session.path("open.yaml")): open")
    #expect(ending.output.contains("  policy.levers.acceptance: Share of volunteers' files"))
    #expect(ending.output.contains("    A  95% from 2017-05-01"))
    #expect(ending.output.contains("\(session.path("shut.yaml")):6"))
    #expect(ending.lines.last == "1 difference.")
    // A path may be long; nothing else is.
    #expect(ending.lines.filter { $0.count > 80 && !$0.contains(session.folder) } == [])
  }

  @Test("says one line where nothing differs")
  func same() async {
    let ending = await session.cordon("diff", "open.yaml", "open.yaml")
    #expect(ending.exit == .success && ending.remarks.isEmpty)
    let file = session.path("open.yaml")
    #expect(ending.output == "\(file) and \(file) say the same.\n")
  }

  @Test("gives programs the same as JSON")
  func json() async throws {
    let ending = await session.cordon("diff", "open.yaml", "shut.yaml", "--json")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
    let differences = try #require(report["differences"] as? [[String: Any]])
    #expect(differences.map { $0["path"] as? String } == ["policy.levers.acceptance"])
    let side = differences[0]["b"] as? [String: Any]
    #expect(side?["value"] as? String == "5% from 2017-05-01")
    #expect(side?["origins"] as? [String] == ["\(session.path("shut.yaml")):6"])
  }

  @Test("refuses a file with faults as every verb does")
  func faults() async throws {
    try session.write("bad.yaml", "sed: 1\n")
    let ending = await session.cordon("diff", "open.yaml", "bad.yaml")
    #expect(ending.exit == .badInput)
    #expect(ending.remarks.contains("bad.yaml:1:1: error: unknown key `sed`"))
  }
}
