// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Testing

@Suite("Histories that are kept")
struct SharedHistoryTests {
  private static let acceptances: KeyValuePairs = ["A": 0.3, "B": 0.9, "C": 0.6]

  /// A plan whose replications make their own pasts, or go on from known ones.
  private func plans(from pasts: KnownPasts? = nil) throws -> (all: Plan, last: Plan) {
    let scenarios = try plan(acceptances: Self.acceptances, replications: 3).scenarios
    let draws = pasts.map { PastDraws($0, replications: 3) }
    return (
      try Plan(comparing: scenarios, from: draws), try Plan(comparing: [scenarios[2]], from: draws)
    )
  }

  private func expectSameRuns(_ plan: Plan, alone: Plan) throws {
    for number in plan.replications {
      let whole = plan.replicate(number)
      var months = 0
      let history = try #require(
        plan.history(number) {
          months += 1
          return false
        })
      #expect(history.number == number && months > 5)
      // Backwards, and the last one twice: a history stays as it is.
      for policy in [2, 1, 0, 2] {
        let inOnePiece = try #require(plan.run(policy: policy, after: history))
        let byMonth = try #require(plan.run(policy: policy, after: history) { false })
        #expect(inOnePiece.isIdentical(to: whole.runs[policy]))
        #expect(byMonth.isIdentical(to: whole.runs[policy]))
      }
      // A policy of another plan goes on from it, too.
      let other = try #require(alone.run(policy: 0, after: history))
      #expect(other.isIdentical(to: whole.runs[2]))
    }
  }

  @Test("Policies go on from a history, one by one and in any order, as in their replication")
  func runs() throws {
    let (plan, alone) = try plans()
    try expectSameRuns(plan, alone: alone)
    let first = try #require(plan.history(1))
    let policies = try [0, 1].map { try #require(plan.run(policy: $0, after: first)) }
    #expect(!policies[0].isIdentical(to: policies[1]))
  }

  @Test("So they do from known pasts")
  func pasts() throws {
    let scenario = try plans().all.scenarios[0]
    let start = scenario.settings.start
    let middle = CalendarDate(dayNumber: start.dayNumber + 60)
    let pasts = KnownPasts(
      source: "the test", madeFrom: scenario.pastDigest(without: []), unknowns: [],
      dates: [middle, scenario.settings.policyFrom], counts: [],
      pasts: (1...3).map {
        .init(replication: $0 + 10, lineage: [$0, 0], weight: 1, simulated: [], values: [])
      })
    let (plan, alone) = try plans(from: pasts)
    try expectSameRuns(plan, alone: alone)
    #expect(try !plan.replicate(1).runs[0].isIdentical(to: plans().all.replicate(1).runs[0]))
  }

  @Test("A past that does not repeat fails every run that goes on from it")
  func fault() throws {
    let scenario = try plans().all.scenarios[0]
    let month = try #require(ObservedPeriod(from: (2016, 12), through: (2016, 12)))
    let pasts = KnownPasts(
      source: "the test", madeFrom: scenario.pastDigest(without: []), unknowns: [],
      dates: [scenario.settings.policyFrom], counts: [.init(outcome: "stings", period: month)],
      pasts: [.init(replication: 1, lineage: [0], weight: 1, simulated: [-1], values: [])])
    let plan = try plans(from: pasts).all
    let history = try #require(plan.history(1))
    for policy in 0..<3 {
      let run = try #require(plan.run(policy: policy, after: history))
      #expect(run.failure?.contains("its past has") == true)
      #expect(run.failure == plan.replicate(1).runs[policy].failure)
    }
  }

  @Test("Policies of different worlds have no history in common and begin at their own start")
  func worlds() throws {
    var scenarios = try plans().all.scenarios
    scenarios[1].parameters.country.residents *= 1.01
    let plan = try Plan(comparing: scenarios)
    let history = try #require(plan.history(2))
    for (policy, run) in plan.replicate(2).runs.enumerated() {
      #expect(try #require(plan.run(policy: policy, after: history)).isIdentical(to: run))
    }
  }

  @Test("Either part is given up at the end of the month in which it is cancelled")
  func cancelled() throws {
    let plan = try plans().all
    var months = 0
    #expect(
      plan.history(1) {
        months += 1
        return months == 3
      } == nil)
    #expect(months == 3)
    let history = try #require(plan.history(1))
    #expect(
      plan.run(policy: 1, after: history) {
        months += 1
        return months == 10
      } == nil)
    #expect(months == 10)
  }
}
