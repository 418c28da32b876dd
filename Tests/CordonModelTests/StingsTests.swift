// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Stings")
struct StingsTests {
  private static let minute = 1.0 / 1_440

  /// A world with as many groups as stings, all of which have started at time 0.
  private func started(
    _ stings: Int, enforcement: Double = 0, _ change: (inout Scenario) -> Void
  ) -> (simulation: Simulation, stings: [UInt32]) {
    var simulation = Simulation(.quiet(change), replication: 1)
    simulation.setLevers { $0.enforcement = enforcement }
    let groups = simulation.addGroups(stings)
    let rows = simulation.startStings(of: groups)
    return (simulation, rows)
  }

  @Test("Stings happen on a later day, in the parts of the day and the places of the shares")
  func whenAndWhere() {
    let scenario = Scenario.quiet { $0.parameters.stings.planning = .exponential(mean: 2) }
    var simulation = Simulation(scenario, replication: 1)
    _ = simulation.addGroups(1)
    simulation.advance(to: 0.5)
    for number in 0..<2_000 {
      simulation.planSting(
        group: 0, number: UInt64(number), area: 0, offence: .meeting, quality: 0.5)
    }
    var dayparts = [0, 0, 0, 0]
    var days: [Double] = []
    simulation.stings.forEachSlot { sting in
      let start = simulation.stings[sting].start
      dayparts[Int((start - start.rounded(.down)) * 4)] += 1
      days.append(start.rounded(.down))
    }
    let own = scenario.parameters.stings
    chiSquareTest(of: dayparts, probabilities: own.dayparts, tests: familySize).require("dayparts")
    #expect(days.allSatisfy { $0 >= 1 })
    // The day after the one on which planning ends, 0.5 and an exponential time after time 0.
    let later = exp(-0.25) / (1 - exp(-0.5))
    expectMean(of: days, equals: 1 + later, tests: familySize, "days")

    var places = [0, 0, 0, 0, 0]
    simulation.advance(to: 60) { event, simulation in
      guard case .stingStarts(let sting) = event else { return }
      places[simulation.stings[sting].place.rawValue] += 1
    }
    #expect(places.reduce(0, +) == 2_000)
    chiSquareTest(of: places, probabilities: own.places, tests: familySize).require("places")
  }

  @Test("Stings are put off on weekdays, day by day, and never at a weekend")
  func weekdays() {
    let scenario = Scenario.quiet {
      $0.parameters.stings.planning = .fixed(0)
      $0.parameters.stings.weekdays = 0.3
    }
    var simulation = Simulation(scenario, replication: 1)
    _ = simulation.addGroups(1)
    for number in 0..<2_000 {
      simulation.planSting(
        group: 0, number: UInt64(number), area: 0, offence: .meeting, quality: 0.5)
    }
    // From Tuesday, the day after, to Saturday.
    var days = Array(repeating: 0, count: 7)
    simulation.stings.forEachSlot { days[Int(simulation.stings[$0].start)] += 1 }
    let expected = (0..<4).map { 0.3 * pow(0.7, Double($0)) } + [pow(0.7, 4)]
    chiSquareTest(of: Array(days[1...5]), probabilities: expected, tests: familySize)
      .require("days")
    #expect(days[0] == 0 && days[6] == 0)
  }

  @Test("Police are told before, at the start, during the sting or never, with the given shares")
  func told() {
    let shares = [0.2, 0.3, 0.4, 0.1]
    var (simulation, stings) = started(2_000) {
      $0.parameters.stings.told = shares
      $0.parameters.stings.stay = .fixed(1)
      $0.parameters.stings.callDelay = .fixed(5 * Self.minute)
      $0.parameters.response.travel = .fixed(Self.minute)
    }
    var counts = [0, 0, 0]
    simulation.advance(to: 0.9) { event, simulation in
      guard case .policeArrive = event else { return }
      counts[simulation.now == 0 ? 0 : simulation.now < 2 * Self.minute ? 1 : 2] += 1
    }
    let attended = counts.reduce(0, +)
    #expect(simulation.total(.policeAttended) == Double(attended))
    #expect(simulation.stings.count == stings.count - attended)
    counts.append(stings.count - attended)
    chiSquareTest(of: counts, probabilities: shares, tests: familySize).require()
  }

  @Test(
    "Police come as often as competing exponential times say, and always where they are awaited",
    arguments: [0, 0.4])
  func attendance(held: Double) {
    let (stay, travel, delay) = (30 * Self.minute, 20 * Self.minute, 15 * Self.minute)
    var (simulation, stings) = started(2_500) {
      $0.parameters.stings.told = [0.2, 0.3, 0.4, 0.1]
      $0.parameters.stings.stay = .exponential(mean: stay)
      $0.parameters.stings.callDelay = .exponential(mean: delay)
      $0.parameters.response.travel = .exponential(mean: travel)
      $0.parameters.stings.held = held
    }
    simulation.advance(to: 5)
    let (comes, calls) = (stay / (stay + travel), stay / (stay + delay))
    let late = exp(-1 / 24 / travel)
    let left = 0.2 * (1 - late + late * comes) + 0.3 * comes + 0.4 * calls * comes
    let share = held * 0.9 + (1 - held) * left
    let attended = simulation.total(.policeAttended)
    expectShare(attended, of: stings.count, equals: share)
    #expect(simulation.total(.responseHours) == 8 * attended)
    #expect(simulation.stings.count == 0)
  }

  @Test("Fear of enforcement takes its share from those who would have told police")
  func fear() {
    let change: (inout Scenario) -> Void = {
      $0.parameters.stings.told = [0.2, 0.3, 0.4, 0.1]
      $0.parameters.behaviour.telling.toEnforcement = -2
    }
    let (calm, stings) = started(2_000, change)
    let (afraid, same) = started(2_000, enforcement: 0.3, change)
    func told(_ simulation: Simulation, _ stings: [UInt32]) -> Set<UInt64> {
      Set(
        stings.filter { simulation.stings[$0].arrival != .none }
          .map { simulation.stings[$0].number })
    }
    let (all, some) = (told(calm, stings), told(afraid, same))
    #expect(some.isSubset(of: all))
    expectShare(Double(all.count), of: stings.count, equals: 0.9)
    expectShare(Double(some.count), of: stings.count, equals: 0.9 * exp(-0.6))
  }

  @Test(
    "A condition on streams holds for the groups that comply and for no other",
    arguments: Levers.StreamCondition.allCases)
  func streams(condition: Levers.StreamCondition) {
    let compliance = 0.4
    let (simulation, stings) = started(2_000) {
      $0.history.streamCondition = condition
      $0.history.streamCompliance = compliance
      $0.parameters.stings.streamed = 0.7
    }
    let rows = stings.map { simulation.stings[$0] }
    let live = rows.filter { $0.liveViewers > 0 }
    let published = rows.filter { $0.publishedViewers > 0 }
    let shares: (live: Double, published: Double) =
      switch condition {
      case .none: (0.7, 0.7)
      case .delayed: (0.7 * (1 - compliance), 0.7)
      case .afterCharge: (0.7 * (1 - compliance), 0.7 * (1 - compliance))
      }
    expectShare(Double(live.count), of: stings.count, equals: shares.live, "live")
    expectShare(Double(published.count), of: stings.count, equals: shares.published, "published")
    #expect(simulation.total(.streamedStings) == Double(live.count))
    if condition != .none {
      #expect(live.allSatisfy { simulation.groups[Int($0.group)].defiance >= compliance })
    }
  }

  @Test("Audiences grow with a power of a group's reach and make publicity when it is over")
  func audience() {
    var simulation = Simulation(
      .quiet {
        $0.parameters.stings.streamed = 1
        $0.parameters.stings.audience = .fixed(1_000)
        $0.parameters.stings.audienceToFollowers = 0.5
        $0.parameters.stings.stay = .fixed(0.1)
        $0.parameters.publicMood.viewersPerUnit = 500
      }, replication: 1)
    let groups = simulation.addGroups(1)
    simulation.groups[0].reach = 4
    let sting = simulation.startStings(of: groups)[0]
    #expect(abs(simulation.stings[sting].liveViewers - 2_000) < 1e-9)
    simulation.advance(to: 0.1)
    #expect(simulation.publicity.level(at: 0.1) == 0)
    simulation.handle(.stingEnds(sting))
    #expect(abs(simulation.publicity.level(at: 0.1) - 4) < 1e-9)
  }

  @Test(
    "Wrong persons are confronted the less, the more competent the group and with a checklist",
    arguments: [(0.3, false, 0.2), (0.65, false, 0.1), (0.3, true, 0.1)])
  func wrongPersons(competence: Double, checklist: Bool, probability: Double) {
    let scenario = Scenario.quiet {
      $0.parameters.groups.competence = .fixed(0.3)
      $0.parameters.stings.wrongPerson = 0.2
      $0.parameters.stings.checklistWrongPerson = 0.5
      $0.history.checklist = checklist
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(2_000)
    // What counts is a competence beside that of new groups.
    for group in groups { simulation.groups[Int(group)].competence = competence }
    let stings = simulation.startStings(of: groups)
    expectShare(simulation.total(.wrongPersons), of: stings.count, equals: probability)
  }

  @Test("Police who come arrest with the given probability, and then use the file or refuse it")
  func arrests() {
    var (simulation, stings) = started(2_000) {
      $0.parameters.stings.told = [1, 0, 0, 0]
      $0.parameters.stings.arrest = 0.9
      $0.parameters.response.travel = .fixed(0)
      $0.history.acceptance = 0.6
    }
    simulation.advance(to: 0.1)
    #expect(simulation.total(.policeAttended) == Double(stings.count))
    let arrests = simulation.total(.arrests)
    expectShare(arrests, of: stings.count, equals: 0.9, "arrests")
    expectShare(simulation.total(.filesRefused), of: Int(arrests), equals: 0.4, "refused")
    #expect(simulation.total(.filesAdopted) + simulation.total(.filesRefused) == arrests)
    let opened = simulation.total(.volunteerCasesOpened)
    #expect(opened + simulation.total(.arrestsReleased) == arrests)
    #expect(
      simulation.total(.forgone) == opened * simulation.parameters.offenders.forgonePerCase)
  }

  @Test(
    "After a sting without police a file is still given in the given share, but not by who hides",
    arguments: [(false, 0.35), (true, 0)])
  func fileAfterwards(isHidden: Bool, share: Double) {
    var (simulation, stings) = started(2_000) {
      $0.parameters.stings.fileAfterSting = 0.35
      $0.parameters.stings.stay = .fixed(0.1)
    }
    for group in simulation.groups.indices {
      simulation.groups[group].hiddenUntil = isHidden ? .infinity : -.infinity
    }
    simulation.advance(to: 4)
    expectShare(simulation.total(.filesRead), of: stings.count, equals: share)
  }
}
