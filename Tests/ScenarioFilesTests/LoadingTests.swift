// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import CordonModel
import Declarations
import ScenarioFiles
import Testing

@Suite("A scenario file")
struct LoadingTests {
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
}
