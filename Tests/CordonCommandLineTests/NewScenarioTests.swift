// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Foundation
import ScenarioFiles
import Testing

@testable import CordonCommandLine

@Suite("cordon new")
struct NewScenarioTests {
  let session: Session
  init() throws { session = try Session() }

  @Test("writes a file that validates, explains itself and runs, beside a scenario by its name")
  func writes() async throws {
    try write("policies/cooperate.yaml", "levers: {acceptance: 90%}")
    let ending = await session.cordon("new", "mine.yaml")
    #expect(ending.exit == .success, "\(ending.remarks)")
    #expect(ending.lines.first == "Wrote \(session.path("mine.yaml")).")
    #expect(await session.cordon("validate", "mine.yaml").exit == .success)
    let compared = await session.cordon(
      "compare", "open.yaml", "mine.yaml", "--output", session.studies, "--quiet",
      "--replications", "2")
    #expect(compared.exit == .success, "\(compared.remarks)")
    #expect(compared.output.contains("mine"))
  }

  @Test("never overwrites, and leaves nothing where the file could not be run")
  func refuses() async throws {
    try session.write("mine.yaml", "name: precious")
    let ending = await session.cordon("new", "mine.yaml")
    #expect(ending.exit == .refused)
    let kept = try String(contentsOfFile: session.path("mine.yaml"), encoding: .utf8)
    #expect(kept == "name: precious")
    try session.write("base.yaml", "nonsense: 1")
    #expect(await session.cordon("new", "other.yaml").exit == .badInput)
    #expect(!FileManager.default.fileExists(atPath: session.path("other.yaml")))
    #expect(await session.cordon("new", session.path("mine")).exit == .badInput)
  }

  @Test(
    "writes remarks each of which may be taken as it stands",
    arguments: ["mine", "it's: #1", "no", "7"])
  func remarks(name: String) throws {
    let text = startingScenario(named: name).replacing("#: ", with: "")
    try write("policies/cooperate.yaml", "levers: {acceptance: 90%}")
    try session.write("all.yaml", text)
    let loaded = try loadScenario(at: session.path("all.yaml"))
    #expect(loaded.scenario.name == name && loaded.scenario.policy.name == name)
    #expect(Set(loaded.scenario.policy.changes.map(\.lever)) == Set(Levers.fields.map(\.path)))
    // Of the file itself there is nothing to remark; a name that tables are misread by is the user's.
    let warnings = loaded.warnings.map(\.message).filter { !$0.contains("readers of tables") }
    #expect(warnings == [])
    #expect(loaded.warnings.count == (name == "7" ? 1 : 0))
  }

  private func write(_ name: String, _ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: session.path("policies"), withIntermediateDirectories: true)
    try session.write(name, text)
  }
}
