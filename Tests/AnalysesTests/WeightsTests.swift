// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import CGSL
import Declarations
import StatisticalTesting
import Testing

@Suite("Weights and likelihoods")
struct WeightsTests {
  @Test("add up to 1, whatever their scale, and have the mean that they had before")
  func normalised() {
    let weights = Weights(logarithms: [-1_000, -1_000 + 1, -.infinity])
    #expect(agree(weights.values.reduce(0, +), 1))
    #expect(agree(weights.values[1] / weights.values[0], 2.718_281_828_459_045))
    #expect(weights.values[2] == 0)
    #expect(agree(weights.logMean, -1_000 + 0.214_649_398_3, within: 1e-9), "\(weights.logMean)")
    let (one, other) = (weights.values[0], weights.values[1])
    #expect(agree(weights.effectiveSize, 1 / (one * one + other * other)))
    #expect(Weights(logarithms: [0, 0, 0, 0]).effectiveSize == 4)
  }

  @Test("Mean, variance and quantiles are those of the weighted law")
  func law() {
    let weights = Weights(logarithms: [0.0, 0.693_147_180_559_945_3, 0.0, -.infinity])
    let numbers = [3.0, 1.0, 2.0, .nan]
    #expect(agree(weights.mean(numbers), 1.75))
    #expect(agree(weights.variance(numbers), (1.25 * 1.25 + 2 * 0.75 * 0.75 + 0.25 * 0.25) / 4))
    #expect(
      weights.quantiles(numbers, at: [0.05, 0.5, 0.51, 0.75, 0.76, 1]) == [1, 1, 2, 2, 3, 3])
  }

  @Test("Resampling takes each as often as its weight says, up to one, and none without weight")
  func resampling() {
    let weights = Weights(logarithms: [-.infinity, 0, 1, -.infinity, 0.5, -.infinity])
    for step in 0..<200 {
      let uniform = Double(step) / 200
      let chosen = weights.resampled(50, uniform: uniform)
      #expect(chosen.count == 50 && chosen == chosen.sorted())
      for (index, weight) in weights.values.enumerated() {
        let count = Double(chosen.count { $0 == index })
        #expect(abs(count - 50 * weight) < 1, "\(index)")
        if weight == 0 { #expect(count == 0) }
      }
    }
    #expect(Weights(logarithms: [-.infinity]).resampled(3, uniform: 0.5).isEmpty)
  }

  @Test("Likelihoods are those of the laws", arguments: [0, 1, 20, 114])
  func likelihoods(count: UInt32) {
    func compare(_ likelihood: Likelihood, _ simulated: Double, _ probability: Double) {
      let found = likelihood.logarithm(of: Double(count), given: simulated)
      #expect(agree(found, gsl_sf_log(probability), within: 1e-9), "\(likelihood)")
    }
    compare(.poisson, 17, gsl_ran_poisson_pdf(count, 17))
    // Number of failures before the n-th success.
    compare(
      .negativeBinomial(cv: 0.25), 17, gsl_ran_negative_binomial_pdf(count, 16 / (16 + 17), 16))
    compare(.normal(sd: 9), 17, gsl_ran_gaussian_pdf(Double(count) - 17, 9))
    compare(.binomial(of: 259), 0.3, gsl_ran_binomial_pdf(count, 0.3, 259))
    #expect(
      agree(
        Likelihood.negativeBinomial(cv: 0).logarithm(of: Double(count), given: 17),
        Likelihood.poisson.logarithm(of: Double(count), given: 17)))
  }

  @Test("What cannot be has no likelihood, and what must be has that of 1")
  func edges() {
    for likelihood in [Likelihood.poisson, .negativeBinomial(cv: 0.2)] {
      #expect(likelihood.logarithm(of: 0, given: 0) == 0)
      #expect(likelihood.logarithm(of: 1, given: 0) == -.infinity)
    }
    #expect(Likelihood.binomial(of: 10).logarithm(of: 11, given: 0.5) == -.infinity)
    #expect(Likelihood.binomial(of: 10).logarithm(of: 0, given: 0) == 0)
    #expect(Likelihood.binomial(of: 10).logarithm(of: 10, given: 1) == 0)
    #expect(Likelihood.binomial(of: 10).logarithm(of: 9, given: 1) == -.infinity)
    #expect(Likelihood.within(30).logarithm(of: 114, given: 84) == 0)
    #expect(Likelihood.within(30).logarithm(of: 114, given: 83.9) == -.infinity)
  }

  /// Counts y ~ Poisson(theta), theta ~ Gamma(2, .02), of which 114 was observed, are exact at any tolerance.
  @Test(
    "Weights within a tolerance give the exact law that it has",
    arguments: [
      (0, 113.725_5, 10.559_1, .nan), (10, 113.327_5, 12.091_9, 0.097_214_7),
      (30, 110.444_4, 19.923_3, .nan),
    ])
  func tolerance(_ tolerance: Int, _ mean: Double, _ deviation: Double, _ accepted: Double) {
    // A fine grid of theta stands for the prior, and each count for itself: no chance is left.
    let grid = (1...60_000).map { Double($0) / 100 }
    let counts = (114 - tolerance)...(114 + tolerance)
    let logarithms = grid.map { theta in
      let likelihood = counts.reduce(0.0) { $0 + gsl_ran_poisson_pdf(UInt32($1), theta) }
      return gsl_sf_log(gsl_ran_gamma_pdf(theta, 2, 50)) + gsl_sf_log(max(likelihood, 1e-300))
    }
    let weights = Weights(logarithms: logarithms)
    #expect(agree(weights.mean(grid), mean, within: 1e-6), "\(weights.mean(grid))")
    #expect(agree(weights.variance(grid).squareRoot(), deviation, within: 1e-5))
    if accepted.isFinite {
      #expect(agree(gsl_sf_exp(weights.logMean) * 600, accepted, within: 1e-5))
    }
  }
}
