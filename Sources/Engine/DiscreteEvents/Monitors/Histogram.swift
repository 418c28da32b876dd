// SPDX-License-Identifier: GPL-3.0-or-later

/// A monitor of how often values fall in each of many bins of one width.
///
/// Takes single observations, or values weighted by the time for which they were held. A bin includes
/// its lower edge and not its upper one; what lies outside the bins is kept as two sums. Memory is
/// constant and allocated at the beginning.
///
/// - Complexity: O(1) to add an observation.
public struct Histogram: Hashable, Sendable {
  @usableFromInline let lower: Double
  @usableFromInline let binsPerUnit: Double
  /// The weights: below the bins, by bin, above the bins.
  @usableFromInline var weights: [Double]

  /// A histogram without observations.
  ///
  /// - Parameters:
  ///   - range: From the lower edge of the first bin to the upper edge of the last.
  ///   - bins: The number of bins.
  public init(over range: Range<Double>, bins: Int) {
    Invariants.refuse(
      unless: bins > 0 && !range.isEmpty && range.lowerBound.isFinite && range.upperBound.isFinite,
      "\(bins) bins over \(range) hold nothing")
    lower = range.lowerBound
    binsPerUnit = Double(bins) / (range.upperBound - range.lowerBound)
    weights = Array(repeating: 0, count: bins + 2)
  }

  /// A histogram of whole numbers, one bin for each.
  public init(of values: Range<Int>) {
    self.init(over: Double(values.lowerBound)..<Double(values.upperBound), bins: values.count)
  }

  /// Takes in a value with its weight, one for a single observation.
  @inlinable
  public mutating func add(_ value: Double, weight: Double = 1) {
    Invariants.refuse(unless: value == value, "an observation is not a number")
    let offset = (value - lower) * binsPerUnit
    let last = weights.count &- 1
    let bin = offset < 0 ? 0 : offset >= Double(last &- 1) ? last : Int(offset) &+ 1
    weights[bin] += weight
  }

  /// Ends the warm-up: forgets every observation.
  public mutating func reset() {
    for bin in weights.indices { weights[bin] = 0 }
  }

  /// The sum of all weights, which is the number of observations if each weighs one.
  public var total: Double { weights.reduce(0, +) }

  /// The weight below the lower edge of the first bin.
  public var below: Double { weights[0] }

  /// The weight at or above the upper edge of the last bin.
  public var above: Double { weights[weights.count - 1] }

  /// The weight of each bin.
  public var bins: ArraySlice<Double> { weights[1..<(weights.count - 1)] }

  /// The fraction of the whole weight that each bin has.
  public var fractions: [Double] {
    let total = total
    return bins.map { $0 / total }
  }
}
