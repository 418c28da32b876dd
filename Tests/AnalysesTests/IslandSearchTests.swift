// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Designs
import Glibc
import StatisticalTesting
import Testing

@testable import Analyses

/// Islands that go on until enough pasts fit, against probabilities that are known.
///
/// The probability that any test rejects although all is right is about 1e-3 for the suite.
@Suite("An island that goes on until enough pasts fit")
struct IslandSearchTests {
  /// A pure birth process of a known rate from three individuals, with its exact sizes as the record.
  private func problem(
    rate: Double, _ sizes: [Double], pasts: Int, most: Int, islands: Int
  ) throws -> CalibrationProblem<PureBirth> {
    let kind = try #require(PureBirth.catalogue["rate"]).kind
    return try CalibrationProblem(
      PureBirth(), unknowns: [Factor("rate", kind, .range((rate - 1e-12)...(rate + 1e-12)))],
      record: sizes.enumerated().map { year, size in
        let december = try #require(
          ObservedPeriod(from: (2001 + year, 12), through: (2001 + year, 12)))
        return RecordedCount("size", december, size, .within(0))
      }, pasts: pasts, most: most, islands: islands)
  }

  /// The probability that so many individuals become so many in a year.
  private func step(_ from: Int, _ to: Int, rate: Double) -> Double {
    let (n, m) = (Double(from), Double(to))
    let choices: Double = lgamma(m) - lgamma(n) - lgamma(m - n + 1)
    return exp(choices - rate * n + (m - n) * log1p(-exp(-rate)))
  }

  @Test("leaves the last past out, so that its evidence is unbiased")
  func alive() async throws {
    // None of three individuals has a child in a year with probability 0.05.
    let (chance, wanted) = (0.05, 10)
    let problem = try problem(
      rate: -log(chance) / 3, [3], pasts: wanted, most: 2_000, islands: 1_200)
    let islands = try await problem.everyIsland()
    let drawn = islands.map { Double($0.drawn[0]) }
    for (island, drawn) in zip(islands, drawn) {
      #expect(agree(exp(island.logEvidence), Double(wanted - 1) / (drawn - 1), within: 1e-12))
      #expect(island.pasts.count == wanted && island.weights.values.count { $0 > 0 } == wanted - 1)
      #expect(island.pasts.allSatisfy { $0.simulated == [3] && $0.logLikelihood == 0 })
    }
    // The share of pasts that fit would be too high: its mean over the negative binomial law.
    var (probability, biased) = (pow(chance, Double(wanted)), 0.0)
    for number in wanted..<4_000 {
      biased += probability * Double(wanted) / Double(number)
      probability *= (1 - chance) * Double(number) / Double(number - wanted + 1)
    }
    #expect(agree(biased, 0.055_213_2, within: 1e-6), "\(biased)")
    expectMean(of: islands.map { exp($0.logEvidence) }, equals: chance, familywise: 1e-3, tests: 4)
    expectMean(of: drawn.map { Double(wanted) / $0 }, equals: biased, familywise: 1e-3, tests: 4)
    expectMean(
      of: drawn, equals: Double(wanted) / chance, familywise: 1e-3, tests: 4)
  }

  @Test("is unbiased over several dates and with a bound, which some islands meet")
  func bound() async throws {
    let (rate, most) = (0.8, 170)
    let problem = try problem(rate: rate, [8, 20], pasts: 10, most: most, islands: 800)
    let islands = try await problem.everyIsland()
    let exact = step(3, 8, rate: rate) * step(8, 20, rate: rate)
    expectMean(of: islands.map { exp($0.logEvidence) }, equals: exact, familywise: 1e-3, tests: 4)
    // Some meet the bound, and have fewer pasts with a weight; some do not.
    let bounded = islands.filter { $0.drawn.contains(most) }
    #expect((100...700).contains(bounded.count), "\(bounded.count)")
    #expect(bounded.contains { $0.weights.values.count { $0 > 0 } < 9 })
    #expect(islands.allSatisfy { $0.pasts.count == 10 && $0.drawn.allSatisfy { $0 <= most } })
    // Points do not overlap, and each past is simulated again from its lineage.
    for island in islands.prefix(40) {
      let own = (island.number * most)..<((island.number + 1) * most)
      for (past, weight) in zip(island.pasts, island.weights.values) {
        #expect(own.contains(past.point))
        guard weight > 0 else { continue }
        #expect(past.simulated == [8, 20] && past.lineage[0] > 0 && past.lineage[1] == 0)
        let (_, sizes) = problem.run(past, until: "2003-01-02").closedMonths
        #expect([sizes[11], sizes[23]] == past.simulated)
      }
      #expect(problem.island(island.number).pasts == island.pasts)
    }
    // What a study keeps of an island is the island.
    let kept = problem.calibration.outcomes(of: islands[0])
    let again = try #require(problem.calibration.island(0, from: kept))
    #expect(again.drawn == islands[0].drawn && again.logEvidence == islands[0].logEvidence)
  }

  @Test(
    "has no evidence and no weight where nothing fits within the bound, and says how many it tried")
  func nothingFits() throws {
    let problem = try problem(rate: 0.1, [900_000, 900_001], pasts: 4, most: 30, islands: 1)
    let island = problem.island(0)
    #expect(island.logEvidence == -.infinity && island.drawn == [30, 0])
    #expect(island.pasts.count == 4 && island.weights.values == [0, 0, 0, 0])
  }
}
