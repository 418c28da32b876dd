// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

extension Law {
  /// The smallest interval that holds all numbers of the law.
  public var support: ClosedRange<Double> {
    switch form {
    case .fixed: a...a
    case .uniform: a...b
    case .triangular: stated[0]...stated[2]
    case .exponential, .gamma, .erlang, .lognormalByQuantiles, .lognormalByMoments,
      .weibullByMean, .weibullByScale, .poisson, .negativeBinomial:
      0...Double.infinity
    case .pareto: b...Double.infinity
    case .normal: stated[2]...stated[3]
    case .beta: 0...1
    case .geometric: 1...Double.infinity
    case .binomial: 0...b
    }
  }

  /// The probability of a number up to and with `x`.
  public func cdf(_ x: Double) -> Double {
    guard x >= support.lowerBound else { return 0 }
    guard x < support.upperBound else { return 1 }
    switch form {
    case .fixed:
      return 1
    case .uniform:
      return (x - a) / (b - a)
    case .triangular:
      let (from, mode, to) = (stated[0], stated[1], stated[2])
      return x < mode
        ? (x - from) * (x - from) / ((to - from) * (mode - from))
        : 1 - (to - x) * (to - x) / ((to - from) * (to - mode))
    case .exponential:
      return gsl_cdf_exponential_P(x, a)
    case .gamma, .erlang:
      return IncompleteGamma.lower(a, x / b)
    case .lognormalByQuantiles, .lognormalByMoments:
      return gsl_cdf_lognormal_P(x, a, b)
    case .weibullByMean, .weibullByScale:
      return gsl_cdf_weibull_P(x, a, b)
    case .pareto:
      return gsl_cdf_pareto_P(x, a, b)
    case .normal:
      let z = (x - stated[0]) / stated[1]
      return isTurned
        ? 1 - (gsl_cdf_ugaussian_Q(z) - a) / b : (gsl_cdf_ugaussian_P(z) - a) / b
    case .beta:
      return IncompleteBeta.lower(a, b, at: x, lacking: 1 - x)
    case .poisson, .geometric, .negativeBinomial, .binomial:
      return countCDF(x)
    }
  }

  /// The smallest number whose ``cdf(_:)`` reaches the probability `p`.
  ///
  /// Exact to 1e-9 in probability.
  ///
  /// - Precondition: `p` is from 0 to 1.
  public func quantile(_ p: Double) -> Double {
    Misuse.refuse(unlessProbability: p)
    if p == 0 { return support.lowerBound }
    if p == 1 { return support.upperBound }
    switch form {
    case .fixed:
      return a
    case .uniform:
      return a + (b - a) * p
    case .triangular:
      return triangularQuantile(p)
    case .exponential:
      return gsl_cdf_exponential_Pinv(p, a)
    case .gamma, .erlang:
      return verified(a...a, p) { gsl_cdf_gamma_Pinv(p, a, b) }
    case .lognormalByQuantiles, .lognormalByMoments:
      return gsl_cdf_lognormal_Pinv(p, a, b)
    case .weibullByMean, .weibullByScale:
      return gsl_cdf_weibull_Pinv(p, a, b)
    case .pareto:
      return gsl_cdf_pareto_Pinv(p, a, b)
    case .normal:
      return cutNormalQuantile(p)
    case .beta:
      return verified(min(a, b)...max(a, b), p) { gsl_cdf_beta_Pinv(p, a, b) }
    case .poisson, .geometric, .negativeBinomial, .binomial:
      return countQuantile(p)
    }
  }

  private func countCDF(_ x: Double) -> Double {
    let count = x.rounded(.down)
    return switch form {
    case .poisson: IncompleteGamma.upper(count + 1, a)
    case .geometric: -expm1(count * log1p(-a))
    case .negativeBinomial:
      IncompleteBeta.lower(b, count + 1, at: a, lacking: stated[0] / (b + stated[0]))
    default: IncompleteBeta.upper(count + 1, b - count, at: a, lacking: 1 - a)
    }
  }

  /// The quantile that GSL finds, or the bisected one where GSL goes astray.
  ///
  /// For very small and very large shapes of gamma and beta laws GSL 2.7 gives NaN or a wrong number,
  /// or does not come back at all.
  private func verified(
    _ shapes: ClosedRange<Double>, _ p: Double, _ inverse: () -> Double
  ) -> Double {
    if shapes.lowerBound >= 0.1, shapes.upperBound <= 1e4 {
      let quantile = inverse()
      if abs(cdf(quantile) - p) <= 1e-9 { return quantile }
    }
    return smallest(in: support) { cdf($0) >= p }
  }

  /// GSL inverts no law of counts: double the upper bound until it reaches `p`, then bisect.
  private func countQuantile(_ p: Double) -> Double {
    let start = Int64(support.lowerBound)
    var end = max(Int64(mean), start) + 1
    while Double(end) < support.upperBound, cdf(Double(end)) < p { end *= 2 }
    return Double(first(in: start..<end) { cdf(Double($0)) >= p })
  }
}
