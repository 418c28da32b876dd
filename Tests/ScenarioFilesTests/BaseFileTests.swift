// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Testing

@testable import ScenarioFiles

@Suite("The base file made from the declarations")
struct BaseFileTests {
  @Test("reads back as the declared defaults with their evidence")
  func readsBack() throws {
    let folder = try TestFolder(["base.yaml": baseYAML()])
    let loaded = try folder.load("base.yaml")
    #expect(loaded.warnings.isEmpty)
    let scenario = loaded.scenario
    #expect(scenario.settings == Settings())
    #expect(scenario.parameters == Parameters())
    #expect(scenario.areas == [Area()])
    #expect(scenario.history == Levers())
    #expect(scenario.policy.changes.isEmpty)
    let declared = [.setting, .world, .area, .history]
      .flatMap { Scenario.catalogue[$0] }.map(\.evidence)
    #expect(loaded.resolved.map(\.evidence) == declared)
  }

  @Test("sets every declared field, so that nothing comes from a default")
  func setsEverything() throws {
    let folder = try TestFolder(["base.yaml": baseYAML()])
    let loaded = try folder.load("base.yaml")
    #expect(loaded.resolved.filter { $0.origin == "default" }.map(\.path) == [])
  }

  @Test("keeps its lines below 101 columns")
  func keepsLinesShort() {
    let long = baseYAML().split(separator: "\n").filter { $0.count > 100 && $0.contains("#") }
    #expect(long == [])
  }
}
