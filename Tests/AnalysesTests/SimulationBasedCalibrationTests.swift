// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Chance
import Declarations
import Designs
import Replications
import StatisticalTesting
import Synchronization
import Testing

/// Truths drawn from the prior have a uniform rank in the posteriors of their own records.
///
/// Source: S. Talts, M. Betancourt, D. Simpson, A. Vehtari and A. Gelman, arXiv:1804.06788 (2018).
@Suite("Simulation-based calibration on a pure birth process")
struct SimulationBasedCalibrationTests {
  private static let worlds = 1_000
  private static let prior = Factor.Domain.range(0.2...1.2)

  /// The share of the posterior below the truth, for many truths and the records that they gave.
  ///
  /// - Parameters:
  ///   - cv: The spread with which the records were counted.
  ///   - assumed: What the calibration takes it for.
  /// - Returns: A share for each world.
  /// - Throws: What the prior is refused for.
  private func ranks(counted cv: Double, assumed: Likelihood) async throws -> [Double] {
    let rate = try #require(PureBirth.catalogue["rate"])
    let factor = try Factor("rate", rate.kind, Self.prior)
    var ranks: [Double] = []
    try await runInOrder(
      from: 0, threads: 2, next: { $0 < Self.worlds ? $0 : nil },
      prepare: { world in { rank(world, factor, counted: cv, assumed: assumed) } },
      deliver: { _, rank in
        if let rank { ranks.append(rank) }
        return .goOn
      })
    return ranks
  }

  @Sendable private func rank(
    _ world: Int, _ factor: Factor, counted cv: Double, assumed: Likelihood
  ) -> Double? {
    var luck = Luck(seed: 4_711, replication: world).stream(
      StreamAddress(kind: 9, number: 0, purpose: 9))
    var truth = PureBirth()
    truth.seed = 1_000_000 + world
    truth.rate = 0.2 + luck.uniform()
    var run = PureBirthRun(truth, replication: 1)
    run.run(until: "2004-01-02")
    let (_, sizes) = run.closedMonths
    let record = [11, 23, 35].enumerated().compactMap { year, month -> RecordedCount? in
      // A gamma mixture of Poisson laws, as the likelihood has it.
      let mean = luck.draw(.gamma(mean: sizes[month], sd: sizes[month] * cv))
      let counted = luck.draw(.poisson(mean: mean))
      return ObservedPeriod(from: (2001 + year, 12), through: (2001 + year, 12)).map {
        RecordedCount("size", $0, counted, assumed)
      }
    }
    var scenario = PureBirth()
    scenario.seed = world
    guard
      let problem = try? CalibrationProblem(
        scenario, unknowns: [factor], record: record, pasts: 400, islands: 1)
    else { return nil }
    let posterior = Posterior([problem.island(0)], of: problem.calibration)
    return zip(posterior.pasts, posterior.weights.values).reduce(0) { share, item in
      guard case .number(let rate) = item.0.values[0] else { return share }
      return share + (rate < truth.rate ? item.1 : 0)
    }
  }

  @Test("gives uniform ranks over 1,000 worlds, and intervals that hold the truth in 9 of 10")
  func isCalibrated() async throws {
    let ranks = try await ranks(counted: 0.15, assumed: .negativeBinomial(cv: 0.15))
    #expect(ranks.count == Self.worlds)
    let found = kolmogorovSmirnovTest(of: ranks, familywise: 1e-3, tests: 1) { min(max($0, 0), 1) }
    #expect(!found.isRejected, "\(found)")
    let held = ranks.count { 0.05...0.95 ~= $0 }
    #expect((870...930).contains(held), "\(held)")
  }

  @Test("finds a likelihood that is broken on purpose")
  func brokenIsFound() async throws {
    let ranks = try await ranks(counted: 0.5, assumed: .poisson)
    let found = kolmogorovSmirnovTest(of: ranks, familywise: 1e-3, tests: 1) { min(max($0, 0), 1) }
    #expect(found.isRejected, "\(found)")
  }
}
