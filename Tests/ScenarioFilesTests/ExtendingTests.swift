// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Digests
import Testing

@testable import ScenarioFiles

@Suite("A scenario that extends another")
struct ExtendingTests {
  private static let base = """
    name: Base
    description: What both share.
    replications: 10
    stings:
      streamed: {value: 60%, grade: B, source: a count, range: 50% to 80%}
    areas:
      - {name: Kent, population: 3}
      - {name: Essex, population: 2}
    policy:
      levers:
        acceptance: 90%
        enforcement: 1%
    observed:
      - {quantity: cases, value: 3, unit: cases, source: FOI, grade: B, years: 2014 to 2016}
    outcomes:
      convictions: {better: more, matters: 10 per year}
    """

  @Test("is the difference from it: sections merge, values and lists replace")
  func isADifference() throws {
    let folder = try TestFolder([
      "base.yaml": Self.base,
      "a.yaml": """
      extends: base.yaml
      seed: 7
      policy: {levers: {acceptance: [80%, {value: 70%, from: 2018-01-01}]}}
      areas: [{name: Surrey, population: 61000000}]
      outcomes: {convictions: {matters: 5}}
      """,
    ])
    let loaded = try folder.load("a.yaml")
    let scenario = loaded.scenario
    #expect(scenario.name == "a")
    #expect(scenario.summary == "")
    #expect(scenario.policy.name == "a")
    #expect(scenario.settings.replications == 10)
    #expect(scenario.settings.seed == 7)
    #expect(scenario.areas.map(\.name) == ["Surrey"])
    let may = scenario.settings.policyFrom
    let january: CalendarDate = "2018-01-01"
    #expect(
      scenario.policy.changes == [
        .init(lever: "acceptance", setting: .number(0.8), from: may),
        .init(lever: "acceptance", setting: .number(0.7), from: january),
        .init(lever: "enforcement", setting: .number(0.01), from: may),
      ])
    #expect(
      scenario.valuations == [
        OutcomeValuation(outcome: "convictions", better: .more, matters: 5)
      ])
    #expect(scenario.observations.map(\.period?.years) == [2014...2016])
    #expect(loaded.inputs.map(\.path) == [folder["a.yaml"], folder["base.yaml"]])
    #expect(loaded.inputs[1].sha256 == Digest(of: Self.base).hexadecimal)
  }

  @Test("finds files relative to the file that names them, over several steps")
  func findsFiles() throws {
    let folder = try TestFolder(["base.yaml": "seed: 1\nreplications: 2\n"])
    try folder.makeFolder("sub")
    try folder.write(Array("extends: ../base.yaml\nseed: 3\n".utf8), to: "sub/middle.yaml")
    try folder.write(Array("extends: sub/middle.yaml\ncounted: 4 years\n".utf8), to: "a.yaml")
    let loaded = try folder.load("a.yaml")
    #expect(loaded.scenario.settings.seed == 3)
    #expect(loaded.scenario.settings.replications == 2)
    #expect(loaded.scenario.settings.counted == 4)
    #expect(
      loaded.inputs.map(\.path)
        == [folder["a.yaml"], folder["sub/middle.yaml"], folder["base.yaml"]])
    let origins = loaded.resolved.filter { $0.section == .settings }.map(\.origin)
    #expect(origins.contains("\(folder["sub/middle.yaml"]):2"))
    #expect(origins.contains("\(folder["base.yaml"]):2"))
  }

  @Test("keeps the evidence of a value that it repeats and doubts one that it changes")
  func inheritsEvidence() throws {
    func evidence(_ line: String) throws -> Evidence {
      let folder = try TestFolder(["base.yaml": Self.base, "a.yaml": "extends: base.yaml\n\(line)"])
      let loaded = try folder.load("a.yaml")
      var evidence = try #require(loaded.resolved.first { $0.path == "stings.streamed" }?.evidence)
      evidence.source = evidence.source.replacing("\(folder.path)/", with: "")
      return evidence
    }
    let range = 0.5...0.8
    #expect(try evidence("") == Evidence(.b, "a count", plausible: range))
    #expect(
      try evidence("stings.streamed: 60%") == Evidence(.b, "a count", plausible: range))
    #expect(
      try evidence("stings.streamed: 70%")
        == Evidence(.d, "set in a.yaml:2", plausible: range))
    #expect(
      try evidence("stings.streamed: {value: 70%, grade: A}")
        == Evidence(.a, "set in a.yaml:2", plausible: range))
    #expect(
      try evidence("stings.streamed: {value: 70%, source: a hunch, deep: yes, range: 0% to 1}")
        == Evidence(.d, "a hunch", plausible: 0...1, isDeep: true))
  }

  @Test("tells of a circle by its names, of a long chain by its limit")
  func refusesCircles() throws {
    var files: [String: String] = [:]
    for number in 0...40 { files["f\(number).yaml"] = "extends: f\(number + 1).yaml\n" }
    let folder = try TestFolder(files)
    #expect(
      folder.faults(of: "f0.yaml")
        == ["f15.yaml:1:10: error: too many files extend each other. Allowed: 16 files."])
    try folder.write(Array("extends: f0.yaml\n".utf8), to: "f2.yaml")
    #expect(
      folder.faults(of: "f0.yaml")
        == [
          "f2.yaml:1:10: error: `extends` goes in a circle: "
            + "f0.yaml extends f1.yaml extends f2.yaml extends f0.yaml."
        ])
  }

  @Test("sees one file behind two names")
  func seesThroughLinks() throws {
    let folder = try TestFolder(["a.yaml": "extends: b.yaml\n"])
    try folder.link("b.yaml", to: "a.yaml")
    let faults = folder.faults(of: "a.yaml")
    #expect(faults.count == 1 && faults[0].contains("goes in a circle"), "\(faults)")
  }
}
