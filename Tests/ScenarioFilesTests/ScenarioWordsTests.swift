// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Testing

@testable import ScenarioFiles

@Suite("A scenario in words")
struct ScenarioWordsTests {
  @Test("has a line for every value with its text, origin and evidence")
  func hasEveryValue() throws {
    let folder = try TestFolder([
      "a.yaml": """
      name: Careful
      description: One change.
      stings.streamed: {value: 60%, grade: B, source: a count}
      policy.levers.acceptance: {value: 1, from: 2018-01-01}
      """
    ])
    let loaded = try folder.load("a.yaml")
    let lines = scenarioWords(loaded).split(separator: "\n").map(String.init)
    #expect(lines.prefix(2) == ["Careful", "One change."])
    for value in loaded.resolved {
      #expect(lines.contains { $0.hasPrefix("  \(value.path) ") && $0.contains(value.text) })
    }
    let streamed = try #require(lines.first { $0.contains("stings.streamed") })
    let words = streamed.split(separator: "  ").map { $0.drop { $0 == " " } }
    #expect(
      words == ["stings.streamed", "60%", "\(folder["a.yaml"]):3", "B", "40% to 95%", "a count"])
    #expect(lines.contains { $0.contains("acceptance  100% from 2018-01-01  ") })
  }

  @Test("lines up its columns")
  func linesUp() {
    #expect(
      aligned([["a", "bbb", "c"], ["aaaa", "b", "cc"]]) == ["a     bbb  c", "aaaa  b    cc"])
    #expect(aligned([]) == [])
  }

  @Test("lists the faults of several files, each once")
  func listsFaults() throws {
    let folder = try TestFolder([
      "base.yaml": "seed: -1\n", "a.yaml": "extends: base.yaml\n",
      "b.yaml": "extends: base.yaml\nreplications: 0\n",
    ])
    let told = faults(inScenariosAt: [folder["a.yaml"], folder["b.yaml"]])
    #expect(told.map(\.file) == [folder["base.yaml"], folder["b.yaml"]])
    #expect(told.map(\.line) == [1, 2])
  }
}
