// SPDX-License-Identifier: GPL-3.0-or-later

public import Statistics

/// A quantity that was reckoned from a sample, with what is known of its error.
public struct Measured: Hashable, Sendable {
  /// The quantity; NaN where the sample does not give one.
  public let value: Double
  /// Its standard error; NaN where that is not known.
  public let standardError: Double
  /// Its interval of 95 per cent, unless told otherwise.
  public let interval: Interval

  /// Creates a measured quantity.
  public init(_ value: Double, standardError: Double, interval: Interval) {
    self.value = value
    self.standardError = standardError
    self.interval = interval
  }

  /// What no sample gave.
  public static let unknown = Measured(.nan, standardError: .nan, interval: .unknown)

  /// The mean of a sample with Student's interval.
  public init(_ moments: Moments, confidence: Double = 0.95) {
    self.init(
      moments.mean, standardError: moments.standardError,
      interval: .student(moments, confidence: confidence))
  }
}
