// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

/// Values of the world that change by date, and the periods between.
@Suite("Periods of a run")
struct PeriodTests {
  private static func dated(
    _ path: String, _ setting: Setting, _ from: CalendarDate
  ) -> DatedValue { DatedValue(path: path, setting: setting, from: from) }

  // MARK: What periods there are

  @Test("Values of one day begin one period, and a value that changes nothing begins none")
  func division() {
    let scenario = Scenario.quiet {
      $0.settings.warmUp = 10
      $0.datedValues = [
        Self.dated("stings.streamed", .number(0.7), "2018-03-01"),
        Self.dated("stings.streamed", .number(0.2), "2018-02-01"),
        Self.dated("chats.contacts", .number(9), "2018-02-01"),
        Self.dated("stings.streamed", .number(0.7), "2018-04-01"),
        Self.dated("chats.workable", .number(0.5), "2017-12-22"),
        Self.dated("groups.lifetime", .number(50), "2017-01-01"),
        Self.dated("chats.contacts", .number(1), "2019-01-01"),
      ]
    }
    let periods = scenario.periods
    #expect(periods.map(\.begins) == [-.infinity, 31, 59])
    #expect(periods.map(\.scenario.parameters.stings.streamed) == [0.7, 0.2, 0.7])
    #expect(periods.map(\.scenario.parameters.chats.contacts) == [0, 9, 9])
    // What changes on the first day of the warm-up or before holds from the start.
    #expect(periods.map(\.scenario.parameters.chats.workable) == [0.5, 0.5, 0.5])
    #expect(periods.map(\.scenario.parameters.groups.lifetime) == [50, 50, 50])
    #expect(periods.allSatisfy { $0.scenario.datedValues.isEmpty })
  }

  @Test(
    "Of two values of one day the later in the list holds, and a value of all areas is each area's")
  func precedence() {
    var scenario = Scenario.busyAreas()
    scenario.datedValues = [
      Self.dated("stings.streamed", .number(0.1), "2018-02-01"),
      Self.dated("stings.streamed", .number(0.3), "2018-02-01"),
      Self.dated("areas.*.investigators", .number(5), "2018-02-01"),
      Self.dated("areas.Birch.investigators", .number(7), "2018-02-01"),
    ]
    let last = scenario.periods[1].scenario
    #expect(last.parameters.stings.streamed == 0.3)
    #expect(last.areas.map(\.investigators) == [5, 7, 5])
    #expect(
      scenario.datedValues.course(of: "stings.streamed").map(\.setting) == [.number(0.3)])
  }

  @Test("A value that is written to a field holds for the whole run")
  func replacement() throws {
    var scenario = Scenario.busyAreas()
    let values = [
      Self.dated("stings.streamed", .number(0.1), "2018-02-01"),
      Self.dated("areas.Ash.investigators", .number(5), "2018-02-01"),
      Self.dated("areas.Birch.investigators", .number(5), "2018-02-01"),
    ]
    scenario.datedValues = values
    let own = try #require(scenario.field(at: "areas.Ash.investigators"))
    own.write(.number(2), &scenario)
    #expect(scenario.datedValues == [values[0], values[2]])
    try #require(scenario.field(at: "areas.*.investigators")).write(.number(2), &scenario)
    #expect(scenario.datedValues == [values[0]])
    try #require(scenario.field(at: "stings.streamed")).write(.number(1), &scenario)
    #expect(scenario.datedValues.isEmpty && scenario.periods.count == 1)
  }

  @Test("Scenarios of other dates are other scenarios, and say so in words")
  func identity() {
    let plain = Scenario.quiet { $0.parameters.stings.streamed = 0.4 }
    var dated = plain
    dated.datedValues = [
      Self.dated("stings.streamed", .number(0.7), "2018-03-01"),
      Self.dated("stings.streamed", .number(0.2), "2018-02-01"),
    ]
    #expect(plain.differences(from: dated) == ["stings.streamed"])
    var later = dated
    later.datedValues[0].from = "2018-03-02"
    #expect(dated.differences(from: later) == ["stings.streamed"])
    later.datedValues = dated.datedValues.reversed()
    #expect(dated.differences(from: later).isEmpty)
    let words = dated.statements.first { $0.path == "stings.streamed" }?.words
    #expect(words == "40%, then 20% from 2018-02-01, then 70% from 2018-03-01")
    #expect(later.statements == dated.statements)
  }

  @Test("The risk where nobody watches is that of streaming when policies part, in every period")
  func risk() {
    let dated = World(
      .busy {
        $0.datedValues = [
          Self.dated("stings.streamed", .number(0.2), "2018-02-01"),
          Self.dated("stings.streamed", .number(0.9), "2018-03-01"),
        ]
      })
    let expected = World(.busy { $0.parameters.stings.streamed = 0.2 }).unwatchedSuicideRisk
    let risks = sequence(first: dated, next: { $0.next }).map(\.unwatchedSuicideRisk)
    #expect(risks == [expected, expected, expected])
  }

  // MARK: Runs

  /// Several values of one busy world that change on two days.
  private static func changing(_ scenario: inout Scenario) {
    scenario.datedValues = [
      dated("investigation.referrals", .number(4), "2018-02-11"),
      dated("stings.held", .number(0.1), "2018-02-11"),
      dated("staffing.investigators", .number(9), "2018-02-11"),
      dated("chats.contacts", .number(20), "2018-03-23"),
      dated("public.trust-mean", .number(0.3), "2018-03-23"),
      dated("staffing.investigators", .number(2), "2018-03-23"),
    ]
  }

  @Test("A run with dates is, bit for bit, one that enters each world on its day")
  func worldsInTurn() {
    for number in 0..<4 {
      var dated = Simulation(.busy(Self.changing), replication: number)
      var byHand = Simulation(.busy(), replication: number)
      let worlds = Scenario.busy(Self.changing).periods.dropFirst()
      #expect(worlds.map(\.begins) == [41, 81])
      for period in worlds {
        byHand.advance(to: period.begins)
        dated.advance(to: period.begins)
        #expect(dated.counts.values == byHand.counts.values, "replication \(number)")
        byHand.enter(World(period.scenario))
      }
      byHand.advance(to: 120)
      dated.advance(to: 120)
      #expect(dated.counts.values == byHand.counts.values, "replication \(number)")
      #expect(dated.world.next == nil)
    }
  }

  @Test("Until the first date a run is that of the world without dates, and from it on another")
  func sameBefore() {
    var plain = Simulation(.busy(), replication: 1)
    var dated = Simulation(.busy(Self.changing), replication: 1)
    plain.advance(to: 41)
    dated.advance(to: 41)
    #expect(plain.counts.values == dated.counts.values)
    plain.advance(to: 42)
    dated.advance(to: 42)
    #expect(plain.counts.values != dated.counts.values)
  }

  @Test("A fork goes on through the periods that its run had before it")
  func forks() {
    var run = Simulation(.busy(Self.changing), replication: 2)
    run.advance(to: 60)
    var fork = run
    run.advance(to: 120)
    fork.advance(to: 81)
    #expect(fork.world !== run.world)
    fork.advance(to: 120)
    #expect(fork.world === run.world)
    #expect(fork.counts.values == run.counts.values)
  }

  @Test("On one day the world changes before levers do, and after the month is closed")
  func order() {
    var scenario = Scenario.busy()
    scenario.datedValues = [Self.dated("staffing.investigators", .number(9), "2018-03-01")]
    var simulation = Simulation(scenario, replication: 1)
    simulation.advance(to: 59)
    var kinds: [EventKind] = []
    simulation.advance(to: 59.0001) { event, run in if run.now == 59 { kinds.append(event.kind) } }
    #expect(kinds.prefix(3) == [.monthEnds, .periodBegins, .leversChange])
  }

  @Test("The story of a run says which values change")
  func story() throws {
    var simulation = Simulation(.busy(Self.changing), replication: 1)
    var lines: [StoryLine] = []
    simulation.run(until: "2018-04-01", recording: StorySelection()) { lines.append($0) }
    let own = lines.filter { $0.kind == EventKind.periodBegins.story }
    #expect(own.map(\.time) == [41, 81])
    #expect(
      own.first?.details == [
        "staffing.investigators from 6 officers to 9 officers", "stings.held from 30% to 10%",
        "investigation.referrals from 474.825 per year to 1461 per year",
      ])
  }

  @Test("Worlds of periods share the laws that take long to solve, where nothing of them changes")
  func sharing() throws {
    var scenario = Scenario.busyAreas()
    scenario.datedValues = [Self.dated("response.pairs", .number(1), "2018-02-11")]
    let first = World(scenario)
    let second = try #require(first.next)
    #expect(first.response.divisions[0].pairShare != second.response.divisions[0].pairShare)
    #expect(second.scenario.parameters.response.pairs == 1)
    #expect(first.scenario.parameters.response.pairs == 0.4)
  }

  // MARK: Limits

  /// Expects counts before and after a change to be Poisson with these means.
  private func expectPoisson(
    _ measure: Measure, of scenario: Scenario, changing day: Double, end: Double,
    means: (before: Double, after: Double)
  ) {
    var (before, after): ([Double], [Double]) = ([], [])
    for number in 1...60 {
      var simulation = Simulation(scenario, replication: number)
      simulation.advance(to: day)
      let count = simulation.total(measure)
      simulation.advance(to: end)
      before.append(count)
      after.append(simulation.total(measure) - count)
    }
    expectMoments(of: before, mean: means.before, variance: means.before, "before \(day)")
    expectMoments(of: after, mean: means.after, variance: means.after, "after \(day)")
  }

  @Test("Referrals are a Poisson process with the rate of each period")
  func referrals() {
    let scenario = Scenario.quiet {
      $0.parameters.country.residents = $0.areas[0].population
      $0.parameters.investigation.referrals = 2
      $0.datedValues = [Self.dated("investigation.referrals", .number(7), "2018-02-11")]
    }
    expectPoisson(.referrals, of: scenario, changing: 41, end: 61, means: (82, 140))
  }

  @Test("Contacts of groups that exist follow a change of their rate at once")
  func contacts() {
    let scenario = Scenario.oneGroup(contactsPerDay: 5) {
      $0.datedValues = [Self.dated("chats.contacts", .number(1), "2018-02-11")]
    }
    expectPoisson(.chats, of: scenario, changing: 41, end: 141, means: (205, 100))
  }

  @Test("A process that stops for a time and goes on is Poisson again, and nothing comes between")
  func pause() {
    let scenario = Scenario.oneGroup(contactsPerDay: 3) {
      $0.datedValues = [
        Self.dated("chats.contacts", .number(0), "2018-01-11"),
        Self.dated("chats.contacts", .number(4), "2018-02-01"),
      ]
    }
    let paused = (1...60).map { number in
      var simulation = Simulation(scenario, replication: number)
      simulation.advance(to: 10)
      let count = simulation.total(.chats)
      simulation.advance(to: 31)
      return simulation.total(.chats) - count
    }
    #expect(paused.allSatisfy { $0 == 0 })
    expectPoisson(.chats, of: scenario, changing: 31, end: 81, means: (30, 200))
  }

  @Test("A process that begins only by date is Poisson from then on")
  func beginning() {
    let scenario = Scenario.quiet {
      $0.parameters.country.residents = $0.areas[0].population
      $0.datedValues = [Self.dated("investigation.referrals", .number(5), "2018-01-11")]
    }
    let before = replicate(60, of: scenario) { simulation in
      simulation.advance(to: 10)
      return simulation.total(.referrals)
    }
    #expect(before.allSatisfy { $0 == 0 })
    let after = replicate(60, of: scenario) { simulation in
      simulation.advance(to: 50)
      return simulation.total(.referrals)
    }
    expectMoments(of: after, mean: 200, variance: 200, "referrals from a date on")
  }

  @Test("Calls of the public that come one by one have the rate of each period")
  func calls() {
    let scenario = Scenario.quiet {
      $0.parameters.response.background = .calls
      $0.parameters.response.divisionPopulation = $0.areas[0].population
      $0.parameters.response.units = 400
      $0.parameters.response.needsUnit = 1
      $0.parameters.response.grades = [1, 0, 0]
      $0.parameters.response.incidents = 20 / $0.areas[0].population
      $0.datedValues = [
        Self.dated("response.incidents", .number(50 / $0.areas[0].population), "2018-01-06")
      ]
    }
    let counts = (1...60).map { number in
      var simulation = Simulation(scenario, replication: number)
      simulation.advance(to: 5)
      let before = simulation.divisions[0].immediateCalls
      simulation.advance(to: 9)
      return (Double(before), Double(simulation.divisions[0].immediateCalls - before))
    }
    expectMoments(of: counts.map(\.0), mean: 100, variance: 100, "calls before")
    expectMoments(of: counts.map(\.1), mean: 200, variance: 200, "calls after")
  }

  @Test("A share by year is that of stings of each year")
  func shareByYear() {
    let scenario = Scenario.oneGroup(contactsPerDay: 4) {
      $0.settings.counted = 3
      $0.parameters.chats.endInMeeting = 1
      $0.parameters.stings.planning = .fixed(0)
      $0.parameters.stings.streamed = 0.1
      $0.datedValues = [
        Self.dated("stings.streamed", .number(0.5), "2019-01-01"),
        Self.dated("stings.streamed", .number(0.9), "2020-01-01"),
      ]
    }
    var (streamed, all) = ([0.0, 0, 0], [0.0, 0, 0])
    for number in 1...5 {
      var simulation = Simulation(scenario, replication: number)
      for year in 0..<3 {
        let before = (simulation.total(.streamedStings), simulation.total(.stings))
        simulation.advance(to: 365 * Double(year + 1))
        streamed[year] += simulation.total(.streamedStings) - before.0
        all[year] += simulation.total(.stings) - before.1
      }
    }
    for (year, share) in [0.1, 0.5, 0.9].enumerated() {
      #expect(all[year] > 5_000)
      expectShare(streamed[year], of: Int(all[year]), equals: share, "streamed in year \(year)")
    }
  }

  @Test("Hazards at stings under way change at once: the time to hostility has two rates")
  func hazards() {
    // A sting that begins at noon, and two hours later hazards change.
    let stings = 2_000
    var simulation = Simulation(
      .quiet {
        $0.parameters.crowd.hostile = 6
        $0.parameters.crowd.stewarding = 0
        $0.parameters.stings.stay = .fixed(0.5)
      }, replication: 1)
    let groups = simulation.addGroups(1)
    simulation.advance(to: 0.5)
    let rows = simulation.startStings(of: Array(repeating: groups[0], count: stings))
    simulation.advance(to: 0.5 + 1.0 / 12)
    func hostile() -> Double {
      Double(rows.count { simulation.stings[$0].scene.escalation.level >= .hostile })
    }
    let early = hostile()
    var later = simulation.scenario
    later.parameters.crowd.hostile = 24
    simulation.enter(World(later))
    simulation.advance(to: 0.5 + 2.0 / 12)
    expectShare(early, of: stings, equals: 1 - exp(-0.5), "hostile at first")
    expectShare(hostile(), of: stings, equals: 1 - exp(-2.5), "hostile in the end")
  }

  @Test("A level forgets faster from the date on, and trust moves with its mean")
  func levels() {
    var level = DecayingLevel(timeConstant: 10, at: 0)
    level.add(1, at: 0)
    level.change(timeConstant: 2, at: 10)
    #expect(abs(level.level(at: 14) - exp(-1 - 2)) < 1e-12)
    let (slow, fast) = (1 - exp(-1.0), 1 - exp(-2.0))
    let integral = 10 * slow + 2 * (1 - slow) * fast
    #expect(abs(level.integral(to: 14) - integral) < 1e-12)

    var trust = DecayingLevel(rest: 0.5, timeConstant: 10, at: 0)
    trust.change(rest: 0.8, at: 0)
    #expect(trust.level(at: 0) == 0.8)
    trust.shock(-0.5, at: 0)
    trust.change(rest: 0.4, at: 0)
    #expect(abs(trust.level(at: 0) - 0.2) < 1e-12)
    trust.shock(0.75, at: 0)
    trust.change(rest: 1, at: 0)
    #expect(trust.level(at: 0) == 1)
    #expect(abs(trust.integral(to: 3) - 3) < 1e-12)
  }

  @Test("Offenders who have been arrested are in no later pool")
  func pool() {
    var simulation = Simulation(.quiet { $0.parameters.offenders.pool = 100 }, replication: 1)
    for _ in 0..<30 { simulation.removeFromPool() }
    var later = simulation.scenario
    later.parameters.offenders.pool = 150
    simulation.enter(World(later))
    #expect(
      abs(simulation.activeOffenders / simulation.parameters.offenders.pool - 120 / 150) < 1e-9)
    later.parameters.offenders.pool = 20
    simulation.enter(World(later))
    #expect(simulation.activeOffenders == 0)
  }

  @Test("Supervision of licences is booked by the hours of each period")
  func supervision() {
    var scenario = Scenario.quiet {
      $0.parameters.groups.initial = 4
      $0.parameters.licence.hours = 365.25
      $0.history.licence = 1
    }
    scenario.datedValues = [Self.dated("licence.hours", .number(3 * 365.25), "2018-01-11")]
    var simulation = Simulation(scenario, replication: 1)
    simulation.advance(to: 31.5)
    #expect(abs(simulation.total(.licenceHours) - 4 * (10 + 3 * 21)) < 1e-6)
  }
}
