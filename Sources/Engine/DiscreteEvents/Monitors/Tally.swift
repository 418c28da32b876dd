// SPDX-License-Identifier: GPL-3.0-or-later

/// A monitor of single observations, such as the waits of customers: count, mean, spread, extremes.
///
/// Sum and squared deviations are updated in one pass and without cancellation, in the form of Youngs
/// and Cramer: it has the error bound of Welford's, and no division on the way from one mean to the
/// next. Memory is constant.
///
/// - Complexity: O(1) for every operation.
///
/// Source: T. F. Chan, G. H. Golub and R. J. LeVeque, "Algorithms for computing the sample variance",
/// The American Statistician 37 (1983), doi:10.1080/00031305.1983.10483115.
@frozen
public struct Tally: Sendable, Hashable, BitwiseCopyable {
  @usableFromInline var number: Int
  @usableFromInline var total: Double
  @usableFromInline var smallest: Double
  /// Between the extremes, which the compiler would otherwise update as a pair, in twice the
  /// instructions.
  @usableFromInline var squares: Double
  @usableFromInline var largest: Double

  /// A tally without observations.
  @inlinable
  public init() {
    number = 0
    total = 0
    smallest = .infinity
    largest = -.infinity
    squares = 0
  }

  /// Takes in one observation.
  @inlinable
  @inline(__always)
  public mutating func add(_ observation: Double) {
    number &+= 1
    total += observation
    smallest = observation < smallest ? observation : smallest
    largest = observation > largest ? observation : largest
    if _fastPath(number > 1) {
      let n = Double(number)
      let deviation = n * observation - total
      squares += deviation * deviation / (n * (n - 1))
    }
  }

  /// Takes in all the observations of another tally.
  @inlinable
  public mutating func merge(_ other: Tally) {
    if number > 0, other.number > 0 {
      let (n, m) = (Double(number), Double(other.number))
      let deviation = total * (m / n) - other.total
      squares += other.squares + deviation * deviation * n / (m * (n + m))
    } else {
      squares += other.squares
    }
    number &+= other.number
    total += other.total
    smallest = other.smallest < smallest ? other.smallest : smallest
    largest = other.largest > largest ? other.largest : largest
  }

  /// Ends the warm-up: forgets every observation.
  @inlinable
  public mutating func reset() { self = Tally() }

  /// The number of observations.
  @inlinable
  public var count: Int { number }

  /// The sum of the observations.
  @inlinable
  public var sum: Double { total }

  /// The smallest observation, infinity if there is none.
  @inlinable
  public var min: Double { smallest }

  /// The largest observation, minus infinity if there is none.
  @inlinable
  public var max: Double { largest }

  /// The mean of the observations, not a number if there is none.
  @inlinable
  public var mean: Double { sum / Double(count) }

  /// The unbiased sample variance, not a number below two observations.
  @inlinable
  public var variance: Double { count > 1 ? squares / Double(count - 1) : .nan }

  /// The sample standard deviation, not a number below two observations.
  public var sd: Double { variance.squareRoot() }
}
