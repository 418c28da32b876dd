// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Enforcement against volunteers")
struct EnforcementTests {
  private func enforced(_ change: (inout Scenario) -> Void) -> Simulation {
    let scenario = Scenario.quiet {
      $0.history.enforcement = 0.5
      $0.parameters.behaviour.stopAfterEnforcement = 0.3
      $0.parameters.behaviour.hideAfterEnforcement = 0.2
      $0.parameters.enforcement.charged = 0.4
      $0.parameters.enforcement.convicted = 0.6
      $0.parameters.enforcement.convictionEnds = 0
      $0.parameters.groups.restraint = .fixed(0.5)
      $0.parameters.enforcement.emboldened = 0.3
      change(&$0)
    }
    var simulation = Simulation(scenario, replication: 1)
    for group in simulation.addGroups(3_000) {
      let number = simulation.nextContact(of: group)
      simulation.considerEnforcement(number: number, group: group, area: 0)
    }
    return simulation
  }

  @Test("Arrest, charge and trial, and what the group does, branch with their probabilities")
  func branching() {
    var simulation = enforced { $0.parameters.enforcement.hours = 12 }
    let arrested = simulation.total(.volunteersArrested)
    expectShare(arrested, of: 3_000, equals: 0.5, "arrested")
    let stopped = simulation.groups.count { !$0.isActive }
    let hidden = simulation.groups.count { $0.isHidden(at: simulation.now) }
    chiSquareTest(
      of: [stopped, hidden, Int(arrested) - stopped - hidden], probabilities: [0.3, 0.2, 0.5],
      tests: familySize
    ).require("reactions")
    #expect(!simulation.groups.contains { $0.hiddenUntil > 0 && !$0.isActive })
    #expect(simulation.cases.count == Int(arrested))

    simulation.advance(to: 5_000)
    let charged = simulation.total(.volunteersCharged)
    expectShare(charged, of: Int(arrested), equals: 0.4, "charged")
    let convicted = simulation.total(.volunteersConvicted)
    expectShare(convicted, of: Int(charged), equals: 0.6, "convicted")
    let bold = simulation.groups.count { abs($0.restraint - 0.35) < 1e-12 }
    #expect(Double(bold) == charged - convicted)
    #expect(simulation.groups.count { $0.restraint == 0.5 } == 3_000 - bold)
    #expect(simulation.cases.count == 0)
    let hours = simulation.total(.enforcementHours) / arrested
    #expect(abs(hours - 12) < 5 * 6 / arrested.squareRoot())
    let hour = simulation.parameters.costs.officerHour
    #expect(abs(simulation.totalCost - hour * simulation.total(.enforcementHours)) < 1e-6)
  }

  @Test("Without enforcement nothing happens, and against a group that has stopped neither")
  func none() {
    let simulation = enforced { $0.history.enforcement = 0 }
    #expect((simulation.total(.volunteersArrested), simulation.cases.count) == (0, 0))
    var certain = Simulation(.quiet { $0.history.enforcement = 1 }, replication: 1)
    let group = certain.addGroups(1)[0]
    certain.stopGroup(group)
    certain.considerEnforcement(number: 0, group: group, area: 0)
    #expect(certain.total(.volunteersArrested) == 0)
  }

  @Test("An acquittal makes publicity, a conviction of volunteers does not")
  func publicity() {
    for (convicted, level) in [(0.0, 7.0), (1, 0)] {
      var simulation = Simulation(
        .quiet {
          $0.parameters.enforcement.convicted = convicted
          $0.parameters.publicMood.publicityOfAcquittal = 7
        }, replication: 1)
      let group = simulation.addGroups(1)[0]
      simulation.decideOnVolunteers(
        simulation.open(
          Case(
            number: 1, route: .enforcement, area: 0,
            volunteers: simulation.volunteerCases.add(VolunteerCase(group: group)))))
      #expect(simulation.publicity.level(at: 0) == level)
    }
  }
}
