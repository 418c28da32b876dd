// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Foundation
import Testing

@testable import ScenarioFiles

private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("scenarios").path

private let names =
  (try? FileManager.default.contentsOfDirectory(atPath: folder))?
  .filter { $0.hasSuffix(".yaml") }.sorted() ?? []

@Suite("A shipped scenario")
struct ShippedScenariosTests {
  @Test("has no fault and no warning", arguments: names)
  func hasNoFault(name: String) {
    #expect(faults(inScenariosAt: ["\(folder)/\(name)"]) == [])
  }

  @Test("differs from the base in its policy alone", arguments: names)
  func differsInPolicy(name: String) throws {
    let scenario = try loadScenario(at: "\(folder)/\(name)").scenario
    #expect(scenario.settings == Settings())
    #expect(scenario.parameters == Parameters())
    #expect(scenario.areas == [Area()])
    #expect(scenario.history == Levers())
  }

  @Test("that is the base says what the declarations say, of every value, with its evidence")
  func saysWhatIsDeclared() throws {
    let loaded = try loadScenario(at: "\(folder)/base.yaml")
    #expect(loaded.resolved.filter { $0.origin == "default" }.map(\.path) == [])
    let declared = DeclaredField.all
    #expect(loaded.resolved.map(\.evidence) == declared.map(\.evidence))
    let text = try String(contentsOfFile: "\(folder)/base.yaml", encoding: .utf8)
    #expect(
      text.contains(baseYAML()), "scenarios/base.yaml differs from `cordon parameters --yaml`")
  }
}
