// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import CordonModel
import Declarations
import ScenarioFiles
import Testing

@Suite("A scenario file")
struct LoadingTests {
  @Test("keeps a name as it is written, also where a mark joins an asterisk or a quotation mark")
  func joinedCharacters() throws {
    let folder = try TestFolder()
    for name in ["5*\u{301}", "a\u{600}*b", "\"\u{301}x\u{301}\"", "*\u{200D}"] {
      try folder.write(Array("name: '\(name)'\n".utf8), to: "a.yaml")
      let loaded = try folder.load("a.yaml")
      #expect(Array(loaded.scenario.name.utf8) == Array(name.utf8), "\(name)")
    }
  }

  @Test("gives every value that it sets and the default of every other")
  func setsValues() throws {
    let folder = try TestFolder([
      "a.yaml": """
      name: Early
      description: Files are answered within a week.
      replications: 20
      start: 2014-02-01
      stings:
        streamed: 60%
        audience: {gamma: {mean: 2000 viewers, sd: 300}}
        places: {home: 60%, street: 15%, shopping-centre: 10%, transport: 10%, other: 5%}
      history:
        acceptance: 0.8
      policy:
        levers:
          acceptance: 95%
          handover-promise: {value: 1 week, from: 2017-09-01}
          evidence-checklist: yes
          live-stream-condition: after-charge
      """
    ])
    let loaded = try folder.load("a.yaml")
    let scenario = loaded.scenario
    #expect(loaded.warnings.isEmpty)
    #expect(scenario.name == "Early")
    #expect(scenario.summary == "Files are answered within a week.")
    #expect(scenario.settings.replications == 20)
    #expect(scenario.settings.start == "2014-02-01")
    #expect(scenario.settings.seed == Settings().seed)
    #expect(scenario.parameters.stings.streamed == 0.6)
    #expect(scenario.parameters.stings.audience == .gamma(mean: 2_000, sd: 300))
    #expect(scenario.parameters.stings.places == [0.6, 0.15, 0.1, 0.1, 0.05])
    #expect(scenario.history.acceptance == 0.8)
    #expect(scenario.policy.name == "Early")
    let may = scenario.settings.policyFrom
    let september: CalendarDate = "2017-09-01"
    #expect(
      scenario.policy.changes == [
        .init(lever: "acceptance", setting: .number(0.95), from: may),
        .init(lever: "handover-promise", setting: .number(7), from: september),
        .init(lever: "evidence-checklist", setting: .flag(true), from: may),
        .init(lever: "live-stream-condition", setting: .choice(2), from: may),
      ])
  }

  @Test("A byte order mark is no part of a file, nor of the locations in it")
  func byteOrderMark() throws {
    let folder = try TestFolder(["base.yaml": "\u{FEFF}stings.streamed: 12%\n"])
    try folder.write(
      [0xEF, 0xBB, 0xBF] + Array("extends: base.yaml\nname: bom\n".utf8), to: "in.yaml")
    let loaded = try folder.load("in.yaml")
    #expect(loaded.scenario.name == "bom" && loaded.scenario.parameters.stings.streamed == 0.12)
    #expect(loaded.inputs[0].bytes.first == 0xEF)
    try folder.write([0xEF, 0xBB, 0xBF] + Array("nmae: bom\n".utf8), to: "in.yaml")
    #expect(
      folder.faults(of: "in.yaml").first?.hasPrefix("in.yaml:1:1: error: unknown key") == true)
  }

  @Test(
    "What was observed of the country is left out in a part of it, what a file says of its part is not"
  )
  func observationsOfPart() throws {
    let observed =
      "observed: [{quantity: q, outcome: charges, years: 2016, value: 1, unit: u, source: s}]\n"
    let part = "areas: [{name: Kent, population: 1800000}]\n"
    let folder = try TestFolder([
      "base.yaml": observed, "part.yaml": "extends: base.yaml\n" + part,
      "own.yaml": "extends: base.yaml\n" + part + observed,
      "most.yaml": "extends: base.yaml\nareas: [{name: Most, population: 59000000}]\n",
    ])
    let loaded = try folder.load("part.yaml")
    #expect(loaded.scenario.observations.isEmpty)
    #expect(loaded.warnings.map(\.line) == [2])
    #expect(try folder.load("own.yaml").scenario.observations.count == 1)
    #expect(try folder.load("most.yaml").scenario.observations.count == 1)
    #expect(try folder.load("most.yaml").warnings.isEmpty)
    let set = try folder.load("base.yaml", settings: [("areas.*.population", "1000000")])
    #expect(set.scenario.observations.isEmpty && set.warnings.count == 1)
  }
}
