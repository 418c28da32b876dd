// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

/// Who calls police to a sting: hazards of those who are there, against their closed forms.
@Suite("Callers")
struct CallersTests {
  private static let stings = 2_000
  private static let hour = 1.0 / 24

  /// The times in hours at which somebody who is there called first to stings that all began at time 0,
  /// and how often each caller was the first.
  private func calls(
    crowd: UInt32 = 0, until end: Double = 0.9, isHidden: Bool = false,
    _ change: (inout Scenario) -> Void
  ) -> (times: [Double], by: [Caller: Int], simulation: Simulation) {
    var simulation = Simulation(
      .quiet {
        $0.parameters.stings.stay = .fixed(1)
        $0.parameters.response.travel = .fixed(10)
        change(&$0)
      }, replication: 1)
    let groups = simulation.addGroups(Self.stings)
    for group in groups {
      simulation.groups[Int(group)].hiddenUntil = isHidden ? .infinity : -.infinity
    }
    _ = simulation.startStings(of: groups, crowd: crowd)
    var (times, by) = ([Double](), [Caller: Int]())
    simulation.advance(to: end) { event, simulation in
      guard case .policeAlarmed(let sting) = event else { return }
      times.append(simulation.now / Self.hour)
      by[simulation.stings[sting].caller, default: 0] += 1
    }
    let byVolunteers = simulation.total(.callsByVolunteers)
    #expect(simulation.total(.policeTold) == Double(times.count) + byVolunteers)
    return (times, by, simulation)
  }

  @Test(
    "With constant hazards the first call is exponential, and each caller makes it with its share",
    arguments: [
      (StingParameters.Place.home, UInt32(0), [2.0, 3, 0, 0]), (.street, 0, [2, 0, 0, 0]),
      (.shoppingCentre, 5, [2, 0, 6, 2.5]), (.transport, 0, [2, 0, 6, 0]),
      (.other, 10, [2, 0, 0, 5]),
    ] as [(StingParameters.Place, UInt32, [Double])])
  func constantHazards(place: StingParameters.Place, crowd: UInt32, hazards: [Double]) {
    let (times, by, simulation) = calls(crowd: crowd) {
      $0.parameters.stings.places = StingParameters.Place.allCases.map { $0 == place ? 1 : 0 }
      $0.parameters.callers.suspect = 2 / Self.hour
      $0.parameters.callers.neighbours = 3 / Self.hour
      $0.parameters.callers.staff = 6 / Self.hour
      $0.parameters.callers.bystander = 0.5 / Self.hour
    }
    let total = hazards.reduce(0, +)
    #expect(times.count == Self.stings)
    kolmogorovSmirnovTest(of: times, tests: familySize) { 1 - exp(-total * $0) }.require()
    for (caller, hazard) in zip([Caller.suspect, .neighbours, .staff, .bystanders], hazards) {
      let count = Double(by[caller, default: 0])
      #expect(caller.measure.map { simulation.total($0) } == count)
      if hazard == 0 || hazard == total {
        #expect(count == (hazard == 0 ? 0 : Double(Self.stings)))
      } else {
        expectShare(count, of: Self.stings, equals: hazard / total, "\(caller)")
      }
    }
  }

  @Test("Hazards of a call grow as a sting turns hostile, from the moment at which it does")
  func alarm() {
    let (calm, factor, hostile, end) = (0.5, 6.0, 1.0, 2.0)
    let (times, _, _) = calls(until: end * Self.hour) {
      $0.parameters.callers.suspect = calm / Self.hour
      $0.parameters.callers.alarmAtHostility = factor
      $0.parameters.crowd.hostile = hostile / Self.hour
      $0.parameters.crowd.stewarding = 0
    }
    // Nobody has called by t: still calm, or hostile since s and no call since then.
    let (slow, fast) = (calm + hostile, calm * factor)
    let silent = exp(-slow * end) + hostile * (exp(-fast * end) - exp(-slow * end)) / (slow - fast)
    expectShare(Double(times.count), of: Self.stings, equals: 1 - silent)
  }

  @Test("Volunteers who call during a sting compete with those who are there")
  func competition() {
    let (volunteers, suspect) = (4.0, 6.0)
    let (times, _, simulation) = calls {
      $0.parameters.stings.told = [0, 0, 1, 0]
      $0.parameters.stings.callDelay = .exponential(mean: Self.hour / volunteers)
      $0.parameters.callers.suspect = suspect / Self.hour
    }
    #expect(simulation.total(.policeTold) == Double(Self.stings))
    expectShare(
      Double(times.count), of: Self.stings, equals: suspect / (volunteers + suspect), "others")
  }

  @Test("Hiding takes the volunteers' call away and no other, which competes with the end")
  func hiding() {
    let (stay, travel, suspect) = (0.02, 0.01, 0.03)
    let (times, by, simulation) = calls(until: 0.9, isHidden: true) {
      $0.parameters.stings.told = [0, 1, 0, 0]
      $0.parameters.stings.held = 1
      $0.parameters.stings.stay = .exponential(mean: stay)
      $0.parameters.response.travel = .exponential(mean: travel)
      $0.parameters.callers.suspect = 1 / suspect
    }
    #expect(by == [.suspect: times.count])
    #expect(simulation.total(.hiddenStings) == Double(Self.stings))
    #expect(simulation.total(.callsByVolunteers) == 0)
    expectShare(Double(times.count), of: Self.stings, equals: stay / (stay + suspect), "told")
    expectShare(
      simulation.total(.policeAttended), of: times.count, equals: stay / (stay + travel),
      "attended")
    // Without police for the lesser of an exponential stay and two exponential times in a row.
    let exits = 1 / stay + 1 / suspect
    let called = (1 / suspect) / exits
    let mean = 1 / exits + called / (1 / stay + 1 / travel)
    let unattended = simulation.total(.unattendedDays) / Double(Self.stings)
    #expect(abs(unattended / mean - 1) < 5 / Double(Self.stings).squareRoot())
  }

  @Test("Nobody calls police who are already told, or to a sting that is over")
  func onlyOnce() {
    let (times, _, simulation) = calls {
      $0.parameters.stings.told = [0, 0.5, 0, 0.5]
      $0.parameters.stings.stay = .fixed(Self.hour)
      $0.parameters.callers.suspect = 1e-3 / Self.hour
    }
    #expect(times.allSatisfy { $0 < 1 })
    let others = simulation.total(.policeTold) - simulation.total(.callsByVolunteers)
    #expect(others == Double(times.count))
    expectShare(simulation.total(.callsByVolunteers), of: Self.stings, equals: 0.5)
  }

  @Test("Serious disorders are told apart by place, by hiding and by whether police come")
  func disorders() {
    let shares = [0.4, 0.2, 0.2, 0.1, 0.1]
    let (_, _, run) = calls(crowd: 20, isHidden: true) {
      $0.parameters.stings.places = shares
      $0.parameters.stings.stay = .fixed(0.2)
      $0.parameters.response.travel = .fixed(0.05)
      $0.parameters.callers.suspect = 5
      $0.parameters.crowd.hostile = 1e4
      $0.parameters.crowd.assault = 1e4
      $0.parameters.crowd.disorderPerPerson = 1e3
      $0.parameters.callers.alarmAtHostility = 1
      $0.parameters.callers.alarmAtAssault = 1
      $0.parameters.callers.alarmAtDisorder = 1
    }
    var simulation = run
    let byPlace = StingParameters.Place.allCases.map { simulation.total(.disorders(at: $0)) }
    let all = simulation.total(.seriousDisorders)
    #expect(all == Double(Self.stings) && byPlace.reduce(0, +) == all)
    chiSquareTest(of: byPlace.map { Int($0) }, probabilities: shares, tests: familySize).require()
    #expect(simulation.total(.hiddenDisorders) == all)
    #expect(simulation.total(.attendedDisorders) == simulation.total(.policeAttended))
    expectShare(simulation.total(.attendedDisorders), of: Self.stings, equals: 1 - exp(-5 * 0.15))
    simulation.checkInvariants()
  }
}
