// SPDX-License-Identifier: GPL-3.0-or-later

/// The clock of a simulation and the events to come, in a total order.
///
/// Events happen in the order of their time, then of their ``EventPriority``, then of the calls that
/// scheduled (or last rescheduled) them: first come, first out is a guarantee, not an accident. The
/// order does not depend on addresses, hashes or the history of the storage.
///
/// ```swift
/// enum Event { case arrival, departure }
/// var calendar = EventCalendar<Event>()
/// calendar.schedule(.arrival, at: 2)
/// while let event = calendar.next(before: 480) {
///   print(calendar.now, event)
/// }
/// ```
///
/// The storage is an implicit 4-ary heap of numbers, each made of time, class, sequence and slot, and a
/// table of slots that holds the events. An event that is cancelled leaves its slot at once and its
/// node in the heap, which knows itself dead because the slot has another order by then. When more
/// nodes are dead than alive the heap is rebuilt. What this buys and what it costs:
///
/// | operation | time for n events pending |
/// |---|---|
/// | ``next(before:)`` | O(log n) |
/// | ``schedule(_:at:priority:)`` | O(log n), O(1) on average for random times |
/// | ``schedule(_:at:priority:)`` as the first call after ``next(before:)`` | one descent for both |
/// | ``cancel(_:)`` | O(1), and O(log n) at most later; amortised |
/// | ``reschedule(_:to:)`` | a cancel and a schedule; the handle stays good |
/// | ``nextTime`` | O(1), unless the next events were cancelled |
/// | ``nextTime(before:)`` | O(log n), once for each event |
///
/// The moves in the heap write nothing else (an indexed heap would write to a random address for every
/// move, which costs most when many events are pending). The price is memory: up to twice the nodes
/// that live, 16 bytes each. To be that small, a node has 24 bits for its slot: at most 2^24 events
/// can be pending together; and 32 for its sequence: after 2^32 events those pending are numbered
/// anew, in O(n log n). Nothing is allocated otherwise once there is room for the largest number of
/// events ever pending together.
///
/// Where many of the pending events are far away, or cancelled before their time, a ``ShelvedCalendar`` takes less.
///
/// After every 2^26 events the clock is looked at. If it has not moved since the last time, events follow one
/// another without a gap for ever, and the program stops with a sentence instead of going on in silence.
///
/// A calendar is a value: a copy is a fork of the future.
@frozen
public struct EventCalendar<Event: BitwiseCopyable & Sendable>: PendingEvents {
  /// The nodes of the heap and behind them the slots, see `EventCalendar+Storage.swift`.
  @usableFromInline var memory: Memory
  /// The slots there is room for.
  @usableFromInline var room: Int
  /// How far behind the beginning of the memory the slots begin.
  @usableFromInline var slotsOffset: Int
  /// The slots that have ever been taken.
  @usableFromInline var slotCount: Int
  @usableFromInline var firstFree: UInt32
  /// The event of the root has happened; its node and its slot wait for the next one scheduled.
  @usableFromInline var isRootVacant: Bool
  @usableFromInline var nodeCount: Int
  @usableFromInline var sequence: UInt32
  /// What the clock showed when it was looked at last.
  @usableFromInline var clockAtLookout: Double

  @usableFromInline var clock: Double
  /// The nodes whose events were cancelled or rescheduled.
  @usableFromInline var dead: Int
  /// A sum of what was read before its time; of no use, but the compiler leaves out what nobody keeps.
  @usableFromInline var readAhead: UInt32

  /// An empty calendar whose clock stands at the given time, which may be negative.
  @inlinable
  public init(startingAt start: Double = 0) {
    Invariants.refuse(unless: start.isFinite, "A clock cannot start at \(start)")
    room = 16
    memory = Self.memory(room: room)
    slotsOffset = Self.slotsOffset(room: room)
    slotCount = 0
    firstFree = Self.nowhere
    isRootVacant = false
    nodeCount = 0
    sequence = 0
    clockAtLookout = -.infinity
    clock = start
    dead = 0
    readAhead = 0
  }

  /// The current time, in the unit of the caller.
  @inlinable
  public var now: Double { clock }

  /// The number of events that are yet to happen.
  @inlinable
  public var count: Int { nodeCount &- dead &- (isRootVacant ? 1 : 0) }

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
  public var storedNodes: Int { nodeCount }

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
  @inline(__always)
  @discardableResult
  public mutating func schedule(
    _ event: Event, at time: Double, priority: EventPriority = .normal
  ) -> EventHandle {
    expectFuture(time)
    own()
    return put(event, at: time, order: nextOrder(priority))
  }

  /// Schedules an event of the next order, in memory that belongs to this value alone.
  @inlinable
  @inline(__always)
  mutating func put(_ event: Event, at time: Double, order: UInt64) -> EventHandle {
    // Only what follows an event of a short calendar is compiled into the caller.
    guard isRootVacant else { return add(event, at: time, order: order) }
    isRootVacant = false
    let slot = nodes[0].slot
    let generation = replace(slot, by: event, order: order)
    sink(CalendarNode(time: time, order: order, slot: slot), from: 0)
    return EventHandle(SlotName(slot: slot, generation: generation))
  }

  /// Takes an event off the calendar.
  ///
  /// - Returns: Whether it was still to happen; false for an event that has happened or was
  ///   cancelled, and for ``EventHandle/none``.
  /// - Complexity: O(log n) amortised.
  @inlinable
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    guard isPending(handle) else {
      expectOwn(handle)
      return false
    }
    own()
    free(handle.slot)
    dead &+= 1
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
    guard isPending(handle) else {
      expectOwn(handle)
      return false
    }
    expectFuture(time)
    own()
    if isRootVacant { fillRoot() }
    let order = nextOrder(priority(of: handle.slot))
    slots[Int(handle.slot)].order = order
    dead &+= 1
    add(CalendarNode(time: time, order: order, slot: handle.slot))
    sweep()
    return true
  }

  /// Whether the event is still to happen.
  ///
  /// - Complexity: O(1).
  @inlinable
  public func isPending(_ handle: EventHandle) -> Bool {
    memory.read { _ in
      Int(handle.slot) < slotCount && slots[Int(handle.slot)].generation == handle.name.generation
        && !(isRootVacant && nodes[0].slot == handle.slot)
    }
  }

  /// When the event happens; nil for one that has happened or was cancelled.
  ///
  /// - Complexity: O(n) for n pending: whoever asks often keeps the time.
  @inlinable
  public func time(of handle: EventHandle) -> Double? {
    guard isPending(handle) else { return nil }
    return memory.read { _ in
      let order = slots[Int(handle.slot)].order
      return (0..<nodeCount).first {
        nodes[$0].slot == handle.slot && nodes[$0].order == order
      }.map { nodes[$0].time }
    }
  }

  /// Takes the first event before `end` off the calendar and sets the clock to its time.
  ///
  /// An event exactly at `end` does not happen. Without an event before `end` the clock goes to
  /// `end` (unless that is infinite or has passed) and the result is nil.
  ///
  /// - Complexity: O(log n).
  @inlinable
  @inline(__always)
  public mutating func next(before end: Double) -> Event? { next(before: end, stoppingAt: end) }

  /// As ``next(before:)``, but without an event before `end` the clock goes to `stop`, which is not later.
  ///
  /// So a steady source of arrivals may be kept beside the calendar, see ``PendingEvents/next(before:stoppingAt:)``.
  @inlinable
  @inline(__always)
  public mutating func next(before end: Double, stoppingAt stop: Double) -> Event? {
    clearRoot()
    return takeRoot(before: end, stoppingAt: stop)
  }

  /// The time of the next event before `end`, or nil when none is pending until then; the clock stays.
  ///
  /// It is for whoever goes on in a time of its own until then, and does the work of ``next(before:)``, which takes the
  /// less afterwards.
  ///
  /// - Complexity: O(log n) amortised.
  @inlinable
  @inline(__always)
  public mutating func nextTime(before end: Double) -> Double? {
    clearRoot()
    return rootTime(before: end)
  }

  /// As ``nextTime(before:)``, of a root that is neither vacant nor dead.
  @inlinable
  @inline(__always)
  func rootTime(before end: Double) -> Double? {
    memory.read { _ in nodeCount > 0 && nodes[0].time < end ? nodes[0].time : nil }
  }

  /// Makes the root that of a pending event, if there is one.
  @inlinable
  @inline(__always)
  mutating func clearRoot() {
    if isRootVacant { leaveRoot() }
    while dead > 0 && !isAlive(nodes[0]) { leaveDeadRoot() }
  }

  /// As ``next(before:stoppingAt:)``, of a root that is neither vacant nor dead.
  @inlinable
  @inline(__always)
  mutating func takeRoot(before end: Double, stoppingAt stop: Double) -> Event? {
    guard nodeCount > 0, nodes[0].time < end else {
      if !(stop <= end) { CalendarMisuse.stop(at: stop, before: end, clock: clock) }
      if stop > clock && stop.isFinite { clock = stop }
      return nil
    }
    let root = nodes[0]
    isRootVacant = true
    clock = root.time
    return slots[Int(root.slot)].event
  }
}
