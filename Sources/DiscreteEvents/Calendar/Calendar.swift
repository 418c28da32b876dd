// SPDX-License-Identifier: GPL-3.0-or-later

/// The clock of a simulation and the events to come, in a total order.
///
/// Events happen in the order of their time, then of their ``EventPriority``, then of the calls that
/// scheduled (or last rescheduled) them: first come, first out is a guarantee, not an accident. The
/// order does not depend on addresses, hashes or the history of the storage.
///
/// ```swift
/// enum Event { case arrival, departure }
/// var calendar = Calendar<Event>()
/// calendar.schedule(.arrival, at: 2)
/// while let event = calendar.next(before: 480) {
///   print(calendar.now, event)
/// }
/// ```
///
/// The storage is an implicit 4-ary heap of (time, order, slot) and a table of slots that holds the
/// events. An event that is cancelled leaves its slot at once and its node in the heap, which knows
/// itself dead because the slot has another order by then. When more nodes are dead than alive the
/// heap is rebuilt. What this buys and what it costs:
///
/// | operation | time for n events pending |
/// |---|---|
/// | ``next(before:)`` | O(log n) |
/// | ``schedule(_:at:priority:)`` | O(log n), O(1) on average for random times |
/// | ``schedule(_:at:priority:)`` as the first call after ``next(before:)`` | one descent for both |
/// | ``cancel(_:)`` | O(1), and O(log n) at most later; amortised |
/// | ``reschedule(_:to:)`` | a cancel and a schedule; the handle stays good |
/// | ``nextTime`` | O(1), unless the next events were cancelled |
///
/// The moves in the heap write nothing else (an indexed heap would write to a random place for every
/// move, which costs most when many events are pending). The price is memory: up to twice the nodes
/// that live, 24 bytes each. Nothing is allocated once the arrays have grown to the largest number
/// of events ever pending together.
///
/// A calendar is a value: a copy is a fork of the future.
@frozen
public struct Calendar<Event: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var heap: [CalendarNode]
  @usableFromInline var slots: [CalendarSlot<Event>]
  @usableFromInline var firstFree: UInt32
  /// The node at the root was handed out and waits to be replaced.
  @usableFromInline var isRootVacant: Bool
  @usableFromInline var sequence: UInt64

  @usableFromInline var clock: Double
  @usableFromInline var pending: Int

  /// An empty calendar whose clock stands at the given time.
  @inlinable
  public init(startingAt start: Double = 0) {
    precondition(start.isFinite, "A clock cannot start at \(start).")
    heap = []
    slots = []
    firstFree = .max
    isRootVacant = false
    sequence = 0
    clock = start
    pending = 0
  }

  /// The current time, in the unit of the caller.
  @inlinable
  public var now: Double { clock }

  /// The number of events that are yet to happen.
  @inlinable
  public var count: Int { pending }

  /// The time of the next event, or nil when none is pending.
  ///
  /// - Complexity: O(1), plus one step for every cancelled event that stands before it.
  @inlinable
  public var nextTime: Double? {
    guard count > 0 else { return nil }
    return earliestTime(below: 0)
  }

  /// The nodes that are stored, for pending and for cancelled events.
  ///
  /// Never more than twice ``count`` plus a constant: the memory that cancelling costs.
  public var storedNodes: Int { heap.count }

  /// Schedules an event.
  ///
  /// An event at infinity is allowed and never happens.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - time: When it happens: now or later.
  ///   - priority: Its class among the events of the same instant.
  /// - Returns: The handle with which it can be cancelled or rescheduled.
  /// - Complexity: O(log n), O(1) on average for random times.
  @inlinable
  @discardableResult
  public mutating func schedule(
    _ event: Event, at time: Double, priority: EventPriority = .normal
  ) -> EventHandle {
    let order = nextOrder(priority)
    let slot: UInt32
    if firstFree != .max {
      slot = firstFree
      firstFree = slots[Int(slot)].nextFree
      slots[Int(slot)].order = order
      slots[Int(slot)].event = event
    } else {
      slot = UInt32(slots.count)
      slots.append(CalendarSlot(order: order, event: event))
    }
    pending &+= 1
    enter(CalendarNode(time: time, order: order, slot: slot))
    return EventHandle(slot: slot, generation: slots[Int(slot)].generation)
  }

  /// Takes an event off the calendar.
  ///
  /// - Returns: Whether it was still to happen; false for an event that has happened or was
  ///   cancelled, and for ``EventHandle/none``.
  /// - Complexity: O(log n) amortised.
  @inlinable
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    guard isPending(handle) else { return false }
    vacate(handle.slot)
    sweep()
    return true
  }

  /// Moves an event to another time; its handle stays good and its class stays the same.
  ///
  /// At the new time it goes behind the events of its class that are already there.
  ///
  /// - Returns: Whether it was still to happen.
  /// - Complexity: O(log n) amortised.
  @inlinable
  @discardableResult
  public mutating func reschedule(_ handle: EventHandle, to time: Double) -> Bool {
    guard isPending(handle) else { return false }
    let slot = Int(handle.slot)
    let order = nextOrder(
      EventPriority(rawValue: UInt8(truncatingIfNeeded: slots[slot].order &>> 56)))
    slots[slot].order = order
    enter(CalendarNode(time: time, order: order, slot: handle.slot))
    sweep()
    return true
  }

  /// Whether the event is still to happen.
  ///
  /// - Complexity: O(1).
  @inlinable
  public func isPending(_ handle: EventHandle) -> Bool {
    Int(handle.slot) < slots.count && slots[Int(handle.slot)].generation == handle.generation
  }

  /// Takes the first event before `end` off the calendar and sets the clock to its time.
  ///
  /// An event exactly at `end` does not happen. Without an event before `end` the clock goes to
  /// `end` (unless that is infinite or has passed) and the result is nil.
  ///
  /// - Complexity: O(log n).
  @inlinable
  public mutating func next(before end: Double) -> Event? {
    while true {
      if isRootVacant { fillRoot() }
      guard let root = heap.first, root.time < end else {
        if end > now && end.isFinite { clock = end }
        return nil
      }
      isRootVacant = true
      if slots[Int(root.slot)].order == root.order {
        let event = slots[Int(root.slot)].event
        clock = root.time
        vacate(root.slot)
        return event
      }
    }
  }
}
