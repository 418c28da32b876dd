// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Testing

@testable import ScenarioFiles

@Suite("A value given on the command line")
struct OverrideTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder([
      "a.yaml": """
      stings.streamed: 60%
      areas:
        - {name: Kent, population: 1832252}
        - {name: Devon and Cornwall, population: 1749096}
      policy.levers.acceptance: [50%, {value: 60%, from: 2018-01-01}]
      """
    ])
  }

  @Test("replaces that of the file, the last one winning")
  func replaces() throws {
    let loaded = try folder.load(
      "a.yaml",
      settings: [
        ("stings.streamed", "50%"), ("stings.streamed", "45%"), ("replications", "3"),
        ("name", "Other"), ("history.evidence-checklist", "yes"),
        ("stings.places", "{home: 1, street: 0, shopping-centre: 0, transport: 0, other: 0}"),
        ("policy.levers.acceptance", "70%"),
        ("policy.levers.handover-promise", "{value: 7 days, from: 2019-01-01}"),
      ])
    let scenario = loaded.scenario
    #expect(scenario.parameters.stings.streamed == 0.45)
    #expect(scenario.parameters.stings.places == [1, 0, 0, 0, 0])
    #expect(scenario.settings.replications == 3)
    #expect(scenario.history.checklist)
    #expect(scenario.name == "Other")
    let later: CalendarDate = "2019-01-01"
    #expect(
      scenario.policy.changes == [
        .init(lever: "acceptance", setting: .number(0.7), from: scenario.settings.policyFrom),
        .init(lever: "handover-promise", setting: .number(7), from: later),
      ])
    let streamed = try #require(loaded.resolved.first { $0.path == "stings.streamed" })
    #expect(streamed.origin == "--set stings.streamed")
    #expect(streamed.evidence.grade == .d)
    #expect(streamed.evidence.source == "set by --set stings.streamed")
  }

  @Test("of an area names the area, or all of them")
  func namesAreas() throws {
    let loaded = try folder.load(
      "a.yaml",
      settings: [
        ("areas.*.investigators", "12"), ("areas.Devon and Cornwall.investigators", "15 officers"),
      ])
    #expect(loaded.scenario.areas.map(\.investigators) == [12, 15])
    let replaced = try folder.load(
      "a.yaml", settings: [("areas", "[{name: Essex, population: 2}]")])
    #expect(replaced.scenario.areas.map(\.name) == ["Essex"])
  }

  @Test(
    "is refused with the option where the file would be named",
    arguments: [
      (
        "stings.streamd", "40%",
        "unknown key `stings.streamd`. Allowed: in `stings`: ... Did you mean stings.streamed?"
      ),
      ("acceptance", "40%", "unknown key `acceptance`... Did you mean policy.levers.acceptance?"),
      ("stings.streamed", "140%", "140% is out of range. Allowed: 0% to 100%."),
      ("stings.streamed", "[", "this is not YAML: ..."),
      ("stings.streamed", "", "there is nothing here..."),
      ("stings.streamed", "~", "a value is missing..."),
      ("stings.streamed", "*x", "anchors (&) and aliases (*) are not allowed..."),
      ("stings.streamed", "0.4\u{7}", "a control character (code 7) in the text..."),
      ("stings", "3", "`stings` is a section, but has `3`..."),
      ("", "3", "unknown key ``..."),
      (".", "3", "unknown key `.`..."),
      ("policy..levers", "3", "unknown key `policy..levers`..."),
      ("extends", "b.yaml", "`extends` can only stand in a file."),
      (
        "areas.Kant.investigators", "3",
        "no area is called `Kant`. Allowed: Kent, Devon and Cornwall, or *."
          + " Did you mean areas.Kent.investigators?"
      ),
      ("areas.*.investigator", "3", "no area has... Did you mean areas.*.investigators?"),
      ("areas.Kent", "3", "no area has a value of this name..."),
      ("areas.Kent.name", "Essex", "no area has a value of this name..."),
      ("start", "2018-01-01", "policy-from (2017-05-01) is before start (2018-01-01)..."),
    ])
  func isRefused(path: String, value: String, message: String) {
    let faults = folder.faults(of: "a.yaml", settings: [(path, value)])
    #expect(faults.count == 1)
    for fault in faults { #expect(matches(fault, "--set \(path): error: \(message)"), "\(fault)") }
  }

  @Test("is told of together with the file's faults, after them")
  func isToldTogether() throws {
    try folder.write(Array("seed: -1\nstings: {streamed: 3}\n".utf8), to: "b.yaml")
    let faults = folder.faults(of: "b.yaml", settings: [("seed", "x"), ("counted", "0 years")])
    #expect(
      faults.map { $0.prefix { $0 != " " } }
        == ["b.yaml:1:7:", "b.yaml:2:20:", "--seed:", "--set"])
  }
}
