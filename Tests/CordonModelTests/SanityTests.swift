// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import StatisticalTesting
import Testing

@testable import CordonModel

/// What must hold whatever the numbers are, under common random numbers.
@Suite("Sanity under common random numbers")
struct SanityTests {
  private func run(
    _ replication: Int, _ change: (inout Scenario) -> Void = { _ in }
  ) -> RunOutcomes {
    var simulation = Simulation(.busy(change), replication: replication)
    return simulation.finish()
  }

  private func value(_ name: String, of run: RunOutcomes) throws -> Double {
    run.counted[try #require(Outcome.all.firstIndex { $0.name == name })]
  }

  @Test("More investigators never lengthen the mean wait")
  func investigators() throws {
    let runs = (1...30).map { replication in
      [8, 6].map { count in run(replication) { $0.areas[0].investigators = count } }
    }
    for outcome in ["wait-investigation", "wait-own-referral"] {
      let differences = try runs.map { try value(outcome, of: $0[0]) - value(outcome, of: $0[1]) }
      let mean = differences.reduce(0, +) / 30
      let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let standardError = (squares / 29 / 30).squareRoot()
      // A mean of zero would pass 4.3 standard errors in one of 10,000 tests (29 degrees of freedom).
      #expect(mean <= 4.3 * standardError, "\(outcome)")
      #expect(mean < 0, "two more of six shorten \(outcome)")
    }
  }

  @Test("Without acceptance of files there are no convictions on them, and with it there are")
  func noAcceptance() throws {
    func convictions(_ replication: Int, _ acceptance: Double) throws -> Double {
      try value(
        "convictions",
        of: run(replication) { scenario in
          scenario.history.acceptance = acceptance
          scenario.policy.changes.removeAll { $0.lever == "acceptance" }
        })
    }
    for replication in 1...5 {
      #expect(try convictions(replication, 0) == 0)
      #expect(try convictions(replication, 0.5) > 0)
    }
  }

  @Test("Without streams no viewer comes to a sting, and with them viewers do")
  func noStreams() {
    func monthly(_ streamed: Double, _ local: Double) -> [UInt64] {
      run(1) {
        $0.parameters.stings.streamed = streamed
        $0.parameters.crowd.localViewers = local
      }.monthly.map(\.bitPattern)
    }
    #expect(monthly(0, 0.01) == monthly(0, 0))
    #expect(monthly(0.7, 0.01) != monthly(0.7, 0))
  }

  @Test("Duty of care never raises suicides at equal exposure")
  func dutyOfCare() throws {
    var prevented = 0.0
    for replication in 1...30 {
      let runs = [0, 0.9].map { share in
        run(replication) { scenario in
          scenario.policy.changes.removeAll { $0.lever == "duty-of-care" }
          scenario.policy.changes.append(
            Policy.Change(
              lever: "duty-of-care", setting: .number(share), from: scenario.settings.policyFrom))
        }
      }
      #expect(try value("exposures", of: runs[0]) == value("exposures", of: runs[1]))
      let suicides = try runs.map { try value("suicides", of: $0) }
      #expect(suicides[1] <= suicides[0], "replication \(replication)")
      prevented += suicides[0] - suicides[1]
    }
    #expect(prevented > 0)
  }

  @Test(
    "A lever set to its default changes nothing, bit for bit", arguments: Levers.fields.map(\.path))
  func defaultLever(path: String) throws {
    let field = try #require(Levers.fields.first { $0.path == path })
    func outcomes(_ isSet: Bool) -> RunOutcomes {
      run(1) { scenario in
        let change = Policy.Change(
          lever: path, setting: field.read(scenario.history), from: scenario.settings.policyFrom)
        scenario.policy = Policy(changes: isSet ? [change] : [])
      }
    }
    let (with, without) = (outcomes(true), outcomes(false))
    #expect(with.monthly.map(\.bitPattern) == without.monthly.map(\.bitPattern))
    #expect(with.events == without.events)
  }
}
