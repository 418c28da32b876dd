// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Foundation
import Testing

@Suite("Verbs that read a finished sweep")
struct AnalysisTests {
  private static let verbs = ["sensitivity", "switch", "discover", "robust", "voi"]
  let session: Session
  init() throws { session = try Session() }

  /// The folder of a sweep of a design.
  private func sweep(_ design: String) async throws -> String {
    try session.write(
      "study.yaml",
      """
      extends: base.yaml
      name: Analysed
      replications: 2
      policies:
        - {name: a policy that welcomes whatever volunteers bring, levers: {acceptance: 95%}}
        - {name: shut, levers: {acceptance: 5%}}
      states:
        design: \(design)
        vary:
          stings.streamed: 40% to 80%
          groups.lifetime: 500 days to 900 days
      """)
    let ending = await session.cordon("sweep", "study.yaml", "--output", session.studies)
    #expect(ending.exit == .success, "\(ending.remarks)")
    return "\(session.studies)/\(try #require(session.studyNames().first))"
  }

  @Test("fit the page, say which luck the states have, and say the same to programs")
  func text() async throws {
    let folder = try await sweep("{sobol: 32}")
    for verb in Self.verbs {
      let ending = await session.cordon(verb, folder)
      #expect(ending.exit == .success, "\(ending.remarks)")
      #expect(ending.lines.filter { $0.count > 80 } == [], "\(verb)")
      let words = ending.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("Each state has luck of its own"))
      #expect(words.contains("32 states are too few for a verdict over states"))
      let json = await session.cordon(verb, folder, "--json")
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      let tables = try #require(object["tables"] as? [String: [[String: Any]]])
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(tables.keys.allSatisfy { files.contains("\($0).csv") }, "\(tables.keys)")
      // The study's own tables have the same rows.
      for (name, rows) in tables {
        let text = try String(contentsOfFile: "\(folder)/\(name).csv", encoding: .utf8)
        #expect(text.split(separator: "\r\n").count == 1 + rows.count, "\(name)")
      }
    }
    let ending = await session.cordon("voi", folder, "--count", "stings.streamed=200")
    #expect(ending.output.contains("stings.streamed, counted among 200 cases"))
    let wrong = await session.cordon("voi", folder, "--count", "groups.lifetime=200")
    #expect(wrong.exit == .badInput && wrong.remarks.contains("neither a share nor a rate"))
    let page = try String(contentsOfFile: "\(folder)/report.html", encoding: .utf8)
    #expect(page.contains("What to find out next") && page.contains("Where the answer turns"))
  }

  @Test("refuse states that move one unknown at a time, by the design that the plan says")
  func ends() async throws {
    let folder = try await sweep("ends")
    for verb in Self.verbs {
      let ending = await session.cordon(verb, folder)
      #expect(ending.exit == .badInput && ending.remarks.contains("move one unknown at a time"))
    }
    let plan = await session.cordon("plan", "study.yaml", "--pilot", "1")
    #expect(plan.output.contains("design        the states move one factor at a time"))
    let manifest = try String(contentsOfFile: "\(folder)/manifest.json", encoding: .utf8)
    #expect(manifest.contains("\"design_of_states\" : \"ends\""))
    #expect(manifest.contains("states.design"))
    let drivers = await session.cordon("drivers", folder)
    #expect(drivers.exit == .success && drivers.lines.filter { $0.count > 80 } == [])
  }
}
