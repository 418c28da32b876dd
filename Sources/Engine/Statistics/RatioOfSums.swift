// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// A ratio of two sums over replications: all minutes of waiting over all who waited.
///
/// The mean of the replications' own ratios is another number: it counts a replication with two cases as much as
/// one with two hundred, and leaves out one that has none. A replication without a case adds nothing to either
/// sum here.
///
/// Memory is constant. Source of the interval: E. C. Fieller, J. Roy. Statist. Soc. B 16 (1954) 175-185, exact for
/// normal pairs; of the standard error: the linearised ratio (W. G. Cochran, Sampling Techniques, 1977, 6.3).
public struct RatioOfSums: Hashable, Sendable {
  private var products = CrossProducts()

  /// A ratio of nothing.
  public init() {}

  /// Adds a replication: what is divided, and by what.
  public mutating func add(_ part: Double, over whole: Double) {
    products.add(SIMD4(part, whole, 0, 0))
  }

  /// How many replications were added, those with nothing in them too.
  public var count: Int { products.count }

  /// The sum of the parts over that of the wholes; NaN if the wholes come to nothing.
  public var ratio: Double {
    products.mean[1] == 0 ? .nan : products.mean[0] / products.mean[1]
  }

  /// The standard error of the ratio, to the first order; NaN for fewer than two replications.
  public var standardError: Double {
    guard count >= 2 else { return .nan }
    let variance = products.variance(along: SIMD4(1, -ratio, 0, 0) / products.mean[1])
    return (variance / Double(count)).squareRoot()
  }

  /// Fieller's interval of the ratio; unknown for fewer than two replications, and where the wholes might come
  /// to nothing for all that is known.
  ///
  /// - Precondition: `confidence` lies strictly between 0 and 1.
  public func interval(confidence: Double = 0.95) -> Interval {
    Misuse.refuse(unlessConfidence: confidence)
    guard count >= 2 else { return .unknown }
    let quantile = LawQuantiles.student((1 + confidence) / 2, degrees: Double(count - 1))
    let square = quantile * quantile / Double(count)
    let (part, whole) = (products.mean[0], products.mean[1])
    func covariance(_ row: Int, _ column: Int) -> Double { products.covariance(row, column) }
    // All r for which part - r whole lies within its own interval about zero.
    let a = whole * whole - square * covariance(1, 1)
    let b = whole * part - square * covariance(0, 1)
    let c = part * part - square * covariance(0, 0)
    guard a > 0 else { return .unknown }
    let root = max(0, b * b - a * c).squareRoot()
    return Interval(low: (b - root) / a, high: (b + root) / a)
  }
}

/// The difference of two ratios of sums over the same replications, first less second.
///
/// Memory is constant. The interval is Student's, with the linearised difference of each replication:
/// (y - r x)/m - (y' - r' x')/m', with r the ratio and m the mean whole. What both have alike is no part of it.
public struct RatioDifference: Hashable, Sendable {
  private var products = CrossProducts()

  /// A difference of nothing.
  public init() {}

  /// Adds a replication: part and whole of the first, and of the second.
  public mutating func add(
    _ first: (part: Double, whole: Double), _ second: (part: Double, whole: Double)
  ) {
    products.add(SIMD4(first.part, first.whole, second.part, second.whole))
  }

  /// How many replications were added.
  public var count: Int { products.count }

  /// The two ratios; NaN if the wholes come to nothing.
  public var ratios: (first: Double, second: Double) {
    let mean = products.mean
    return (
      mean[1] == 0 ? .nan : mean[0] / mean[1], mean[3] == 0 ? .nan : mean[2] / mean[3]
    )
  }

  /// The first ratio less the second.
  public var difference: Double { ratios.first - ratios.second }

  private var first: SIMD4<Double> { SIMD4(1, -ratios.first, 0, 0) / products.mean[1] }
  private var second: SIMD4<Double> { SIMD4(0, 0, 1, -ratios.second) / products.mean[3] }

  /// The standard deviation of the linearised difference of a replication; NaN for fewer than two.
  public var standardDeviation: Double {
    products.variance(along: first - second).squareRoot()
  }

  /// The standard error of the difference, to the first order; NaN for fewer than two replications.
  public var standardError: Double { standardDeviation / Double(count).squareRoot() }

  /// How many times as many unpaired replications the same precision would have cost.
  public var gainFromPairing: Double {
    (products.variance(along: first) + products.variance(along: second))
      / products.variance(along: first - second)
  }

  /// Student's interval of the difference; unknown where the standard error is.
  ///
  /// - Precondition: `confidence` lies strictly between 0 and 1.
  public func interval(confidence: Double = 0.95) -> Interval {
    Misuse.refuse(unlessConfidence: confidence)
    guard count >= 2, standardError.isFinite else { return .unknown }
    let half =
      LawQuantiles.student((1 + confidence) / 2, degrees: Double(count - 1)) * standardError
    return Interval(low: difference - half, high: difference + half)
  }
}

/// Means, variances and covariances of four numbers, as they come in.
///
/// Source: the update of Welford, Technometrics 4 (1962) 419-420, for products.
private struct CrossProducts: Hashable, Sendable {
  var count = 0
  var mean = SIMD4<Double>()
  private var rows = [SIMD4<Double>](repeating: SIMD4(), count: 4)

  mutating func add(_ numbers: SIMD4<Double>) {
    count += 1
    let deviation = numbers - mean
    mean += deviation / Double(count)
    for row in 0..<4 { rows[row] += deviation[row] * (numbers - mean) }
  }

  /// NaN for fewer than two.
  func covariance(_ row: Int, _ column: Int) -> Double {
    count < 2 ? .nan : rows[row][column] / Double(count - 1)
  }

  /// The variance of a sum of the numbers with the given weights; NaN for fewer than two.
  func variance(along weights: SIMD4<Double>) -> Double {
    guard count >= 2 else { return .nan }
    var (sum, size) = (0.0, 0.0)
    for row in 0..<4 {
      for column in 0..<4 where weights[row] != 0 && weights[column] != 0 {
        let term = weights[row] * weights[column] * rows[row][column]
        sum += term
        size = max(size, abs(term))
      }
    }
    // What is left of terms that cancel is rounding.
    return sum <= 1e-13 * size ? 0 : sum / Double(count - 1)
  }
}
