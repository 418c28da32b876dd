// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Police at the scene")
struct PoliceAtTheSceneTests {
  private static let minute = 1.0 / 1_440

  @Test("From arrival to takeover police take away a share of the hazards: two constant hazards")
  func presence() {
    let (arrival, takeover, hazard, presence) = (0.02, 0.03, 30.0, 0.75)
    var simulation = Simulation(
      .quiet {
        $0.parameters.stings.told = [0, 1, 0, 0]
        $0.parameters.stings.stay = .fixed(1)
        $0.parameters.response.travel = .fixed(arrival)
        $0.parameters.response.takeover = .fixed(takeover)
        $0.parameters.crowd.hostile = hazard
        $0.parameters.crowd.stewarding = 0
        $0.parameters.crowd.policePresence = presence
      }, replication: 1)
    let groups = simulation.addGroups(2_000)
    _ = simulation.startStings(of: groups)
    simulation.advance(to: 0.9)
    #expect(simulation.stings.count == 0)
    #expect(abs(simulation.total(.takeoverDays) / 2_000 - arrival - takeover) < 1e-12)
    let calm = exp(-hazard * (arrival + (1 - presence) * takeover))
    expectShare(simulation.total(.hostileStings), of: 2_000, equals: 1 - calm)
  }

  @Test("The suspect cannot leave once police are there")
  func noLeaving() {
    var simulation = Simulation(
      .quiet {
        $0.parameters.stings.told = [0, 1, 0, 0]
        $0.parameters.stings.stay = .fixed(0.03)
        $0.parameters.response.travel = .fixed(0.02)
        $0.parameters.response.takeover = .fixed(0.1)
        $0.parameters.stings.arrest = 1
        $0.history.acceptance = 1
      }, replication: 1)
    let groups = simulation.addGroups(1)
    _ = simulation.startStings(of: groups)
    simulation.advance(to: 0.119)
    #expect(simulation.total(.arrests) == 0 && simulation.stings.count == 1)
    simulation.advance(to: 0.121)
    #expect(simulation.total(.arrests) == 1 && simulation.stings.count == 0)
  }

  @Test("Where groups give notice officers stand by from the start, and the hours are booked")
  func notice() {
    let scenario = Scenario.quiet {
      $0.parameters.response.travel = .fixed(0.5)
      $0.parameters.response.standbyLength = 3.0 / 24
      $0.parameters.response.firstResponse = 0
      $0.parameters.stings.arrest = 0
      $0.history.notice = 0.4
      $0.history.standbyOfficers = 5
      $0.history.acceptance = 0
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(2_000)
    _ = simulation.startStings(of: groups)
    simulation.advance(to: 0.01)
    let attended = simulation.total(.policeAttended)
    expectShare(attended, of: 2_000, equals: 0.4)
    #expect(simulation.total(.takeoverDays) == 0)
    #expect(abs(simulation.total(.responseHours) - attended * 15) < 1e-6)
  }

  @Test("Groups that check identity put the sting off and confront fewer wrong persons")
  func identityCheck() {
    var simulation = Simulation(
      .quiet {
        $0.parameters.stings.planning = .fixed(0.5)
        $0.parameters.stings.checkTime = 2
        $0.parameters.stings.wrongPerson = 0.4
        $0.parameters.stings.checkedWrongPerson = 0.25
        $0.parameters.groups.competence = .fixed(0.3)
        $0.history.identityCheck = 1
      }, replication: 1)
    let groups = simulation.addGroups(2_000)
    for group in groups {
      simulation.planSting(
        group: group, number: simulation.nextContact(of: group), area: 0, offence: .meeting,
        quality: 0.6)
    }
    // Monday: planned by noon, checked until noon of Wednesday, so on Thursday.
    simulation.stings.forEachSlot { #expect(Int(simulation.stings[$0].start) == 3) }
    simulation.advance(to: 4)
    expectShare(simulation.total(.wrongPersons), of: 2_000, equals: 0.1)
  }

  @Test("A stream that is removed draws nobody afterwards and is seen by fewer")
  func removal() {
    let (removal, travel) = (10 * Self.minute, 20 * Self.minute)
    let scenario = Scenario.quiet {
      $0.parameters.stings.streamed = 1
      $0.parameters.stings.audience = .fixed(10_000)
      $0.parameters.stings.audienceToFollowers = 0
      $0.parameters.stings.viewingTime = 1
      $0.parameters.stings.stay = .fixed(0.5)
      $0.parameters.crowd.localViewers = 0.01
      $0.parameters.crowd.travel = .exponential(mean: travel)
      $0.history.streamRemoval = removal
    }
    let joined = replicate(60, of: scenario) { simulation in
      let groups = simulation.addGroups(1)
      let sting = simulation.startStings(of: groups)[0]
      let seen = 10_000 * (1 - exp(-removal))
      #expect(abs(simulation.stings[sting].publishedViewers - seen) < 1e-6)
      simulation.advance(to: 0.4)
      return simulation.total(.crowdJoined)
    }
    // A Poisson number with the viewers who arrive before the stream is removed.
    let mean = 100 * (1 - exp(-removal / travel))
    expectMoments(of: joined, mean: mean, variance: mean, "joined")
  }
}
