// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Testing

@testable import CordonModel

/// Every field of the catalogue, changed while a run goes on.
@Suite("A value that changes by date")
struct PeriodFieldTests {
  /// A busy world, what is run of it and whether it begins with groups.
  private struct Setup: Sendable {
    let replication: Int
    let hasGroups: Bool
    private let scenario: Scenario
    /// A run before its first event, on the day on which a value changes later, and at the end.
    let start: Simulation
    let middle: Simulation
    let end: [Double]

    /// The world begins without backlogs and earlier cases, which are drawn before anything can change.
    init(_ replication: Int, hasGroups: Bool, changingOn day: Double, _ busy: Scenario) {
      var scenario = busy
      scenario.parameters.forensics.backlog = 0
      scenario.parameters.court.backlog = 0
      scenario.parameters.investigation.ownPast = false
      scenario.parameters.groups.foundingBase = 0.5
      scenario.parameters.licence.hours = 4_000
      if scenario.parameters.response.background == .stationary {
        scenario.parameters.behaviour.founding.toPromptness = 3
      }
      scenario.history.licence = 0.5
      scenario.history.specialConstables = Levers.mostConversions
      scenario.areas[0].officers = 60_000
      if !hasGroups {
        scenario.parameters.groups.initial = 0
        // Desks that are open and stings that go on at midnight.
        (scenario.parameters.triage.opens, scenario.parameters.triage.closes) = (0, 24)
        scenario.parameters.stings.stay = .fixed(0.2)
      }
      self.replication = replication
      self.hasGroups = hasGroups
      self.scenario = scenario
      start = Simulation(scenario, replication: replication)
      var run = start
      run.advance(to: day - 0.002)
      Self.startStings(in: &run)
      run.advance(to: day)
      middle = run
      end = counts(start)
    }

    /// Stings at every level, some with police, that are under way some minutes later.
    private static func startStings(in run: inout Simulation) {
      let active = run.groups.indices.filter { run.groups[$0].isAtWork(at: run.now) }
      let groups = (0..<40).map { UInt32(active[$0 % active.count]) }
      let levels: [Escalation.Level] = [.calm, .hostile, .assault, .disorder]
      for (index, sting) in run.startStings(of: groups, crowd: 2).enumerated() {
        let level = levels[index % levels.count]
        run.stings[sting].scene.escalation.enter(
          level, threshold: 0.2 * Double(index), at: run.now)
        run.stings[sting].isAttended = index % 8 >= 6
        run.renewHazards(at: sting)
      }
    }

    /// Whether a change of the field on the first day can be felt here, and nothing was drawn with it before.
    func concerns(_ entry: FieldCatalogue<Scenario>.Entry) -> Bool {
      if hasGroups {
        return entry.field.use == .copied && !PeriodFieldTests.traits.contains(entry.path)
      }
      let isOfCalls = ["response.", "areas.", "country."].contains { entry.path.hasPrefix($0) }
      return isOfCalls || scenario.parameters.response.background == .stationary
    }

    /// The world in which a field has another value from the start.
    func altered(_ field: Field<Scenario>) throws -> World {
      var scenario = scenario
      let setting = try PeriodFieldTests.others[field.path] ?? field.altered(in: scenario)
      field.write(setting, &scenario)
      return World(scenario)
    }
  }

  // Values change on midnights with the policy in force: from Saturday to Sunday, or to Tuesday.
  private static let setups: [Setup] = [
    Setup(1, hasGroups: true, changingOn: 69, .busy()),
    Setup(2, hasGroups: false, changingOn: 69, .busy()),
    Setup(4, hasGroups: false, changingOn: 71, .busyAreas()),
    Setup(6, hasGroups: false, changingOn: 69, .busyCalls()),
  ]
  /// Values of fields that would not be felt within days of midnight otherwise.
  private static let others: [String: Setting] = [
    "triage.opens": .number(12), "triage.closes": .number(6),
    "areas.*.undercover-officers": .number(300), "chats.per-volunteer": .number(0),
    "public.risk-decay": .number(0.05), "behaviour.promptness-scale": .number(3_000),
  ]

  /// The traits of a group, which it keeps; where groups are there from the start they are drawn before
  /// anything can change.
  private static let traits: Set<String> = [
    "groups.lifetime", "groups.members", "groups.activity", "groups.competence",
    "groups.restraint", "groups.trust", "groups.followers", "groups.near-founding",
    "groups.travel", "groups.reach", "groups.between-regions",
  ]

  private static let entries = Scenario.catalogue[.world] + Scenario.catalogue[.area]
  private static let changing = entries.filter { $0.field.use.whyConstant == nil }

  /// The hazards of stings under way, and everything that a run counts until its last day.
  private static func counts(_ simulation: consuming Simulation) -> [Double] {
    var hazards = [0.0, 0, 0]
    let stings = simulation.stings
    stings.forEachSlot { slot in
      hazards[0] += stings[slot].scene.escalation.hazard
      hazards[1] += stings[slot].scene.alarm.hazard
      hazards[2] += stings[slot].scene.joinBound
    }
    simulation.advance(to: 91)
    return hazards + simulation.counts.values + [simulation.publicity.integral(to: 91)]
  }

  /// Whether runs are the same but for rounding.
  private static func areAlike(_ one: [Double], _ other: [Double]) -> Bool {
    zip(one, other).allSatisfy { abs($0 - $1) <= 1e-7 * max(1, abs($0)) }
  }

  @Test("on the first day makes a run the one that has had the new value from the start")
  func fromTheFirstDay() throws {
    var silent: [String] = []
    for entry in Self.changing {
      var isDifferent = false
      // What happens in one area without groups happens in three of them.
      for (index, setup) in Self.setups.enumerated() where index != 1 && setup.concerns(entry) {
        let world = try setup.altered(entry.field)
        var changed = setup.start
        changed.enter(world)
        let expected = Self.counts(Simulation(world, replication: setup.replication))
        #expect(Self.areAlike(Self.counts(changed), expected), "\(entry.path) in setup \(index)")
        if !Self.areAlike(setup.end, expected) { isDifferent = true }
      }
      if !isDifferent, entry.field.use == .copied { silent.append(entry.path) }
    }
    // That every field makes a difference somewhere is a test of its own, and one that is read is held to that
    // below; here each that the model renews must make one.
    #expect(silent.isEmpty, "\(silent)")
  }

  @Test(
    "takes effect by itself where its field says that it is read, and else by what the model does")
  func use() throws {
    for entry in Self.changing {
      var needsRenewal = false
      for (index, setup) in Self.setups.enumerated() where !setup.hasGroups && !needsRenewal {
        let world = try setup.altered(entry.field)
        var (renewed, read) = (setup.middle, setup.middle)
        renewed.enter(world)
        read.world = world
        needsRenewal = !Self.areAlike(Self.counts(renewed), Self.counts(read))
        if entry.field.use == .read {
          #expect(!needsRenewal, "\(entry.path) is not only read: setup \(index)")
        }
      }
      if entry.field.use == .copied {
        #expect(needsRenewal, "\(entry.path) is read whenever it is needed")
      }
    }
  }

  @Test("is refused with its reason where the field cannot change while a run goes on")
  func constants() throws {
    let constants = Self.entries.filter { $0.field.use.whyConstant != nil }
    #expect(constants.count > 10)
    for entry in constants {
      let reason = try #require(entry.field.use.whyConstant)
      var scenario = Scenario.quiet()
      let field = try #require(entry.fields(in: scenario).first)
      scenario.datedValues = [
        DatedValue(path: field.path, setting: field.read(scenario), from: "2018-02-01")
      ]
      #expect(
        scenario.excesses == ["\(field.path) cannot change while a run goes on: \(reason)"])
      #expect(!reason.isEmpty && !reason.hasSuffix("."))
    }
    #expect(Scenario.quiet().excesses.isEmpty)
  }
}
