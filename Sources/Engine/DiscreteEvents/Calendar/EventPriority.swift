// SPDX-License-Identifier: GPL-3.0-or-later

/// The class that decides which of several events at the same instant happens first: the lower.
///
/// Events of one class and one instant happen in the order in which they were scheduled.
@frozen
public struct EventPriority: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
  @usableFromInline let kept: UInt8

  @inlinable
  init(kept: UInt8) {
    self.kept = kept
  }

  /// Creates the class with the given number, from 0 to 255.
  @inlinable
  public init(rawValue: Int) {
    guard let kept = UInt8(exactly: rawValue) else { CalendarMisuse.stop(ofClass: rawValue) }
    self.kept = kept
  }

  /// The number of the class; lower happens first.
  @inlinable
  public var rawValue: Int { Int(kept) }

  /// Before everything normal at the same instant, for example the start of a shift.
  @inlinable
  public static var early: EventPriority { EventPriority(kept: 64) }

  /// The class of an event of which nothing else is said.
  @inlinable
  public static var normal: EventPriority { EventPriority(kept: 128) }

  /// After everything normal at the same instant, for example the end of a patience.
  @inlinable
  public static var late: EventPriority { EventPriority(kept: 192) }

  /// Whether events of the left class happen before those of the right one.
  @inlinable
  public static func < (left: EventPriority, right: EventPriority) -> Bool {
    left.kept < right.kept
  }
}
