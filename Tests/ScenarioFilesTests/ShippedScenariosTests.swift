// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Designs
import Foundation
import Testing

@testable import ScenarioFiles

private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("scenarios").path

private func files(in folder: String) -> [String] {
  let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
  return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
}

private let checks = files(in: "\(folder)/checks").map { "checks/\($0)" }
private let sweeps = files(in: "\(folder)/sweeps").map { "sweeps/\($0)" }
private let names = files(in: folder) + checks + sweeps
/// The scenarios that are policies for the country of the base.
private let policies = files(in: folder).filter {
  !["england-and-wales.yaml", "patchwork.yaml", "pause.yaml"].contains($0)
}

@Suite("A shipped scenario")
struct ShippedScenariosTests {
  @Test("has no fault and no warning", arguments: names)
  func hasNoFault(name: String) {
    #expect(faults(inScenariosAt: ["\(folder)/\(name)"]) == [])
  }

  @Test("that is a policy differs from the base in its policy alone", arguments: policies)
  func differsInPolicy(name: String) throws {
    let scenario = try loadScenario(at: "\(folder)/\(name)").scenario
    let base = try loadScenario(at: "\(folder)/base.yaml").scenario
    #expect(scenario.settings == Settings())
    #expect(scenario.parameters == base.parameters)
    #expect(scenario.datedValues == base.datedValues)
    #expect(scenario.areas == [Area()])
    #expect(scenario.history == Levers())
  }

  @Test("of England and Wales has its 43 forces, with the staff of the country")
  func hasForces() throws {
    let loaded = try loadScenario(at: "\(folder)/england-and-wales.yaml")
    let scenario = loaded.scenario
    #expect(scenario.areas.count == 43)
    let base = try loadScenario(at: "\(folder)/base.yaml").scenario
    #expect(scenario.settings == Settings() && scenario.parameters == base.parameters)
    #expect(scenario.datedValues == base.datedValues)
    // As published: see data/SOURCES.md.
    #expect(scenario.areas.reduce(0) { $0 + $1.population } == 58_744_595)
    let officers = scenario.areas.reduce(0) { $0 + ($1.officers ?? 0) }
    #expect(abs(officers - 123_142.03) < 0.01)
    #expect(Set(scenario.areas.map(\.region)).count == 10)
    #expect(loaded.inputs.map(\.path).last == "\(folder)/data/forces.csv")
    let values = loaded.resolved.filter { $0.section == .areas && $0.origin != "default" }
    #expect(
      values.filter { $0.path.hasSuffix(".population") }.allSatisfy { $0.evidence.grade == .b })

    let staffing = scenario.areas.map { Staffing($0, scenario.parameters) }
    let country = Staffing(Area(), scenario.parameters)
    let teams: [(KeyPath<Staffing, Team>, ClosedRange<Double>)] = [
      (\.investigators, 0.95...1), (\.undercoverOfficers, 0.95...1),
      (\.forensicBenches, 0.95...1), (\.triageOfficers, 1...2.5),
    ]
    for (team, allowed) in teams {
      #expect(staffing.allSatisfy { $0[keyPath: team].members >= 1 })
      let together = staffing.reduce(0) { $0 + $1[keyPath: team].fullTime }
      #expect(allowed.contains(together / country[keyPath: team].fullTime), "\(together)")
    }
  }

  @Test("that is a check is of one force, and has what was observed there", arguments: checks)
  func isOneForce(name: String) throws {
    let scenario = try loadScenario(at: "\(folder)/\(name)").scenario
    #expect(scenario.areas.count == 1)
    #expect(scenario.observations.isEmpty == (name == "checks/one-force.yaml"))
    for observation in scenario.observations where observation.outcome != nil {
      let period = try #require(observation.period)
      #expect(scenario.settings.start <= period.days.lowerBound)
      #expect(period.days.upperBound <= scenario.settings.end)
    }
  }

  @Test("that is a sweep has as many policies and states as it says")
  func isSweep() throws {
    let studies = try Dictionary(
      uniqueKeysWithValues: sweeps.map { ($0, try loadStudy(at: "\(folder)/\($0)")) })
    let flips = try #require(studies["sweeps/where-it-flips.yaml"])
    #expect(flips.scenarios.count == 4 && flips.design.count == 64)
    #expect(flips.design.factors.count == 3)
    let grid = try #require(studies["sweeps/small-grid.yaml"])
    #expect(grid.scenarios.count == 2 && grid.design.count == 6)
  }

  @Test("of a time in which meetings all but stop differs from the base in that alone")
  func pauses() throws {
    let base = try loadScenario(at: "\(folder)/base.yaml").scenario
    let pause = try loadScenario(at: "\(folder)/pause.yaml").scenario
    #expect(pause.differences(from: base) == ["chats.end-in-meeting", "crowd.footfall"])
    for path in pause.differences(from: base) {
      let field = try #require(base.field(at: path))
      let course = pause.datedValues.course(of: path)
      #expect(course.map(\.from) == ["2020-03-23", "2020-07-04"])
      #expect(course.last?.setting == field.read(base))
      #expect(field.read(pause) == field.read(base))
    }
  }

  @Test(
    "that is the base says what the declarations say, of every value that changes by no date, with its evidence"
  )
  func saysWhatIsDeclared() throws {
    let loaded = try loadScenario(at: "\(folder)/base.yaml")
    #expect(loaded.resolved.filter { $0.origin == "default" }.map(\.path) == [])
    let dated = Set(loaded.scenario.datedValues.map(\.path))
    #expect(!dated.isEmpty)
    let declared = DeclaredField.all.filter { !dated.contains($0.path) }
    let values = loaded.resolved.filter {
      ![.uncertainties, .policy, .outcomes, .observed, .rules].contains($0.section)
        && !dated.contains($0.path)
    }
    #expect(values.map(\.evidence) == declared.map(\.evidence))
    for entry in Scenario.catalogue[.world] where !dated.contains(entry.path) {
      #expect(entry.field.read(loaded.scenario) == entry.standard, "\(entry.path)")
    }
    let text = try String(contentsOfFile: "\(folder)/base.yaml", encoding: .utf8)
    #expect(
      text.contains(baseYAML()), "scenarios/base.yaml differs from `cordon parameters --yaml`")
  }
}
