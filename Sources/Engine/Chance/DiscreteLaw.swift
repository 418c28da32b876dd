// SPDX-License-Identifier: GPL-3.0-or-later

/// A law of a few given numbers, each with its share.
public struct DiscreteLaw: Distribution, Hashable {
  /// The numbers, in increasing order.
  public let values: [Double]
  /// The probability of each number.
  public let shares: Shares

  /// The law that gives each value in proportion to its weight.
  ///
  /// - Throws: `ChanceError` if the values do not increase or the weights are no shares.
  /// - Precondition: There are as many values as weights.
  public init(values: [Double], weights: [Double]) throws(ChanceError) {
    Misuse.refuse(
      unless: values.count == weights.count, "\(values.count) values have \(weights.count) weights")
    for (position, value) in values.enumerated() {
      try ChanceError.require(
        value.isFinite && (position == 0 || value > values[position - 1]), of: "discrete",
        "value \(position)", value, "must be finite and above the one before")
    }
    self.values = values
    self.shares = try Shares(weights: weights)
  }

  /// The mean.
  public var mean: Double { values.indices.reduce(0) { $0 + shares[$1] * values[$1] } }

  /// The variance.
  public var variance: Double {
    let mean = mean
    return values.indices.reduce(0) { sum, position in
      let difference = values[position] - mean
      return sum + shares[position] * difference * difference
    }
  }

  /// The interval from the least value with a weight to the greatest.
  public var support: ClosedRange<Double> { quantile(0)...quantile(1) }

  /// The probability of a number up to and with `x`.
  ///
  /// - Complexity: O(log n).
  public func cdf(_ x: Double) -> Double {
    shares.below(Int(first(in: 0..<Int64(values.count)) { values[Int($0)] > x }))
  }

  /// The smallest value whose ``cdf(_:)`` reaches the probability `p`.
  ///
  /// - Complexity: O(log n).
  /// - Precondition: `p` is from 0 to 1.
  public func quantile(_ p: Double) -> Double {
    Misuse.refuse(unlessProbability: p)
    return values[shares.index(at: max(p, .leastNonzeroMagnitude))]
  }
}
