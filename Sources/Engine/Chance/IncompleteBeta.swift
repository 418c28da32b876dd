// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// The regularised incomplete beta function, which is the distribution function of beta, binomial and
/// negative binomial laws.
///
/// GSL 2.7 has it to 11 digits while both shapes are at most 1e4. Above that it cuts its continued
/// fraction off, or loses digits in logarithms of factorials. Here the fraction goes on until it holds,
/// a tenth of the root of the shapes, and what stands before it is made of deviances, which lose
/// nothing: the error stays below 1e-11.
///
/// Sources: A. R. DiDonato and A. H. Morris, "Algorithm 708: significant digit computation of the
/// incomplete beta function ratios", ACM TOMS 18 (1992), doi:10.1145/131766.131776; C. Loader, "Fast
/// and accurate computation of binomial probabilities" (2000).
enum IncompleteBeta {
  /// The largest shape that is left to GSL.
  static let largestOfGSL = 10_000.0

  /// I_x(a, b): the probability that a beta law gives a number up to `x`.
  ///
  /// - Parameters:
  ///   - a: The first shape, above 0.
  ///   - b: The second shape, above 0.
  ///   - x: The number, from 0 to 1.
  ///   - y: What it lacks to 1, which the caller may know better than the difference would.
  /// - Returns: The probability, to 1e-11.
  static func lower(_ a: Double, _ b: Double, at x: Double, lacking y: Double) -> Double {
    max(a, b) > largestOfGSL ? large(a, b, x, y) : gsl_cdf_beta_P(x, a, b)
  }

  /// 1 - I_x(a, b): the probability of a number above `x`.
  static func upper(_ a: Double, _ b: Double, at x: Double, lacking y: Double) -> Double {
    max(a, b) > largestOfGSL ? large(b, a, y, x) : gsl_cdf_beta_Q(x, a, b)
  }

  private static func large(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    guard x > 0 else { return 0 }
    guard y > 0 else { return 1 }
    let sum = a + b
    // How far `x` lies below the mean, counted from the end that is nearer.
    let below = y <= x ? sum * y - b : a - sum * x
    let deviance = a * log1pMinus(-below / a) + b * log1pMinus(below / b)
    let correction = stirlingError(sum) - stirlingError(a) - stirlingError(b)
    let factor = exp(correction + deviance) * (a / sum * b / (2 * .pi)).squareRoot()
    if sum * x < 0.5 { return factor * series(a, sum, x) }
    guard factor > 0 else { return below > 0 ? 0 : 1 }
    return below >= 0
      ? factor * fraction(a, b, x, y, below) : 1 - factor * fraction(b, a, y, x, -below)
  }

  /// What Stirling's formula lacks to the logarithm of x!.
  private static func stirlingError(_ x: Double) -> Double {
    guard x >= 15 else {
      return lgamma(x + 1) - (x + 0.5) * log(x) + x - log(2 * .pi) / 2
    }
    let square = 1 / (x * x)
    let terms = [1.0 / 12, -1.0 / 360, 1.0 / 1_260, -1.0 / 1_680, 1.0 / 1_188]
    return terms.reversed().reduce(0) { $0 * square + $1 } / x
  }

  /// The power series, for an `x` far below the mean, where shapes near 0 slow the fraction down.
  private static func series(_ a: Double, _ sum: Double, _ x: Double) -> Double {
    var (value, term, n) = (1.0, 1.0, 0.0)
    while term > value * .ulpOfOne {
      term *= x * (sum + n) / (a + 1 + n)
      value += term
      n += 1
    }
    return value / a
  }

  /// The continued fraction, all of whose terms are above 0, for an `x` that lies `below` under the mean.
  private static func fraction(
    _ a: Double, _ b: Double, _ x: Double, _ y: Double, _ below: Double
  ) -> Double {
    let c = 1 + below
    let c1 = 1 + 1 / a
    var (numerators, denominators) = ((0.0, 1.0), (1.0, c / c1))
    var value = c1 / c
    // The limit only ends what rounding keeps from standing still.
    for step in 1...1_000_000 {
      let n = Double(step)
      let w = n * (b - n) * x
      let e = a / (a + 2 * n - 1)
      let p = 1 + (n - 1) / a
      let alpha = p * (p + b / a) * e * e * (w * x)
      let beta =
        n + w / (a + 2 * n - 1) + (n / a + 1) / (c1 + 2 * n / a) * (c + n * (1 + y))
      numerators = (numerators.1, alpha * numerators.0 + beta * numerators.1)
      denominators = (denominators.1, alpha * denominators.0 + beta * denominators.1)
      let last = value
      value = numerators.1 / denominators.1
      if abs(value - last) <= 1e-15 * value { break }
      numerators = (numerators.0 / denominators.1, value)
      denominators = (denominators.0 / denominators.1, 1)
    }
    return value
  }
}
