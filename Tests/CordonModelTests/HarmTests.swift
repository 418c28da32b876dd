// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Harm")
struct HarmTests {
  private static let exposures = 4_000

  /// The times of suicides after so many arrests at time 0 on files handed over quietly.
  private func suicides(
    care: Double, _ change: (inout HarmParameters) -> Void = { _ in }
  ) -> (times: [Double], simulation: Simulation) {
    let scenario = Scenario.quiet {
      $0.history.dutyOfCare = care
      $0.parameters.harm.suicide = 0.5
      $0.parameters.harm.streamFactor = 1
      change(&$0.parameters.harm)
    }
    var simulation = Simulation(scenario, replication: 1)
    for number in 0..<Self.exposures { simulation.exposeByArrest(number: UInt64(number), area: 0) }
    var times: [Double] = []
    simulation.advance(to: 1_000) { event, simulation in
      if case .suicide = event { times.append(simulation.now) }
    }
    #expect(simulation.total(.suicides) == Double(times.count))
    #expect(simulation.total(.exposures) == Double(Self.exposures))
    return (times, simulation)
  }

  @Test("Without a protocol deaths have the given probability, and most come within 72 hours")
  func unprotected() {
    let (times, simulation) = suicides(care: 0) { $0.within72Hours = 0.75 }
    expectShare(Double(times.count), of: Self.exposures, equals: 0.5, "deaths")
    expectShare(Double(times.count { $0 <= 3 }), of: times.count, equals: 0.75, "72 hours")
    kolmogorovSmirnovTest(of: times, tests: familySize) { 1 - pow(0.25, $0 / 3) }.require()
    #expect(simulation.total(.careHours) == 0)
  }

  @Test(
    "A protocol prevents deaths as competing exponential hazards say",
    arguments: [(1.0, 0.5), (0.6, 0.5), (1, 1)])
  func dutyOfCare(reached: Double, effect: Double) {
    let (care, window) = (1.5, 2.0)
    let (times, simulation) = suicides(care: reached) {
      $0.careDelay = .exponential(mean: care)
      $0.careWindow = window
      $0.careEffect = effect
      $0.careHours = 6
    }
    // The protocol starts within its window and before the death.
    let (starts, dies) = (1 / care, 1 / simulation.parameters.harm.meanDelay)
    let inTime = starts / (starts + dies) * (1 - exp(-(starts + dies) * window))
    expectShare(
      Double(times.count), of: Self.exposures, equals: 0.5 * (1 - reached * effect * inTime))
    expectShare(
      simulation.total(.careHours) / 6, of: Self.exposures, equals: reached, "reached")
    let cost = 45 * simulation.total(.careHours)
    #expect(abs(simulation.totalCost - cost) < 1e-6)
  }

  @Test("A protocol only ever prevents deaths, the later ones")
  func thinning() {
    let (without, _) = suicides(care: 0)
    let (with, _) = suicides(care: 1)
    #expect(Set(with).isSubset(of: without))
    #expect(with.count < without.count)
    // Nobody can be cared for before the protocol starts.
    let (late, _) = suicides(care: 1) {
      $0.careDelay = .fixed(1)
      $0.careEffect = 1
    }
    #expect(late == without.filter { $0 <= 1 })
    let (tooLate, _) = suicides(care: 1) {
      $0.careDelay = .fixed(2.1)
      $0.careEffect = 1
    }
    #expect(tooLate == without)
  }

  @Test("Over streamed and other stings the risk is the given one, and higher where streamed")
  func streams() {
    let scenario = Scenario.quiet {
      $0.history.dutyOfCare = 1
      $0.parameters.harm.suicide = 0.3
      $0.parameters.harm.streamFactor = 2
      $0.parameters.stings.streamed = 0.5
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(Self.exposures)
    _ = simulation.startStings(of: groups)
    let streamed = simulation.total(.streamedStings)
    simulation.advance(to: 1_000)
    expectShare(simulation.total(.suicides), of: Self.exposures, equals: 0.3)
    #expect(streamed > 0 && streamed < Double(Self.exposures))
    #expect(abs(simulation.world.unwatchedSuicideRisk - 0.2) < 1e-12)
    // Police were never told, so nobody was reached.
    #expect(simulation.total(.careHours) == 0)

    var allStreamed = scenario
    allStreamed.history.streamCondition = .afterCharge
    allStreamed.history.streamCompliance = 1
    var unwatched = Simulation(allStreamed, replication: 1)
    let same = unwatched.addGroups(Self.exposures)
    _ = unwatched.startStings(of: same)
    unwatched.advance(to: 1_000)
    expectShare(unwatched.total(.suicides), of: Self.exposures, equals: 0.2)
  }

  @Test(
    "The duty of care is the same however response police are represented, and however late they are"
  )
  func careAndResponse() {
    let numbers = [ResponseBackground.stationary, .calls].flatMap { background in
      [1.0, 40].map { units -> [Double] in
        let scenario = Scenario.quiet {
          $0.history.dutyOfCare = 0.7
          $0.parameters.response.background = background
          $0.parameters.response.units = units
          $0.parameters.response.incidents = 2e-4
          $0.parameters.stings.told = [0.1, 0.2, 0.5, 0.2]
          $0.parameters.stings.held = 0.3
          $0.parameters.callers.suspect = 20
        }
        var simulation = Simulation(scenario, replication: 1)
        let groups = simulation.addGroups(800)
        _ = simulation.startStings(of: groups)
        simulation.advance(to: 300)
        #expect(simulation.total(.exposures) == 800)
        // The forms differ in when police come, or this would show nothing.
        return [
          simulation.total(.careHours), simulation.total(.policeTold),
          simulation.total(.unattendedDays),
        ]
      }
    }
    let (care, told) = (numbers[0][0] / 6, numbers[0][1])
    #expect(numbers.allSatisfy { $0[0] == numbers[0][0] && $0[1] == told })
    #expect(Set(numbers.map { $0[2] }).count == numbers.count)
    #expect(told < 750)
    // Whom police know of is reached with the probability of the lever.
    expectShare(care, of: Int(told), equals: 0.7)
  }
}
