// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// The regularised incomplete gamma function, which is the distribution function of gamma laws and, from above, of
/// Poisson laws.
///
/// GSL 2.7 has it to 13 digits for small shapes, and loses a digit for every tenfold of the shape from 1e4
/// on: at 1e6 it is off by 0.003. Above `largestOfGSL` it is Temme's expansion for large shapes, whose terms
/// fall by the shape: five of them leave an error below 1e-14.
///
/// Source: N. M. Temme, "The asymptotic expansion of the incomplete gamma functions", SIAM Journal on
/// Mathematical Analysis 10 (1979), doi:10.1137/0510071; NIST Digital Library of Mathematical Functions, 8.12.
enum IncompleteGamma {
  /// The largest shape that is left to GSL.
  static let largestOfGSL = 1_000.0

  /// P(shape, x): the probability that a gamma law of scale 1 gives a number up to `x`.
  static func lower(_ shape: Double, _ x: Double) -> Double {
    guard shape > largestOfGSL else { return gsl_cdf_gamma_P(x, shape, 1) }
    return expansion(shape, x).lower
  }

  /// Q(shape, x) = 1 - P(shape, x).
  static func upper(_ shape: Double, _ x: Double) -> Double {
    guard shape > largestOfGSL else { return gsl_cdf_gamma_Q(x, shape, 1) }
    return expansion(shape, x).upper
  }

  private static func expansion(_ shape: Double, _ x: Double) -> (lower: Double, upper: Double) {
    let square = -2 * log1pMinus((x - shape) / shape)
    // Beyond this both the tail and what follows in the series are 0.
    guard shape * square < 1_500 else { return x < shape ? (0, 1) : (1, 0) }
    let eta = x < shape ? -square.squareRoot() : square.squareRoot()
    let series = coefficients.reversed().reduce(0) { sum, row in
      sum / shape + row.reversed().reduce(0) { $0 * eta + $1 }
    }
    let rest = exp(-shape * square / 2) / (2 * .pi * shape).squareRoot() * series
    let z = eta * (shape / 2).squareRoot()
    return (erfc(-z) / 2 - rest, erfc(z) / 2 + rest)
  }

  /// The coefficients of the powers of eta, for each power of 1 / shape: the recursions 8.12.11 and 8.12.12 of the
  /// Digital Library.
  private static let coefficients: [[Double]] = {
    let (powers, kept) = (44, 26)
    var alpha = [0.0, 1]
    for n in 2..<powers {
      var rest = alpha[n - 1]
      for j in 2..<max(n, 2) { rest -= Double(j) * alpha[j] * alpha[n - j + 1] }
      alpha.append(rest / Double(n + 1))
    }
    var first = [-1.0 / 3]
    for n in 1..<powers - 2 { first.append(Double(n + 2) * alpha[n + 2]) }
    // The coefficients of Stirling's series, each with the sign of its power.
    let stirling = [-1.0 / 12, 1.0 / 288, 139.0 / 51_840, -571.0 / 2_488_320]
    var rows = [first]
    for coefficient in stirling {
      let last = rows[rows.count - 1]
      var row: [Double] = []
      for n in 0..<last.count - 2 {
        row.append(Double(n + 2) * last[n + 2] + coefficient * first[n])
      }
      rows.append(row)
    }
    return rows.map { Array($0.prefix(kept)) }
  }()
}

/// log(1 + x) - x, without the cancellation for small x.
///
/// Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000), whose deviance it is.
func log1pMinus(_ x: Double) -> Double {
  guard abs(x) < 0.5 else { return log1p(x) - x }
  // 2 artanh(r) - x, the first terms of which are put together by hand.
  let r = x / (2 + x)
  let square = r * r
  var (sum, power, odd) = (0.0, square, 3.0)
  while sum + power / odd != sum {
    sum += power / odd
    power *= square
    odd += 2
  }
  return r * (2 * sum - x)
}
