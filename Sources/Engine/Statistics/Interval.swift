// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Chance

/// A confidence interval; both ends are NaN if the data cannot give one.
public struct Interval: Hashable, Sendable {
  /// The lower end.
  public var low: Double
  /// The upper end.
  public var high: Double

  /// Creates an interval from its ends.
  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// The interval of data that cannot give one.
  public static let unknown = Interval(low: .nan, high: .nan)

  /// Whether both ends are numbers.
  public var isKnown: Bool { low.isFinite && high.isFinite }

  /// Whether the interval covers the value.
  public func covers(_ value: Double) -> Bool { low <= value && value <= high }

  /// Half the distance between the ends.
  public var halfWidth: Double { (high - low) / 2 }

  /// The same interval with the signs turned, as of a difference taken the other way round.
  public var negated: Interval { Interval(low: 0 - high, high: 0 - low) }
}

extension Interval {
  /// How an interval of a mean came about.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Student's.
    case student
    /// That of a ratio of sums: Fieller's, and of a difference of two Student's of the linearised one.
    case ratio
    /// Either, cut where nothing is possible beyond.
    case cut
    /// The exact one of a probability.
    case exact
  }

  /// The part of an interval that is possible, and whether anything was cut off.
  ///
  /// A mean of what cannot be negative is not negative: what is cut off never covers the true mean, so that
  /// the rest covers it as often as the whole. A mean that is itself beyond what is possible cuts nothing.
  public func cut(
    to possible: ClosedRange<Double>, about mean: Double, kind: Kind = .student
  ) -> (interval: Interval, kind: Kind) {
    guard possible.contains(mean), low < possible.lowerBound || high > possible.upperBound else {
      return (self, kind)
    }
    let cut = Interval(low: max(low, possible.lowerBound), high: min(high, possible.upperBound))
    return (cut, .cut)
  }

  /// Student's interval of a mean; unknown for fewer than two numbers.
  ///
  /// - Precondition: `confidence` lies strictly between 0 and 1.
  public static func student(_ moments: Moments, confidence: Double = 0.95) -> Interval {
    Misuse.refuse(unlessConfidence: confidence)
    guard moments.count >= 2 else { return .unknown }
    let quantile = LawQuantiles.student(
      (1 + confidence) / 2, degrees: Double(moments.count - 1))
    let half = quantile * moments.standardError
    return Interval(low: moments.mean - half, high: moments.mean + half)
  }

  /// Welch's interval of the difference of two means of samples that have nothing to do with each other;
  /// unknown for fewer than two numbers in either.
  ///
  /// The variances may differ. Source: B. L. Welch, Biometrika 34 (1947) 28-35; the degrees of freedom
  /// are those of F. E. Satterthwaite, Biometrics Bulletin 2 (1946) 110-114.
  ///
  /// - Precondition: `confidence` lies strictly between 0 and 1.
  public static func welch(
    _ first: Moments, _ second: Moments, confidence: Double = 0.95
  ) -> Interval {
    Misuse.refuse(unlessConfidence: confidence)
    guard first.count >= 2, second.count >= 2 else { return .unknown }
    let difference = first.mean - second.mean
    let parts = [first, second].map { (square: $0.variance / Double($0.count), n: $0.count) }
    let square = parts[0].square + parts[1].square
    guard square > 0 else { return Interval(low: difference, high: difference) }
    let degrees = parts.reduce(0) { $0 + $1.square * $1.square / Double($1.n - 1) }
    let quantile = LawQuantiles.student(
      (1 + confidence) / 2, degrees: square * square / degrees)
    let half = quantile * square.squareRoot()
    return Interval(low: difference - half, high: difference + half)
  }

  /// The exact interval of a probability after `successes` in `trials`; unknown without a trial.
  ///
  /// It covers the true probability with at least the given confidence, for every probability and
  /// number of trials: 0 of 50 is not "never". Source: C. J. Clopper and E. S. Pearson,
  /// Biometrika 26 (1934) 404-413; the ends are quantiles of beta laws.
  ///
  /// - Precondition: `0 <= successes <= trials`, and `confidence` lies strictly between 0 and 1.
  public static func clopperPearson(
    _ successes: Int, of trials: Int, confidence: Double = 0.95
  ) -> Interval {
    Misuse.refuse(unlessConfidence: confidence)
    Misuse.refuse(
      unless: 0 <= successes && successes <= trials,
      "of \(trials) trials, \(successes) cannot succeed")
    guard trials > 0 else { return .unknown }
    let tail = (1 - confidence) / 2
    let (yes, no) = (Double(successes), Double(trials - successes))
    // Where all trials ended alike the beta law is a power, and its quantile a root.
    let root = log(tail) / Double(trials)
    return switch successes {
    case 0: Interval(low: 0, high: -expm1(root))
    case trials: Interval(low: exp(root), high: 1)
    default:
      Interval(
        low: LawQuantiles.beta(tail, yes, no + 1), high: LawQuantiles.beta(1 - tail, yes + 1, no))
    }
  }
}

/// The version of the GNU Scientific Library that draws and counts here.
public var gslVersion: String { GSL_VERSION }
