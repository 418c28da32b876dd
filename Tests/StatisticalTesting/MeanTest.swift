// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
public import Testing

/// Tests the mean of independent samples against an exact value, by Student's t.
///
/// With the samples of 30 replications or more the statistic is close to Student's law whatever law
/// the samples follow.
///
/// - Parameters:
///   - samples: One number a replication; at least 30.
///   - exact: The mean according to theory.
///   - familywise: The probability that any test of the family rejects although all is right.
///   - tests: The number of tests in the family.
/// - Returns: The verdict.
public func meanTest(
  of samples: [Double], equals exact: Double, familywise: Double = 1e-4, tests: Int = 1
) -> Verdict {
  precondition(samples.count >= 30, "\(samples.count) samples are too few for Student's t")
  let moments = Moments(of: samples)
  let difference = moments.mean - exact
  let level = levelPerTest(familywise: familywise, tests: tests)
  let t =
    moments.standardError > 0
    ? difference / moments.standardError : difference == 0 ? 0 : .infinity
  let degrees = Double(samples.count - 1)
  return Verdict(
    pValue: 2 * gsl_cdf_tdist_Q(abs(t), degrees), level: level,
    finding: """
      mean \(moments.mean) with standard error \(moments.standardError) of \(samples.count) \
      samples, exact \(exact), t = \(t)
      """)
}

/// Expects the mean of independent samples to be the exact one.
///
/// See ``meanTest(of:equals:familywise:tests:)``.
public func expectMean(
  of samples: [Double], equals exact: Double, familywise: Double = 1e-4, tests: Int = 1,
  _ subject: @autoclosure () -> String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
  meanTest(of: samples, equals: exact, familywise: familywise, tests: tests)
    .require(subject(), sourceLocation: sourceLocation)
}
