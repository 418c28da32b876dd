// SPDX-License-Identifier: GPL-3.0-or-later

/// A calendar that keeps only near events at hand, and those far away on a shelf for each span of time.
///
/// Events happen in the same total order as in an ``EventCalendar``. A far event is scheduled, cancelled or
/// rescheduled in O(1): a deadline that is kept costs no comparison and leaves no dead node. When the clock comes to a
/// span, its shelf is laid out in order, and what is scheduled within the span from then on goes into a heap
/// beside it. That pays where many events are pending, most of them far away or cancelled
/// before their time; everywhere else an ``EventCalendar`` takes less.
///
/// A calendar is a value: a copy is a fork of the future.
@frozen
public struct ShelvedCalendar<Event: BitwiseCopyable & Sendable>: PendingEvents {
  /// The heap of near events; the slots of all events, the numbers that order them, and how many nodes are dead, of the
  /// heap and of the row.
  @usableFromInline var near: EventCalendar<ShelvedEvent<Event>>
  /// The shelves and the row, see `ShelvedCalendar+Storage.swift`.
  ///
  /// It belongs to this value alone where the memory of ``near`` does.
  @usableFromInline var memory: Memory
  /// From when on events are on shelves; infinite where spans are too many to tell apart.
  @usableFromInline var horizon: Double
  @usableFromInline let spansPerTime: Double
  /// The events on shelves.
  @usableFromInline var shelved: Int
  /// Where the row of the present span begins, whose nodes are in order, and where it ends.
  @usableFromInline var first: Int
  @usableFromInline var last: Int

  /// An empty calendar whose clock stands at the given time, which may be negative.
  ///
  /// - Parameters:
  ///   - start: What the clock shows.
  ///   - span: How much time events have on one of 4,096 shelves; a power of 2. Some 100 events in a span are good.
  @inlinable
  public init(startingAt start: Double = 0, shelvedBy span: Double) {
    near = EventCalendar(startingAt: start)
    let isPower = span > 0 && span.isNormal && span.significand == 1
    Invariants.refuse(unless: isPower, "A shelf cannot have a span of \(span): no power of 2")
    spansPerTime = 1 / span
    horizon = Self.horizon(behind: start, spansPerTime)
    shelved = 0
    first = 0
    last = 0
    memory = Memory(byteCount: Self.byteCount)
    heads.initialize(repeating: Self.nowhere, count: Self.shelves)
  }

  /// The current time, in the unit of the caller.
  @inlinable
  public var now: Double { near.clock }

  /// The number of events that are yet to happen.
  @inlinable
  public var count: Int { near.count &+ (last &- first) &+ shelved }

  /// The time of the next event, or nil when none is pending.
  ///
  /// - Complexity: O(n) for n slots.
  @inlinable
  public var nextTime: Double? {
    [near.earliestTime(below: 0), earliestTimeInRow(), earliestTimeOnShelves()].compactMap(\.self)
      .min()
  }

  /// As ``EventCalendar/nextTime(before:)``; it lays out shelves as ``next(before:)`` does.
  @inlinable
  @inline(__always)
  public mutating func nextTime(before end: Double) -> Double? {
    findNext(before: end)
    guard first < last, near.nodeCount == 0 || row[first] < near.nodes[0] else {
      return near.rootTime(before: end)
    }
    let time = row[first].time
    return time < end ? time : nil
  }

  /// As ``EventCalendar/schedule(_:at:priority:)``, in O(1) for a far event.
  @inlinable
  @inline(__always)
  @discardableResult
  public mutating func schedule(
    _ event: Event, at time: Double, priority: EventPriority = .normal
  ) -> EventHandle {
    guard time < horizon else { return scheduleFar(event, at: time, priority: priority) }
    near.expectFuture(time)
    own()
    return near.put(ShelvedEvent(event, at: time), at: time, order: nextOrder(priority))
  }

  /// As ``EventCalendar/cancel(_:)``, in O(1) for a far event.
  @inlinable
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    guard near.isPending(handle) else {
      near.expectOwn(handle)
      return false
    }
    own()
    if isShelved(handle.slot) {
      unshelve(handle.slot)
      near.free(handle.slot)
    } else {
      near.free(handle.slot)
      near.dead &+= 1
      sweep()
    }
    return true
  }

  /// As ``EventCalendar/reschedule(_:to:)``, in O(1) from far to far.
  @inlinable
  @discardableResult
  public mutating func reschedule(_ handle: EventHandle, to time: Double) -> Bool {
    guard near.isPending(handle) else {
      near.expectOwn(handle)
      return false
    }
    near.expectFuture(time)
    own()
    if near.isRootVacant { near.fillRoot() }
    let order = nextOrder(near.priority(of: handle.slot))
    if isShelved(handle.slot) { unshelve(handle.slot) } else { near.dead &+= 1 }
    events[Int(handle.slot)].order = order
    events[Int(handle.slot)].event.time = time
    if isOnShelf(time) {
      shelve(handle.slot, at: time)
    } else {
      near.add(CalendarNode(time: time, order: order, slot: handle.slot))
    }
    sweep()
    return true
  }

  /// Whether the event is still to happen, in O(1).
  @inlinable
  public func isPending(_ handle: EventHandle) -> Bool { near.isPending(handle) }

  /// When the event happens, in O(1); nil for one that has happened or was cancelled.
  @inlinable
  public func time(of handle: EventHandle) -> Double? {
    isPending(handle) ? near.memory.read { _ in events[Int(handle.slot)].event.time } : nil
  }

  /// As ``EventCalendar/next(before:)``.
  @inlinable
  @inline(__always)
  public mutating func next(before end: Double) -> Event? { next(before: end, stoppingAt: end) }

  /// As ``EventCalendar/next(before:stoppingAt:)``.
  @inlinable
  @inline(__always)
  public mutating func next(before end: Double, stoppingAt stop: Double) -> Event? {
    findNext(before: end)
    guard first < last, near.nodeCount == 0 || row[first] < near.nodes[0] else {
      return near.takeRoot(before: end, stoppingAt: stop)?.event
    }
    return takeFirst(before: end, stoppingAt: stop)
  }

  /// Makes the first of the row or the root of the heap the next event, if there is one before `end`.
  @inlinable
  @inline(__always)
  mutating func findNext(before end: Double) {
    if _slowPath(near.isRootVacant) { leaveRoot() }
    if near.dead > 0 { dropDead() }
    if _slowPath(horizon < end && !isNear) { moveHorizon(before: end) }
  }
}
