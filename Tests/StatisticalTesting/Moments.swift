// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The mean and variance of numbers seen one after the other, by Welford's recurrence.
///
/// Source: B. P. Welford, "Note on a method for calculating corrected sums of squares and products",
/// Technometrics 4 (1962), doi:10.1080/00401706.1962.10490022.
public struct Moments: Sendable {
  /// How many numbers were seen.
  public private(set) var count = 0
  /// Their mean; 0 before the first.
  public private(set) var mean = 0.0
  private var squares = 0.0

  /// The moments of nothing.
  public init() {}

  /// The moments of all the given numbers.
  public init(of values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// Counts one number in.
  public mutating func add(_ value: Double) {
    count += 1
    let difference = value - mean
    mean += difference / Double(count)
    squares += difference * (value - mean)
  }

  /// The unbiased variance; NaN for fewer than two numbers.
  public var variance: Double { count > 1 ? squares / Double(count - 1) : .nan }

  /// The standard error of the mean; NaN for fewer than two numbers.
  public var standardError: Double { (variance / Double(count)).squareRoot() }
}
