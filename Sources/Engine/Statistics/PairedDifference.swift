// SPDX-License-Identifier: GPL-3.0-or-later

/// What two simulations differ by over the same replications: by their means, or by their ratios of sums.
///
/// Each side of a replication is a part and a whole. Of means the part is the value and the whole is 1; the part
/// is NaN if the replication has no value. Of ratios both are what is summed, such as minutes of waiting and
/// how many waited. Memory is constant.
public enum PairedDifference: Hashable, Sendable {
  /// The difference of two means.
  case ofMeans(Moments)
  /// The difference of two ratios of sums.
  case ofRatios(RatioDifference)

  /// A side of a replication: what is divided, and by what.
  public typealias Side = (part: Double, whole: Double)

  /// The side of a simulation that always says 0: what differs from it is the other side itself.
  public static let nothing: Side = (0, 1)

  /// A difference of nothing.
  public init(ofRatios: Bool) {
    self = ofRatios ? .ofRatios(RatioDifference()) : .ofMeans(Moments())
  }

  /// Adds a replication; nothing if a side says nothing.
  public mutating func add(_ first: Side, _ second: Side = nothing) {
    guard !first.part.isNaN, !first.whole.isNaN, !second.part.isNaN, !second.whole.isNaN else {
      return
    }
    switch self {
    case .ofMeans(var moments):
      moments.add(first.part - second.part)
      self = .ofMeans(moments)
    case .ofRatios(var ratios):
      ratios.add(first, second)
      self = .ofRatios(ratios)
    }
  }

  /// How many replications were added.
  public var count: Int {
    switch self {
    case .ofMeans(let moments): moments.count
    case .ofRatios(let ratios): ratios.count
    }
  }

  /// The first side less the second; NaN if nothing is known.
  public var difference: Double {
    switch self {
    case .ofMeans(let moments): moments.mean
    case .ofRatios(let ratios): ratios.difference
    }
  }

  /// The standard error of the difference; NaN for fewer than two replications.
  public var standardError: Double {
    switch self {
    case .ofMeans(let moments): moments.standardError
    case .ofRatios(let ratios): ratios.standardError
    }
  }

  /// Whether any replication differs from another.
  public var isVaried: Bool {
    switch self {
    case .ofMeans(let moments): moments.minimum < moments.maximum
    case .ofRatios(let ratios): ratios.standardDeviation > 0
    }
  }

  /// Student's interval of the difference; unknown for fewer than two replications.
  public func interval(confidence: Double = 0.95) -> Interval {
    switch self {
    case .ofMeans(let moments): .student(moments, confidence: confidence)
    case .ofRatios(let ratios): ratios.interval(confidence: confidence)
    }
  }
}
