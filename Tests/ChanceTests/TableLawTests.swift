// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Chance
import Glibc
import StatisticalTesting
import Testing

@Suite("Laws of tables") struct TableLawTests {
  @Test("an empirical law joins the ordered samples by straight lines")
  func empirical() throws {
    let law = try EmpiricalLaw(samples: [8, 0, 4])
    #expect([-1, 0, 2, 4, 6, 8, 9].map(law.cdf) == [0, 0, 0.25, 0.5, 0.75, 1, 1])
    #expect([0, 0.25, 0.5, 0.75, 1].map(law.quantile) == [0, 2, 4, 6, 8])
    #expect(law.mean == 4)
    #expect(abs(law.variance - 64.0 / 12) < 1e-12)
  }

  @Test("a histogram is flat within each interval and steps where two edges meet")
  func histogram() throws {
    let law = try EmpiricalLaw(edges: [0, 10, 10, 20], weights: [1, 2, 1])
    #expect([5, 10, 15].map(law.cdf) == [0.125, 0.75, 0.875])
    #expect([0.25, 0.5, 0.75].map(law.quantile) == [10, 10, 10])
    #expect(law.mean == 10)
  }

  @Test("a discrete law gives its values by their weights")
  func discrete() throws {
    let law = try DiscreteLaw(values: [1, 5, 7], weights: [1, 2, 1])
    #expect([0, 1, 4.9, 5, 7].map(law.cdf) == [0, 0.25, 0.25, 0.75, 1])
    #expect([0, 0.25, 0.26, 0.75, 1].map(law.quantile) == [1, 1, 5, 5, 7])
    #expect(law.mean == 4.5)
    #expect(law.variance == 4.75)
  }

  @Test("a mixture has the mean of means, and its variance between them as well")
  func mixture() throws {
    let law = try MixtureLaw([.fixed(2), .fixed(6)], weights: [3, 1])
    #expect(law.mean == 3)
    #expect(law.variance == 3)
    #expect([0.5, 0.75, 0.76].map(law.quantile) == [2, 2, 6])
  }

  @Test("a hyperexponential law has the moments asked for and balanced phases")
  func hyperexponential() throws {
    let law = try MixtureLaw.hyperexponential(mean: 3, sd: 5)
    #expect(abs(law.mean - 3) < 1e-12)
    #expect(abs(law.sd - 5) < 1e-12)
    let loads = (0..<2).map { law.shares[$0] * law.components[$0].mean }
    #expect(abs(loads[0] - loads[1]) < 1e-12)
  }

  @Test("an exponential law cut off below begins again at the cut")
  func memoryless() throws {
    let law = try Law.exponential(mean: 3).truncated(to: 5...Double.infinity)
    #expect(abs(law.mean - 8) < 1e-7)
    #expect(abs(law.variance - 9) < 1e-6)
    #expect(law.support == 5...Double.infinity)
    for p in [0.1, 0.5, 0.99] {
      #expect(abs(law.quantile(p) - 5 - Law.exponential(mean: 3).quantile(p)) < 1e-9)
    }
  }

  @Test("a truncated normal law is the normal law with bounds")
  func truncatedNormal() throws {
    let one = try Law.normal(mean: 1, sd: 2).truncated(to: 0...2.5)
    let other = Law.normal(mean: 1, sd: 2, from: 0, to: 2.5)
    #expect(abs(one.mean - other.mean) < 1e-8)
    #expect(abs(one.variance - other.variance) < 1e-8)
    for p in [0.1, 0.5, 0.99] { #expect(abs(one.quantile(p) - other.quantile(p)) < 1e-9) }
  }

  @Test("a truncated count keeps the probabilities of what is left in proportion")
  func truncatedCount() throws {
    let law = try Law.binomial(trials: 2, probability: 0.5).truncated(to: 0.5...7)
    #expect(law.support == 1...2)
    #expect(abs(law.cdf(1) - 2.0 / 3) < 1e-12)
    #expect(abs(law.mean - 4.0 / 3) < 1e-12)
    #expect(abs(law.variance - 2.0 / 9) < 1e-12)
  }

  @Test("refuse what makes no law")
  func refusals() {
    #expect(throws: ChanceError.self) { try EmpiricalLaw(samples: [1]) }
    #expect(throws: ChanceError.self) { try EmpiricalLaw(samples: [1, .nan]) }
    #expect(throws: ChanceError.self) { try EmpiricalLaw(edges: [1, 0], weights: [1]) }
    #expect(throws: ChanceError.self) { try DiscreteLaw(values: [1, 1], weights: [1, 1]) }
    #expect(throws: ChanceError.self) { try DiscreteLaw(values: [], weights: []) }
    #expect(throws: ChanceError.self) { try MixtureLaw([], weights: []) }
    #expect(throws: ChanceError.self) { try MixtureLaw.hyperexponential(mean: 2, sd: 1) }
    #expect(throws: ChanceError.self) { try Law.beta(mean: 0.4, sd: 0.1).truncated(to: 2...3) }
    #expect(throws: ChanceError.self) { try Law.poisson(mean: 3).truncated(to: 1.2...1.8) }
  }

  /// Shapes at which GSL's own inverse gives NaN, infinity or a wrong number.
  @Test("quantiles hold where GSL cannot invert", arguments: [0.001, 0.01, 0.1, 1e4, 4e4])
  func extremeShapes(shape: Double) {
    let gamma = Law.gamma(mean: shape, sd: shape.squareRoot())
    let beta = Law.beta(mean: 0.5, sd: 0.5 / (2 * shape + 1).squareRoot())
    for p in [1e-6, 0.01, 0.3, 0.5, 0.955, 0.999] {
      for law in [gamma, beta] {
        let x = law.quantile(p)
        // Where the law rises faster than numbers follow on each other it jumps over p.
        #expect(law.cdf(x) > p - 1e-9 && law.cdf(x.nextDown) < p + 1e-9, "\(law) at \(p)")
      }
    }
  }

  @Test("GSL itself no longer ends the process on an error")
  func errorHandler() {
    _ = Law.exponential(mean: 1)
    #expect(gsl_set_error_handler_off() != nil)
    #expect(gsl_cdf_gamma_Pinv(0.5, 0.001, 1).isNaN)
  }
}
