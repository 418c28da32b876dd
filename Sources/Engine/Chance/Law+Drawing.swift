// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

extension RandomStream {
  /// A number drawn from the law.
  ///
  /// - Complexity: O(1), without allocation; laws of counts take O(log mean).
  public mutating func draw(_ law: Law) -> Double {
    let (a, b) = (law.a, law.b)
    switch law.form {
    case .fixed:
      return a
    case .exponential:
      return exponential(mean: a)
    case .triangular:
      return law.triangularQuantile(uniform())
    case .normal:
      return law.isCut
        ? law.cutNormalQuantile(uniform())
        : law.stated[0] + withGenerator { gsl_ran_gaussian($0, law.stated[1]) }
    case .uniform:
      return a + (b - a) * uniform()
    case .gamma, .erlang:
      return gamma(shape: a, scale: b, normalScale: law.c)
    case .lognormalByQuantiles, .lognormalByMoments:
      return withGenerator { gsl_ran_lognormal($0, a, b) }
    case .weibullByMean, .weibullByScale:
      return withGenerator { gsl_ran_weibull($0, a, b) }
    case .pareto:
      return withGenerator { gsl_ran_pareto($0, a, b) }
    case .beta:
      return withGenerator { gsl_ran_beta($0, a, b) }
    case .poisson:
      return withGenerator { Double(gsl_ran_poisson($0, a)) }
    case .geometric:
      return withGenerator { Double(gsl_ran_geometric($0, a)) }
    case .negativeBinomial:
      return negativeBinomialCount(a, b)
    case .binomial:
      return binomialCount(b, a)
    }
  }
}

extension Law {
  /// Whether a normal law has a bound.
  var isCut: Bool { stated[2] > -.infinity || stated[3] < .infinity }

  /// Whether a cut normal law is counted from its upper tail, see `LawForm.parameters(of:)`.
  var isTurned: Bool { stated[2] > stated[0] }

  func cutNormalQuantile(_ p: Double) -> Double {
    let z =
      isTurned
      ? gsl_cdf_ugaussian_Qinv(a + (1 - p) * b) : gsl_cdf_ugaussian_Pinv(a + p * b)
    return min(max(stated[0] + stated[1] * z, stated[2]), stated[3])
  }

  func triangularQuantile(_ p: Double) -> Double {
    let (from, mode, to) = (stated[0], stated[1], stated[2])
    return p < b
      ? from + (p * (to - from) * (mode - from)).squareRoot()
      : to - ((1 - p) * (to - from) * (to - mode)).squareRoot()
  }
}
