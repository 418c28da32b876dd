// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Foundation
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Areas")
struct AreasTests {
  @Test("What areas count adds up to what the country counts, month by month")
  func sums() {
    var simulation = Simulation(.busyAreas(), replication: 1)
    let outcomes = simulation.finish()
    let counts = simulation.counts
    #expect(outcomes.areas.count == 3)
    let local = Measure.allCases.filter { !Measure.national.contains($0) }
    for month in counts.months.indices {
      let country = Array(counts.totals(ofMonth: month))
      let areas = (0..<3).map { Array(counts.totals(ofMonth: month, inArea: $0)) }
      for measure in local {
        let sum = areas.reduce(0) { $0 + $1[measure.rawValue] }
        let whole = country[measure.rawValue]
        #expect(abs(sum - whole) <= 1e-9 * max(1, abs(whole)), "\(measure) in month \(month)")
      }
      for measure in Measure.national {
        #expect(areas.allSatisfy { $0[measure.rawValue] == country[measure.rawValue] })
      }
    }
    for measure in [Measure.stings, .arrests, .referrals, .forensicSets, .chats] {
      for area in 0..<3 {
        let total = counts.months.indices.reduce(0) { sum, month in
          sum + Array(counts.totals(ofMonth: month, inArea: area))[measure.rawValue]
        }
        #expect(total > 0, "\(measure) in area \(area)")
      }
    }
  }

  @Test("A country of one area has no rows for areas")
  func oneArea() {
    var simulation = Simulation(.busy(), replication: 1)
    #expect(simulation.finish().areas.isEmpty)
  }

  @Test("Enforcement in one area moves stings to the others, and to nowhere where nobody avoids it")
  func displacement() {
    func stings(_ strength: Double) -> [Double] {
      var simulation = Simulation(
        .busyAreas {
          $0.parameters.behaviour.displacementToEnforcement = strength
          $0.parameters.behaviour.stings.toEnforcement = 0
          $0.parameters.behaviour.stopAfterEnforcement = 0
          $0.parameters.behaviour.hideAfterEnforcement = 0
          $0.policy = Policy(changes: [
            Policy.Change(
              lever: "enforcement", setting: .number(1), from: $0.settings.policyFrom,
              area: "Cedar")
          ])
        }, replication: 1)
      let outcomes = simulation.finish()
      let index = Outcome.all.firstIndex { $0.name == "stings" } ?? 0
      return outcomes.areas.map { $0[index] }
    }
    let (still, moving) = (stings(0), stings(20))
    #expect(moving[2] < 0.1 * still[2])
    #expect(moving[0] > still[0] && moving[1] > still[1])
  }

  @Test("A change for one area leaves the levers of the others as they are")
  func localChange() {
    let policy = Policy(changes: [
      Policy.Change(lever: "acceptance", setting: .number(0.9), from: "2018-03-01", area: "Birch"),
      Policy.Change(lever: "acceptance", setting: .number(0.1), from: "2018-03-01"),
    ])
    let steps = policy.steps(after: Levers(), in: ["Ash", "Birch"])
    #expect(steps.count == 1)
    #expect(steps[0].levers.map(\.acceptance) == [0.1, 0.9])
  }
}
