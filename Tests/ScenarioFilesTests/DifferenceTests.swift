// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import ScenarioFiles

@Suite("The differences of two scenarios")
struct DifferenceTests {
  /// Each difference as `path: first | second`, a dash where there is nothing.
  private func differences(_ first: String, _ second: String) throws -> [String] {
    let folder = try TestFolder(["a.yaml": first, "b.yaml": second])
    return try folder.load("a.yaml").differences(from: folder.load("b.yaml")).map {
      "\($0.path): \($0.first?.words ?? "-") | \($0.second?.words ?? "-")"
    }
  }

  @Test("are none of a scenario and itself, under another name or with its defaults said")
  func none() throws {
    let text = "name: A\nareas: [{name: Ash, population: 9000 people}]\n"
    #expect(try differences(text, text) == [])
    #expect(try differences("name: A\n", "name: B\ndescription: Another name.\n") == [])
    #expect(try differences("name: A\n", baseYAML()) == [])
  }

  @Test("are those of every part, in the order of the parts, with units")
  func everyPart() throws {
    let first = """
      seed: 1
      stings.streamed: 40%
      areas: [{name: Ash, population: 9000}, {name: Birch, population: 100000}]
      history.notice: 10%
      policy.levers.acceptance: 90%
      outcomes.convictions: {better: fewer}
      observed: [{quantity: cases, years: 2016, value: 3, unit: cases, source: here}]
      expect: [convictions >= 0]
      """
    let second = """
      seed: 2
      stings.streamed: 50%
      areas: [{name: Ash, population: 8000}, {name: Cedar, population: 200000}]
      policy.levers.liaison: {value: 5%, from: 2018-01-01, over: 60 days, compliance: 50%}
      outcomes.convictions: {matters: 7}
      observed: [{quantity: cases, years: 2016, value: 4, unit: cases, source: here}]
      expect: [convictions > 0]
      """
    #expect(
      try differences(first, second) == [
        "seed: 1 | 2", "stings.streamed: 40% | 50%",
        "areas.Ash.population: 9000 people | 8000 people",
        "areas.Birch: 100000 people | -", "areas.Cedar: - | 200000 people",
        "history.notice: 10% | 0%",
        "policy.levers.acceptance: 90% from 2017-05-01 | 55%, as in history",
        "policy.levers.liaison: 0%, as in history | 5% from 2018-01-01 over 60 days at 50% compliance",
        "outcomes.convictions.better: fewer | more, as declared",
        "outcomes.convictions.matters: 10 convictions per year, as declared "
          + "| 7 convictions per year",
        "observed.cases, 2016: 3 cases | 4 cases", "expect: convictions >= 0 | -",
        "expect: - | convictions > 0",
      ])
  }

  @Test("take a lever that is set to what holds anyway for the same, from any date")
  func sameLever() throws {
    let set = "policy.levers.acceptance: [55%, {value: 55%, from: 2018-01-01}]\n"
    #expect(try differences("name: A\n", set) == [])
    #expect(try differences("history.acceptance: 50%\n", set).count == 2)
  }

  @Test("name triggers, areas of a policy and several values of a lever")
  func policies() throws {
    let areas = "areas: [{name: Ash, population: 9000}]\n"
    let first = """
      policy:
        areas: {Ash: {levers: {notice: 10%}}}
        triggers: [{when: stings >= 5 within 30 days, then: {levers: {liaison: 1%}}, for: 9 days}]
        levers: {acceptance: [70%, {value: 80%, from: 2018-01-01}]}
      """
    #expect(
      try differences(areas + first, areas) == [
        "policy.levers.acceptance: 70% from 2017-05-01, then 80% from 2018-01-01 "
          + "| 55%, as in history",
        "policy.areas.Ash.levers.notice: 10% from 2017-05-01 | -",
        "policy.triggers.1: stings >= 5 within 30 days, for 9 days | -",
        "policy.triggers.1.levers.liaison: 1% | -",
      ])
  }
}
