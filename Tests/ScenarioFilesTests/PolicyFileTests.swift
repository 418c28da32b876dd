// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Testing

@testable import ScenarioFiles

@Suite("A policy")
struct PolicyFileTests {
  private static let presets = [
    "policies/open.yaml": """
    name: open
    description: Files are taken.
    levers: {acceptance: 90%, evidence-checklist: yes, prosecutors-strictness: 10%}
    """,
    "policies/strict.yaml": "levers: {enforcement: 10%, prosecutors-strictness: 50%}",
  ]

  private func folder(_ files: [String: String]) throws -> TestFolder {
    try TestFolder(Self.presets.merging(files) { $1 })
  }

  private func policy(_ text: String, areas: String = "") throws -> Policy {
    try folder(["a.yaml": "\(areas)\npolicy:\n  \(text)\n"]).load("a.yaml").scenario.policy
  }

  private let may = Settings().policyFrom

  private func change(
    _ lever: String, _ setting: Setting, _ area: String? = nil
  ) -> Policy.Change {
    Policy.Change(lever: lever, setting: setting, from: may, area: area)
  }

  @Test("that is a preset has its levers and its name, and the file is an input")
  func isPreset() throws {
    let loaded = try folder(["a.yaml": "name: A\npolicy: {preset: open}"]).load("a.yaml")
    let policy = loaded.scenario.policy
    #expect(policy.name == "open")
    #expect(
      policy.changes == [
        change("acceptance", .number(0.9)), change("evidence-checklist", .flag(true)),
        change("prosecutors-strictness", .number(0.1)),
      ])
    #expect(loaded.inputs.count == 2)
    #expect(loaded.inputs.last?.path.hasSuffix("policies/open.yaml") == true)
    #expect(loaded.inputs.last?.sha256.count == 64)
    let acceptance = try #require(loaded.resolved.last { $0.path == "policy.levers.acceptance" })
    #expect(acceptance.origin.hasSuffix("policies/open.yaml:3"))
    #expect(acceptance.words == "90% from 2017-05-01")
  }

  @Test("that is a preset with changes has the scenario's name, unless it has one of its own")
  func changesPreset() throws {
    // The preset comes first wherever it stands.
    let policy = try policy("{levers: {acceptance: 70%, liaison: 5%}, preset: open}")
    #expect(policy.name == "a")
    #expect(
      policy.changes == [
        change("acceptance", .number(0.7)), change("evidence-checklist", .flag(true)),
        change("prosecutors-strictness", .number(0.1)), change("liaison", .number(0.05)),
      ])
    #expect(try self.policy("{preset: open, name: mine, levers: {liaison: 5%}}").name == "mine")
  }

  @Test("that is a preset leaves nothing of the policy of the files before")
  func replaces() throws {
    let folder = try folder([
      "base.yaml": """
      policy:
        name: base
        levers: {duty-of-care: 50%}
        triggers: [{when: stings >= 5 within 30 days, then: open, for: 9 days}]
      """,
      "below/a.yaml": "extends: ../base.yaml\npolicy: {preset: strict}",
      "below/b.yaml": "extends: ../base.yaml\npolicy: {levers: {liaison: 5%}, triggers: []}",
    ])
    // The preset is beside the file that is extended; without a name it is called as its file.
    let replaced = try folder.load("below/a.yaml").scenario.policy
    #expect(replaced.name == "strict")
    #expect(replaced.changes.map(\.lever) == ["enforcement", "prosecutors-strictness"])
    #expect(replaced.triggers.isEmpty)
    let changed = try folder.load("below/b.yaml").scenario.policy
    #expect(changed.name == "b")
    #expect(changed.changes.map(\.lever) == ["duty-of-care", "liaison"])
    #expect(changed.triggers.isEmpty)
    let tuned = try folder.load("base.yaml", settings: [("policy.levers.liaison", "5%")])
    #expect(tuned.scenario.policy.name == "base")
    let set = try folder.load("below/b.yaml", settings: [("policy.preset", "open")])
    #expect(set.scenario.policy.name == "open")
    #expect(set.scenario.policy.changes.count == 3)
  }

  @Test("of a file lies where the file that names it says, and may begin with another one")
  func isFile() throws {
    let folder = try folder([
      "scenarios/a.yaml": "policy: {file: ../mine/my-policy.yaml}",
      "mine/my-policy.yaml": "preset: nearby\nlevers: {liaison: 5%}",
      "mine/nearby.yaml": "file: ../policies/strict.yaml\nlevers: {enforcement: 20%}",
    ])
    let loaded = try folder.load("scenarios/a.yaml")
    #expect(loaded.scenario.policy.name == "my-policy")
    #expect(
      loaded.scenario.policy.changes == [
        change("enforcement", .number(0.2)), change("prosecutors-strictness", .number(0.5)),
        change("liaison", .number(0.05)),
      ])
    #expect(loaded.inputs.count == 4)
  }

  @Test("may let a lever grow, and be followed in part")
  func ramps() throws {
    let policy = try policy(
      """
      levers:
          acceptance: {value: 95%, from: 2017-09-01, over: 6 months, compliance: 60%}
      """)
    #expect(
      policy.changes == [
        Policy.Change(
          lever: "acceptance", setting: .number(0.95), from: "2017-09-01", over: 183,
          compliance: 0.6)
      ])
  }

  private let areas = """
    areas:
      - {name: Kent, population: 1832252, region: South East}
      - {name: Surrey, population: 1185321, region: South East}
      - {name: Gwent, population: 587743, region: Wales}
    """

  @Test("of an area or a region is on top, or a whole one where it begins with a preset")
  func isLocal() throws {
    let policy = try policy(
      """
      levers: {acceptance: 80%, liaison: 5%, prosecutors-strictness: 20%}
        areas:
          South East: strict
          Kent: {levers: {acceptance: 10%}}
          Gwent: {levers: {enforcement: 1%}}
      """, areas: areas)
    let general = [
      change("acceptance", .number(0.8)), change("liaison", .number(0.05)),
      change("prosecutors-strictness", .number(0.2)),
    ]
    let local = [
      change("enforcement", .number(0.1), "Kent"), change("acceptance", .number(0.1), "Kent"),
      change("liaison", .number(0), "Kent"),
      change("enforcement", .number(0.1), "Surrey"),
      change("acceptance", .number(Levers().acceptance), "Surrey"),
      change("liaison", .number(0), "Surrey"),
      change("enforcement", .number(0.01), "Gwent"),
    ]
    #expect(policy.changes == general + local)
    let steps = policy.steps(after: Levers(), in: ["Kent", "Surrey", "Gwent"])
    #expect(steps.map(\.from) == [may])
    #expect(steps[0].levers.map(\.acceptance) == [0.1, Levers().acceptance, 0.8])
    #expect(steps[0].levers.map(\.liaison) == [0, 0, 0.05])
    #expect(steps[0].levers.map(\.prosecutorsStrictness) == [0.2, 0.2, 0.2])
  }

  @Test("may have triggers, whose levers are on top, or a whole policy")
  func hasTriggers() throws {
    let policy = try policy(
      """
      levers: {acceptance: 80%, liaison: 5%}
        triggers:
          - when: serious-disorder >= 1 within 90 days
            then: strict
            for: 6 months
            until: assault-share < 2% within 1 year
            rest: 3 weeks
          - when: stings>30 stings within 1 month
            then: {levers: {enforcement: {value: 5%, compliance: 40%}}}
            for: 1 week
            area: each
      """)
    #expect(
      policy.triggers == [
        Trigger(
          when: .init("serious-disorder", .atLeast, 1, within: 90),
          changes: [
            .init(lever: "enforcement", setting: .number(0.1)),
            .init(lever: "prosecutors-strictness", setting: .number(0.5)),
            .init(lever: "acceptance", setting: .number(Levers().acceptance)),
            .init(lever: "liaison", setting: .number(0)),
          ], days: 183, until: .init("assault-share", .below, 0.02, within: 365), rest: 21),
        Trigger(
          when: .init("stings", .above, 30, within: 30),
          changes: [.init(lever: "enforcement", setting: .number(0.05), compliance: 0.4)],
          days: 7, scope: .each),
      ])
  }

  @Test("tells every value of areas and triggers with its location")
  func isResolved() throws {
    let text = """
      policy:
        areas: {Kent: strict}
        triggers: [{when: stings >= 5 within 30 days, then: open, for: 9 days, area: each}]
      """
    let folder = try folder(["a.yaml": areas + "\n" + text])
    let values = try folder.load("a.yaml").resolved.filter { $0.section == .policy }
    #expect(
      values.map { "\($0.path): \($0.words)" } == [
        "policy.areas.Kent.levers.enforcement: 10% from 2017-05-01",
        "policy.triggers.1: stings >= 5 within 30 days, for 9 days, in each area on its own",
        "policy.triggers.1.levers.acceptance: 90%",
        "policy.triggers.1.levers.evidence-checklist: yes",
      ])
    #expect(values[1].origin.hasSuffix("a.yaml:7"))
    let warning = "holds for the whole country: the policy's value is left out here."
    #expect(folder.faults(of: "a.yaml").count { $0.hasSuffix(warning) } == 2)
  }

  @Test("in a file that is named often is told of once")
  func isReadOnce() throws {
    let folder = try folder([
      "policies/wrong.yaml": "levers: {acceptance: 5}",
      "a.yaml": areas + "\npolicy: {preset: wrong, areas: {Kent: wrong, Gwent: wrong}}",
    ])
    #expect(
      folder.faults(of: "a.yaml")
        == [
          "policies/wrong.yaml:1:22: error: 5 is out of range. Allowed: 0% to 100%. "
            + "Did you mean 5%?"
        ])
  }

  @Test(
    "A name of an area and a region is the area's; `area` and `region` before it say which is meant"
  )
  func regionsByName() throws {
    func adopted(_ name: String) throws -> ([String?], Int) {
      let folder = try TestFolder([
        "in.yaml": """
        areas:
          - {name: West Midlands, region: West Midlands, population: 30000000}
          - {name: Staffordshire, region: West Midlands, population: 30000000}
        policy: {areas: {\(name): {levers: {acceptance: 20%}}}}
        """
      ])
      let loaded = try folder.load("in.yaml")
      return (loaded.scenario.policy.changes.map(\.area), loaded.warnings.count)
    }
    #expect(try adopted("West Midlands") == (["West Midlands"], 1))
    #expect(try adopted("area West Midlands") == (["West Midlands"], 0))
    #expect(try adopted("region West Midlands") == (["West Midlands", "Staffordshire"], 0))
    #expect(try adopted("Staffordshire") == (["Staffordshire"], 0))
  }
}
