// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Testing

@Suite("Plans")
struct PlanTests {
  private func scenario(_ name: String, _ change: (inout Scenario) -> Void = { _ in }) -> Scenario {
    var scenario = Scenario()
    scenario.policy = Policy(name: name)
    change(&scenario)
    return scenario
  }

  @Test("Two policies of one name cannot be compared")
  func names() {
    #expect {
      try Plan(comparing: [scenario("A"), scenario("B"), scenario("A")])
    } throws: { error in
      (error as? PlanFaults)?.messages == ["two policies are called 'A': give each its own name"]
    }
  }

  @Test(
    "The baseline is named as the policy or its scenario is, in any case",
    arguments: [("b", 1), ("B", 1), ("Clampdown", 1), ("CLAMPDOWN", 1), ("A", 0)])
  func baseline(name: String, index: Int) throws {
    let other = scenario("B") { $0.name = "Clampdown" }
    #expect(try Plan(comparing: [scenario("A"), other], baseline: name).baseline == index)
  }

  @Test("A baseline that is no policy is answered with the nearest")
  func unknownBaseline() {
    #expect {
      try Plan(comparing: [scenario("open"), scenario("shut")], baseline: "opne")
    } throws: { error in
      (error as? PlanFaults)?.messages == [
        "no policy is called 'opne', so it cannot be the baseline: there is open, shut; did you mean open?"
      ]
    }
  }

  @Test(
    "A part of the country has its residents' share of what matters in counts, and all of shares")
  func mattersInPart() throws {
    let counted = try #require(Outcome.named("convictions"))
    let share = try #require(Outcome.named("public-trust"))
    let part = scenario("A") { $0.areas[0].population = $0.parameters.country.residents / 4 }
    let plan = try Plan(comparing: [part])
    #expect(plan.valuation(of: counted).matters == counted.matters / 4)
    #expect(plan.valuation(of: share).matters == share.matters)
    let stated = scenario("A") {
      $0.areas[0].population = 1e6
      $0.valuations = [OutcomeValuation(outcome: counted.name, matters: 3)]
    }
    #expect(try Plan(comparing: [stated]).valuation(of: counted).matters == 3)
    let whole = try Plan(comparing: [scenario("A")])
    #expect(whole.valuation(of: counted).matters == counted.matters)
  }

  @Test("Settings that differ are faults, all told at once")
  func settings() {
    let other = scenario("B") {
      $0.settings.seed += 1
      $0.settings.counted = 4
    }
    #expect {
      try Plan(comparing: [scenario("A"), other])
    } throws: { error in
      let messages = (error as? PlanFaults)?.messages ?? []
      return messages.count == 2 && messages[0].hasPrefix("counted differs")
        && messages[1].hasPrefix("seed differs")
    }
  }

  @Test("Scenarios that differ only in the policy share their history until the policies part")
  func sharing() throws {
    let plan = try plan(acceptances: ["A": 0.3, "B": 0.9])
    #expect(plan.sharing == .history(until: plan.scenarios[0].settings.policyFrom))
  }

  @Test("Scenarios that differ in more share only their luck, and the fields are named")
  func luckOnly() throws {
    let other = scenario("B") {
      $0.parameters = Parameters.changingFirstField()
      $0.areas[0].population += 1
      $0.settings.warmUp += 1
    }
    let plan = try Plan(comparing: [scenario("A"), other])
    let area = other.areas[0].name
    let parameter = try Parameters.firstNumber.path
    #expect(
      plan.sharing == .luck(because: ["warm-up", parameter, "areas.\(area).population"]))
  }

  @Test("A replication that the study does not have is a fault", arguments: [0, 21, -1])
  func only(number: Int) {
    #expect(throws: PlanFaults.self) {
      try plan(acceptances: ["A": 0.3], replications: 20, only: number)
    }
  }

  @Test("The digest tells plans apart by what determines results, and by nothing else")
  func digest() throws {
    let original = try Sweep(Plan(comparing: [scenario("A")])).digest
    let changes: [(inout Scenario) -> Void] = [
      { $0.settings.seed += 1 }, { $0.settings.replications += 1 }, { $0.areas[0].population += 1 },
      { $0.parameters = Parameters.changingFirstField() }, { $0.history.acceptance += 0.01 },
      { $0.policy.name = "B" }, { $0.areas[0].name = "elsewhere" },
      { $0.valuations = [OutcomeValuation(outcome: Outcome.all[0].name, matters: 1.5)] },
      {
        $0.policy.changes = [
          Policy.Change(
            lever: "acceptance", setting: .number(0.2), from: $0.settings.policyFrom)
        ]
      },
    ]
    for change in changes {
      #expect(try Sweep(Plan(comparing: [scenario("A", change)])).digest != original)
    }
    let cosmetic = scenario("A") {
      $0.name = "other"
      $0.summary = "words"
    }
    #expect(try Sweep(Plan(comparing: [cosmetic])).digest == original)
  }

  @Test("The digest tells policies apart by areas, ramps, compliance and triggers")
  func policyDigest() throws {
    let changes: [(inout Policy) -> Void] = [
      { _ in }, { $0.changes[0].area = "here" }, { $0.changes[0].over = 30 },
      { $0.changes[0].compliance = 0.5 }, { $0.changes[0].from = "2018-01-01" },
      { $0.triggers[0].rest = 1 }, { $0.triggers[0].when.threshold = 6 },
      { $0.triggers[0].changes[0].compliance = 0.5 }, { $0.triggers[0].scope = .each },
      { $0.triggers[0].until = $0.triggers[0].when }, { $0.triggers = [] },
    ]
    let digests = try changes.map { change in
      let enforcement = Trigger.Change(lever: "enforcement", setting: .number(0.1))
      var policy = Policy(
        name: "A",
        changes: [.init(lever: "acceptance", setting: .number(0.2), from: "2017-05-01")],
        triggers: [
          .init(when: .init("stings", .atLeast, 5, within: 30), changes: [enforcement], days: 9)
        ])
      change(&policy)
      return try Sweep(Plan(comparing: [scenario("A") { $0.policy = policy }])).digest
    }
    #expect(Set(digests).count == changes.count)
  }

  @Test("A study is named after its policies, safely for any file system")
  func studyNames() throws {
    let plan = try Plan(comparing: [scenario("Co-operate, fully"), scenario("../Näive")])
    #expect(Sweep(plan).folderName.hasPrefix("co-operate-fully-n-ive-"))
  }
}

extension Parameters {
  /// The first declared parameter that is a plain number.
  static var firstNumber: Field<Parameters> {
    get throws {
      try #require(
        fields.first { if case .number = $0.read(Parameters()) { true } else { false } })
    }
  }

  /// Parameters of which the first number is not the default.
  static func changingFirstField() -> Parameters {
    var changed = Parameters()
    if let field = try? firstNumber, case .number(let value) = field.read(changed) {
      field.write(.number(value / 2 + 0.001), &changed)
    }
    return changed
  }
}
