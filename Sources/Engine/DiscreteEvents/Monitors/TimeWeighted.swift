// SPDX-License-Identifier: GPL-3.0-or-later

/// A monitor of a quantity that stays constant between changes, such as the length of a queue.
///
/// Every value counts for as long as it is held: `mean(to:)` is the integral divided by the time.
/// The unit of time is the caller's. Changes must come in order of time; several at one instant are
/// fine, the last of them is held. Memory is constant: six numbers however many changes.
///
/// - Complexity: O(1) for every operation, without division or branch on the path of a change.
@frozen
public struct TimeWeighted: Sendable, Hashable, BitwiseCopyable {
  @usableFromInline var held: Double
  @usableFromInline var smallest: Double
  @usableFromInline var largest: Double
  @usableFromInline var origin: Double
  @usableFromInline var latest: Double
  @usableFromInline var area: Double

  /// A monitor of a quantity with the given value from the given time.
  @inlinable
  public init(value: Double = 0, at time: Double = 0) {
    held = value
    smallest = value
    largest = value
    origin = time
    latest = time
    area = 0
  }

  /// Takes the quantity to a new value.
  @inlinable
  public mutating func set(_ value: Double, at time: Double) {
    if !(time >= latest) { Invariants.fail(atTime: time, after: latest, of: "A monitor") }
    area += held * (time - latest)
    latest = time
    held = value
    smallest = value < smallest ? value : smallest
    largest = value > largest ? value : largest
  }

  /// Changes the quantity by a difference.
  @inlinable
  public mutating func add(_ difference: Double, at time: Double) {
    set(held + difference, at: time)
  }

  /// The integral of the quantity from the last reset to the given time.
  ///
  /// The time must not lie before the last change.
  @inlinable
  public func integral(to time: Double) -> Double {
    if !(time >= latest) { Invariants.fail(atTime: time, after: latest, of: "A monitor") }
    return area + held * (time - latest)
  }

  /// The mean of the quantity over the time from the last reset, or the value itself if none passed.
  @inlinable
  public func mean(to time: Double) -> Double {
    time > origin ? integral(to: time) / (time - origin) : held
  }

  /// Ends the warm-up: keeps the value and forgets the past.
  @inlinable
  public mutating func reset(at time: Double) {
    self = TimeWeighted(value: held, at: time)
  }

  /// The value held now.
  @inlinable
  public var value: Double { held }

  /// The smallest value since the last reset, values held for no time included.
  @inlinable
  public var min: Double { smallest }

  /// The largest value since the last reset, values held for no time included.
  @inlinable
  public var max: Double { largest }

  /// The time from which the past counts.
  @inlinable
  public var start: Double { origin }
}
