// SPDX-License-Identifier: GPL-3.0-or-later

public import Statistics

/// An estimate from a sample, with its error.
public struct Measured: Hashable, Sendable {
  /// The estimate; NaN if the sample gives none.
  public let value: Double
  /// Its standard error; NaN if it is not known.
  public let standardError: Double
  /// Its interval; of 95 per cent unless another confidence was asked for.
  public let interval: Interval

  /// Creates a measured quantity.
  public init(_ value: Double, standardError: Double, interval: Interval) {
    self.value = value
    self.standardError = standardError
    self.interval = interval
  }

  /// An estimate that no sample gave.
  public static let unknown = Measured(.nan, standardError: .nan, interval: .unknown)

  /// The mean of a sample with Student's interval.
  public init(_ moments: Moments, confidence: Double = 0.95) {
    self.init(
      moments.mean, standardError: moments.standardError,
      interval: .student(moments, confidence: confidence))
  }
}
