// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

extension Law {
  /// The mean; infinity for a Pareto law of a shape up to 1.
  public var mean: Double { moments.mean }

  /// The variance; infinity for a Pareto law of a shape up to 2.
  public var variance: Double { moments.variance }

  private var moments: (mean: Double, variance: Double) {
    switch form {
    case .fixed:
      return (a, 0)
    case .uniform:
      return ((a + b) / 2, (b - a) * (b - a) / 12)
    case .triangular:
      let (l, m, h) = (stated[0], stated[1], stated[2])
      return ((l + m + h) / 3, (l * l + m * m + h * h - l * m - l * h - m * h) / 18)
    case .exponential:
      return (a, a * a)
    case .gamma, .lognormalByMoments, .beta, .negativeBinomial:
      return (stated[0], stated[1] * stated[1])
    case .erlang:
      return (stated[0], a * b * b)
    case .lognormalByQuantiles:
      return (exp(a + b * b / 2), expm1(b * b) * exp(2 * a + b * b))
    case .weibullByMean, .weibullByScale:
      let mean = a * tgamma(1 + 1 / b)
      return (mean, a * a * tgamma(1 + 2 / b) - mean * mean)
    case .pareto:
      return (
        a > 1 ? a * b / (a - 1) : .infinity,
        a > 2 ? a * b * b / ((a - 1) * (a - 1) * (a - 2)) : .infinity
      )
    case .normal:
      return isCut ? cutNormalMoments : (stated[0], stated[1] * stated[1])
    case .poisson:
      return (a, a)
    case .geometric:
      return (1 / a, (1 - a) / (a * a))
    case .binomial:
      return (a * b, a * (1 - a) * b)
    }
  }

  /// The mean and variance between the bounds.
  ///
  /// Source: N. L. Johnson, S. Kotz and N. Balakrishnan, "Continuous univariate distributions",
  /// volume 1 (1994), section 10.1.
  private var cutNormalMoments: (mean: Double, variance: Double) {
    let (low, high) = (
      (stated[2] - stated[0]) / stated[1], (stated[3] - stated[0]) / stated[1]
    )
    let (densityLow, densityHigh) = (
      gsl_ran_ugaussian_pdf(low) / b, gsl_ran_ugaussian_pdf(high) / b
    )
    let shift = densityLow - densityHigh
    // At an infinite bound the density wins over the bound.
    let spread = (low.isFinite ? low * densityLow : 0) - (high.isFinite ? high * densityHigh : 0)
    return (
      stated[0] + stated[1] * shift, stated[1] * stated[1] * (1 + spread - shift * shift)
    )
  }
}
