// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import StatisticalTesting
import Testing

/// Each parameterised test is one family of tests with an error of 1e-4.
@Suite("A law") struct LawTests {
  private static let specimens = Specimen.all

  /// 20,000 numbers of the law, always the same.
  private func samples(_ draw: (inout RandomStream) -> Double) -> [Double] {
    var stream = Luck(seed: 20_260, replication: 1)
      .stream(StreamAddress(kind: 1, number: 1, purpose: 1))
    return (0..<20_000).map { _ in draw(&stream) }
  }

  @Test("draws numbers with its mean", arguments: specimens)
  func mean(of specimen: Specimen) {
    let law = specimen.law
    expectMean(of: samples { law.draw(from: &$0) }, equals: law.mean, tests: Self.specimens.count)
  }

  @Test("draws numbers with its variance", arguments: specimens)
  func variance(of specimen: Specimen) {
    let law = specimen.law
    let mean = law.mean
    expectMean(
      of: samples { law.draw(from: &$0) }.map { ($0 - mean) * ($0 - mean) },
      equals: law.variance, tests: Self.specimens.count)
  }

  @Test("draws numbers with its distribution", arguments: specimens)
  func distribution(of specimen: Specimen) {
    fit(samples { specimen.law.draw(from: &$0) }, specimen).require()
  }

  @Test("inverts uniform numbers into its distribution", arguments: specimens)
  func inversion(of specimen: Specimen) {
    fit(samples { $0.quantile(of: specimen.law) }, specimen).require()
  }

  @Test(
    "is told apart from a law a tenth wider, or of every second count a fifth of an sd greater",
    arguments: specimens)
  func power(of specimen: Specimen) {
    let law = specimen.law
    let (mean, step) = (law.mean, (law.sd / 5).rounded(.up))
    let wrong =
      specimen.isCount
      ? samples { law.draw(from: &$0) + ($0.bernoulli(0.5) ? step : 0) }
      : samples { mean + (law.draw(from: &$0) - mean) * 1.1 }
    #expect(fit(wrong, specimen).isRejected)
  }

  /// Kolmogorov and Smirnov's test, or for whole numbers Pearson's.
  private func fit(_ samples: [Double], _ specimen: Specimen) -> Verdict {
    let law = specimen.law
    guard specimen.isCount else {
      return kolmogorovSmirnovTest(of: samples, tests: Self.specimens.count, cdf: law.cdf)
    }
    var counts = [Int](repeating: 0, count: Int(samples.max() ?? 0) + 1)
    for sample in samples { counts[max(0, Int(sample))] += 1 }
    let probabilities = counts.indices.map { law.cdf(Double($0)) - law.cdf(Double($0) - 1) }
    return chiSquareTest(of: counts, probabilities: probabilities, tests: Self.specimens.count)
  }

  @Test("has quantiles that its distribution function just reaches", arguments: specimens)
  func quantiles(of specimen: Specimen) {
    let law = specimen.law
    for p in [1e-6, 0.01, 0.3, 0.5, 0.9, 0.999, 1 - 1e-6] {
      let x = law.quantile(p)
      #expect(law.support.contains(x))
      if specimen.isCount {
        #expect(law.cdf(x) >= p - 1e-12 && law.cdf(x - 1) < p, "at \(p)")
      } else {
        #expect(abs(law.cdf(x) - p) < 1e-9, "at \(p)")
      }
    }
  }

  @Test("has a support that begins and ends its distribution", arguments: specimens)
  func support(of specimen: Specimen) {
    let law = specimen.law
    let (low, high) = (law.support.lowerBound, law.support.upperBound)
    #expect(law.quantile(0) == low)
    #expect(law.quantile(1) == high)
    #expect(law.cdf(low.nextDown) == 0)
    #expect(law.cdf(high) == 1)
    #expect(law.cdf(-.infinity) == 0)
    #expect(law.cdf(.infinity) == 1)
  }
}
