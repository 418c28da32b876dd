// SPDX-License-Identifier: GPL-3.0-or-later

/// A model that is nothing but a calendar and what happens at each event.
///
/// It is all that a stand-alone queueing model needs beside stations, streams and laws:
///
/// ```swift
/// struct Shop: EventDriven {
///   enum Event { case arrival, departure }
///   var calendar = EventCalendar<Event>()
///   var tills = Station(servers: 2)
///   mutating func handle(_ event: Event) { ... }
/// }
/// ```
///
/// Larger models may as well write the loop themselves; it is three lines.
public protocol EventDriven {
  /// The kinds of event, with what they need to know.
  associatedtype Event: BitwiseCopyable & Sendable

  /// An ``EventCalendar`` or a ``ShelvedCalendar``.
  associatedtype Calendar: PendingEvents<Event> = EventCalendar<Event>

  /// The clock and the events to come.
  var calendar: Calendar { get set }

  /// Lets an event happen, at the calendar's time.
  mutating func handle(_ event: Event)
}

extension EventDriven {
  /// Lets everything happen before `end`, and returns the number of events.
  ///
  /// An event exactly at `end` does not happen, so that runs can be continued: up to 5 and then up to
  /// 10 is the same as up to 10.
  @inlinable
  @discardableResult
  public mutating func run(until end: Double) -> Int {
    run(until: end) { _ in true }
  }

  /// Lets everything happen before `end` as long as the condition holds, and returns the number of
  /// events.
  ///
  /// The condition is asked before every event, at the time of the last one.
  @inlinable
  @inline(__always)
  @discardableResult
  public mutating func run(
    until end: Double = .infinity, while condition: (borrowing Self) -> Bool
  ) -> Int {
    var events = 0
    while condition(self), let event = calendar.next(before: end) {
      #if DEBUG || CHECK_INVARIANTS
      Invariants.$event.withValue(.init("\(event)")) { handle(event) }
      #else
      handle(event)
      #endif
      events &+= 1
    }
    return events
  }
}
