// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Staffing")
struct StaffingTests {
  private func area(_ population: Double, officers: Double? = nil) -> Area {
    var area = Area()
    (area.population, area.officers) = (population, officers)
    return area
  }

  @Test(
    "A team is the fewest members who together give the time",
    arguments: [
      (390.0, 390, 1.0), (11.4, 12, 0.95), (1.25, 2, 0.625), (12.000_000_000_001, 12, 1.0),
      (0.5, 1, 0.5), (0.01, 1, 0.2), (0.0, 0, 1.0),
    ])
  func team(fullTime: Double, members: Int, time: Double) {
    let team = Team(fullTime: fullTime, least: 0.2)
    #expect(team.members == members)
    #expect(abs(team.time - time) < 1e-12)
  }

  @Test("An area of the whole country has the country's staff, exactly and in full time")
  func wholeCountry() {
    let staffing = Staffing(Area(), Parameters())
    #expect(staffing.investigators == Team(members: 390))
    #expect(staffing.undercoverOfficers == Team(members: 115))
    #expect(staffing.triageOfficers == Team(members: 4))
    #expect(staffing.forensicBenches == Team(members: 120))
  }

  @Test("What an area states is its staff, whatever its share")
  func stated() {
    var area = area(2e6)
    (area.investigators, area.triageOfficers) = (7, 0)
    let staffing = Staffing(area, Parameters())
    #expect(staffing.investigators == Team(members: 7))
    #expect(staffing.triageOfficers == Team(members: 0))
    #expect(abs(staffing.forensicBenches.fullTime - 120 * 2 / 61) < 1e-9)
  }

  @Test(
    "A share follows residents, officers, or what lies between",
    arguments: [(0.0, 0.1), (1.0, 0.2), (0.25, 0.125)])
  func share(weight: Double, share: Double) {
    var parameters = Parameters()
    parameters.staffing.weightOfOfficers = weight
    let staffing = Staffing(area(6.1e6, officers: 26_000), parameters)
    #expect(abs(staffing.investigators.fullTime - 390 * share) < 1e-9)
    // Without a number of its own the area has as many officers for each resident as the country.
    #expect(
      abs(Staffing(area(6.1e6), parameters).investigators.fullTime - 39) < 1e-9)
  }

  @Test("Liaison officers leave and join, and full time stays the same")
  func liaison() {
    let staffing = Staffing(area(1.8e6), Parameters())
    let all = staffing.investigators.fullTime + staffing.triageOfficers.fullTime
    for share in [0, 0.1, 0.5, 1] {
      let left = staffing.investigators(without: share).fullTime
      #expect(abs(left - staffing.investigators.fullTime * (1 - share)) < 1e-9)
      #expect(abs(left + staffing.desk(with: share).fullTime - all) < 1e-9)
    }
    #expect(staffing.investigators(without: 1).members == 0)
  }

  @Test("Demand and staff are the share of residents, and change nothing at a share of one")
  func scaling() {
    let national = Parameters()
    #expect(national.scaled(toResidents: national.country.residents) == national)
    let tenth = national.scaled(toResidents: 6.1e6)
    let demand: [KeyPath<Parameters, Double>] = [
      \.investigation.referrals, \.forensics.otherDevices, \.offenders.pool,
    ]
    for path in demand {
      #expect(abs(tenth[keyPath: path] / national[keyPath: path] - 0.1) < 1e-12)
    }
    #expect(tenth.forensics.backlog == 400)
    #expect(abs(tenth.publicMood.deterrence / national.publicMood.deterrence - 10) < 1e-12)
    #expect(tenth.groups == national.groups)
    let twice = national.scaled(toResidents: 122e6).groups
    #expect(twice.foundingBase == 2 * national.groups.foundingBase)
    #expect(twice.densityPeak == 2 * national.groups.densityPeak)

    var scenario = Scenario()
    scenario.areas = [area(4e6), area(2.1e6)]
    scenario.areas[0].undercoverOfficers = 23
    let world = World(scenario)
    #expect(abs(world.courtrooms.fullTime - national.court.courtrooms / 10) < 1e-9)
    #expect(tenth.court.backlog == national.court.backlog / 10)
    let undercover = (23 + 115 * 2.1 / 61) / 115 * national.investigation.undercoverArrests
    #expect(abs(world.undercoverArrests - undercover) < 1e-9)
    #expect(world.ownArrestShare == national.investigation.arrestShare)
  }

  @Test("Who gives half the time takes twice as long")
  func partTime() {
    func finished(_ time: Double) -> Double {
      let scenario = Scenario.quiet {
        $0.areas[0].investigators = nil
        $0.areas[0].forensicBenches = nil
        $0.parameters.staffing.investigators = time
        $0.parameters.staffing.forensicBenches = time
        $0.parameters.investigation.chargeWithoutDevices = 0
        $0.parameters.forensics.examination = .fixed(1)
        $0.parameters.court.decision = .fixed(0)
      }
      var simulation = Simulation(scenario, replication: 1)
      let slot = simulation.addVolunteerCases(1)[0]
      simulation.investigate(slot)
      simulation.beginStretch(until: 1_000)
      while let event = simulation.nextEvent() {
        if case .chargeDecision = event { return simulation.now }
        simulation.handle(event)
      }
      return .infinity
    }
    #expect(finished(1) > 3 && finished(1) < 1_000)
    #expect(abs(finished(0.5) / finished(1) - 2) < 1e-9)
  }

  @Test("Areas have referrals and undercover arrests in proportion to residents and officers")
  func demand() {
    let scenario = Scenario.quiet {
      $0.areas = [area(3e6), area(1e6)]
      $0.areas[0].undercoverOfficers = 10
      $0.areas[1].undercoverOfficers = 30
      $0.parameters.country.residents = 8e6
      $0.parameters.staffing.undercoverOfficers = 20
      $0.parameters.investigation.referrals = 40
      $0.parameters.investigation.undercoverArrests = 10
    }
    var counts: [[Double]] = [[], []]
    for replication in 0..<40 {
      var simulation = Simulation(scenario, replication: replication)
      simulation.advance(to: 10)
      counts[0].append(simulation.total(.referrals))
      counts[1].append(simulation.total(.ownArrests))
    }
    expectMean(of: counts[0], equals: 10 * 40 * 4 / 8, tests: familySize, "referrals")
    expectMean(of: counts[1], equals: 10 * 10 * 40 / 20, tests: familySize, "undercover arrests")
  }
}

extension StaffingTests {
  @Test("Levers that do not touch staff leave what is measured of staff as it is, bit for bit")
  func isNotSetAnew() {
    func counted(changes: Int) -> [Double] {
      let scenario = Scenario.quiet {
        $0.areas[0].investigators = 3
        $0.parameters.investigation.referrals = 2
        $0.parameters.investigation.enquiries = 7
        $0.parameters.investigation.patience = .exponential(mean: 20)
        let start = $0.settings.start.dayNumber
        $0.policy.changes = (0..<changes).map { number in
          Policy.Change(
            lever: "duty-of-care", setting: .number(number.isMultiple(of: 2) ? 0.2 : 0.7),
            from: CalendarDate(dayNumber: start + 2 * number + 1))
        }
      }
      var simulation = Simulation(scenario, replication: 1)
      return simulation.finish().counted
    }
    let (still, moved) = (counted(changes: 0), counted(changes: 150))
    #expect(zip(still, moved).allSatisfy { $0.bitPattern == $1.bitPattern })
  }
}
