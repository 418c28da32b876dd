// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Injunctions, and the sequence of trials")
struct InjunctionTests {
  @Test("Actions bring injunctions, and groups obey them, with the given probabilities")
  func branching() {
    let scenario = Scenario.quiet {
      $0.parameters.enforcement.injunction = 0.4
      $0.parameters.enforcement.injunctionObeyed = 0.7
      $0.parameters.enforcement.injunctionLength = 100
      $0.parameters.behaviour.stopAfterEnforcement = 0
      $0.parameters.behaviour.hideAfterEnforcement = 0
      $0.history.enforcement = 1
    }
    var simulation = Simulation(scenario, replication: 1)
    for group in simulation.addGroups(2_000) {
      simulation.considerEnforcement(
        number: simulation.nextContact(of: group), group: group, area: 0)
    }
    expectShare(simulation.total(.injunctions), of: 2_000, equals: 0.4)
    let bound = simulation.groups.count { $0.enjoinedUntil == 100 }
    expectShare(Double(bound), of: Int(simulation.total(.injunctions)), equals: 0.7)
  }

  @Test("A group that obeys an injunction hands over what it has until the injunction ends")
  func obeys() {
    var simulation = Simulation(
      .quiet {
        $0.parameters.groups.restraint = .fixed(0)
        $0.areas[0].triageOfficers = 0
      }, replication: 1)
    let group = simulation.addGroups(1)[0]
    simulation.groups[0].enjoinedUntil = 1
    for time in [0.0, 0.9, 1.1, 2.0] {
      simulation.advance(to: time)
      simulation.fileIsReady(
        group: group, number: simulation.nextContact(of: group), area: 0, offence: .meeting)
    }
    #expect(simulation.total(.filesHandedOver) == 2)
    #expect(simulation.stings.count == 2)
  }

  @Test("A suspect is not tried before the case against the volunteers of that sting has ended")
  func sequence() {
    let scenario = Scenario.quiet {
      $0.history.enforcement = 1
      $0.parameters.behaviour.stopAfterEnforcement = 0
      $0.parameters.enforcement.charged = 1
      $0.parameters.enforcement.hours = 0
      $0.parameters.enforcement.court = .fixed(10)
      $0.parameters.court.trial = .fixed(2)
      $0.parameters.court.collapse = 0
    }
    var simulation = Simulation(scenario, replication: 1)
    let group = simulation.addGroups(1)[0]
    let slots = simulation.addVolunteerCases(2)
    simulation.considerEnforcement(number: simulation.cases[slots[0]].number, group: group, area: 0)
    for slot in slots { simulation.calendar.schedule(.readyForTrial(slot), at: 4) }
    var ends: [Double] = []
    simulation.advance(to: 30) { event, simulation in
      if case .trialEnds = event { ends.append(simulation.now) }
    }
    // The other suspect is tried at once; this one waits from day 4 to the end of the trial on day 10.
    #expect(ends == [6, 12])
    #expect((simulation.total(.casesHeld), simulation.total(.heldDays)) == (1, 6))
    #expect(simulation.enforcementUnderWay.isEmpty && simulation.heldCases.isEmpty)
  }

  @Test("A case against volunteers that lapses holds nobody up")
  func lapses() {
    let scenario = Scenario.quiet {
      $0.history.enforcement = 1
      $0.areas[0].investigators = 1
      $0.parameters.investigation.patience = .fixed(5)
      $0.parameters.enforcement.hours = 1_000
      $0.parameters.court.trial = .fixed(2)
    }
    var simulation = Simulation(scenario, replication: 1)
    let group = simulation.addGroups(1)[0]
    let slots = simulation.addVolunteerCases(2)
    for slot in slots {
      simulation.considerEnforcement(number: simulation.cases[slot].number, group: group, area: 0)
    }
    // The only investigator takes the first; the second lapses on day 5.
    simulation.calendar.schedule(.readyForTrial(slots[1]), at: 1)
    simulation.advance(to: 10)
    #expect((simulation.total(.casesHeld), simulation.total(.heldDays)) == (1, 4))
    #expect(simulation.total(.trials) == 1)
  }

  @Test("A suspect whose trial is ready after the volunteers' case has ended does not wait")
  func afterwards() {
    let scenario = Scenario.quiet {
      $0.history.enforcement = 1
      $0.parameters.enforcement.charged = 0
      $0.parameters.enforcement.hours = 0
      $0.parameters.court.trial = .fixed(2)
    }
    var simulation = Simulation(scenario, replication: 1)
    let group = simulation.addGroups(1)[0]
    let slot = simulation.addVolunteerCases(1)[0]
    simulation.considerEnforcement(number: simulation.cases[slot].number, group: group, area: 0)
    simulation.calendar.schedule(.readyForTrial(slot), at: 1)
    simulation.advance(to: 10)
    #expect(simulation.total(.casesHeld) == 0)
    #expect(simulation.total(.trials) == 1)
  }
}
