// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// A least-squares fit of an outcome over states by functions of its unknowns and a constant.
struct Regression: Sendable {
  /// The fitted value of each state.
  let fitted: [Double]
  /// How many functions there are, without the constant.
  let size: Int
  private let outcome: [Double]
  private let weights: [Double]?

  /// The sum of the squared residuals.
  var residualSquares: Double {
    let residuals = zip(outcome, fitted).map { $0 - $1 }
    return Self.sums(Self.weighted(residuals, weights), [residuals])[0]
  }

  /// The unbiased variance of the residuals.
  var residualVariance: Double { residualSquares / Double(fitted.count - size - 1) }

  /// The error of prediction by generalised cross-validation; each function counts 1.4 times.
  ///
  /// Source: S. N. Wood, Generalized Additive Models (2017), 6.2, for the factor.
  var predictionError: Double {
    let left = Double(fitted.count) - 1.4 * Double(size) - 1
    return left > 0 ? Double(fitted.count) * residualSquares / (left * left) : .infinity
  }

  /// Fits an outcome; each state counts as often as its weight says.
  ///
  /// - Complexity: O(states times the square of the number of functions).
  init(_ outcome: [Double], by basis: Basis, weights: [Double]? = nil) {
    let functions = basis.functions
    let states = outcome.count
    size = functions.count
    (self.outcome, self.weights) = (outcome, weights)
    let total = weights.map { $0.reduce(0, +) } ?? Double(states)
    let ones = [Double](repeating: 1, count: states)
    guard !functions.isEmpty else {
      let mean = Self.sums(Self.weighted(outcome, weights), [ones])[0] / total
      fitted = [Double](repeating: mean, count: states)
      return
    }
    let all = functions + [ones]
    var right: [Double] = []
    var gram: [[Double]] = []
    for row in all.indices {
      // A row has the products with itself and those before, and last that with the outcome.
      let sums = Self.sums(Self.weighted(all[row], weights), all[...row] + [outcome])
      gram.append(Array(sums.dropLast()))
      right.append(sums[row + 1])
    }
    let factors = Self.solve(gram, right)
    var fitted = [Double](repeating: 0, count: states)
    for (function, factor) in zip(all, factors) {
      for state in 0..<states { fitted[state] += factor * function[state] }
    }
    self.fitted = fitted
  }

  private static func weighted(_ values: [Double], _ weights: [Double]?) -> [Double] {
    guard let weights else { return values }
    return values.indices.map { weights[$0] * values[$0] }
  }

  /// The sum over all states of the products with each of several columns, four of them at a time: an addition that
  /// waits for the one before takes as long as four that do not.
  private static func sums(_ one: [Double], _ columns: some RandomAccessCollection<[Double]>)
    -> [Double]
  {
    let columns = Array(columns)
    var sums = [Double](repeating: 0, count: columns.count)
    for start in stride(from: 0, to: columns.count, by: 4) {
      let last = columns.count - 1
      let (a, b) = (columns[start], columns[min(start + 1, last)])
      let (c, d) = (columns[min(start + 2, last)], columns[min(start + 3, last)])
      var four = SIMD4<Double>.zero
      for state in one.indices {
        four += one[state] * SIMD4(a[state], b[state], c[state], d[state])
      }
      for column in start...min(start + 3, last) { sums[column] = four[column - start] }
    }
    return sums
  }

  /// Solves the normal equations.
  ///
  /// Of the matrix the lower half is given. A trace of a ridge lets functions be equal, as they may be in a resample.
  private static func solve(_ gram: [[Double]], _ right: [Double]) -> [Double] {
    let size = right.count
    guard let matrix = gsl_matrix_alloc(size, size), let vector = gsl_vector_alloc(size) else {
      preconditionFailure("GSL has no memory for \(size) equations")
    }
    defer {
      gsl_matrix_free(matrix)
      gsl_vector_free(vector)
    }
    for row in 0..<size {
      gsl_vector_set(vector, row, right[row])
      for column in 0..<size {
        let ridge = row == column ? 1e-10 * gram[row][row] + 1e-30 : 0
        gsl_matrix_set(matrix, row, column, gram[max(row, column)][min(row, column)] + ridge)
      }
    }
    gsl_linalg_cholesky_decomp1(matrix)
    gsl_linalg_cholesky_svx(matrix, vector)
    return (0..<size).map { gsl_vector_get(vector, $0) }
  }
}

extension Basis {
  /// The basis of an unknown, of the size that predicts the outcome best.
  static func best(of unknown: UnknownValues, for outcome: [Double]) -> Basis {
    let ladder = ladder(of: unknown)
    return ladder[bestStep(of: ladder, for: outcome)]
  }

  /// Which of the bases of growing size predicts the outcome best.
  static func bestStep(of ladder: [Basis], for outcome: [Double]) -> Int {
    guard ladder.count > 1 else { return 0 }
    let errors = ladder.map { Regression(outcome, by: $0).predictionError }
    return errors.indices.reduce(0) { errors[$1] < errors[$0] ? $1 : $0 }
  }
}
