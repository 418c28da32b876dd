// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import CordonModel
import Declarations
import Designs
import Testing

@testable import ScenarioFiles

/// Values of the world that a file gives dates.
@Suite("A value with dates")
struct DatedValueTests {
  private static let path = "stings.streamed"

  /// The scenario with the given text, on top of a base.
  private func loaded(_ text: String, on base: String? = nil) throws -> LoadedScenario {
    let own = (base == nil ? "" : "extends: base.yaml\n") + text
    let folder = try TestFolder(["base.yaml": base ?? "", "own.yaml": own])
    return try folder.load("own.yaml")
  }

  /// What a scenario says of a value, with its dates.
  private func words(
    _ text: String, on base: String? = nil, of path: String = path
  ) throws -> String {
    let scenario = try loaded(text, on: base).scenario
    let field = try #require(scenario.field(at: path))
    return scenario.words(of: field)
  }

  @Test("may be alone, in a list or in a table by year and day")
  func forms() throws {
    #expect(
      try words("stings.streamed: {value: 90%, from: 2016-06-01}")
        == "70%, then 90% from 2016-06-01")
    #expect(
      try words("stings: {streamed: [40%, {value: 60%, from: 2016-01-01}]}")
        == "40%, then 60% from 2016-01-01")
    #expect(
      try words(
        "stings.streamed: [{value: 60%, from: 2016-01-01}, 40%, {value: 50%, from: 2015-01-01}]")
        == "40%, then 50% from 2015-01-01, then 60% from 2016-01-01")
    #expect(
      try words("stings.streamed: {2016: 60%, 2014: 40%, 2017-04-03: 50%}")
        == "40%, then 60% from 2016-01-01, then 50% from 2017-04-03")
    #expect(try words("stings.streamed: {2016: 60%}") == "60%")
    let kind = try #require(Scenario.catalogue["groups.members"]).kind
    let law = kind.text(of: .law(.gamma(mean: 5, sd: 2)))
    #expect(
      try words(
        "groups.members: [8, {value: {gamma: {mean: 5, sd: 2}}, from: 2016-01-01}]",
        of: "groups.members") == "\(kind.text(of: .law(.fixed(8)))), then \(law) from 2016-01-01")
    #expect(
      try words(
        "forensics.priorities: {2014: {urgent: 20%, standard: 50%, low: 30%}, "
          + "2016: {urgent: 40%, standard: 30%, low: 30%}}", of: "forensics.priorities")
        == "{urgent: 20%, standard: 50%, low: 30%}, "
        + "then {urgent: 40%, standard: 30%, low: 30%} from 2016-01-01")
  }

  @Test("replaces what an earlier file said from its day on, and no more")
  func onTop() throws {
    let base = "stings.streamed: {2014: 40%, 2016: 60%, 2018: 80%}"
    #expect(
      try words("stings.streamed: {value: 5%, from: 2017-06-01}", on: base)
        == "40%, then 60% from 2016-01-01, then 5% from 2017-06-01")
    #expect(
      try words(
        "stings.streamed: [{value: 5%, from: 2016-01-01}, {value: 70%, from: 2016-09-01}]",
        on: base) == "40%, then 5% from 2016-01-01, then 70% from 2016-09-01")
    #expect(try words("stings.streamed: 50%", on: base) == "50%")
    #expect(try words("name: Another\n", on: base).hasSuffix("80% from 2018-01-01"))
  }

  @Test("is one for each area, whose list may be replaced")
  func ofAreas() throws {
    let base = """
      areas:
        - {name: Ash, population: 1000000, investigators: [3, {value: 5, from: 2016-01-01}]}
        - {name: Birch, population: 1000000}
      """
    let scenario = try loaded("", on: base).scenario
    #expect(scenario.datedValues.map(\.path) == ["areas.Ash.investigators"])
    let other = try loaded("areas: [{name: Ash, population: 5000}]", on: base).scenario
    #expect(other.datedValues.isEmpty)
    let folder = try TestFolder(["a.yaml": base])
    let set = try folder.load(
      "a.yaml",
      settings: [("areas.*.investigators", "[2, {value: 7, from: 2017-01-01}]")]
    ).scenario
    #expect(
      set.datedValues.map(\.path) == ["areas.Ash.investigators", "areas.Birch.investigators"])
    #expect(set.datedValues.allSatisfy { $0.from == "2017-01-01" && $0.setting == .number(7) })
  }

  @Test("has evidence and a location of its own, which explain and diff show")
  func evidence() throws {
    let text = """
      stings.streamed:
        2014: {value: 40%, grade: D, source: a guess}
        2016: {value: 60%, grade: B, source: a count}
      """
    let folder = try TestFolder(["a.yaml": text, "b.yaml": "stings.streamed: 40%\n"])
    let (a, b) = (try folder.load("a.yaml"), try folder.load("b.yaml"))
    let values = a.resolved.filter { $0.path == Self.path }
    #expect(values.map(\.words) == ["40%", "60% from 2016-01-01"])
    #expect(values.map(\.evidence.source) == ["a guess", "a count"])
    #expect(values.map(\.evidence.grade) == [.d, .b])
    #expect(values.map { $0.origin.suffix(2) } == [":2", ":3"])
    let differences = a.differences(from: b)
    #expect(differences.map(\.path) == [Self.path])
    #expect(differences.first?.first?.words == "40%, then 60% from 2016-01-01")
    #expect(differences.first?.second?.words == "40%")
    #expect(a.scenario.differences(from: b.scenario) == [Self.path])
  }

  @Test("can be set from the command line")
  func overrides() throws {
    let folder = try TestFolder(["a.yaml": "stings.streamed: {2014: 40%, 2016: 60%}\n"])
    let set = try folder.load(
      "a.yaml", settings: [(Self.path, "{value: 1%, from: 2020-03-23}")]
    ).scenario
    #expect(
      set.datedValues.map(\.from.description) == ["2016-01-01", "2020-03-23"])
    #expect(
      try folder.load("a.yaml", settings: [(Self.path, "1%")]).scenario.datedValues.isEmpty)
  }

  @Test("can be varied by the day on which it begins, and the other values stay")
  func varied() throws {
    let folder = try TestFolder([
      "a.yaml": """
      stings.streamed: {2014: 40%, 2016: 60%, 2018: 80%}
      states.vary: {stings.streamed@2016-01-01: [50%, 55%]}
      """
    ])
    let study = try loadStudy(at: folder["a.yaml"])
    #expect(study.warnings.isEmpty)
    #expect(study.design.count == 2)
    for (state, share) in [0.5, 0.55].enumerated() {
      let scenario = study.scenario(policy: 0, state: state)
      #expect(scenario.parameters.stings.streamed == 0.4)
      #expect(
        scenario.datedValues.course(of: Self.path).map(\.setting)
          == [.number(share), .number(0.8)])
    }
  }

  @Test("is lost where the whole is varied, which is said")
  func variedWhole() throws {
    let folder = try TestFolder([
      "a.yaml": """
      stings.streamed: {2014: 40%, 2016: 60%}
      states.vary: {stings.streamed: [50%, 55%]}
      """
    ])
    let study = try loadStudy(at: folder["a.yaml"])
    #expect(study.warnings.count == 1)
    #expect(study.warnings.first?.description.contains("stings.streamed@2016-01-01") == true)
    #expect(study.scenario(policy: 0, state: 1).datedValues.isEmpty)
  }

  @Test("makes another study of the same files only where it differs")
  func identity() throws {
    let table = try loaded("stings.streamed: {2014: 40%, 2016: 60%}").scenario
    let list = try loaded("stings.streamed: [40%, {value: 60%, from: 2016-01-01}]").scenario
    let other = try loaded("stings.streamed: [40%, {value: 60%, from: 2016-01-02}]").scenario
    #expect(table.statements == list.statements)
    #expect(table.statements != other.statements)
  }

  @Test("may stand below the value that it replaces in one file, once")
  func below() throws {
    let nested = "stings: {streamed: 70%}\n"
    #expect(
      try words(nested + "stings.streamed: {2014: 40%, 2016: 60%}")
        == "40%, then 60% from 2016-01-01")
    #expect(
      try words(nested + "stings.streamed: {value: 60%, from: 2016-01-01}")
        == "70%, then 60% from 2016-01-01")
    for text in [
      nested + "stings.streamed: 60%",
      "stings: {streamed: {2014: 40%, 2016: 60%}}\nstings.streamed: {2014: 30%, 2016: 50%}",
    ] {
      let error = #expect(throws: ScenarioFaults.self) { try loaded(text) }
      #expect(error?.faults.map(\.description).joined().contains("is set twice") == true)
    }
  }

  @Test(
    "is changed like all others by a rule that changes what is there, and lost where a rule says a value"
  )
  func ofRules() throws {
    let folder = try TestFolder([
      "a.yaml": """
      staffing.investigators: {2014: 100 officers, 2016: 200 officers}
      expect:
        - wait-investigation(staffing.investigators=+50%) <= wait-investigation
        - wait-investigation(staffing.investigators=300 officers) <= wait-investigation
      """
    ])
    let altered = try folder.load("a.yaml").altered
    let words = altered.values.map { scenario in
      scenario.field(at: "staffing.investigators").map { scenario.words(of: $0) }
    }
    #expect(
      Set(words) == [
        "150 officers, then 300 officers from 2016-01-01", "300 officers",
        "100 officers, then 200 officers from 2016-01-01",
      ])
  }

  @Test("varies with its group day by day, by the evidence of its day")
  func groups() throws {
    let folder = try TestFolder([
      "a.yaml": """
      crowd.footfall:
        2014: {value: 100 per hour, range: 50 to 150 per hour}
        2016: {value: 200 per hour, range: 150 to 250 per hour}
      states: {design: {sobol: 4}, vary: crowd.*}
      """
    ])
    let study = try loadStudy(at: folder["a.yaml"])
    let paths = study.design.factors.map(\.path)
    #expect(paths.contains("crowd.footfall@2016-01-01") && !paths.contains("crowd.footfall"))
    for state in 0..<study.design.count {
      let scenario = study.scenario(policy: 0, state: state)
      let footfall = try #require(scenario.datedValues.last)
      guard case .number(let perDay) = footfall.setting else { continue }
      #expect((150...250).contains(perDay / 24))
      #expect(scenario.parameters.crowd.footfall == 2_400)
    }
  }

  @Test("has no part in what decides a past that ends before it")
  func pasts() throws {
    let base = try loaded("stings.streamed: {2014: 40%, 2016: 60%}").scenario
    let later = try loaded("stings.streamed: {2014: 40%, 2016: 60%, 2020: 10%}").scenario
    let sooner = try loaded("stings.streamed: {2014: 40%, 2015: 60%}").scenario
    #expect(base.pastStatements(without: []) == later.pastStatements(without: []))
    #expect(base.pastStatements(without: []) != sooner.pastStatements(without: []))
    #expect(base.firstDatedPath(of: "stings.streamed") == "stings.streamed@2016-01-01")
    #expect(base.firstDatedPath(of: "stings.held") == nil)
  }
}
