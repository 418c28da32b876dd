// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import StatisticalTesting
import Statistics
import Testing

/// Exact shares; the probability that any test rejects although all is right is about 1e-3.
@Suite("Shares of chance, ignorance and policy")
struct VarianceSharesTests {
  /// A normal model: each policy has an effect, one that depends on the state, and luck that is partly shared.
  private struct Model {
    var effects = [0.0, 1.0]
    var ofState = 1.0
    var ofEffect = 0.5
    var shared = 2.0
    var own = 0.7

    /// By replication, then policy.
    func state(_ normals: inout Normals, replications: Int) -> [[Double]] {
      let level = normals.next(sd: ofState)
      let means = effects.map { level + $0 + normals.next(sd: ofEffect) }
      return (0..<replications).map { _ in
        let luck = normals.next(sd: shared)
        return means.map { $0 + luck + normals.next(sd: own) }
      }
    }

    /// Chance, ignorance, policy and the part of policy that depends on the state, from the formula.
    var exact: [Double] {
      let policies = Double(effects.count)
      let mean = effects.reduce(0, +) / policies
      let chance = shared * shared + own * own
      let ignorance = ofState * ofState + ofEffect * ofEffect / policies
      let byState = ofEffect * ofEffect * (policies - 1) / policies
      let policy = effects.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / policies + byState
      let all = chance + ignorance + policy
      return [chance, ignorance, policy, byState].map { $0 / all }
    }
  }

  @Test("are those of a normal model, as often as they say", arguments: [2, 3])
  func coverage(policies: Int) throws {
    var model = Model()
    if policies == 3 { model.effects = [0, 1, 4] }
    let studies = 300
    var covered = [0, 0, 0, 0]
    var values: [[Double]] = [[], [], [], []]
    for study in 1...studies {
      var normals = Normals(study)
      var table = VarianceShares.Table(policies: policies)
      for _ in 0..<100 { table.add(model.state(&normals, replications: 5)) }
      let found = try VarianceShares(table, seed: study, resamples: 400)
      let all = [found.chance, found.ignorance, found.policy, found.policyByState]
      #expect(agree(all[0].value + all[1].value + all[2].value, 1))
      for (share, measured) in all.enumerated() {
        values[share].append(measured.value)
        if measured.interval.covers(model.exact[share]) { covered[share] += 1 }
      }
    }
    for share in 0..<4 {
      let moments = Statistics.Moments(values[share])
      #expect(abs(moments.mean - model.exact[share]) < 4 * moments.standardError + 0.003)
      let test = coverageTest(covered[share], of: studies, share: 0.92...0.97, tests: 8)
      #expect(!test.isRejected, "\(share): \(test)")
    }
  }

  @Test("Luck is not taken for ignorance or policy, however few replications there are")
  func luckAlone() throws {
    let model = Model(effects: [3, 3], ofState: 0, ofEffect: 0)
    var normals = Normals(1)
    var table = VarianceShares.Table(policies: 2)
    for _ in 0..<2_000 { table.add(model.state(&normals, replications: 2)) }
    let found = try VarianceShares(table, seed: 1)
    #expect(abs(found.ignorance.value) < 0.05 && found.ignorance.isNoise)
    #expect(abs(found.policy.value) < 0.01 && found.policyByState.isNoise)
    #expect(found.chance.interval.covers(1))
  }

  @Test("States that share the luck of a few futures are not told apart by it")
  func sharedLuck() throws {
    let (states, replications) = (60, 4)
    var (ignorance, byState): ([Double], [Double]) = ([], [])
    for study in 1...200 {
      var normals = Normals(study)
      var table = VarianceShares.Table(policies: 2, sharesLuck: true)
      let luck = (0..<replications).map { _ in [normals.next(sd: 3), normals.next()] }
      for _ in 0..<states {
        let level = normals.next()
        let effect = normals.next(sd: 0.5)
        table.add(
          luck.map { luck in
            let own = normals.next(sd: 0.8)
            let first = level + luck[0] + own + normals.next(sd: 0.6)
            return [first, level + effect + luck[0] + luck[1] + own + normals.next(sd: 0.6)]
          })
      }
      let found = try VarianceShares(table, seed: study, resamples: 20)
      ignorance.append(found.ignorance.value * found.variance.value)
      byState.append(found.policyByState.value * found.variance.value)
    }
    // The level varies by 1 and half of the effect's variance; the effect by a quarter of its variance.
    let exact = (1 + 0.25 * 0.25, 0.25 * 0.25)
    let moments = [Statistics.Moments(ignorance), Statistics.Moments(byState)]
    #expect(abs(moments[0].mean - exact.0) < 4 * moments[0].standardError, "\(moments[0].mean)")
    #expect(abs(moments[1].mean - exact.1) < 4 * moments[1].standardError, "\(moments[1].mean)")
  }

  @Test("leave out states without two replications, and are refused where nothing is left")
  func missing() throws {
    var table = VarianceShares.Table(policies: 2)
    table.add([[1, 2], [.nan, 3]])
    table.add([[1, 2], [2, 3]])
    #expect(throws: AnalysisRefusal.self) { try VarianceShares(table, seed: 1) }
    table.add([[4, 2], [2, 3], [3, .nan]])
    let found = try VarianceShares(table, seed: 1)
    #expect(found.states == 2 && found.missing == 1)
    var still = VarianceShares.Table(policies: 2)
    for _ in 0..<3 { still.add([[1, 1], [1, 1]]) }
    #expect(throws: AnalysisRefusal.self) { try VarianceShares(still, seed: 1) }
  }
}
