// SPDX-License-Identifier: GPL-3.0-or-later

import StatisticalTesting
import Testing

@testable import Analyses

@Suite("Least squares with weights")
struct RegressionTests {
  @Test("is that of the same states, each repeated as often as its weight says")
  func repeated() {
    var normals = Normals(1)
    let numbers = (0..<80).map { _ in normals.uniform() }
    let outcome = numbers.map { normals.next(mean: 3 * $0 * $0, sd: 0.2) }
    let weights = (0..<80).map { Double([1, 3, 0, 2][$0 % 4]) }
    let rows = weights.indices.flatMap { state in
      [Int](repeating: state, count: Int(weights[state]))
    }
    let weighted = Regression(
      outcome, by: .best(of: .numbers(numbers), for: outcome), weights: weights)
    // The same curve through the rows: of polynomials only the range decides, so that of all states is kept.
    let basis = Basis.best(of: .numbers(numbers), for: outcome)
    let repeated = Regression(rows.map { outcome[$0] }, by: basis.of(states: rows))
    for (row, state) in rows.enumerated() {
      #expect(abs(repeated.fitted[row] - weighted.fitted[state]) < 1e-6)
    }
    #expect(abs(repeated.residualSquares - weighted.residualSquares) < 1e-6)
  }
}
