// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import StatisticalTesting
import Statistics
import Testing

/// Exact answers; the probability that any test rejects although all is right is about 1e-3.
@Suite("Acceptability and trade-off")
struct AcceptabilityTests {
  @Test("of three policies that each excel in one outcome is a third, with known central weights")
  func symmetric() throws {
    let values = [[1.0, 0, 0], [0, 1, 0], [0, 0, 1]]
    let draws = 200_000
    let found = try Acceptability([values], draws: draws, seed: 1)
    // Four standard errors of a share of a third, and of a mean of weights with a deviation below 0.25.
    let (ofShare, ofWeight) = (4 * 0.471 / 447, 4 * 0.25 / 258)
    for policy in 0..<3 {
      #expect(abs(found.shares[policy].value - 1.0 / 3) < ofShare)
      let weights = try #require(found.centralWeights[policy])
      #expect(agree(weights.reduce(0, +), 1))
      for outcome in 0..<3 {
        let exact = outcome == policy ? 11.0 / 18 : 7.0 / 36
        #expect(abs(weights[outcome] - exact) < ofWeight, "\(policy) \(outcome) \(weights)")
      }
    }
    #expect(found.tied == 0)
  }

  @Test("of a policy that is never best is 0, and ties are shared and told")
  func ties() throws {
    let found = try Acceptability(
      [[[1, 1], [1, 1], [0, 0.5]], [[1, 2], [0, 0], [0, 0]]], seed: 1)
    #expect(found.shares.map(\.value) == [0.75, 0.25, 0])
    #expect(found.centralWeights[2] == nil && found.tied == 0.5)
    #expect(throws: AnalysisRefusal.self) { try Acceptability([[[.nan], [1]]], seed: 1) }
  }

  @Test("over futures has an interval that covers as often as it says")
  func coverage() throws {
    // The first policy is better by N(1, 1) in one outcome and worse by 1 in the other: it is best where its
    // weight w is above 1 / (1 + d), d > 0; the mean of d / (1 + d) over d > 0 by Simpson's rule.
    let steps = 20_000
    let exact = (0...steps).reduce(0.0) { sum, step in
      let d = Double(step) * 8 / Double(steps)
      let density = normalDensity(d - 1)
      let factor = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
      return sum + factor * density * d / (1 + d) * 8 / Double(steps) / 3
    }
    let studies = 400
    let covered = try (1...studies).count { study in
      var normals = Normals(study)
      let values = (0..<40).map { _ in [[normals.next(mean: 1), 0.0], [0, 1]] }
      return try Acceptability(values, draws: 500, seed: study).shares[0].interval.covers(exact)
    }
    let test = coverageTest(covered, of: studies, share: 0.93...0.97, tests: 2)
    #expect(!test.isRejected, "\(test)")
  }

  private func normalDensity(_ x: Double) -> Double {
    // The difference of the distribution function over a small step.
    (normalProbability(x + 1e-4) - normalProbability(x - 1e-4)) / 2e-4
  }

  @Test("A preference turns at the ratio of two differences, as often as the interval says")
  func tradeOff() {
    // 46 convictions more for two serious disorders more: 23.
    let studies = 2_000
    var covered = 0
    for study in 1...studies {
      var normals = Normals(study)
      let luck = (0..<30).map { _ in normals.next() }
      let convictions = luck.map { normals.next(mean: 46 + 8 * $0, sd: 6) }
      let disorders = luck.map { -normals.next(mean: 2 + 0.8 * $0, sd: 0.6) }
      guard case .turns(true, let at) = TradeOff(one: convictions, other: disorders).answer else {
        Issue.record("no ratio")
        continue
      }
      if at.interval.covers(23) { covered += 1 }
    }
    let test = coverageTest(covered, of: studies, share: 0.94...0.96, tests: 2)
    #expect(!test.isRejected, "\(test)")
  }

  @Test("One policy may be better in both, and nothing is said of what is not known")
  func dominance() {
    let some = [3.0, 4, 5, 4]
    #expect(TradeOff(one: some, other: some).answer == .dominates(isFirst: true))
    #expect(
      TradeOff(one: some.map { -$0 }, other: some.map { -$0 }).answer
        == .dominates(isFirst: false))
    #expect(TradeOff(one: some, other: [-1, 1, 2, -2]).answer == .notKnown)
    #expect(TradeOff(one: [1, 2], other: [-1, -2]).answer == .notKnown)
  }
}
