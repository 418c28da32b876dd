// SPDX-License-Identifier: GPL-3.0-or-later

/// A law made from data: flat between neighbouring edges, with a share of the whole for each interval.
///
/// Source: A. M. Law, "Simulation modeling and analysis", 5th edition (2015), section 6.2.4.
public struct EmpiricalLaw: Distribution, Hashable {
  /// The bounds of the intervals, in order, one more than there are intervals.
  public let edges: [Double]
  /// The probability of each interval.
  public let shares: Shares

  /// The law of a histogram.
  ///
  /// - Parameters:
  ///   - edges: The bounds of the intervals; none is below the one before.
  ///   - weights: One for each interval, such as the counts of observations.
  /// - Throws: `ChanceError` if an edge is out of order or the weights are no shares.
  /// - Precondition: There is one edge more than there are weights.
  public init(edges: [Double], weights: [Double]) throws(ChanceError) {
    Misuse.refuse(
      unless: edges.count == weights.count + 1,
      "\(weights.count) intervals have \(edges.count) edges")
    var last = -Double.greatestFiniteMagnitude
    for (position, edge) in edges.enumerated() {
      try ChanceError.require(
        edge >= last && edge.isFinite, of: "empirical", "edge \(position)", edge,
        "must be finite and not below the one before")
      last = edge
    }
    self.edges = edges
    self.shares = try Shares(weights: weights)
  }

  /// The law whose distribution function joins the ordered samples by straight lines.
  ///
  /// It lies between the least and the greatest sample.
  ///
  /// - Throws: `ChanceError` if a sample is not finite or there are fewer than two.
  /// - Complexity: O(n log n).
  public init(samples: [Double]) throws(ChanceError) {
    try ChanceError.require(
      samples.count > 1, of: "empirical", "the number of samples", Double(samples.count),
      "must be at least 2")
    try self.init(
      edges: samples.sorted(), weights: [Double](repeating: 1, count: samples.count - 1))
  }

  /// The mean.
  public var mean: Double { expectation { ($0 + $1) / 2 } }

  /// The variance.
  public var variance: Double {
    let mean = mean
    return expectation { low, high in
      let (a, b) = (low - mean, high - mean)
      return (a * a + a * b + b * b) / 3
    }
  }

  private func expectation(_ within: (_ low: Double, _ high: Double) -> Double) -> Double {
    (0..<shares.count).reduce(0) { $0 + shares[$1] * within(edges[$1], edges[$1 + 1]) }
  }

  /// The interval from the first edge to the last, less intervals without weight at the ends.
  public var support: ClosedRange<Double> { quantile(0)...quantile(1) }

  /// The probability of a number up to and with `x`.
  ///
  /// - Complexity: O(log n).
  public func cdf(_ x: Double) -> Double {
    guard x >= edges[0] else { return 0 }
    guard x < edges[shares.count] else { return 1 }
    let above = Int(first(in: 0..<Int64(edges.count)) { edges[Int($0)] > x })
    let (low, high) = (edges[above - 1], edges[above])
    return shares.below(above - 1) + shares[above - 1] * ((x - low) / (high - low))
  }

  /// The smallest number whose ``cdf(_:)`` reaches the probability `p`.
  ///
  /// - Complexity: O(log n).
  /// - Precondition: `p` is from 0 to 1.
  public func quantile(_ p: Double) -> Double {
    Misuse.refuse(unlessProbability: p)
    let position = shares.index(at: max(p, .leastNonzeroMagnitude))
    let within = (p - shares.below(position)) / shares[position]
    return edges[position] + min(within, 1) * (edges[position + 1] - edges[position])
  }
}
