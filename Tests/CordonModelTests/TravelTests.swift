// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Travel")
struct TravelTests {
  private func area(
    _ name: String, _ residents: Double, _ region: Region = .london,
    at centre: (Double, Double)? = nil, radius: Double? = nil
  ) -> Area {
    var area = Area()
    (area.name, area.population, area.region, area.radius) = (name, residents, region, radius)
    (area.easting, area.northing) = (centre?.0, centre?.1)
    return area
  }

  private func travel(
    _ areas: [Area], residents: Double = 61e6, _ change: (inout Parameters) -> Void = { _ in }
  ) -> Travel {
    var parameters = Parameters()
    parameters.country.residents = residents
    change(&parameters)
    return Travel(of: areas, parameters)
  }

  /// What comes to each zone for each resident there, where groups are as residents are.
  private func inflow(_ travel: Travel) -> [Double] {
    (0..<travel.zones).map { zone in
      let sum = (0..<travel.zones).reduce(0) {
        $0 + travel.residents[$1] * travel.share(ofHome: $1, in: zone)
      }
      return sum / travel.residents[zone]
    }
  }

  /// A large town with a small one in its midst, and two neighbours with coordinates.
  private var towns: [Area] {
    [
      area("Town", 8e6, at: (530, 180), radius: 22),
      area("Midst", 8_000, at: (532, 181), radius: 1),
      area("Next", 2e6, .southEast, at: (560, 160), radius: 30),
      area("Far", 1e6, .wales, at: (300, 190), radius: 25),
    ]
  }

  @Test("Shares of destinations add up to 1, and as many come as go, for each resident")
  func balance() {
    for reach in [1.0, 10, 50, 1e4] {
      let travel = travel(towns) { $0.groups.reach = reach }
      #expect(travel.zones == 5)
      for home in 0..<travel.zones {
        let sum = (0..<travel.zones).reduce(0) { $0 + travel.share(ofHome: home, in: $1) }
        #expect(abs(sum - 1) < 1e-12)
        for zone in 0..<travel.zones {
          let there = travel.residents[home] * travel.share(near: home, in: zone)
          let back = travel.residents[zone] * travel.share(near: zone, in: home)
          #expect(abs(there - back) <= 1e-9 * max(there, 1e-9))
        }
      }
      for value in inflow(travel) { #expect(abs(value - 1) < 1e-9) }
    }
  }

  @Test("Where distance does not matter a suspect is anywhere, by residents")
  func flat() {
    let areas = towns
    let travel = travel(areas) { $0.groups.reach = 1e5 }
    for home in 0..<areas.count {
      for zone in 0..<areas.count {
        let share = travel.share(ofHome: home, in: zone)
        #expect(abs(share / travel.residents[zone] - 1) < 0.01)
      }
    }
  }

  @Test("A group works at home and near by more than far away")
  func decay() {
    let travel = travel(towns) { $0.groups.travel = 0 }
    let next = (0..<4).map { travel.share(ofHome: 2, in: $0) / travel.residents[$0] }
    #expect(next[2] > next[0] && next[0] > 100 * next[3])
  }

  @Test("Splitting an area changes nothing for each resident, in its parts or elsewhere")
  func split() {
    let whole = travel([
      area("Town", 8e6), area("Next", 2e6, .southEast),
    ])
    let parts = travel([
      area("Large", 7_992_000), area("Next", 2e6, .southEast), area("Small", 8_000),
    ])
    let fromNext = parts.share(ofHome: 1, in: 0) + parts.share(ofHome: 1, in: 2)
    #expect(abs(fromNext - whole.share(ofHome: 1, in: 0)) < 1e-9)
    #expect(abs(parts.share(ofHome: 1, in: 1) - whole.share(ofHome: 1, in: 1)) < 1e-9)
    let perResident = whole.share(ofHome: 0, in: 0) / whole.residents[0]
    for home in [0, 2] {
      for part in [0, 2] {
        let rate = parts.share(ofHome: home, in: part) / parts.residents[part]
        #expect(abs(rate / perResident - 1) < 1e-9)
      }
    }
    for value in inflow(parts) { #expect(abs(value - 1) < 1e-9) }
  }

  @Test("A town in the midst of another has about as many stings for each resident")
  func midst() {
    let travel = travel(towns)
    let rates = (0...1).map { travel.share(ofHome: 0, in: $0) / travel.residents[$0] }
    #expect(0.8...1.25 ~= rates[1] / rates[0])
  }

  @Test("Two parts of very different size have the same stings for each resident")
  func simulatedSplit() {
    func scenario(_ areas: [Area]) -> Scenario {
      .quiet {
        $0.areas = areas
        $0.parameters.country.residents = 8e6
        $0.parameters.groups.initial = 40
        $0.parameters.groups.decoys = 1
        $0.parameters.chats.contacts = 0.2
        $0.parameters.chats.length = .fixed(0)
        $0.parameters.chats.endInMeeting = 1
        $0.parameters.groups.nearFounding = 0
        $0.parameters.groups.restraint = .fixed(0)
        $0.parameters.groups.learning = 0
        $0.parameters.stings.streamed = 0
      }
    }
    let parts = scenario([
      area("Large", 7.6e6, at: (530, 180), radius: 22),
      area("Small", 0.4e6, at: (532, 181), radius: 4),
    ])
    var ofSmall: [Double] = []
    var all: [Double] = []
    for replication in 1...60 {
      var simulation = Simulation(parts, replication: replication)
      simulation.advance(to: 100)
      let month = simulation.counts.months.indices
      let small = month.reduce(0.0) { sum, month in
        let totals = Array(simulation.counts.totals(ofMonth: month, inArea: 1))
        return sum + totals[Measure.stings.rawValue]
      }
      ofSmall.append(small - 0.05 * simulation.total(.stings))
      all.append(simulation.total(.stings))
    }
    expectMean(of: ofSmall, equals: 0, tests: familySize, "stings beyond the share")
    // A contact becomes a sting on the next day; two days at the end have some that are still to come.
    expectMean(
      of: all, equals: 40 * 0.2 / ChatParameters().headroom * 2 * 99, tests: familySize, "stings")
  }

  @Test("A part of the country is visited by as many as go from it")
  func elsewhere() {
    let travel = travel([area("Force", 1e6, .eastMidlands, radius: 26)])
    #expect(travel.zones == 2)
    #expect(abs(travel.residents[0] - 1 / 61) < 1e-12)
    let (stay, visits) = (travel.share(ofHome: 0, in: 0), travel.share(ofHome: 1, in: 0))
    #expect(0.3..<0.9 ~= stay)
    #expect(abs(visits * 60 - (1 - stay)) < 1e-9)
    #expect(Self.wholeCountry.zones == 2 && Self.wholeCountry.residents[1] == 0)
    #expect(Self.wholeCountry.share(ofHome: 0, in: 0) == 1)
  }

  private static var wholeCountry: Travel { Travel(of: [Area()], Parameters()) }

  @Test("The zone of a suspect has the law of the weights, without avoidance or with it")
  func drawing() {
    let travel = travel(towns)
    let steps = 100_000
    for factor in [0.0, 2] {
      var found = Array(repeating: 0, count: travel.zones)
      for step in 0..<steps {
        let uniform = (Double(step) + 0.5) / Double(steps)
        found[Int(travel.zone(fromHome: 2, uniform: uniform) { $0 == 0 ? factor : 0 })] += 1
      }
      let weights = (0..<travel.zones).map {
        travel.share(ofHome: 2, in: $0) * ($0 == 0 ? exp(-factor) : 1)
      }
      let sum = weights.reduce(0, +)
      for (count, weight) in zip(found, weights) {
        #expect(abs(Double(count) / Double(steps) - weight / sum) < 1e-4)
      }
    }
  }
}
