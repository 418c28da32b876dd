// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import CordonModel
import Declarations
import Designs
import Testing

@testable import ScenarioFiles

@Suite("A study file")
struct StudyTests {
  private static let presets = [
    "policies/open.yaml": "levers: {acceptance: 90%, evidence-checklist: yes}",
    "policies/strict.yaml": "levers: {enforcement: 2%}",
  ]

  private func folder(_ files: [String: String]) throws -> TestFolder {
    try TestFolder(Self.presets.merging(files) { $1 })
  }

  private func study(
    _ text: String, _ files: [String: String] = [:],
    settings: [(path: String, value: String)] = []
  ) throws -> LoadedStudy {
    let folder = try folder(files.merging(["study.yaml": text]) { $1 })
    return try loadStudy(at: folder["study.yaml"], settings: settings)
  }

  private func numbers(_ study: LoadedStudy) -> [[Double]] {
    (0..<study.design.count).map { state in
      study.design.values(of: state).map { if case .number(let value) = $0 { value } else { .nan } }
    }
  }

  @Test("that says nothing of policies and states has one of each")
  func isScenario() throws {
    let study = try study("stings.streamed: 60%\nreplications: 7")
    #expect(study.scenarios.count == 1 && study.design.count == 1)
    #expect(study.design.factors.isEmpty && study.precision.isEmpty)
    #expect(study.replications == 7)
    #expect(study.scenario(policy: 0, state: 0).parameters.stings.streamed == 0.6)
  }

  @Test("lists policies: presets, files, and changes of a preset or of the scenario's own policy")
  func hasPolicies() throws {
    let study = try study(
      """
      policy: {levers: {liaison: 5%}}
      policies:
        - open
        - {file: mine/gentle.yaml}
        - {preset: strict, name: stricter, levers: {enforcement: 9%}}
        - {name: own}
        - {name: changed, levers: {notice: 20%}}
      """, ["mine/gentle.yaml": "name: gentle\nlevers: {duty-of-care: 50%}"])
    let policies = study.scenarios.map(\.scenario.policy)
    #expect(policies.map(\.name) == ["open", "gentle", "stricter", "own", "changed"])
    #expect(
      policies.map { $0.changes.map(\.lever) } == [
        ["acceptance", "evidence-checklist"], ["duty-of-care"], ["enforcement"], ["liaison"],
        ["liaison", "notice"],
      ])
    #expect(policies[2].changes[0].setting == .number(0.09))
    let ofPolicies = study.scenarios.map { $0.resolved.filter { $0.section == .policy }.count }
    #expect(ofPolicies == [2, 1, 1, 1, 2])
    #expect(study.inputs.map(\.path).filter { $0.hasSuffix("gentle.yaml") }.count == 1)
  }

  @Test("takes an option about the policy for each of its policies")
  func takesOptions() throws {
    let study = try study(
      "policies: [open, strict]",
      settings: [("policy.levers.acceptance", "40%"), ("seed", "5")])
    for scenario in study.scenarios.map(\.scenario) {
      #expect(scenario.policy.changes.last { $0.lever == "acceptance" }?.setting == .number(0.4))
      #expect(scenario.settings.seed == 5)
    }
    #expect(study.scenarios.map(\.scenario.policy.name) == ["open", "strict"])
  }

  @Test("gives each state a seed that is always the same, and that no other state has")
  func ownLuck() throws {
    func seeds(_ lifetimes: String) throws -> [String: Int] {
      let study = try study(
        """
        seed: 5
        policies: [open, strict]
        states: {vary: {stings.streamed: [20%, 40%], groups.lifetime: [\(lifetimes)]}}
        """)
      return try (0..<study.design.count).reduce(into: [:]) { seeds, state in
        let (open, strict) = (
          study.scenario(policy: 0, state: state), study.scenario(policy: 1, state: state)
        )
        #expect(open.settings.seed == strict.settings.seed)
        let words = "\(open.parameters.stings.streamed) \(open.parameters.groups.lifetime)"
        try #require(seeds[words] == nil)
        seeds[words] = open.settings.seed
      }
    }
    let many = try seeds((10...109).map { "\($0) days" }.joined(separator: ", "))
    #expect(many.count == 200 && Set(many.values).count == 200 && !many.values.contains(5))
    // In another order and number, too.
    let few = try seeds("70 days, 10 days, 200 days")
    #expect(few.count == 6 && few.count { many[$0.key] == $0.value } == 4)
  }

  @Test("of states that share their luck keeps the scenario's seed in all of them")
  func sharedLuck() throws {
    let study = try study(
      "seed: 5\nstates: {luck: shared, vary: {stings.streamed: [20%, 40%, 60%]}}")
    #expect((0..<3).map { study.scenario(policy: 0, state: $0).settings.seed } == [5, 5, 5])
  }

  @Test("varies what it names, in every state of every policy")
  func varies() throws {
    let study = try study(
      """
      areas: [{name: Kent, population: 1000000}, {name: Essex, population: 2000000}]
      policies: [open, strict]
      states:
        design: {sobol: 7}
        vary:
          stings: {streamed: 50% to 90%}
          areas.*.investigators: 10 to 13 officers
          policy.levers.acceptance: [20%, 40%]
          history.evidence-checklist: [yes, no]
          stings.check-time: {log: 1 to 4 days}
          groups.members: [{fixed: {value: 3 people}}, 8 people]
      """)
    #expect(study.design.count == 7)
    // The first point is the centre.
    let centre = study.scenario(policy: 1, state: 0)
    #expect(abs(centre.parameters.stings.streamed - 0.7) < 1e-12)
    #expect(centre.areas.map(\.investigators) == [12, 12])
    #expect(centre.policy.changes.map(\.lever) == ["enforcement", "acceptance"])
    #expect(centre.policy.changes[1].setting == .number(0.4))
    #expect(centre.policy.changes[1].from == centre.settings.policyFrom)
    #expect(!centre.history.checklist)
    #expect(abs(centre.parameters.stings.checkTime - 2) < 1e-12)
    #expect(centre.parameters.groups.members == .fixed(8))
    for state in 0..<7 {
      let scenario = study.scenario(policy: 0, state: state)
      for (factor, value) in zip(study.design.factors, study.design.values(of: state)) {
        #expect(scenario.field(at: factor.path)?.read(scenario) == value)
      }
    }
  }

  @Test("makes a grid of lists, and fills in what a block of several leaves out")
  func hasGrids() throws {
    let simple = try study(
      "states: {vary: {stings.streamed: [50%, 60%], groups.density-peak: [100, 200, 300 groups]}}")
    #expect(
      numbers(simple) == [
        [0.5, 100], [0.5, 200], [0.5, 300], [0.6, 100], [0.6, 200], [0.6, 300],
      ])
    let blocks = try study(
      """
      stings.streamed: 65%
      groups.density-peak: 70 groups
      states:
        design: grid
        vary:
          - {stings.streamed: [50%, 60%]}
          - {groups.density-peak: [100, 200]}
      """)
    #expect(numbers(blocks) == [[0.5, 70], [0.6, 70], [0.65, 100], [0.65, 200]])
  }

  @Test("lists states, and fills in what one leaves out")
  func hasList() throws {
    let study = try study(
      """
      states:
        design:
          list:
            - {stings.streamed: 50%}
            - {stings.streamed: 60%, history.acceptance: 90%}
            - {history: {acceptance: 80%}}
      """)
    #expect(numbers(study) == [[0.5, 0.55], [0.6, 0.9], [0.7, 0.8]])
    #expect(study.design.keepsPrefix)
  }

  @Test("takes states from a table, bare numbers in the declared unit")
  func hasTable() throws {
    let study = try study(
      "states: {design: {csv: data/states.csv}}",
      [
        "data/states.csv": """
        stings.streamed,x-note,stings.check-time,chats.length,history.evidence-checklist
        50%,first,20,"{lognormal: {median: 9 days, p95: 90 days}}",yes
        0.6,,2 weeks,5 days,no
        ,"left, out",30,,
        """
      ])
    #expect(
      study.design.factors.map(\.path) == [
        "stings.streamed", "stings.check-time", "chats.length", "history.evidence-checklist",
      ])
    let parameters = (0..<3).map { study.scenario(policy: 0, state: $0).parameters }
    #expect(parameters.map(\.stings.streamed) == [0.5, 0.6, 0.7])
    #expect(parameters.map(\.stings.checkTime) == [20, 14, 30])
    let original = Parameters().chats.length
    #expect(
      parameters.map(\.chats.length) == [.lognormal(median: 9, p95: 90), .fixed(5), original])
    #expect(study.inputs.last?.path.hasSuffix("data/states.csv") == true)
  }

  @Test("takes a table of many more states than people write, line by line, either end of line")
  func hasLargeTable() throws {
    let rows = (0..<30_000).map { "0.\(100_000 + $0),\($0 % 7 == 0 ? "" : "20")" }
    for end in ["\n", "\r\n", "\r"] {
      let table = (["stings.streamed,stings.check-time"] + rows).joined(separator: end) + end
      let study = try study("states: {design: {csv: s.csv}}", ["s.csv": table])
      #expect(study.design.count == 30_000)
      let last = study.scenario(policy: 0, state: 29_999).parameters.stings
      #expect(last.streamed == 0.129999 && last.checkTime == 20)
      #expect(
        study.scenario(policy: 0, state: 29_995).parameters.stings.checkTime
          == Parameters().stings.checkTime)
    }
  }

  @Test("samples the uncertainties of the files that it extends, where it varies nothing else")
  func hasUncertainties() throws {
    let files = [
      "base.yaml": """
      uncertainties:
        stings.streamed: 50% to 90%
        groups.density-peak: 100 to 200 groups
      """
    ]
    let text = """
      extends: base.yaml
      uncertainties: {groups.density-peak: {gamma: {mean: 150 groups, sd: 30 groups}}}
      states.design: {halton: 3}
      """
    let varied = try study(text, files)
    #expect(varied.uncertainties == varied.design.factors)
    #expect(varied.design.factors.map(\.path) == ["stings.streamed", "groups.density-peak"])
    #expect(varied.design.factors[1].domain == .law(.gamma(mean: 150, sd: 30)))
    let streamed = numbers(varied).map { $0[0] }
    #expect(zip(streamed, [0.7, 0.6, 0.8]).allSatisfy { abs($0 - $1) < 1e-12 })
    let chosen = try study(text + "\nstates.vary: {stings.wrong-person: 1% to 2%}", files)
    #expect(chosen.design.factors.map(\.path) == ["stings.wrong-person"])
    #expect(chosen.uncertainties.count == 2)
    let fixed = try study("extends: base.yaml", files)
    #expect(fixed.design.count == 1 && fixed.uncertainties.count == 2)
  }

  @Test("is changed by a file that extends it, or by an option, part by part")
  func isExtended() throws {
    let files = [
      "base.yaml": """
      policies: [open, strict]
      states: {design: {sobol: 4}, vary: {stings.streamed: 50% to 90%}}
      """
    ]
    let larger = try study("extends: base.yaml\nstates: {design: {sobol: 9}}", files)
    #expect(larger.scenarios.count == 2 && larger.design.count == 9)
    #expect(larger.design.factors.map(\.path) == ["stings.streamed"])
    let set = try study(
      "extends: base.yaml", files,
      settings: [("states.design", "{latin-hypercube: 5, seed: 3}")])
    #expect(set.design.form == .latinHypercube(seed: 3) && set.design.count == 5)
    let one = try study("extends: base.yaml", files, settings: [("policies", "[open]")])
    #expect(one.scenarios.count == 1)
  }

  @Test("draws a Latin hypercube with seed 1, and shifts a sequence only where it has a seed")
  func hasSeeds() throws {
    let vary = "vary: {stings.streamed: 50% to 90%}"
    #expect(
      try study("states: {design: {latin-hypercube: 5}, \(vary)}").design.form
        == .latinHypercube(seed: 1))
    #expect(
      try study("states: {design: {sobol: 5}, \(vary)}").design.form == .sobol(seed: nil))
    #expect(
      try study("states: {design: {halton: 5, seed: 0}, \(vary)}").design.form
        == .halton(seed: 0))
  }

  @Test("moves one path at a time between its ends, from what the scenario says")
  func hasEnds() throws {
    let study = try study(
      """
      stings.streamed: 60%
      states:
        design: ends
        vary: {stings.streamed: 50% to 90%, behaviour.founding-to-distrust: [0, 1, 4]}
      """)
    let design = study.design
    #expect(design.form == .ends)
    let streamed = (0..<design.count).map { study.scenario(policy: 0, state: $0) }
      .map { $0.parameters.stings.streamed }
    #expect(streamed.prefix(3) == [0.6, 0.5, 0.9])
    #expect(streamed.dropFirst(3).allSatisfy { $0 == 0.6 })
    // The centre's own value has no state of its own.
    #expect(design.count == 1 + 2 + 2 || design.count == 1 + 2 + 3)
    #expect(study.warnings.isEmpty)
    let blocks = try self.study(
      "states: {design: {blocks: 4, seed: 2}, vary: {stings.streamed: 50% to 90%}}")
    #expect(blocks.design.form == .saltelli(seed: 2) && blocks.design.count == 12)
  }

  @Test("varies groups of parameters by a word, each over its plausible range")
  func hasGroups() throws {
    let deep = try study("states: {design: ends, vary: deep}")
    let paths = deep.design.factors.map(\.path)
    #expect(paths.contains("behaviour.founding-to-distrust") && paths.count > 20)
    #expect(!paths.contains { $0.hasPrefix("policy.") })
    for factor in deep.design.factors {
      let field = try #require(deep.scenarios[0].scenario.field(at: factor.path))
      #expect(field.evidence.isDeep, "\(factor.path)")
      guard case .range(let range, _) = factor.domain else {
        Issue.record("\(factor.path)")
        continue
      }
      #expect(range == field.evidence.plausible)
    }
    let groups = try study("states: {design: {sobol: 8}, vary: groups.*}")
    #expect(!groups.design.factors.isEmpty)
    #expect(groups.design.factors.allSatisfy { $0.path.hasPrefix("groups.") })
    let guesses = try study("states: {design: ends, vary: grade-D}").design.factors.count
    #expect(guesses > paths.count)
    #expect(throws: ScenarioFaults.self) { try study("states: {design: ends, vary: depe}") }
    #expect(throws: ScenarioFaults.self) { try study("states: {design: ends, vary: nothing.*}") }
    #expect(throws: ScenarioFaults.self) { try study("states: {vary: deep}") }
  }

  @Test("asks for the precision of differences")
  func hasPrecision() throws {
    let study = try study(
      """
      replications: 30
      policies: [open, strict, {name: own}]
      outcomes.arrests.matters: 7
      precision:
        - {of: convictions, half-width: 4 per year, policies: strict, confidence: 99%}
        - {of: arrests, at-most: 500, interval: always-valid}
        - {of: convictions, relative: 5%, interval: fixed, at-least: 10}
        - {of: arrests, half-width: matters, relative: 5%}
      """)
    #expect(
      study.precision == [
        PrecisionGoal(
          outcome: "convictions", policies: ["strict"], halfWidth: 4, confidence: 0.99,
          replications: 30...300),
        PrecisionGoal(
          outcome: "arrests", halfWidth: 7, interval: .alwaysValid, replications: 30...500),
        PrecisionGoal(
          outcome: "convictions", halfWidth: nil, relative: 0.05, replications: 10...100),
        PrecisionGoal(outcome: "arrests", halfWidth: 7, relative: 0.05, replications: 30...300),
      ])
    #expect(study.scenarios.allSatisfy { $0.scenario.precision == study.precision })
  }

  @Test("loads from copies of what was read as it did from the disk")
  func loadsFromCopies() throws {
    let folder = try folder([
      "base.yaml": "areas: {file: data/areas.csv}\nstings.streamed: 61%",
      "data/areas.csv": "name,population\nKent,1800000\nEssex,1700000\n",
      "below/policies/near.yaml": "preset: nearest\nlevers: {notice: 30%}",
      "below/policies/nearest.yaml": "levers: {liaison: 3%}",
      "below/states.csv": "stings.wrong-person\n1%\n2%\n",
      "below/study.yaml": """
      extends: ../base.yaml
      policies: [open, near, {file: ../policies/strict.yaml}]
      states: {design: {csv: states.csv}}
      """,
    ])
    let path = folder["below/study.yaml"]
    let study = try loadStudy(at: path)
    #expect(study.inputs.count == 8)
    let copies = Dictionary(uniqueKeysWithValues: study.inputs.map { ($0.path, $0.bytes) })
    let again = try loadStudy(at: path, from: .copies(copies))
    #expect(again.inputs == study.inputs)
    #expect(again.scenarios.map(\.resolved) == study.scenarios.map(\.resolved))
    #expect(again.scenarios.map(\.scenario.policy) == study.scenarios.map(\.scenario.policy))
    #expect(numbers(again) == numbers(study))

    let elsewhere = try TestFolder()
    #expect(throws: ScenarioFaults.self) {
      try loadStudy(at: elsewhere["below/study.yaml"], from: .copies(copies))
    }
    for missing in study.inputs.map(\.path) {
      let rest = copies.filter { $0.key != missing }
      #expect(throws: ScenarioFaults.self) { try loadStudy(at: path, from: .copies(rest)) }
    }
  }

  @Test("keeps a file that is reached by two names under both")
  func keepsBothNames() throws {
    let folder = try folder(["study.yaml": "policies: [{file: a.yaml}, {file: b.yaml}]"])
    try folder.write(Array("levers: {liaison: 3%}".utf8), to: "a.yaml")
    try folder.link("b.yaml", to: "a.yaml")
    let study = try loadStudy(at: folder["study.yaml"])
    #expect(study.scenarios.map(\.scenario.policy.name) == ["a", "b"])
    let copies = Dictionary(uniqueKeysWithValues: study.inputs.map { ($0.path, $0.bytes) })
    #expect(try loadStudy(at: folder["study.yaml"], from: .copies(copies)).scenarios.count == 2)
  }

  @Test("is refused where a single scenario is asked for")
  func isNoScenario() throws {
    let folder = try folder([
      "a.yaml": "policies: [open, strict]", "b.yaml": "policies: [open]",
      "c.yaml": "states: {vary: {stings.streamed: [50%, 60%, 70%]}}",
    ])
    #expect(
      folder.faults(of: "a.yaml") == [
        "a.yaml:1:11: error: this is a study of 2 policies in 1 state. "
          + "Allowed: here a scenario of one policy and one state."
      ])
    #expect(try folder.load("b.yaml").scenario.policy.name == "open")
    #expect(folder.faults(of: "c.yaml").count == 1)
  }

  @Test("warns where an option sets what is varied")
  func warnsOfOptions() throws {
    let warnings = try study(
      "states: {vary: {stings.streamed: [50%, 60%]}}", settings: [("stings.streamed", "80%")]
    ).warnings
    #expect(
      warnings.map(\.message) == [
        "`stings.streamed` varies: --set stings.streamed has no effect"
      ])
  }

  @Test("states the rules of its file for each policy")
  func hasRules() throws {
    let study = try study(
      """
      policies: [open, strict]
      expect: [suicides <= suicides(policy.levers.duty-of-care=0%)]
      """)
    #expect(study.scenarios.map(\.expectations.count) == [1, 1])
    let names = study.scenarios.map { $0.altered[""]?.policy.name }
    #expect(names == ["open", "strict"])
  }

  @Test("varies a single area by its name as every area is varied")
  func variesOnlyArea() throws {
    let study = try study(
      """
      areas: [{name: Town, population: 61000000}]
      states: {vary: {areas.Town.officers: [100 officers, 200 officers]}}
      """)
    #expect(study.design.count == 2)
    #expect(study.scenario(policy: 0, state: 1).areas[0].officers == 200)
  }

  @Test("tells of a path that most states leave out once, not once for each of them")
  func leavesOutOften() throws {
    let path = "policy.levers.acceptance"
    let others = Array(repeating: "{stings.streamed: 50%}", count: 79).joined(separator: ", ")
    let rows = Array(repeating: "50%,", count: 79).joined(separator: "\n")
    let blocks = Array(repeating: "    - {stings.streamed: [50%]}", count: 79)
    for (text, place) in [
      ("states: {design: {list: [{\(path): 50%, stings.streamed: 60%}, \(others)]}}", nil),
      ("states: {design: {csv: s.csv}}", "s.csv:3:1"),
      (
        "states:\n  vary:\n    - {\(path): [50%], stings.streamed: [60%]}\n"
          + blocks.joined(separator: "\n"), "study.yaml:4:7"
      ),
    ] as [(String, String?)] {
      let faults =
        #expect(throws: ScenarioFaults.self) {
          try study(text, ["s.csv": "stings.streamed,\(path)\n60%,50%\n\(rows)\n"])
        }?.faults.filter { $0.severity == .error } ?? []
      #expect(faults.count == 1)
      let fault = try #require(faults.first)
      #expect(
        fault.message
          == "`\(path)` is varied in other states and left out here and in 78 more, where it has no single value"
      )
      if let place { #expect(fault.description.contains("\(place): ")) }
    }
  }

  @Test("warns once of states that come again, however they are listed")
  func warnsOfRepetition() throws {
    let list = try study(
      "states: {design: {list: [{stings.streamed: 50%}, {stings.streamed: 0.5}, {stings.streamed: 50%}]}}"
    )
    let said =
      "states 1 and 2 are the same, and 1 more repeats earlier ones: each of them counts "
      + "as a state"
    #expect(list.warnings.map(\.message) == [said])
    let grid = try study(
      "states: {vary: [{stings.streamed: [50%, 60%]}, {stings.streamed: [60%, 70%]}]}")
    #expect(grid.warnings.count == 1 && grid.design.count == 4)
    let table = try study(
      "states: {design: {csv: t.csv}}", ["t.csv": "stings.streamed\n50%\n0.5\n60%\n"])
    #expect(table.warnings.count == 1)
    let sampled = try study("states: {vary: {stings.streamed: [50%, 60%]}, design: {sobol: 8}}")
    #expect(sampled.warnings.isEmpty)
  }
}
