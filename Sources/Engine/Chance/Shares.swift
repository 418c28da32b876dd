// SPDX-License-Identifier: GPL-3.0-or-later

/// The probabilities of a few alternatives, ready to be drawn from.
///
/// Made from weights, which need not add up to 1.
@frozen
public struct Shares: Hashable, Sendable {
  @usableFromInline let cumulative: [Double]

  /// The shares that the weights have in their sum.
  ///
  /// - Throws: `ChanceError` if there is no weight, one is negative or not finite, or all are 0.
  /// - Complexity: O(n).
  public init(weights: [Double]) throws(ChanceError) {
    for (index, weight) in weights.enumerated() {
      try ChanceError.require(
        weight >= 0 && weight.isFinite, of: "shares", "weight \(index)", weight,
        "must be a finite number from 0 on")
    }
    var sum = 0.0
    let sums = weights.map { weight in
      sum += weight
      return sum
    }
    try ChanceError.require(
      sum > 0 && sum.isFinite, of: "shares", "the sum of the weights", sum, "must be above 0")
    // A sum divided by itself is 1: no probability is beyond the last alternative with a weight.
    cumulative = sums.map { $0 / sum }
  }

  /// The number of alternatives.
  @inlinable
  public var count: Int { cumulative.count }

  /// The probability of the alternative at the given index.
  public subscript(index: Int) -> Double { cumulative[index] - below(index) }

  /// The probability of all alternatives before the given index.
  public func below(_ index: Int) -> Double { index == 0 ? 0 : cumulative[index - 1] }

  /// The first index whose share with all before reaches the probability, which is above 0.
  ///
  /// - Complexity: O(log n).
  @inlinable
  public func index(at probability: Double) -> Int {
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low &+ high) &>> 1
      if cumulative[middle] >= probability { high = middle } else { low = middle &+ 1 }
    }
    return low
  }
}

extension Shares: ExpressibleByArrayLiteral {
  /// The shares that the weights have in their sum, for literals: the program stops at a bad weight.
  public init(arrayLiteral weights: Double...) {
    do throws(ChanceError) {
      try self.init(weights: weights)
    } catch {
      Misuse.stop(error.description)
    }
  }
}
