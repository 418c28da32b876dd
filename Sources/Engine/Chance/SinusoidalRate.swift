// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// A rate that swings around its mean as a sine does: the round of a day or of a year.
public struct SinusoidalRate: ArrivalRate, Hashable, BitwiseCopyable {
  /// The mean over a period, in events per unit of time.
  public let mean: Double
  /// How far the rate swings, as a share of the mean.
  public let swing: Double
  /// The length of a period.
  public let period: Double
  /// The time of a highest rate.
  public let peak: Double

  /// The rate `mean * (1 + swing * cos(2 pi (time - peak) / period))`.
  ///
  /// - Throws: `ChanceError` if the mean is negative, the swing is not from 0 to 1, the period is not
  ///   above 0, or one of them or the peak is not finite.
  public init(mean: Double, swing: Double, period: Double, peak: Double) throws(ChanceError) {
    func require(
      _ holds: Bool, _ argument: String, _ value: Double, _ rule: String
    ) throws(ChanceError) {
      try ChanceError.require(holds, of: "sinusoidal rate", argument, value, rule)
    }
    try require(mean >= 0 && mean.isFinite, "mean", mean, "must be a finite number from 0 on")
    try require(0...1 ~= swing, "swing", swing, "must be from 0 to 1")
    try require(period > 0 && period.isFinite, "period", period, "must be above 0")
    try require(peak.isFinite, "peak", peak, "must be finite")
    self.mean = mean
    self.swing = swing
    self.period = period
    self.peak = peak
  }

  /// The rate of ``init(mean:swing:period:peak:)``, for literals: the program stops at a bad argument.
  public static func swinging(
    around mean: Double, by swing: Double, period: Double, peak: Double
  ) -> SinusoidalRate {
    do throws(ChanceError) {
      return try SinusoidalRate(mean: mean, swing: swing, period: period, peak: peak)
    } catch {
      Misuse.stop(error.description)
    }
  }

  /// The highest rate.
  public var bound: Double { mean * (1 + swing) }

  /// The events per unit of time at the given time.
  public func rate(at time: Double) -> Double { mean * (1 + swing * cos(angle(time))) }

  /// The mean number of events between two times.
  public func expected(from: Double, to: Double) -> Double {
    mean * (to - from + swing * period / (2 * .pi) * (sin(angle(to)) - sin(angle(from))))
  }

  private func angle(_ time: Double) -> Double { 2 * .pi * (time - peak) / period }
}
