// SPDX-License-Identifier: GPL-3.0-or-later

/// Periods that follow one another without a gap, such as the months of a run.
@frozen
public struct Periods: Hashable, Sendable {
  /// The beginning of each period, then the end of the last, in increasing order.
  public let boundaries: [Double]

  /// The periods between the given times.
  public init(boundaries: [Double]) {
    Invariants.refuse(
      unless: boundaries.count >= 2 && zip(boundaries, boundaries.dropFirst()).allSatisfy(<),
      "periods lie between two or more times in increasing order")
    self.boundaries = boundaries
  }

  /// Periods of one length from the given time on.
  public init(from start: Double = 0, length: Double, count: Int) {
    Invariants.refuse(unless: count > 0, "there cannot be \(count) periods")
    self.init(boundaries: (0...count).map { start + Double($0) * length })
  }

  /// The number of periods.
  @inlinable
  public var count: Int { boundaries.count &- 1 }

  /// The number of the period with the given time, searched for from the given one onwards.
  ///
  /// Is -1 before the first period and `count` from the end of the last on. A boundary belongs to the
  /// period that it begins.
  @inlinable
  func period(at time: Double, from known: Int) -> Int {
    var period = known
    while period < count, boundaries[period &+ 1] <= time { period &+= 1 }
    return period
  }
}
