// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// Means, or ratios of sums, of several simulations over the same replications, and their sums with weights.
///
/// A side of a replication is a part and a whole, as ``PairedDifference`` has it: of means the whole is 1. The
/// interval of a sum is Student's, with the linearised values of each replication, (y - r x)/m, where r is the ratio
/// and m the mean whole; of means these are the deviations themselves. Source: W. G. Cochran, Sampling Techniques
/// (1977), 6.3.
///
/// Memory does not grow with the replications; it does with the square of the simulations.
public struct PairedContrasts: Hashable, Sendable {
  /// How many replications were added.
  public private(set) var count = 0
  /// The means of parts and wholes, simulation by simulation.
  private var mean: [Double]
  /// The sums of products of their deviations, row by row.
  private var products: [Double]

  /// Nothing yet, of as many simulations.
  public init(of simulations: Int) {
    mean = [Double](repeating: 0, count: 2 * simulations)
    products = [Double](repeating: 0, count: mean.count * mean.count)
  }

  /// Adds a replication; nothing if a simulation says nothing.
  ///
  /// Source: the update of Welford, Technometrics 4 (1962) 419-420, for products.
  ///
  /// - Complexity: O(simulations squared).
  /// - Precondition: There is a side for each simulation.
  public mutating func add(_ sides: [PairedDifference.Side]) {
    Misuse.refuse(
      unless: 2 * sides.count == mean.count,
      "a replication of \(mean.count / 2) simulations has \(sides.count) sides")
    guard sides.allSatisfy({ !$0.part.isNaN && !$0.whole.isNaN }) else { return }
    count += 1
    let numbers = sides.flatMap { [$0.part, $0.whole] }
    let deviations = zip(numbers, mean).map { $0 - $1 }
    for index in mean.indices { mean[index] += deviations[index] / Double(count) }
    for row in mean.indices where deviations[row] != 0 {
      for column in mean.indices {
        products[row * mean.count + column] += deviations[row] * (numbers[column] - mean[column])
      }
    }
  }

  /// The mean of a simulation, or its ratio of sums; NaN without a replication, or if the wholes come to nothing.
  public func value(of simulation: Int) -> Double {
    let whole = mean[2 * simulation + 1]
    return count == 0 || whole == 0 ? .nan : mean[2 * simulation] / whole
  }

  /// The sum of the values of the simulations with the given weights; those with weight 0 are no part of it.
  public func value(along weights: [Double]) -> Double {
    weights.indices.reduce(0) { weights[$1] == 0 ? $0 : $0 + weights[$1] * value(of: $1) }
  }

  /// The standard error of that sum; NaN for fewer than two replications.
  ///
  /// - Complexity: O(simulations squared).
  public func standardError(along weights: [Double]) -> Double {
    guard count >= 2 else { return .nan }
    var slopes: [(index: Int, slope: Double)] = []
    for (simulation, weight) in weights.enumerated() where weight != 0 {
      let whole = mean[2 * simulation + 1]
      slopes.append((2 * simulation, weight / whole))
      slopes.append((2 * simulation + 1, -weight * value(of: simulation) / whole))
    }
    var (sum, size) = (0.0, 0.0)
    for (row, one) in slopes {
      for (column, other) in slopes {
        let term = one * other * products[row * mean.count + column]
        sum += term
        size += abs(term)
      }
    }
    // What is left of terms that cancel is rounding.
    let square = sum <= 1e-14 * size ? 0 : sum / Double(count - 1)
    return (square / Double(count)).squareRoot()
  }

  /// Student's interval of that sum; unknown where the standard error is.
  ///
  /// - Precondition: `confidence` lies strictly between 0 and 1.
  public func interval(along weights: [Double], confidence: Double = 0.95) -> Interval {
    Misuse.refuse(unlessConfidence: confidence)
    let (value, error) = (value(along: weights), standardError(along: weights))
    guard error.isFinite, value.isFinite else { return .unknown }
    let half = LawQuantiles.student((1 + confidence) / 2, degrees: Double(count - 1)) * error
    return Interval(low: value - half, high: value + half)
  }
}
