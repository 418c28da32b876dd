// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Offenders and opportunity cost")
struct OffendersTests {
  @Test("A closed pool that only arrests empty is a pure death process")
  func pureDeath() {
    let (pool, rate, days) = (40, 20.0, 4.0)
    let scenario = Scenario.oneGroup(contactsPerDay: rate) {
      $0.history.acceptance = 1
      $0.parameters.chats.endInMeeting = 1
      $0.parameters.groups.restraint = .fixed(1)
      $0.parameters.groups.trust = .fixed(1)
      $0.parameters.handover.withoutChannel = 1
      $0.parameters.triage.reading = .fixed(0)
      $0.parameters.offenders.pool = Double(pool)
    }
    let active = replicate(200, of: scenario) {
      $0.advance(to: days)
      #expect($0.activeOffenders + $0.total(.arrests) == Double(pool))
      return $0.activeOffenders
    }
    let stays = exp(-rate * days / Double(pool))
    expectMoments(
      of: active, mean: Double(pool) * stays, variance: Double(pool) * stays * (1 - stays), "pool")
  }

  @Test("Undercover arrests take offenders out of the pool, until nobody is left")
  func undercover() {
    let scenario = Scenario.quiet {
      $0.parameters.investigation.undercoverArrests = 10
      $0.parameters.offenders.pool = 30
    }
    var simulation = Simulation(scenario, replication: 1)
    simulation.advance(to: 20) { event, simulation in
      guard case .undercoverArrest = event else { return }
      #expect(simulation.activeOffenders == max(0, 30 - simulation.total(.undercoverArrests)))
    }
    #expect(simulation.total(.undercoverArrests) > 30)
    #expect(simulation.contactShare(in: 0) == 0)
  }

  @Test(
    "Every volunteer case has its price in identifications forgone, and late referrals are counted")
  func opportunityCost() {
    let scenario = Scenario.quiet {
      $0.areas[0].investigators = 1
      $0.parameters.offenders.forgonePerCase = 2.5
      $0.parameters.investigation.enquiries = 0
      $0.parameters.investigation.effort = .fixed(1)
      $0.parameters.investigation.grades = [0, 1, 0, 0]
      $0.parameters.investigation.targetHigh = 0
      $0.parameters.investigation.patience = .fixed(1e6)
      $0.parameters.investigation.arrestToCharge = 400
    }
    var simulation = Simulation(scenario, replication: 1)
    simulation.openVolunteerCase(
      number: 1, group: 0, area: 0, offence: .meeting, quality: 0.6, recorded: 0)
    #expect(simulation.total(.forgone) == 2.5)
    // The referral waits behind the volunteer case, longer than its target of nothing.
    simulation.referral()
    simulation.advance(to: 300)
    #expect(simulation.total(.referralsTaken) == 1)
    #expect(simulation.total(.referralsLate) == 1)
    #expect(simulation.total(.referralWait) > 10)
  }
}
