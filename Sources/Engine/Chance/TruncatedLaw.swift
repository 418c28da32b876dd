// SPDX-License-Identifier: GPL-3.0-or-later

/// A law under the condition that its number lies between two bounds, both included.
///
/// Drawn by inversion, so that one number is taken however narrow the bounds are.
public struct TruncatedLaw: Distribution, Hashable {
  /// The law without bounds.
  public let base: Law
  /// The bounds; their infinities are no bound.
  public let bounds: ClosedRange<Double>
  private let below: Double
  private let within: Double

  fileprivate init(_ base: Law, to bounds: ClosedRange<Double>) throws(ChanceError) {
    self.base = base
    self.bounds = bounds
    below = base.probabilityBelow(bounds.lowerBound)
    within = base.cdf(bounds.upperBound) - below
    // The distribution function has 16 digits; less would leave the quantiles fewer than 10.
    try ChanceError.require(
      within >= 1e-6, of: "truncated \(base.form.name)", "the probability between the bounds",
      within, "must be at least 1e-6")
  }

  /// The mean, by quadrature: some 100 microseconds.
  public var mean: Double { expectation { $0 } }

  /// The variance, by quadrature: some 200 microseconds.
  public var variance: Double {
    let mean = mean
    return expectation { ($0 - mean) * ($0 - mean) }
  }

  private func expectation(_ of: (Double) -> Double) -> Double {
    guard base.form.isCount else {
      // The last number before 1 stands for 1, where an unbounded law is infinite.
      return integral(from: 0, to: 1) { of(quantile(min($0, 1 - .ulpOfOne / 2))) }
    }
    let last = min(bounds.upperBound, base.quantile(1 - 1e-15))
    return stride(from: support.lowerBound, through: last, by: 1).reduce(0) { sum, count in
      sum + of(count) * (cdf(count) - cdf(count - 1))
    }
  }

  /// The smallest interval that holds all numbers of the law.
  public var support: ClosedRange<Double> {
    let span = base.support.clamped(to: bounds)
    guard base.form.isCount else { return span }
    return span.lowerBound.rounded(.up)...span.upperBound.rounded(.down)
  }

  /// The probability of a number up to and with `x`.
  public func cdf(_ x: Double) -> Double {
    guard x >= bounds.lowerBound else { return 0 }
    guard x < bounds.upperBound else { return 1 }
    return (base.cdf(x) - below) / within
  }

  /// The smallest number whose ``cdf(_:)`` reaches the probability `p`.
  ///
  /// - Precondition: `p` is from 0 to 1.
  public func quantile(_ p: Double) -> Double {
    Misuse.refuse(unlessProbability: p)
    if p == 0 { return support.lowerBound }
    if p == 1 { return support.upperBound }
    let number = base.quantile(min(below + p * within, 1))
    return min(max(number, bounds.lowerBound), bounds.upperBound)
  }
}

extension Law {
  /// This law under the condition that its number lies between two bounds, both included.
  ///
  /// - Throws: `ChanceError` if less than a millionth of the law lies between them.
  public func truncated(to bounds: ClosedRange<Double>) throws(ChanceError) -> TruncatedLaw {
    try TruncatedLaw(self, to: bounds)
  }

  /// The probability of a number below `x`, which is not the one of a number up to and with `x` for
  /// laws that give single numbers a probability.
  fileprivate func probabilityBelow(_ x: Double) -> Double {
    if form.isCount { return cdf(x.rounded(.up) - 1) }
    return form == .fixed && x <= mean ? 0 : cdf(x)
  }
}
