// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Chance

/// Intervals of a mean that hold at every number of replications at once: one may watch, and stop when one likes.
///
/// Student's interval covers the mean in 95 of 100 studies if the number of replications was fixed before. Who looks
/// after each replication, and stops when zero lies outside, finds a difference sooner or later even where there is
/// none: in 49 of 100 studies of 500 replications. A confidence sequence of 95 per cent covers the mean *at all
/// numbers* in 95 of 100 studies. The price is width: 1.6 times that of Student's interval at the number for which it
/// was tuned, and more elsewhere.
///
/// All numbers are possible (the ends are infinite) for fewer than two numbers, for a few more until their spread says
/// enough, and where no number differs from another: what they might vary by is not known.
///
/// Three forms share one boundary, the mixture of Gaussian laws with precision ``rho``:
/// - ``boundary(at:)`` is for a sum whose variance is known. It holds for normal and sub-Gaussian steps. Source:
///   S. R. Howard, A. Ramdas, J. McAuliffe and J. Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence
///   sequences", Annals of Statistics 49 (2021) 1055-1080, proposition 5, two-sided.
/// - ``asymptoticHalfWidth(of:)`` puts the estimated standard deviation in its place. It holds for any law with some
///   more than two moments, from a large number on. Source: I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy and
///   A. Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences", Annals of Statistics 52 (2024)
///   2613-2640; their rho is the inverse root of this one.
/// - ``halfWidth(of:)`` allows for the estimate as Student's interval does. It is exact for normal numbers from the
///   first one on, and becomes the asymptotic one as the numbers grow. Source: H. Wang and A. Ramdas, "Anytime-valid
///   t-tests and confidence sequences for Gaussian means with unknown variance", arXiv:2310.03722, the martingale of a
///   Gaussian mixture that does not depend on the scale. The intervals are made with this one.
///
/// Of other laws than the normal one they hold as the numbers grow, and early looks fail more often: in 1,000 numbers
/// the mean was left out at some time in 4 of 100 studies of normal numbers, in 8 of exponential ones, and in 38 of
/// counts with the mean 0.1 (12 and 57 where tuned for 20 instead of 100). The asymptotic form, watched from the
/// second number on, leaves even normal means out in 17 of 100 (26). Of a rare outcome look when some ten cases are there:
/// then it was 5 to 7 studies of 100.
public struct ConfidenceSequence: Hashable, Sendable {
  /// With which probability all intervals cover the mean.
  public let confidence: Double
  /// The precision of the mixture, in the unit of a variance or a number of replications: small for late ones.
  public let rho: Double

  /// A sequence of the given precision.
  ///
  /// - Precondition: `confidence` lies strictly between 0 and 1, and `rho` is a number above 0.
  public init(confidence: Double = 0.95, rho: Double) {
    Misuse.refuse(unlessConfidence: confidence)
    Misuse.refuse(
      unless: rho > 0 && rho.isFinite, "the precision of a mixture is a number above 0, not \(rho)")
    self.confidence = confidence
    self.rho = rho
  }

  /// The sequence whose boundary is the lowest that is possible at a variance, or a number of replications.
  ///
  /// That is exact, by the lower branch of Lambert's W: with a = 1 - confidence the least of ``boundary(at:)`` over all
  /// precisions is at rho = v / (-1 - W(-a a / e)). Both papers give approximations to it, whose boundaries at v are
  /// higher by less than one part in a thousand.
  ///
  /// - Precondition: `confidence` lies strictly between 0 and 1, and `variance` is a number above 0.
  public init(confidence: Double = 0.95, tightestAt variance: Double) {
    Misuse.refuse(unlessConfidence: confidence)
    Misuse.refuse(
      unless: variance > 0 && variance.isFinite,
      "a confidence sequence is tuned to a number above 0, not \(variance)")
    let error = 1 - confidence
    self.init(
      confidence: confidence,
      rho: variance / (-1 - gsl_sf_lambert_Wm1(-error * error * exp(-1))))
  }

  /// Which size a sum of steps with mean zero never exceeds, with the confidence, when its variance is the given one.
  ///
  /// - Parameter variance: The sum of the variances of the steps so far.
  /// - Returns: The size, in the unit of the steps.
  /// - Precondition: `variance` is a number from 0 on.
  public func boundary(at variance: Double) -> Double {
    Misuse.refuse(
      unless: variance >= 0 && variance.isFinite,
      "a variance is a number from 0 on, not \(variance)")
    return ((variance + rho) * evidence(at: variance)).squareRoot()
  }

  /// Half the width of the asymptotic interval of a mean of so many numbers, in their standard deviations; infinite for
  /// fewer than two.
  public func asymptoticHalfWidth(of count: Int) -> Double {
    count < 2 ? .infinity : boundary(at: Double(count)) / Double(count)
  }

  /// Half the width of the interval of a mean of so many numbers, in their standard deviations; infinite where they are
  /// too few.
  ///
  /// With x the square of the distance in standard errors over the degrees of freedom, the mixture's likelihood
  /// ratio of n numbers is sqrt(q) ((1 + x) / (1 + q x))^(n/2), q = rho / (n + rho); at the end of the interval it
  /// is 1 / (1 - confidence).
  public func halfWidth(of count: Int) -> Double {
    guard count >= 2 else { return .infinity }
    let n = Double(count)
    let (gain, each) = (log1p(n / rho), evidence(at: n) / n)
    guard each < gain else { return .infinity }
    return ((n - 1) / n * expm1(each) / -expm1(each - gain)).squareRoot()
  }

  /// The logarithm of the squared likelihood ratio that is needed, without its share that grows with the distance.
  private func evidence(at variance: Double) -> Double {
    log1p(variance / rho) - 2 * log(1 - confidence)
  }

  /// The interval of a mean; all numbers where nothing is known.
  public func interval(of moments: Moments) -> Interval {
    interval(about: moments.mean, moments.standardDeviation, of: moments.count)
  }

  /// The interval of a difference of means, or of ratios; all numbers where nothing is known.
  ///
  /// That of ratios is made as Student's is, with the linearised difference of each replication.
  public func interval(of difference: PairedDifference) -> Interval {
    interval(
      about: difference.difference,
      difference.standardError * Double(difference.count).squareRoot(), of: difference.count)
  }

  private func interval(about mean: Double, _ deviation: Double, of count: Int) -> Interval {
    // Neither of a few equal numbers nor of none is it known what they might vary by.
    guard mean.isFinite, deviation > 0 else {
      return Interval(low: -.infinity, high: .infinity)
    }
    let half = halfWidth(of: count) * deviation
    return Interval(low: mean - half, high: mean + half)
  }
}
