// SPDX-License-Identifier: GPL-3.0-or-later

/// A clock and the events to come in a total order: what an ``EventCalendar`` and a ``ShelvedCalendar`` have in common.
///
/// Whoever keeps one names its type, so that no call on the path of an event goes through a table.
public protocol PendingEvents<Event>: Sendable {
  associatedtype Event: BitwiseCopyable & Sendable

  /// The current time, in the unit of the caller.
  var now: Double { get }
  /// The number of events that are yet to happen.
  var count: Int { get }
  /// The time of the next event, or nil when none is pending.
  var nextTime: Double? { get }
  /// The time of the next event before `end`, or nil when none is pending until then; the clock stays.
  mutating func nextTime(before end: Double) -> Double?

  /// Schedules an event at a time, which is now or later; one at infinity never happens.
  ///
  /// - Returns: The handle with which it can be cancelled or rescheduled.
  @discardableResult
  mutating func schedule(_ event: Event, at time: Double, priority: EventPriority) -> EventHandle
  /// Takes an event off, and says whether it was still to happen.
  @discardableResult
  mutating func cancel(_ handle: EventHandle) -> Bool
  /// Moves an event behind those of its class at another time, and says whether it was still to happen.
  @discardableResult
  mutating func reschedule(_ handle: EventHandle, to time: Double) -> Bool
  /// Whether the event is still to happen.
  func isPending(_ handle: EventHandle) -> Bool
  /// When the event happens; nil for one that has happened or was cancelled.
  func time(of handle: EventHandle) -> Double?
  /// Takes the first event before `end` off and sets the clock to its time.
  ///
  /// An event exactly at `end` does not happen. Without an event before `end` the clock goes to `end` (unless that is
  /// infinite or has passed) and the result is nil.
  mutating func next(before end: Double) -> Event?
  /// As ``next(before:)``, but without an event before `end` the clock goes to `stop`, which is not later.
  ///
  /// So a steady source of arrivals may be kept beside the calendar, which takes nothing of any other event: when the result is
  /// nil its turn has come. With its time for `stop` and the next number above it for `end` it comes after all that the
  /// calendar has at that instant, with its time for both before.
  mutating func next(before end: Double, stoppingAt stop: Double) -> Event?
}

extension PendingEvents {
  /// Schedules an event some time from now, which is not negative.
  @inlinable
  @inline(__always)
  @discardableResult
  public mutating func schedule(
    _ event: Event, after delay: Double, priority: EventPriority = .normal
  ) -> EventHandle {
    schedule(event, at: now + delay, priority: priority)
  }
}
