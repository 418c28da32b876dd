// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Statistics

/// A fitted straight line, with its variances.
struct Line: Sendable {
  /// The point at which its height is ``mean``.
  let centre: Double
  let mean: Double
  let slope: Double
  let varianceOfMean: Double
  let varianceOfSlope: Double
  let covariance: Double
  /// The degrees of freedom of the variances.
  let degrees: Double

  /// Where it is 0.
  var root: Double { centre - mean / slope }

  /// The interval of the root, by Fieller: all points at which a height of 0 is not rejected.
  ///
  /// Returns nil if the points have no bounds; then the slope may be 0.
  ///
  /// Source: E. C. Fieller, Journal of the Royal Statistical Society B 16 (1954) 175-185.
  func interval(confidence: Double) -> Interval? {
    guard slope != 0 else { return nil }
    let ends = rootsOfRatio(
      numerator: -mean, denominator: slope, varianceOfNumerator: varianceOfMean,
      varianceOfDenominator: varianceOfSlope, covariance: -covariance,
      quantile: LawQuantiles.student((1 + confidence) / 2, degrees: degrees))
    return ends.map { Interval(low: centre + $0.low, high: centre + $0.high) }
  }

  /// Its heights at two points, as levels.
  func levels(_ low: Double, _ high: Double, replications: Int) -> LevelDifferences {
    let points = [low - centre, high - centre]
    return LevelDifferences(
      levels: [low, high], means: points.map { mean + slope * $0 },
      covariance: points.map { one in
        points.map { other in
          varianceOfMean + (one + other) * covariance + one * other * varianceOfSlope
        }
      }, degrees: degrees, replications: replications)
  }
}

/// The ratios that are not rejected, by Fieller; nil if they have no bounds.
///
/// The quantile is that of Student's law for the confidence.
func rootsOfRatio(
  numerator: Double, denominator: Double, varianceOfNumerator: Double,
  varianceOfDenominator: Double, covariance: Double, quantile: Double
) -> Interval? {
  let square = quantile * quantile
  let a = denominator * denominator - square * varianceOfDenominator
  let b = numerator * denominator - square * covariance
  let c = numerator * numerator - square * varianceOfNumerator
  guard a > 0 else { return nil }
  // If nothing varies, rounding may leave a number just below 0.
  let root = max(0, b * b - a * c).squareRoot()
  return Interval(low: (b - root) / a, high: (b + root) / a)
}
