// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import StatisticalTesting
import Statistics
import Testing

@testable import Analyses

/// Exact answers; the probability that any test rejects although all is right is about 1e-3.
@Suite("Robustness")
struct RobustnessTests {
  @Test("of a table without chance is that of the textbook, in either direction")
  func textbook() throws {
    // Three policies in four states; more is better.
    let payoffs = [[4.0, 2, 3], [1, 5, 3], [0, 1, 3], [6, 2, 3]]
    for sign in [1.0, -1] {
      var table = try PolicyTable(policies: 3, better: sign > 0 ? .more : .fewer, matters: 0.5)
      for state in payoffs { table.add([[Double]](repeating: state.map { sign * $0 }, count: 30)) }
      let found = try Robustness(table)
      #expect(found.policies.map(\.best) == [2, 1, 1] && found.alike == 0 && found.notKnown == 0)
      #expect(found.policies.map(\.outerRegret.value) == [1.75, 2, 1.5])
      #expect(found.policies.map(\.innerRegret.value) == [1.75, 2, 1.5])
      #expect(found.policies.map(\.greatestRegret.outer) == [4, 4, 3])
      #expect(found.policies.map(\.greatestRegret.inner) == [4, 4, 3])
      #expect(found.policies.map(\.worst.outer) == [0, 1, 3].map { sign * $0 })
      #expect(found.policies.map(\.worst.inner) == [0, 1, 3].map { sign * $0 })
      #expect(!found.isEnough && found.states == 4)
      let enough = Satisficing(table, policy: 0, threshold: sign * 3.5)
      #expect(enough.meets == 2 && enough.fails == 2 && enough.notKnown == 0)
      #expect(enough.share == Interval.clopperPearson(2, of: 4))
    }
  }

  @Test("Ties and noise are said: alike is not best, and few replications are no tie")
  func ties() throws {
    var table = try PolicyTable(policies: 2, better: .more, matters: 1)
    table.add((0..<40).map { _ in [5, 5] })
    table.add((0..<40).map { [5 + Double($0 % 2), 5.5 + Double($0 % 2)] })
    table.add([[5, 5], [5, 5]])
    table.add([[5, 9], [9, 5], [4, 4]])
    table.add([[.nan, 1]])
    let found = try Robustness(table)
    #expect(found.alike == 2 && found.notKnown == 2 && found.states == 4 && found.missing == 1)
    #expect(found.policies.allSatisfy { $0.best == 0 })
    #expect(throws: AnalysisRefusal.self) {
      try PolicyTable(policies: 2, better: .none, matters: 1)
    }
    #expect(throws: AnalysisRefusal.self) {
      try Robustness(PolicyTable(policies: 2, better: .more, matters: 1))
    }
  }

  @Test("The truth lies between both estimates of regret and of the worst, on average")
  func brackets() throws {
    // Policy 1 is worth 0, policy 2 -2 to 2 over 21 states: the mean regret of 1 is the mean of its positive part.
    let worths = (0..<21).map { Double($0 - 10) / 5 }
    let exact = worths.reduce(0) { $0 + max(0, $1) } / 21
    var (inner, outer): ([Double], [Double]) = ([], [])
    var (innerMost, outerMost): ([Double], [Double]) = ([], [])
    var (innerWorst, outerWorst): ([Double], [Double]) = ([], [])
    for study in 1...300 {
      var normals = Normals(study)
      var table = try PolicyTable(policies: 2, better: .more, matters: 0.1)
      for worth in worths {
        table.add((0..<8).map { _ in [normals.next(sd: 2), normals.next(mean: worth, sd: 2)] })
      }
      let found = try Robustness(table)
      inner.append(found.policies[0].innerRegret.value)
      outer.append(found.policies[0].outerRegret.value)
      innerMost.append(found.policies[0].greatestRegret.inner)
      outerMost.append(found.policies[0].greatestRegret.outer)
      innerWorst.append(found.policies[1].worst.inner)
      outerWorst.append(found.policies[1].worst.outer)
    }
    for (low, high, truth) in [
      (inner, outer, exact), (innerMost, outerMost, 2), (outerWorst, innerWorst, -2),
    ] {
      let (below, above) = (Statistics.Moments(low), Statistics.Moments(high))
      #expect(below.mean - 4 * below.standardError < truth, "\(below.mean) \(truth)")
      #expect(above.mean + 4 * above.standardError > truth, "\(above.mean) \(truth)")
      #expect(above.mean - below.mean > 4 * above.standardError)
    }
    // With many replications both meet.
    var normals = Normals(1)
    var table = try PolicyTable(policies: 2, better: .more, matters: 0.1)
    for worth in worths {
      table.add((0..<4_000).map { _ in [normals.next(sd: 2), normals.next(mean: worth, sd: 2)] })
    }
    let found = try Robustness(table).policies[0]
    #expect(abs(found.outerRegret.value - exact) < 0.02)
    #expect(abs(found.innerRegret.value - exact) < 0.02)
  }

  @Test("A policy is good enough, is not, or that is not known")
  func satisficing() throws {
    var table = try PolicyTable(policies: 1, better: .fewer, matters: 1)
    for mean in [1.0, 2, 10] { table.add((0..<30).map { [mean + Double($0 % 3) - 1] }) }
    table.add([[5.0], [0]])
    table.add([[0.0]])
    let found = Satisficing(table, policy: 0, threshold: 4)
    #expect(found.meets == 2 && found.fails == 1 && found.notKnown == 2)
    #expect(found.share.low == Interval.clopperPearson(2, of: 5).low)
    #expect(found.share.high == Interval.clopperPearson(4, of: 5).high)
  }
}
