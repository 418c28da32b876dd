// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

@testable import CordonModel

/// A world with simulated calls of one division; police are told at the start of every sting.
private func world(
  units: Double, residents: Double = 250_000, _ change: (inout Scenario) -> Void = { _ in }
) -> Scenario {
  .quiet {
    $0.areas[0].population = residents
    $0.parameters.stings.told = [0, 1, 0, 0]
    $0.parameters.stings.stay = .fixed(100)
    $0.parameters.stings.arrest = 0
    $0.parameters.response.background = .calls
    $0.parameters.response.units = units
    $0.parameters.response.unitsByDaypart = [0.25, 0.25, 0.25, 0.25]
    $0.parameters.response.callsByDaypart = [0.25, 0.25, 0.25, 0.25]
    $0.parameters.response.travel = .fixed(0)
    $0.parameters.response.firstResponse = 6
    change(&$0)
  }
}

@Suite("Response police call by call")
struct ResponseCallsTests {
  /// The wait of a sting that starts now, in a fork of the run.
  private func probe(_ simulation: Simulation) -> Double {
    var fork = simulation
    let sting = fork.startStings(of: [0])[0]
    let start = fork.now
    fork.beginStretch(until: start + 30)
    while let event = fork.nextEvent() {
      if case .policeArrive(sting) = event { return fork.now - start }
      fork.handle(event)
    }
    return .infinity
  }

  @Test(
    "A sting waits as by the stationary law and its jump chain",
    arguments: [(6, 0.9, StingGrade.priority), (4, 0.5, .priority), (6, 0.9, .immediate)])
  func agreement(units: Double, callsPerThousand: Double, grade: StingGrade) {
    let scenario = world(units: units) {
      $0.parameters.response.incidents = callsPerThousand / 1_000
      $0.parameters.response.needsUnit = 0.4
      $0.parameters.response.stingGrade = grade
    }
    let own = scenario.parameters.response
    let world = World(scenario)
    let law = ResponseLaw(world.response.divisions[0].queue(0))
    let probes = 40
    var waits: [Double] = []
    var delayed: [Double] = []
    var publicWaits: [Double] = []
    for replication in 0..<60 {
      var simulation = Simulation(world, replication: replication)
      _ = simulation.addGroups(1)
      simulation.advance(to: 2)
      let before = simulation.divisions[0].immediateWait
      var (wait, late) = (0.0, 0.0)
      for number in 0..<probes {
        simulation.advance(to: 2 + 0.3 * Double(number))
        let seen = probe(simulation)
        wait += seen
        late += seen > 0 ? 1 : 0
      }
      let days = simulation.now - 2
      publicWaits.append((simulation.divisions[0].immediateWait - before) / days)
      var stream = Luck(seed: 3, replication: replication)
        .stream(StreamAddress(kind: 1, number: 1, purpose: 1))
      for _ in 0..<10 * probes {
        let drawn = law.drawWait(
          needed: own.unitsAtSting, isImmediate: grade == .immediate, &stream)
        wait -= drawn / 10
        late -= drawn > 0 ? 0.1 : 0
      }
      waits.append(wait)
      delayed.append(late)
    }
    expectMean(of: waits, equals: 0, tests: familySize, "wait")
    expectMean(of: delayed, equals: 0, tests: familySize, "probability of a wait")
    // Little: the waits of a day are those who wait.
    expectMean(
      of: publicWaits, equals: law.mean { Double($0.immediate) }, tests: familySize,
      "waits of immediate calls")
  }

  @Test("Stings take units from each other until the first response is done, in the order of calls")
  func seized() {
    // Two units a sting, three units: one sting at a time, for 6 officer-hours of 3 officers.
    let scenario = world(units: 3) { $0.parameters.response.incidents = 0 }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(3)
    simulation.advance(to: 0.5)
    _ = simulation.startStings(of: groups)
    var arrivals: [Double] = []
    simulation.advance(to: 1) { event, simulation in
      if case .policeArrive = event { arrivals.append((simulation.now - 0.5) * 24) }
    }
    #expect(arrivals.count == 3)
    for (arrival, hours) in zip(arrivals, [0.0, 2, 4]) { #expect(abs(arrival - hours) < 1e-9) }
    #expect(simulation.divisions[0].station.busy == 0)
    #expect(simulation.total(.takeoverDays) * 24 - 6 < 1e-9)
  }

  @Test("A sting that is over leaves the line, and its units turn back")
  func standDown() {
    let scenario = world(units: 2) {
      $0.parameters.response.incidents = 0
      $0.parameters.response.travel = .fixed(0.2)
      $0.parameters.stings.stay = .fixed(0.1)
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(2)
    simulation.advance(to: 0.5)
    _ = simulation.startStings(of: groups)
    #expect(simulation.divisions[0].station.busy == 2)
    #expect(simulation.divisions[0].station.waiting == 1)
    simulation.advance(to: 0.65)
    #expect(simulation.total(.policeAttended) == 0)
    #expect(simulation.divisions[0].station.busy == 0)
    #expect(simulation.divisions[0].station.waiting == 0)
    #expect(simulation.divisions[0].calls.count == 0)
    simulation.advance(to: 5)
    simulation.checkInvariants()
  }

  @Test("Police who were told before use the notice for their travel; those told late are late")
  func notice() {
    for (told, travel, hours) in [
      ([1.0, 0, 0, 0], 0.5, 0.0), ([1, 0, 0, 0], 1.5, 0.75), ([0, 1, 0, 0], 0.5, 0.5),
      ([0, 0, 1, 0], 0.5, 2.5),
    ] {
      let scenario = world(units: 4) {
        $0.parameters.response.incidents = 0
        $0.parameters.response.travel = .fixed(travel / 24)
        $0.parameters.stings.told = told
        $0.parameters.stings.toldAhead = 0.75 / 24
        $0.parameters.stings.callDelay = .fixed(2.0 / 24)
      }
      var simulation = Simulation(scenario, replication: 1)
      _ = simulation.startStings(of: simulation.addGroups(1))
      simulation.advance(to: 1)
      #expect(simulation.total(.policeAttended) == 1)
      #expect(abs(simulation.total(.takeoverDays) * 24 - hours) < 1e-9)
    }
  }

  @Test("A disorder draws all units on duty, as they become free and before other calls")
  func surge() {
    let scenario = world(units: 4) {
      $0.parameters.response.incidents = 0
      $0.parameters.response.disorderLength = 3.0 / 24
      $0.parameters.response.travel = .fixed(0.01)
      $0.parameters.crowd.hostile = 1e6
      $0.parameters.crowd.assault = 1e6
      $0.parameters.crowd.disorderPerPerson = 1e6
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(2)
    _ = simulation.startStings(of: [groups[0]], crowd: 1)
    // Two of the four units are at the sting for 2 hours; four are drawn for 3 hours each.
    for (hours, busy, waiting) in [(0.3, 4, 2), (2.3, 4, 0), (3.3, 2, 0), (5.3, 0, 0)] {
      simulation.advance(to: hours / 24)
      #expect(simulation.divisions[0].station.busy == busy, "after \(hours) hours")
      #expect(simulation.divisions[0].station.waiting == waiting, "after \(hours) hours")
    }
    simulation.advance(to: 0.5)
    simulation.checkInvariants()
  }

  @Test(
    "A disorder draws a unit for every two further officers, the last of an odd number included",
    arguments: [(1.0, 1), (2, 1), (3, 2), (4, 2), (5, 3), (0, 0)])
  func surgeOfOddOfficers(officers: Double, units: Int) {
    var simulation = Simulation(
      world(units: 6) {
        $0.parameters.response.incidents = 0
        $0.parameters.response.disorderLength = 1
      }, replication: 1)
    let group = simulation.addGroups(1)[0]
    let sting = Sting(
      number: simulation.nextContact(of: group), group: group, area: 0, offence: .meeting,
      quality: 0.6, start: 0)
    simulation.drawSurge(to: sting, officers: officers)
    #expect(simulation.divisions[0].station.busy == units)
  }

  @Test("Units above the number on duty finish their call, and do not begin another")
  func shifts() {
    var own = ResponseParameters()
    own.unitsByDaypart = [0.375, 0.125, 0.25, 0.25]
    own.callsByDaypart = [0.25, 0.25, 0.25, 0.25]
    let division = ResponseDivision(units: 2, callsPerDay: 0, own)
    #expect(division.units == [3, 1, 2, 2])
    var calendar = ShelvedCalendar<Event>(shelvedBy: 0x1p-3)
    var simulated = SimulatedDivision(
      division, area: 0, number: 0, luck: Luck(seed: 1, replication: 1), startingAt: 0)
    simulated.start(&calendar, Luck(seed: 1, replication: 1))
    #expect(calendar.count == 0)
    for length in [0.3, 0.4, 0.45, 0.1, 0.1] {
      simulated.request(.init(grade: .priority, length: length), &calendar)
    }
    calendar.schedule(.responseShift, at: 0.25, priority: .staffing)
    calendar.schedule(.responseShift, at: 0.5, priority: .staffing)
    var seen: [[Double]] = []
    while let event = calendar.next(before: 2) {
      switch event {
      case .responseShift: simulated.changeShift(&calendar)
      case .unitsFree(_, let units): simulated.release(units: Int(units), &calendar)
      default: Issue.record("\(event) was not expected")
      }
      seen.append([calendar.now, Double(simulated.station.busy), Double(simulated.station.waiting)])
    }
    // Three begin; from 0.25 on one is on duty, so that the fourth begins when all have finished.
    let expected = [
      [0.25, 3, 2], [0.3, 2, 2], [0.4, 1, 2], [0.45, 1, 1], [0.5, 2, 0], [0.55, 1, 0], [0.6, 0, 0],
    ]
    #expect(seen.count == expected.count)
    for (one, other) in zip(seen, expected) {
      for (number, exact) in zip(one, other) { #expect(abs(number - exact) < 1e-12) }
    }
    #expect(abs(simulated.station.overtime(at: 1) - (0.05 + 0.15)) < 1e-12)
    simulated.check(at: 2)
  }

  @Test("The public calls at the rate of each part of the day, whatever the stings")
  func luck() {
    let scenario = world(units: 6) {
      $0.parameters.response.callsByDaypart = [0, 0.2, 0.5, 0.3]
      $0.parameters.response.incidents = 0.0004
      $0.parameters.response.needsUnit = 1
    }
    var counts: [[Double]] = [[], [], [], []]
    for replication in 1...40 {
      var simulation = Simulation(scenario, replication: replication)
      var disturbed = simulation
      _ = disturbed.startStings(of: disturbed.addGroups(5))
      var calls: [Double] = []
      var others: [Double] = []
      var byDaypart = [0.0, 0, 0, 0]
      simulation.advance(to: 4) { event, simulation in
        guard case .publicCall = event else { return }
        calls.append(simulation.now)
        byDaypart[ResponseDivision.daypart(at: simulation.now)] += 1
      }
      disturbed.advance(to: 4) { event, simulation in
        if case .publicCall = event { others.append(simulation.now) }
      }
      #expect(calls == others)
      for daypart in 0..<4 { counts[daypart].append(byDaypart[daypart]) }
    }
    for (count, share) in zip(counts, scenario.parameters.response.callsByDaypart) where share > 0 {
      expectMoments(of: count, mean: 400 * share, variance: 400 * share, "calls")
    }
    #expect(counts[0].allSatisfy { $0 == 0 })
  }

  @Test("All divisions of an area are simulated where asked, with stings in any of them")
  func scope() {
    let scenario = world(units: 3, residents: 1_000_000) {
      $0.parameters.response.incidents = 0
      $0.parameters.response.scope = .all
    }
    var simulation = Simulation(scenario, replication: 1)
    #expect(simulation.divisions.count == 4)
    simulation.advance(to: 0.5)
    _ = simulation.startStings(of: simulation.addGroups(40))
    #expect(simulation.divisions.allSatisfy { $0.station.busy == 2 })
    let lines = simulation.divisions.map { $0.station.waiting + 1 }
    #expect(lines.reduce(0, +) == 40)
    chiSquareTest(of: lines, probabilities: [0.25, 0.25, 0.25, 0.25], tests: familySize)
      .require("divisions")
  }

  @Test("An overloaded division turns the public's calls away at its longest line")
  func overload() {
    let scenario = world(units: 1) {
      $0.parameters.response.incidents = 0.01
      $0.parameters.response.needsUnit = 1
    }
    var simulation = Simulation(scenario, replication: 1)
    simulation.advance(to: 2)
    #expect(simulation.divisions[0].station.waiting <= SimulatedDivision.longestLine)
    #expect(simulation.divisions[0].station.refused > 0)
    simulation.checkInvariants()
  }
}
