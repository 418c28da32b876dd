// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import Designs
import Glibc
import Replications
import StatisticalTesting
import Testing

@testable import Analyses

@Suite("A posterior")
struct PosteriorTests {
  /// The first observation of the benchmark: of 1,000 people each, 17 days apart.
  private static let infected = [0.0, 1, 352, 40, 3, 0, 0, 0, 0, 0]

  private func month(_ number: Int) throws -> ObservedPeriod {
    try #require(ObservedPeriod(from: (2001, number), through: (2001, number)))
  }

  @Test("of an epidemic is that of the benchmark, by a share of so many people")
  func epidemic() async throws {
    let record = try Self.infected.enumerated().map {
      RecordedCount("infected", try month($0 + 1), $1, .binomial(of: 1_000))
    }
    let unknowns = try [("contacts", 0.4, 0.5), ("recovery", 0.125, 0.2)].map {
      path, median, spread in
      let kind = try #require(Epidemic.catalogue[path]).kind
      // The law of the benchmark by its logarithm: its 95th percentile lies 1.645 deviations up.
      return try Factor(
        path, kind,
        .law(.lognormal(median: median, p95: median * exp(1.644_853_626_951_472_2 * spread))))
    }
    let problem = try CalibrationProblem(
      Epidemic(), unknowns: unknowns, record: record, pasts: 4_000, islands: 12)
    var islands: [Island] = []
    try await runInOrder(
      from: 0, threads: 2, next: { $0 < 12 ? $0 : nil },
      prepare: { number in { problem.island(number) } },
      deliver: { _, island in
        islands.append(island)
        return .goOn
      })
    let posterior = Posterior(islands, of: problem.calibration)
    #expect(posterior.effectiveSize > 100, "\(posterior.effectiveSize)")
    let expected = [(0.632_52, 0.012_57), (0.169_48, 0.012_22)]
    for (index, (mean, deviation)) in expected.enumerated() {
      let learnt = try #require(posterior.learnt(index))
      #expect(learnt.standardError < deviation / 4, "\(learnt)")
      #expect(abs(learnt.mean - mean) < 4 * learnt.standardError + 1e-4, "\(learnt)")
      #expect(abs(learnt.deviation / deviation - 1) < 0.25, "\(learnt)")
    }
    let pair = try #require(posterior.correlations().first)
    #expect(abs(pair.value + 0.51) < 0.2, "\(pair)")
  }

  /// A calibration of one unknown to two counts, with islands that are made by hand.
  private func posterior(
    _ islands: [[(point: Int, weight: Double, simulated: [Double])]], evidences: [Double]
  ) throws -> Posterior {
    let kind = try #require(PureBirth.catalogue["rate"]).kind
    let calibration = try Calibration(
      [Factor("rate", kind, .range(0...1))],
      [
        RecordedCount("size", month(1), 3, .within(1)),
        RecordedCount("size", month(2), 5, .within(2)),
        RecordedCount("size", month(2), 7, nil),
      ], pasts: islands[0].count, islands: islands.count, seed: 1)
    return Posterior(
      zip(islands, evidences).enumerated().map { number, island in
        Island(
          number: number,
          pasts: island.0.map {
            Past(
              point: $0.point, lineage: [0, 0], values: calibration.values(ofPoint: $0.point),
              logLikelihood: 0, simulated: $0.simulated)
          }, weights: Weights(logarithms: island.0.map { log($0.weight) }), logEvidence: island.1,
          drawn: [island.0.count, island.0.count])
      }, of: calibration)
  }

  @Test("counts pasts with one beginning as one, and islands by their evidence")
  func effectiveSize() throws {
    let alike = try posterior(
      [[(0, 1, [3, 5, 1]), (0, 1, [3, 5, 1])], [(2, 1, [3, 5, 1]), (3, 1, [3, 5, 1])]],
      evidences: [0, 0])
    // Half of it one family, and two quarters.
    #expect(agree(alike.effectiveSize, 1 / (0.25 + 0.0625 + 0.0625)))
    #expect(alike.ancestors == 3)
    let unlike = try posterior(
      [[(0, 1, [3, 5, 1]), (1, 1, [3, 5, 1])], [(2, 1, [3, 5, 1]), (3, 1, [3, 5, 1])]],
      evidences: [-1_000, -1_000 + log(3)])
    #expect(agree(unlike.effectiveSize, 1 / (2 * 0.125 * 0.125 + 2 * 0.375 * 0.375)))
  }

  @Test("predicts a count by the others alone, and says which does not go with them")
  func leftOut() throws {
    // The first count lies above all that fit the second.
    let pasts = (0..<400).map { number in
      (point: number, weight: 1.0, simulated: [Double(2 + number % 2), 5, 0])
    }
    let fitting = try posterior([pasts], evidences: [0]).countChecks()
    #expect(fitting.count == 3 && fitting[2].leftOut == nil)
    #expect(fitting[2].count.likelihood == nil)
    #expect(agree(fitting[2].prediction.shareBelow, 1))
    #expect(agree(fitting[0].simulatedMean, 2.5))
    // Uniform within 1 of 2 and of 3: three quarters of it below 3.
    #expect(abs(fitting[0].prediction.shareBelow - 0.75) < 0.1)
    #expect(fitting[0].prediction.holds && fitting[0].leftOut?.holds == true)
    #expect(agree(try #require(fitting[0].leftOut).effectiveSize, 400))
  }

  @Test("draws what would be observed from the likelihood")
  func observations() {
    let luck = Luck(seed: 3, replication: 1)
    func draws(_ likelihood: Likelihood, _ simulated: Double) -> [Double] {
      (0..<2_000).map { number in
        var stream = luck.stream(StreamAddress(kind: 1, number: number, purpose: 1))
        return likelihood.observation(given: simulated, &stream)
      }
    }
    let cases: [(Likelihood, simulated: Double, mean: Double, variance: Double)] = [
      (.poisson, 12, 12, 12), (.negativeBinomial(cv: 0.5), 12, 12, 12 + 36),
      (.normal(sd: 3), 12, 12, 9),
      (.binomial(of: 40), 0.3, 12, 8.4), (.within(6), 12, 12, 12), (.interval(1...2), 12, 12, 0),
    ]
    for (likelihood, simulated, mean, variance) in cases {
      let drawn = draws(likelihood, simulated)
      guard variance > 0 else {
        #expect(drawn.allSatisfy { $0 == mean })
        continue
      }
      let squares = drawn.map { ($0 - mean) * ($0 - mean) }
      #expect(!meanTest(of: drawn, equals: mean, familywise: 1e-3, tests: 10).isRejected)
      #expect(
        !meanTest(of: squares, equals: variance, familywise: 1e-3, tests: 10).isRejected,
        "\(likelihood)")
    }
  }
}
