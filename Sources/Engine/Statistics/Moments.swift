// SPDX-License-Identifier: GPL-3.0-or-later

/// Count, mean, variance and skewness of a stream of numbers, in constant memory.
///
/// Source: B. P. Welford, Technometrics 4 (1962) 419-420; T. B. Terriberry (2007) for the third moment.
public struct Moments: Hashable, Sendable {
  /// How many numbers were added.
  public private(set) var count = 0
  /// Their least; infinity without a number.
  public private(set) var minimum = Double.infinity
  /// Their greatest; minus infinity without a number.
  public private(set) var maximum = -Double.infinity
  private var runningMean = 0.0
  private var squares = 0.0
  private var cubes = 0.0

  /// Moments of nothing.
  public init() {}

  /// Moments of the given numbers.
  @inlinable
  public init(_ numbers: some Sequence<Double>) {
    self.init()
    for number in numbers { add(number) }
  }

  /// Adds a number.
  public mutating func add(_ number: Double) {
    count += 1
    minimum = min(minimum, number)
    maximum = max(maximum, number)
    let deviation = number - runningMean
    let share = deviation / Double(count)
    let square = deviation * share * Double(count - 1)
    cubes += square * share * Double(count - 2) - 3 * share * squares
    runningMean += share
    squares += deviation * (number - runningMean)
  }

  /// The mean; NaN without a number.
  public var mean: Double { count == 0 ? .nan : runningMean }

  /// The unbiased variance; NaN for fewer than two numbers.
  public var variance: Double { count < 2 ? .nan : squares / Double(count - 1) }

  /// The standard deviation; NaN for fewer than two numbers.
  public var standardDeviation: Double { variance.squareRoot() }

  /// The standard error of the mean; NaN for fewer than two numbers.
  public var standardError: Double { (variance / Double(count)).squareRoot() }

  /// The skewness: the mean cube of the deviations over the cube of their mean square's root; NaN where
  /// no number differs from another.
  public var skewness: Double {
    let meanSquare = squares / Double(count)
    return cubes / Double(count) / (meanSquare * meanSquare.squareRoot())
  }
}
