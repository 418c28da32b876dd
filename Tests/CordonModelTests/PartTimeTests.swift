// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Testing

@testable import CordonModel

/// Lengths and delays at the edges of mechanisms: part time, and the moments from which days are counted.
@Suite("Time that work takes")
struct PartTimeTests {
  @Test("is longer at a desk, in a courtroom and at a bench of which there is but a part")
  func partTime() {
    var simulation = Simulation(
      .quiet {
        $0.areas[0].triageOfficers = nil
        $0.parameters.staffing.triageOfficers = 0.5
        $0.parameters.triage.reading = .fixed(0.1)
        $0.parameters.court.courtrooms = 0.5
        $0.parameters.court.backlog = 1
        $0.parameters.court.trial = .fixed(4)
      }, replication: 1)
    _ = simulation.submitFiles(of: simulation.addGroups(1))
    for (time, desk, court) in [(0.15, 1, 1), (0.25, 0, 1), (7.9, 0, 1), (8.1, 0, 0)] {
      simulation.advance(to: time)
      #expect(simulation.desks[0].busy == desk, "after \(time) days")
      #expect(simulation.courts.busy == court, "after \(time) days")
    }
  }

  @Test("to a charge is counted from the record of the case, and that of a held case from its wait")
  func countedFrom() {
    var simulation = Simulation(
      .quiet {
        $0.parameters.court.chargeVolunteer = 1
        $0.parameters.court.preparation = .fixed(1_000)
      }, replication: 1)
    simulation.advance(to: 100)
    let slots = simulation.addVolunteerCases(40, quality: 1)
    for slot in slots {
      simulation.volunteerCases[simulation.cases[slot].volunteers].recorded = 20
      simulation.cases[slot].queued = 70
      simulation.decideCharge(slot, at: simulation.now)
    }
    let charges = simulation.total(.volunteerCharges)
    #expect(charges > 0)
    #expect(simulation.total(.daysToCharge) == 80 * charges)

    let held = simulation.addVolunteerCases(1)[0]
    simulation.cases[held].number = 77
    simulation.volunteerCases[simulation.cases[held].volunteers].charged = 30
    simulation.enforcementUnderWay.append(77)
    simulation.readyForTrial(held)
    simulation.advance(to: 107)
    simulation.endEnforcement(number: 77)
    #expect(simulation.total(.casesHeld) == 1)
    #expect(simulation.total(.heldDays) == 7)
  }

  @Test("until police come is counted from an hour before a sting of which they were told before")
  func toldBefore() {
    var simulation = Simulation(
      .quiet {
        $0.parameters.stings.told = [1, 0, 0, 0]
        $0.parameters.stings.stay = .fixed(10)
        $0.parameters.response.travel = .fixed(3.0 / 24)
        $0.parameters.response.takeover = .fixed(1)
      }, replication: 1)
    let sting = simulation.startStings(of: simulation.addGroups(1))[0]
    simulation.advance(to: 1.95 / 24)
    #expect(!simulation.stings[sting].isAttended)
    simulation.advance(to: 2.05 / 24)
    #expect(simulation.stings[sting].isAttended)
  }
}
