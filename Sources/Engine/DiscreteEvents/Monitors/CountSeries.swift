// SPDX-License-Identifier: GPL-3.0-or-later

/// A monitor of a counted quantity by period, such as the arrests of each month.
///
/// Counts must come in order of time. What comes before the first period or after the last is left
/// out. Memory is constant: one number a period, allocated at the beginning.
///
/// - Complexity: O(1) for every operation, amortised over the periods.
public struct CountSeries: Hashable, Sendable {
  /// The periods.
  public let periods: Periods
  /// The sum counted in each period.
  public private(set) var totals: [Double]
  private var current = -1

  /// A series without counts.
  public init(over periods: Periods) {
    self.periods = periods
    totals = Array(repeating: 0, count: periods.count)
  }

  /// Counts one, or the given amount, at the given time.
  public mutating func add(_ amount: Double = 1, at time: Double) {
    current = periods.period(at: time, from: current)
    Invariants.refuse(
      unless: current < 0 || time >= periods.boundaries[current],
      "A series of counts is told of time \(time) after \(periods.boundaries[max(current, 0)])")
    if totals.indices.contains(current) { totals[current] += amount }
  }

  /// Ends the warm-up: forgets every count.
  public mutating func reset() {
    for period in totals.indices { totals[period] = 0 }
  }
}
