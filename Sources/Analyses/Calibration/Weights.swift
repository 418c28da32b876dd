// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Weights of a sample, from their logarithms.
public struct Weights: Hashable, Sendable {
  /// The weights.
  ///
  /// Their sum is 1, or all are 0 if nothing fits.
  public let values: [Double]
  /// The logarithm of the mean of the weights before they were scaled to a sum of 1; minus infinity if
  /// nothing fits.
  public let logMean: Double

  /// Weights from their natural logarithms, which may be minus infinity.
  public init(logarithms: [Double]) {
    let greatest = logarithms.max() ?? -.infinity
    guard greatest > -.infinity else {
      values = logarithms.map { _ in 0 }
      logMean = -.infinity
      return
    }
    let raw = logarithms.map { exp($0 - greatest) }
    let sum = raw.reduce(0, +)
    values = raw.map { $0 / sum }
    logMean = greatest + log(sum / Double(raw.count))
  }

  /// How many equal weights would be worth as much: 1 / sum of squares; 0 if nothing fits.
  ///
  /// Source: A. Kong, J. S. Liu and W. H. Wong, JASA 89 (1994) 278-288.
  public var effectiveSize: Double {
    let squares = values.reduce(0) { $0 + $1 * $1 }
    return squares > 0 ? 1 / squares : 0
  }

  /// The weighted mean of numbers, one for each weight.
  public func mean(_ numbers: [Double]) -> Double {
    zip(values, numbers).reduce(0) { $0 + ($1.0 == 0 ? 0 : $1.0 * $1.1) }
  }

  /// The weighted variance of numbers, one for each weight.
  public func variance(_ numbers: [Double]) -> Double {
    let mean = mean(numbers)
    return self.mean(numbers.map { ($0 - mean) * ($0 - mean) })
  }

  /// The weighted quantiles of numbers: for each share the least number at which the weights up to it reach it.
  public func quantiles(_ numbers: [Double], at shares: [Double]) -> [Double] {
    let sorted = zip(numbers, values).filter { $1 > 0 }.sorted { $0.0 < $1.0 }
    return shares.map { share in
      var reached = 0.0
      for (number, weight) in sorted {
        reached += weight
        if reached >= share * (1 - 1e-12) { return number }
      }
      return sorted.last?.0 ?? .nan
    }
  }

  /// Draws as many indices as there are weights, each in proportion to its weight (systematic resampling).
  ///
  /// Source: J. Carpenter, P. Clifford and P. Fearnhead, IEE Proceedings F 146 (1999) 2-7.
  ///
  /// - Parameters:
  ///   - count: How many indices are drawn.
  ///   - uniform: A number drawn uniformly from the unit interval.
  /// - Returns: The indices, in order; none if nothing fits.
  public func resampled(_ count: Int, uniform: Double) -> [Int] {
    // If rounding leaves the sum below 1, the last past with a weight takes the rest.
    guard let last = values.lastIndex(where: { $0 > 0 }) else { return [] }
    var indices: [Int] = []
    var (index, reached) = (0, values[0])
    for number in 0..<count {
      let mark = (Double(number) + uniform) / Double(count)
      while mark >= reached, index < last {
        index += 1
        reached += values[index]
      }
      indices.append(index)
    }
    return indices
  }
}
