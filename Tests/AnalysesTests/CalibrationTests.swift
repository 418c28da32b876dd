// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Chance
import Declarations
import Designs
import Foundation
import StatisticalTesting
import Statistics
import Synchronization
import Testing

@testable import Analyses

/// Exact posteriors; the probability that any test rejects although all is right is about 1e-3.
@Suite("A calibration")
struct CalibrationTests {
  /// The size in the last month of a year is that of the year's end.
  private func december(_ year: Int) throws -> ObservedPeriod {
    try #require(ObservedPeriod(from: (year, 12), through: (year, 12)))
  }

  private func record(_ sizes: [(year: Int, size: Double)]) throws -> [RecordedCount] {
    try sizes.map { RecordedCount("size", try december($0.year), $0.size, .within(0)) }
  }

  private func problem(
    _ prior: Factor.Domain, _ record: [RecordedCount], pasts: Int, islands: Int
  ) throws -> CalibrationProblem<PureBirth> {
    let rate = try #require(PureBirth.catalogue["rate"])
    return try CalibrationProblem(
      PureBirth(), unknowns: [Factor("rate", rate.kind, prior)],
      record: record, pasts: pasts, islands: islands)
  }

  /// The logarithm of the probability that a pure birth process goes from one size to another in a year.
  private func logStep(_ from: Int, _ to: Int, rate: Double) -> Double {
    lgamma(Double(to)) - lgamma(Double(from)) - lgamma(Double(to - from + 1))
      - rate * Double(from) + Double(to - from) * log1p(-exp(-rate))
  }

  @Test("finds the posterior and the evidence of a pure birth process")
  func yule() async throws {
    let sizes = [3, 8, 20, 47]
    let record = try record([(2001, 8), (2002, 20), (2003, 47)])
    let problem = try problem(
      .law(.exponential(mean: 1)), record, pasts: 2_000, islands: 40)
    let posterior = Posterior(try await problem.everyIsland(), of: problem.calibration)
    // With p = exp(-rate), uniform by the prior, the likelihood is p^31 (1 - p)^44: Beta(32, 45).
    let (a, b) = (32.0, 45.0)
    let exactMean = gsl_sf_psi(a + b) - gsl_sf_psi(a)
    let exactDeviation = (gsl_sf_psi_n(1, a) - gsl_sf_psi_n(1, a + b)).squareRoot()
    #expect(agree(exactMean, 0.887_268, within: 1e-6))
    #expect(agree(exactDeviation, 0.136_644, within: 1e-5))
    let choose = zip(sizes, sizes.dropFirst()).reduce(0.0) {
      $0 + lgamma(Double($1.1)) - lgamma(Double($1.0)) - lgamma(Double($1.1 - $1.0 + 1))
    }
    let exactEvidence = choose + lgamma(a) + lgamma(b) - lgamma(a + b)
    #expect(agree(exactEvidence, -9.884_458, within: 1e-6))
    let likelihood = zip(sizes, sizes.dropFirst()).reduce(0.0) {
      $0 + logStep($1.0, $1.1, rate: 0.8)
    }
    #expect(agree(likelihood, -8.123_995, within: 1e-6))

    let error = posterior.evidenceError
    #expect(error < 0.25, "\(error)")
    let ratio = exp(posterior.logEvidence - exactEvidence)
    #expect(abs(ratio - 1) < 4 * error * ratio, "\(ratio) +- \(error)")
    let learnt = try #require(posterior.learnt(0))
    #expect(learnt.standardError < exactDeviation / 5, "\(learnt)")
    #expect(abs(learnt.mean - exactMean) < 4 * learnt.standardError, "\(learnt)")
    // A standard deviation is known about as well as a mean.
    #expect(abs(learnt.deviation - exactDeviation) < 4 * learnt.standardError, "\(learnt)")
    #expect(!learnt.isSetByPrior && learnt.contraction > 0.9)
  }

  @Test("gives pasts between two counts the law of a bridge")
  func bridge() async throws {
    let record = try record([(2002, 20)])
    // The rate is as good as known.
    let problem = try problem(
      .range(0.799_999...0.800_001), record, pasts: 4_000, islands: 25)
    let posterior = Posterior(try await problem.everyIsland(), of: problem.calibration)
    // Births are independent with a density in proportion to exp(rate s): binomial.
    let share = expm1(0.8) / expm1(1.6)
    let (mean, variance) = (3 + 17 * share, 17 * share * (1 - share))
    #expect(agree(mean, 8.270_434, within: 1e-6) && agree(variance, 3.636_465, within: 1e-6))
    let kept = zip(posterior.pasts, posterior.weights.values).filter { $1 > 0 }.map(\.0)
    #expect(kept.count > 1_000)
    let sizes = kept.map { past -> Double in
      let (months, values) = problem.run(past, until: "2003-01-02").closedMonths
      return months.firstIndex(of: "2001-12-01").map { values[$0] } ?? .nan
    }
    #expect(!meanTest(of: sizes, equals: mean, familywise: 1e-3, tests: 2).isRejected)
    let squares = sizes.map { ($0 - mean) * ($0 - mean) }
    #expect(!meanTest(of: squares, equals: variance, familywise: 1e-3, tests: 2).isRejected)
  }

  @Test(
    "Every past is simulated again from its lineage, and copies that part have luck of their own")
  func lineage() throws {
    let record = try record([(2001, 8), (2002, 20), (2003, 47)])
    let problem = try problem(
      .law(.exponential(mean: 1)), record, pasts: 3_000, islands: 1)
    let island = problem.island(0)
    let kept = zip(island.pasts, island.weights.values).filter { $1 > 0 }.map(\.0)
    try #require(!kept.isEmpty)
    for past in kept.prefix(50) {
      let (_, values) = problem.run(past, until: "2004-01-02").closedMonths
      #expect([values[11], values[23], values[35]] == past.simulated)
      #expect(past.simulated == [8, 20, 47])
      #expect(past.lineage[0] > 0)
    }
    // Siblings: one ancestor and one luck until the first date, other paths after it.
    let families = Dictionary(grouping: kept, by: \.point)
    let paths = families.values.flatMap { family in
      family.map { problem.run($0, until: "2004-01-02").closedMonths.values }
    }
    #expect(Set(paths).count > kept.count * 9 / 10)
    #expect(problem.island(0).pasts == island.pasts)
  }

  @Test("Where no past fits there is no evidence, and no weight")
  func nothingFits() throws {
    let problem = try problem(
      .range(0.1...0.2), record([(2001, 900_000)]), pasts: 10, islands: 1)
    let island = problem.island(0)
    #expect(island.logEvidence == -.infinity)
    #expect(island.weights.values.allSatisfy { $0 == 0 } && island.weights.effectiveSize == 0)
    let posterior = Posterior([island], of: problem.calibration)
    #expect(posterior.logEvidence == -.infinity && posterior.ancestors == 0)
  }
}
