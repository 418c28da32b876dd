// SPDX-License-Identifier: GPL-3.0-or-later

/// A monitor of a quantity that stays constant between changes, by period.
///
/// Each period keeps the integral of the quantity over it. Changes must come in order of time. Memory
/// is constant: one number a period, allocated at the beginning.
///
/// - Complexity: O(1) for every operation, amortised over the periods.
public struct LevelSeries: Hashable, Sendable {
  /// The periods.
  public let periods: Periods
  /// The value held now.
  public private(set) var value: Double
  private var areas: [Double]
  private let start: Double
  private var current: Int
  private var latest: Double

  /// A series of a quantity with the given value from the given time.
  public init(over periods: Periods, value: Double = 0, at time: Double = 0) {
    self.periods = periods
    self.value = value
    areas = Array(repeating: 0, count: periods.count)
    current = periods.period(at: time, from: -1)
    start = time
    latest = time
  }

  /// Takes the quantity to a new value.
  public mutating func set(_ value: Double, at time: Double) {
    advance(to: time)
    self.value = value
  }

  /// Changes the quantity by a difference.
  public mutating func add(_ difference: Double, at time: Double) {
    set(value + difference, at: time)
  }

  /// The integral of the quantity over each period, as far as the given time.
  public func integrals(to time: Double) -> [Double] {
    var series = self
    series.advance(to: time)
    return series.areas
  }

  /// The mean of the quantity over each period, as far as the given time.
  ///
  /// Is over the part of the period since the last reset, not a number where there is none.
  public func means(to time: Double) -> [Double] {
    let areas = integrals(to: time)
    return areas.indices.map { period in
      let from = max(periods.boundaries[period], start)
      let to = min(periods.boundaries[period + 1], time)
      return to > from ? areas[period] / (to - from) : .nan
    }
  }

  /// Ends the warm-up: keeps the value and forgets the past.
  public mutating func reset(at time: Double) {
    self = LevelSeries(over: periods, value: value, at: time)
  }

  private mutating func advance(to time: Double) {
    if !(time >= latest) { Invariants.fail(atTime: time, after: latest, of: "A series of a level") }
    let reached = periods.period(at: time, from: current)
    while current < reached {
      close(at: periods.boundaries[current + 1])
      current += 1
    }
    close(at: time)
  }

  private mutating func close(at time: Double) {
    if areas.indices.contains(current) { areas[current] += value * (time - latest) }
    latest = time
  }
}
