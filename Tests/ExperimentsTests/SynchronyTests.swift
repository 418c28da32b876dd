// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Testing

@Suite("Synchrony of policies")
struct SynchronyTests {
  /// A short scenario of three areas, with own work enough to see and a policy that changes much.
  private func scenario(
    enforcement: Double, _ change: (inout Scenario) throws -> Void = { _ in }
  ) throws -> Scenario {
    var scenario = Scenario()
    scenario.settings = .short(replications: 1)
    scenario.parameters = .quiet
    scenario.areas = ["North", "Middle", "South"].map { name in
      var area = Area()
      area.name = name
      area.population /= 3
      return area
    }
    scenario.policy.changes = [
      Policy.Change(
        lever: "enforcement", setting: .number(enforcement), from: scenario.settings.policyFrom)
    ]
    try change(&scenario)
    return scenario
  }

  /// The check of two runs from their start to their end, month by month.
  private func check(
    _ one: Scenario, _ other: Scenario, differing: [String] = []
  ) -> Check? {
    var runs = [one, other].map { Simulation($0, replication: 1) }
    var synchrony = synchrony(differing: differing)
    var day = one.settings.start
    while day < one.settings.end {
      day = min(day.startOfNextMonth, one.settings.end)
      synchrony.run(&runs, until: day)
    }
    return synchrony.check
  }

  private func synchrony(differing: [String] = []) -> Synchrony {
    Synchrony(
      of: Scenario.untouchedStreams, policies: ["A", "B"], differing: differing,
      name: StoryVocabulary.cordon.name)
  }

  private func set(_ path: String, _ value: Double, in scenario: inout Scenario) throws {
    try #require(scenario.field(at: path), "\(path)").write(.number(value), &scenario)
  }

  @Test("Policies that differ much have the same arrivals, contacts and lifetimes")
  func passed() throws {
    let found = try #require(check(try scenario(enforcement: 0), try scenario(enforcement: 0.9)))
    #expect(found.result == .passed, "\(found.finding)")
    #expect(!found.finding.contains("left out"))
  }

  @Test("Candidates for undercover arrests are the same however strong officers are")
  func undercover() throws {
    func scenario(strength: Double) throws -> Scenario {
      try self.scenario(enforcement: 0) {
        try set("investigation.undercover-arrests", 5, in: &$0)
        $0.policy.changes.append(
          Policy.Change(
            lever: "undercover", setting: .number(strength), from: $0.settings.policyFrom))
      }
    }
    let found = try #require(check(try scenario(strength: 1), try scenario(strength: 3)))
    #expect(found.result == .passed, "\(found.finding)")
    #expect(found.finding.contains("undercover arrests"), "\(found.finding)")
  }

  @Test("Only what happened is said to be the same")
  func seen() throws {
    let one = try scenario(enforcement: 0) { try set("forensics.other-devices", 0, in: &$0) }
    let found = try #require(check(one, one))
    #expect(found.result == .passed && found.finding.contains("referrals, candidates"))
    #expect(!found.finding.contains("devices of other crimes"), "\(found.finding)")
    #expect(!found.finding.contains("calls of the public"), "\(found.finding)")
  }

  @Test("Watching changes nothing in a run")
  func unchanged() throws {
    var runs = try [scenario(enforcement: 0), scenario(enforcement: 0.9)]
      .map { Simulation($0, replication: 1) }
    var synchrony = synchrony()
    synchrony.run(&runs, until: "2017-03-01")
    synchrony.run(&runs, until: "2018-01-01")
    for (index, enforcement) in [0, 0.9].enumerated() {
      var alone = Simulation(try scenario(enforcement: enforcement), replication: 1)
      #expect(runs[index].finish().isIdentical(to: alone.finish()))
    }
  }

  @Test(
    "A pair that is broken on purpose is found, with the kind of the first that parts",
    arguments: [
      ("investigation.referrals", 0.31, "police receive a referral (case referral/0)"),
      ("forensics.other-devices", 0.04, "devices of another crime come in (case other-devices/0)"),
      ("investigation.undercover-arrests", 0.02, "undercover officers arrest"),
      ("groups.founding-maximum", 0.5, "somebody thinks of founding a group (group "),
      ("groups.decoys", 9, "an adult makes contact (chat "),
    ])
  func broken(path: String, value: Double, words: String) throws {
    let other = try scenario(enforcement: 0) { try set(path, value, in: &$0) }
    let found = try #require(check(try scenario(enforcement: 0), other))
    #expect(found.result == .failed)
    #expect(found.finding.contains(words), "\(found.finding)")
    #expect(found.finding.contains("under 'A' 201") && found.finding.contains("under 'B' 201"))
    // A stream that depends on what is known to differ is left out, and all others are the same.
    let known = try #require(check(try scenario(enforcement: 0), other, differing: [path]))
    #expect(known.result == .passed, "\(known.finding)")
    #expect(known.finding.contains("because \(path) differs"))
  }

  @Test("Other luck is found at once, and the earliest event is named")
  func otherSeed() throws {
    let other = try scenario(enforcement: 0) { $0.settings.seed += 1 }
    let found = try #require(check(try scenario(enforcement: 0), other))
    #expect(found.result == .failed)
    #expect(found.finding.contains("2016-11-0"), "\(found.finding)")
  }

  @Test("A case that another area works on is found although its moments may differ")
  func otherArea() throws {
    let other = try scenario(enforcement: 0) { scenario in
      try set("areas.North.population", scenario.areas[0].population * 1.5, in: &scenario)
      try set("areas.South.population", scenario.areas[2].population * 0.5, in: &scenario)
    }
    let found = try #require(check(try scenario(enforcement: 0), other))
    #expect(found.result == .failed)
    #expect(found.finding.contains("case "), "\(found.finding)")
  }

  @Test("Where residents differ there is nothing to compare")
  func nothingLeft() throws {
    let one = try scenario(enforcement: 0)
    #expect(check(one, one, differing: ["areas.North.population"]) == nil)
  }
}
