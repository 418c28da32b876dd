// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import StatisticalTesting
import Testing

/// One law of every form and of every branch of its algorithms.
let laws: [Law] = [
  .uniform(from: -2, to: 5),
  .triangular(from: 1, mode: 2, to: 7),
  .triangular(from: 1, mode: 1, to: 7),
  .exponential(mean: 3),
  .gamma(mean: 3, sd: 2),
  .gamma(mean: 1, sd: 2),
  .erlang(mean: 6, stages: 3),
  .lognormal(median: 14, p95: 100),
  .lognormal(mean: 3, sd: 2),
  .weibull(mean: 10, shape: 0.8),
  .weibull(scale: 10, shape: 2.5),
  .pareto(minimum: 2, shape: 4.5),
  .normal(mean: -1, sd: 3),
  .normal(mean: 1, sd: 2, from: 0),
  .normal(mean: 1, sd: 2, from: -1, to: 1.5),
  .normal(mean: 0, sd: 1, from: 9),
  .normal(mean: 0, sd: 1, to: -9),
  .beta(mean: 0.4, sd: 0.1),
  .beta(mean: 0.1, sd: 0.2),
  .poisson(mean: 3),
  .poisson(mean: 300),
  .geometric(mean: 4),
  .negativeBinomial(mean: 3, sd: 4),
  .binomial(trials: 20, probability: 0.3),
]

@Suite("A law") struct LawTests {
  /// 20,000 numbers of the law, from a stream of its own.
  private func samples(_ law: Law, by draw: (inout Chance.Stream, Law) -> Double) -> [Double] {
    let number = UInt64(laws.firstIndex(of: law) ?? laws.count)
    var stream = Luck(seed: 20_260, replication: 1)
      .stream(StreamAddress(kind: 1, number: number, purpose: 1))
    return (0..<20_000).map { _ in draw(&stream, law) }
  }

  @Test("draws numbers with its mean; family-wise error 1e-4", arguments: laws)
  func mean(law: Law) {
    expectMean(of: samples(law) { $0.draw($1) }, equals: law.mean, tests: laws.count, "\(law)")
  }

  @Test("draws numbers with its variance; family-wise error 1e-4", arguments: laws)
  func variance(law: Law) {
    let squares = samples(law) { $0.draw($1) }.map { ($0 - law.mean) * ($0 - law.mean) }
    expectMean(of: squares, equals: law.variance, tests: laws.count, "\(law)")
  }

  @Test("draws numbers with its distribution; family-wise error 1e-4", arguments: laws)
  func distribution(law: Law) {
    fits(samples(law) { $0.draw($1) }, law)
  }

  @Test("inverts uniform numbers into its distribution", arguments: laws)
  func inversion(law: Law) {
    fits(samples(law) { $0.quantile(of: $1) }, law)
  }

  @Test("is told apart from a law a tenth wider or longer", arguments: laws)
  func power(law: Law) {
    let numbers = samples(law) { $0.draw($1) }.map { law.mean + ($0 - law.mean) * 1.1 }
    #expect(verdict(law.form.isCount ? numbers.map { $0.rounded() } : numbers, law).isRejected)
  }

  private func fits(_ samples: [Double], _ law: Law) {
    verdict(samples, law).require("\(law)")
  }

  private func verdict(_ samples: [Double], _ law: Law) -> Verdict {
    guard law.form.isCount else {
      return kolmogorovSmirnovTest(of: samples, tests: laws.count, cdf: law.cdf)
    }
    let top = Int(samples.max() ?? 0)
    var counts = [Int](repeating: 0, count: top + 1)
    for sample in samples { counts[max(0, Int(sample))] += 1 }
    let probabilities = counts.indices.map { law.cdf(Double($0)) - law.cdf(Double($0) - 1) }
    return chiSquareTest(of: counts, probabilities: probabilities, tests: laws.count)
  }

  @Test("has quantiles that its distribution function reaches", arguments: laws)
  func quantiles(law: Law) {
    for p in [1e-6, 0.01, 0.3, 0.5, 0.9, 0.999, 1 - 1e-6] {
      let x = law.quantile(p)
      #expect(law.support.contains(x))
      if law.form.isCount {
        #expect(law.cdf(x) >= p && law.cdf(x - 1) < p, "\(law) at \(p)")
      } else {
        #expect(abs(law.cdf(x) - p) < 1e-9, "\(law) at \(p)")
      }
    }
    #expect(law.quantile(0) == law.support.lowerBound)
    #expect(law.quantile(1) == law.support.upperBound)
  }
}
