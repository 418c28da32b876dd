// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Where groups form")
struct FoundingAreaTests {
  private func country(_ change: (inout Scenario) -> Void) -> Scenario {
    .quiet { scenario in
      scenario.parameters.country.residents = 10e6
      scenario.areas = [("North", Region.northEast, 4e6), ("South", .southWest, 1e6)].map {
        var area = scenario.areas[0]
        (area.name, area.region, area.population) = $0
        return area
      }
      change(&scenario)
    }
  }

  @Test("Without nearness they form as residents live, elsewhere in the country too")
  func byResidents() {
    var simulation = Simulation(
      country { $0.parameters.groups.nearFounding = 0 }, replication: 1)
    _ = simulation.addGroups(3_000)
    let homes = (0..<3).map { home in simulation.groups.count { $0.area == home } }
    chiSquareTest(of: homes, probabilities: [0.4, 0.1, 0.5], tests: familySize).require("homes")
    #expect(simulation.groupCount == 3_000)
    #expect(simulation.activeGroups.map(\.value) == [Double(homes[0]), Double(homes[1])])
    #expect(simulation.total(.groupsFounded) == Double(homes[0] + homes[1]))
  }

  @Test("New groups near others and of no distance to anywhere make Polya's urn")
  func polya() {
    // With one reach for all, nearness that keeps everything at home, and a share c near others, the next
    // home is drawn with weight c times groups there plus (1 - c) times residents. With 2 groups to begin with and
    // c = 1 the share at the end is as even as its first step: the mean stays, the variance is the urn's.
    let scenario = country {
      $0.parameters.groups.followers = .fixed(1_000)
      $0.parameters.groups.reach = 0.1
      $0.parameters.groups.nearFounding = 1
    }
    let steps = 30
    let shares = replicate(400, of: scenario) {
      _ = $0.addGroups(steps + 1)
      return Double($0.groups.count { $0.area == 0 }) / Double(steps + 1)
    }
    // The first group is anywhere; all others follow it.
    expectMean(of: shares, equals: 0.4, tests: familySize, "share in the north")
    #expect(shares.allSatisfy { $0 == 0 || $0 == 1 })
  }

  @Test("With a share c near others the share in an area keeps its mean and spreads as an urn does")
  func spread() {
    let near = 0.7
    let scenario = country {
      $0.parameters.groups.followers = .fixed(1_000)
      $0.parameters.groups.reach = 0.1
      $0.parameters.groups.nearFounding = near
    }
    let groups = 25
    let counts = replicate(600, of: scenario) {
      _ = $0.addGroups(groups)
      return Double($0.groups.count { $0.area == 0 })
    }
    // Given k of n in the north the next is there with probability p = c k / n + (1 - c) q: moments by recursion.
    let q = 0.4
    var (mean, square) = (q, q)
    for n in 1..<groups {
      let size = Double(n)
      let next = near * mean / size + (1 - near) * q
      square += 2 * (near * square / size + (1 - near) * q * mean) + next
      mean += next
    }
    expectMoments(of: counts, mean: mean, variance: square - mean * mean, "groups in the north")
  }

  @Test("Groups at home elsewhere sting in the areas as often as the areas' own go elsewhere")
  func visits() {
    let scenario = Scenario.quiet {
      $0.areas[0].population = 1e6
      $0.areas[0].radius = 30
      $0.areas[0].region = .eastMidlands
      $0.parameters.groups.initial = 300
      $0.parameters.groups.nearFounding = 0
      $0.parameters.groups.decoys = 1
      $0.parameters.chats.contacts = 0.5
      $0.parameters.chats.length = .fixed(0)
      $0.parameters.chats.endInMeeting = 1
      $0.parameters.groups.restraint = .fixed(0)
      $0.parameters.stings.streamed = 0
    }
    let days = 101.0
    let stings = replicate(40, of: scenario) {
      $0.advance(to: days)
      let seen = Set($0.groups.filter { _ in true }.map(\.area))
      #expect(seen.isSubset(of: [0, 1]))
      return $0.total(.stings)
    }
    expectMean(
      of: stings, equals: 300 * 0.5 * (days - 1) / 61, tests: familySize, "stings in the force")
    var simulation = Simulation(scenario, replication: 1)
    simulation.advance(to: days)
    let own = simulation.groups.count { $0.area == 0 }
    #expect(simulation.total(.groupsSeen) > Double(own))
    #expect(simulation.publicity.level(at: days) == 0)
  }
}
