// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// The quantile of the standard normal law at the probability `p`.
public func normalQuantile(_ p: Double) -> Double { gsl_cdf_ugaussian_Pinv(p) }

/// The quantile of Student's law with the given degrees of freedom at the probability `p`.
public func studentQuantile(_ p: Double, degreesOfFreedom: Double) -> Double {
  gsl_cdf_tdist_Pinv(p, degreesOfFreedom)
}

/// The level of each of `tests` independent tests whose family errs with probability `familywise`.
///
/// Source: Z. Sidak, "Rectangular confidence regions for the means of multivariate normal
/// distributions", JASA 62 (1967), doi:10.1080/01621459.1967.10482935.
public func levelPerTest(familywise: Double, tests: Int) -> Double {
  -gsl_expm1(gsl_log1p(-familywise) / Double(tests))
}

/// The probability of the standard normal law to be at most `z`.
public func normalProbability(_ z: Double) -> Double { gsl_cdf_ugaussian_P(z) }
