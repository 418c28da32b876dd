// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
public import Statistics

/// The mean difference of two policies at levels of an unknown, with its covariance.
public struct LevelDifferences: Sendable {
  /// The values of the unknown, increasing.
  public let levels: [Double]
  /// The mean difference at each level.
  public let means: [Double]
  /// The covariance of the means.
  let covariance: [[Double]]
  /// The degrees of freedom of their variances.
  let degrees: Double
  /// How many replications each level has at least.
  public let replications: Int

  init(
    levels: [Double], means: [Double], covariance: [[Double]], degrees: Double, replications: Int
  ) {
    self.levels = levels
    self.means = means
    self.covariance = covariance
    self.degrees = degrees
    self.replications = replications
  }

  /// Differences of the same futures at each level.
  ///
  /// Returns nil if fewer than three replications are left.
  ///
  /// - Parameters:
  ///   - levels: At least two, increasing.
  ///   - differences: By level, then replication; NaN if there is none. A replication without a value at each
  ///     level is left out.
  public init?(paired levels: [Double], _ differences: [[Double]]) {
    precondition(Self.isIncreasing(levels) && differences.count == levels.count, "levels in order")
    let count = differences.map(\.count).min() ?? 0
    let whole = (0..<count).filter { replication in
      differences.allSatisfy { $0[replication].isFinite }
    }
    guard whole.count > 2 else { return nil }
    let columns = differences.map { column in whole.map { column[$0] } }
    let means = columns.map { Moments($0).mean }
    let divisor = Double(whole.count * (whole.count - 1))
    let covariance = columns.indices.map { one in
      columns.indices.map { other in
        whole.indices.reduce(0) { sum, index in
          sum + (columns[one][index] - means[one]) * (columns[other][index] - means[other])
        } / divisor
      }
    }
    self.init(
      levels: levels, means: means, covariance: covariance, degrees: Double(whole.count - 1),
      replications: whole.count)
  }

  /// Differences of futures that are independent of those at other levels; nil if a level has fewer than
  /// three.
  public init?(independent levels: [Double], _ differences: [Moments]) {
    precondition(Self.isIncreasing(levels) && differences.count == levels.count, "levels in order")
    let least = differences.map(\.count).min() ?? 0
    guard least > 2 else { return nil }
    let squares = differences.map { $0.variance / Double($0.count) }
    let sum = squares.reduce(0, +)
    let parts = zip(squares, differences).reduce(0) { $0 + $1.0 * $1.0 / Double($1.1.count - 1) }
    self.init(
      levels: levels, means: differences.map(\.mean),
      covariance: levels.indices.map { one in
        levels.indices.map { $0 == one ? squares[one] : 0 }
      }, degrees: parts > 0 ? sum * sum / parts : Double(least - 1), replications: least)
  }

  private static func isIncreasing(_ levels: [Double]) -> Bool {
    levels.count > 1 && zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// The mean and the variance of a weighted sum of the means.
  func sum(_ weights: [Double]) -> (mean: Double, variance: Double) {
    (zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 }, covariance(weights, weights))
  }

  /// The covariance of two weighted sums of the means.
  func covariance(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, covariance).reduce(0) { sum, row in
      sum + row.0 * zip(row.1, other).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// The straight line through the means, by least squares.
  var line: Line {
    let centre = levels.reduce(0, +) / Double(levels.count)
    let squares = levels.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    let ofMean = levels.map { _ in 1 / Double(levels.count) }
    let ofSlope = levels.map { ($0 - centre) / squares }
    let (mean, slope) = (sum(ofMean), sum(ofSlope))
    return Line(
      centre: centre, mean: mean.mean, slope: slope.mean, varianceOfMean: mean.variance,
      varianceOfSlope: slope.variance, covariance: covariance(ofMean, ofSlope), degrees: degrees)
  }

  /// The probability that means of a straight line stray from it as far as these do; nil if it cannot be known.
  ///
  /// Source: H. Hotelling, Annals of Mathematical Statistics 2 (1931) 360-378.
  var lackOfFit: Double? {
    let contrasts = Self.contrasts(levels)
    let count = Double(contrasts.count)
    guard !contrasts.isEmpty else { return nil }
    let values = contrasts.map { sum($0).mean }
    let size = zip(values, contrasts).allSatisfy { value, contrast in
      let terms = zip(contrast, means).reduce(0) { $0 + abs($1.0 * $1.1) }
      return abs(value) <= 1e-12 * terms
    }
    if size { return 1 }
    if covariance.allSatisfy({ $0.allSatisfy { $0 == 0 } }) { return 0 }
    guard degrees - count + 1 >= 1 else { return nil }
    let matrix = contrasts.map { one in contrasts.map { covariance(one, $0) } }
    guard let square = Self.quadraticForm(matrix, values) else { return 0 }
    return gsl_cdf_fdist_Q(
      square * (degrees - count + 1) / (count * degrees), count, degrees - count + 1)
  }

  /// Orthonormal weights that give 0 for any line.
  private static func contrasts(_ levels: [Double]) -> [[Double]] {
    var known: [[Double]] = []
    let centre = levels.reduce(0, +) / Double(levels.count)
    let candidates =
      [levels.map { _ in 1.0 }, levels.map { $0 - centre }]
      + levels.indices.map { one in levels.indices.map { $0 == one ? 1 : 0 } }
    for candidate in candidates where known.count < levels.count {
      var rest = candidate
      let size = candidate.reduce(0) { $0 + $1 * $1 }.squareRoot()
      for other in known {
        let share = zip(rest, other).reduce(0) { $0 + $1.0 * $1.1 }
        rest = zip(rest, other).map { $0 - share * $1 }
      }
      let length = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if length > 1e-6 * size { known.append(rest.map { $0 / length }) }
    }
    return Array(known.dropFirst(2))
  }

  /// The quadratic form of the values in the inverse of a matrix; nil if the matrix has no inverse.
  private static func quadraticForm(_ rows: [[Double]], _ values: [Double]) -> Double? {
    // Cholesky's factor, row by row, and the solution of the values by it.
    var factor = rows
    var reduced = values
    for row in rows.indices {
      for column in 0...row {
        var rest = rows[row][column]
        for index in 0..<column { rest -= factor[row][index] * factor[column][index] }
        if row == column {
          guard rest > 1e-12 * abs(rows[row][row]) else { return nil }
          factor[row][row] = rest.squareRoot()
        } else {
          factor[row][column] = rest / factor[column][column]
        }
      }
      for index in 0..<row { reduced[row] -= factor[row][index] * reduced[index] }
      reduced[row] /= factor[row][row]
    }
    return reduced.reduce(0) { $0 + $1 * $1 }
  }
}
