// SPDX-License-Identifier: GPL-3.0-or-later

/// A law that is one of several, each with its share: the mixed ages of a mixed crowd.
public struct MixtureLaw: Distribution, Hashable {
  /// The laws that are mixed.
  public let components: [Law]
  /// The probability of each.
  public let shares: Shares

  /// The law that follows each component in proportion to its weight.
  ///
  /// - Throws: `ChanceError` if the weights are no shares.
  /// - Precondition: There are as many components as weights.
  public init(_ components: [Law], weights: [Double]) throws(ChanceError) {
    Misuse.refuse(
      unless: components.count == weights.count,
      "\(components.count) components have \(weights.count) weights")
    self.components = components
    self.shares = try Shares(weights: weights)
  }

  /// The hyperexponential law of two phases with balanced means.
  ///
  /// More variable than the exponential law: the usual model of service times among which a few are
  /// very long.
  ///
  /// Source: H. C. Tijms, "A first course in stochastic models" (2003), appendix B.
  ///
  /// - Throws: `ChanceError` unless the standard deviation is above the mean, which is above 0.
  public static func hyperexponential(mean: Double, sd: Double) throws(ChanceError) -> MixtureLaw {
    try ChanceError.require(
      mean > 0 && mean.isFinite, of: "hyperexponential", "mean", mean, "must be above 0")
    try ChanceError.require(
      sd > mean && sd.isFinite, of: "hyperexponential", "sd", sd, "must be above the mean")
    let square = sd / mean * (sd / mean)
    let first = (1 + ((square - 1) / (square + 1)).squareRoot()) / 2
    return try MixtureLaw(
      [.exponential(mean: mean / (2 * first)), .exponential(mean: mean / (2 * (1 - first)))],
      weights: [first, 1 - first])
  }

  /// The mean.
  public var mean: Double { expectation(\.mean) }

  /// The variance.
  public var variance: Double {
    let mean = mean
    return expectation { $0.variance + ($0.mean - mean) * ($0.mean - mean) }
  }

  private func expectation(_ of: (Law) -> Double) -> Double {
    components.indices.reduce(0) { sum, position in
      shares[position] > 0 ? sum + shares[position] * of(components[position]) : sum
    }
  }

  /// The smallest interval that holds all numbers of the components.
  public var support: ClosedRange<Double> { span { $0.support } }

  /// The smallest interval that holds the intervals of all components that have a share.
  private func span(_ of: (Law) -> ClosedRange<Double>) -> ClosedRange<Double> {
    let intervals = components.indices.filter { shares[$0] > 0 }.map { of(components[$0]) }
    let low = intervals.reduce(.infinity) { min($0, $1.lowerBound) }
    return low...intervals.reduce(low) { max($0, $1.upperBound) }
  }

  /// The probability of a number up to and with `x`.
  public func cdf(_ x: Double) -> Double { expectation { $0.cdf(x) } }

  /// The smallest number whose ``cdf(_:)`` reaches the probability `p`.
  ///
  /// Bisected between the quantiles of the components.
  ///
  /// - Precondition: `p` is from 0 to 1.
  public func quantile(_ p: Double) -> Double {
    Misuse.refuse(unlessProbability: p)
    let bracket = span { $0.quantile(p)...$0.quantile(p) }
    return smallest(in: bracket) { cdf($0) >= p }
  }

  /// A number drawn from one of the components.
  public func draw(from stream: inout RandomStream) -> Double {
    stream.draw(components[stream.index(in: shares)])
  }
}
