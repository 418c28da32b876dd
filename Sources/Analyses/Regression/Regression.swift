// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// A least-squares fit of an outcome over states by functions of its unknowns and a constant.
struct Regression: Sendable {
  /// The fitted value of each state.
  let fitted: [Double]
  /// The sum of the squared residuals.
  let residualSquares: Double
  /// How many functions there are, without the constant.
  let size: Int

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
    let total = weights.map { $0.reduce(0, +) } ?? Double(states)
    func sum(_ one: [Double], _ other: [Double]) -> Double {
      var sum = 0.0
      if let weights {
        for state in 0..<states { sum += weights[state] * one[state] * other[state] }
      } else {
        for state in 0..<states { sum += one[state] * other[state] }
      }
      return sum
    }
    let ones = [Double](repeating: 1, count: states)
    let mean = sum(outcome, ones) / total
    guard !functions.isEmpty else {
      fitted = [Double](repeating: mean, count: states)
      let centred = outcome.map { $0 - mean }
      residualSquares = sum(centred, centred)
      return
    }
    let all = functions + [ones]
    let right = all.map { sum($0, outcome) }
    var gram = [[Double]](
      repeating: [Double](repeating: 0, count: all.count), count: all.count)
    for row in all.indices {
      for column in 0...row {
        gram[row][column] = sum(all[row], all[column])
        gram[column][row] = gram[row][column]
      }
    }
    let factors = Self.solve(gram, right)
    var fitted = [Double](repeating: 0, count: states)
    for (function, factor) in zip(all, factors) {
      for state in 0..<states { fitted[state] += factor * function[state] }
    }
    let residuals = zip(outcome, fitted).map { $0 - $1 }
    self.fitted = fitted
    residualSquares = sum(residuals, residuals)
  }

  /// Solves the normal equations.
  ///
  /// A trace of a ridge lets functions be equal, as they may be in a resample.
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
        gsl_matrix_set(matrix, row, column, gram[row][column] + ridge)
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
