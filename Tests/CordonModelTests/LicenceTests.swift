// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Volunteers whom police take in")
struct LicenceTests {
  @Test(
    "A licence goes to the share of groups that keep to conditions most readily, and changes them")
  func licensed() {
    var simulation = Simulation(
      .quiet {
        $0.parameters.groups.competence = .fixed(0.3)
        $0.parameters.groups.restraint = .fixed(0.4)
        $0.parameters.licence.training = 0.5
        $0.parameters.licence.restraint = 0.25
        $0.history.licence = 0.3
      }, replication: 1)
    let groups = simulation.addGroups(1_000).map { simulation.groups[Int($0)] }
    let licensed = groups.filter { simulation.isLicensed($0) }
    expectShare(Double(licensed.count), of: groups.count, equals: 0.3)
    for group in groups {
      let isLicensed = group.defiance < 0.3
      #expect(simulation.isLicensed(group) == isLicensed)
      #expect(abs(simulation.competence(of: group) - (isLicensed ? 0.65 : 0.3)) < 1e-12)
      #expect(abs(simulation.restraint(of: group) - (isLicensed ? 0.55 : 0.4)) < 1e-12)
      #expect(simulation.complies(group, with: 0.1) == isLicensed)
      #expect(simulation.complies(group, with: 0.6) == (group.defiance < 0.6))
    }
  }

  @Test("Licensed groups do not stream, and their supervision is booked by the day")
  func supervision() {
    var simulation = Simulation(
      .quiet {
        $0.parameters.licence.hours = 73.05
        $0.parameters.stings.streamed = 1
        $0.history.licence = 1
      }, replication: 1)
    let groups = simulation.addGroups(10)
    _ = simulation.startStings(of: groups)
    simulation.advance(to: 32)
    #expect(simulation.total(.stings) == 10)
    #expect(simulation.total(.streamedStings) == 0)
    // 31 days of January of ten groups.
    #expect(abs(simulation.total(.licenceHours) - 10 * 73.05 * 31 / 365.25) < 1e-9)
  }

  @Test("A licensed group that has stopped is supervised no more, and its hours are officers' work")
  func supervisionEnds() throws {
    var simulation = Simulation(
      .quiet {
        $0.parameters.licence.hours = 73.05
        $0.parameters.costs.officerHour = 40
        $0.history.licence = 1
      }, replication: 1)
    let groups = simulation.addGroups(10)
    for group in groups.prefix(6) { simulation.stopGroup(group) }
    simulation.advance(to: 32)
    #expect(abs(simulation.total(.licenceHours) - 4 * 73.05 * 31 / 365.25) < 1e-9)
    #expect(abs(simulation.totalCost - 40 * simulation.total(.licenceHours)) < 1e-9)
    for group in groups.dropFirst(6) { simulation.stopGroup(group) }
    let outcomes = simulation.finish()
    let hours = try ["officer-hours", "licence-hours"].map { name in
      outcomes.counted[try #require(Outcome.all.firstIndex { $0.name == name })]
    }
    #expect(hours[0] == hours[1] && hours[0] > 0)
  }

  @Test("Groups join the police at the rate of the lever: a pure death process")
  func conversion() {
    let rate = 1.2 / 365.25
    let scenario = Scenario.quiet {
      $0.history.specialConstables = rate
      $0.parameters.groups.members = .fixed(10)
      $0.parameters.licence.joining = 0.3
    }
    var simulation = Simulation(scenario, replication: 1)
    _ = simulation.addGroups(1_000)
    simulation.advance(to: 200)
    let converted = simulation.total(.groupsConverted)
    expectShare(converted, of: 1_000, equals: 1 - exp(-rate * 200))
    #expect(simulation.groupCount == 1_000 - Int(converted))
    #expect(abs(simulation.specialConstables[0] - converted * 3) < 1e-6)
  }

  @Test(
    "Undercover arrests follow the strength of the officers and the special constables with them",
    arguments: [(0.5, 0.0, 0.5), (1, 0, 1), (2, 0, 2), (1, 200, 2), (3, 400, 4)])
  func undercover(lever: Double, specials: Double, strength: Double) {
    let scenario = Scenario.quiet {
      $0.parameters.investigation.undercoverArrests = 20
      $0.parameters.staffing.undercoverOfficers = 20
      $0.areas[0].undercoverOfficers = 20
      $0.parameters.licence.specialStrength = 0.1
      $0.parameters.costs.undercoverArrest = 100
      $0.history.undercover = lever
    }
    var simulation = Simulation(scenario, replication: 1)
    simulation.specialConstables[0] = specials
    simulation.advance(to: 50)
    let arrests = simulation.total(.undercoverArrests)
    // A Poisson number; the costs are of what goes beyond the strength of history.
    expectMean(
      of: [arrests], equals: 20 * 50 * strength,
      knownDeviation: (20 * 50 * strength).squareRoot())
    let extra = simulation.totalCost / 100
    #expect(abs(extra - arrests * max(0, strength - 1) / strength) <= 150)
    #expect((extra > 0) == (strength > 1))
    // Their hours are those that the cost pays for.
    let hour = scenario.parameters.costs.officerHour
    #expect(abs(simulation.total(.undercoverHours) * hour - simulation.totalCost) < 1e-6)
    #expect(simulation.total(.undercoverCost) == simulation.totalCost)
  }

  @Test("A stronger force arrests whom a weaker one arrests, and others")
  func nested() {
    func arrested(_ strength: Double) -> Set<UInt64> {
      var simulation = Simulation(
        .quiet {
          $0.parameters.investigation.undercoverArrests = 5
          $0.history.undercover = strength
        }, replication: 1)
      simulation.advance(to: 20)
      var numbers: Set<UInt64> = []
      simulation.cases.forEachSlot { numbers.insert(simulation.cases[$0].number) }
      return numbers
    }
    let (weak, strong) = (arrested(1), arrested(3))
    #expect(weak.isSubset(of: strong) && weak.count < strong.count)
  }
}

/// Expects one sample of a law with known standard deviation to have the mean, within the family's error.
private func expectMean(
  of samples: [Double], equals mean: Double, knownDeviation: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  // 4.9 standard deviations: 1e-6 two-sided, 1e-4 over fewer than 100 such tests.
  for sample in samples {
    #expect(abs(sample - mean) < 4.9 * knownDeviation, sourceLocation: sourceLocation)
  }
}
