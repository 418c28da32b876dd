// SPDX-License-Identifier: GPL-3.0-or-later

/// The class that decides which of several events at the same instant happens first: the lower.
///
/// Events of one class and one instant happen in the order in which they were scheduled.
@frozen
public struct EventPriority: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The number of the class; lower happens first.
  public let rawValue: UInt8

  /// Creates the class with the given number.
  @inlinable
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Before everything normal at the same instant, for example the start of a shift.
  @inlinable
  public static var early: EventPriority { EventPriority(rawValue: 64) }

  /// The class of an event of which nothing else is said.
  @inlinable
  public static var normal: EventPriority { EventPriority(rawValue: 128) }

  /// After everything normal at the same instant, for example the end of a patience.
  @inlinable
  public static var late: EventPriority { EventPriority(rawValue: 192) }

  /// Whether events of the left class happen before those of the right one.
  @inlinable
  public static func < (left: EventPriority, right: EventPriority) -> Bool {
    left.rawValue < right.rawValue
  }
}
