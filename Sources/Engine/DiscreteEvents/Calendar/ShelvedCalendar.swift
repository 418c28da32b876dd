// SPDX-License-Identifier: GPL-3.0-or-later

/// A calendar that keeps only near events in a heap, and those far away on a shelf for each span of time.
///
/// Events happen in the same total order as in an ``EventCalendar``. A far event is scheduled, cancelled or
/// rescheduled in O(1): a deadline that is kept costs no comparison and leaves no dead node. When the clock comes to a
/// span, its shelf is put into the heap. That pays where many events are pending, most of them far away or cancelled
/// before their time; everywhere else an ``EventCalendar`` takes less.
///
/// A calendar is a value: a copy is a fork of the future.
@frozen
public struct ShelvedCalendar<Event: BitwiseCopyable & Sendable>: PendingEvents {
  /// The near events; the slots of all of them, and the numbers that order them.
  @usableFromInline var near: EventCalendar<Event>
  /// The shelves and behind them the places on them, see `ShelvedCalendar+Storage.swift`.
  @usableFromInline var memory: Memory
  /// The slots there are places for.
  @usableFromInline var room: Int
  /// From when on events are on shelves; infinite where spans are too many to tell apart.
  @usableFromInline var horizon: Double
  @usableFromInline let spansPerTime: Double
  /// The events on shelves.
  @usableFromInline var shelved: Int

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
    room = 0
    memory = Self.memory(room: 0)
    heads.initialize(repeating: Self.nowhere, count: Self.shelves)
  }

  /// The current time, in the unit of the caller.
  @inlinable
  public var now: Double { near.clock }

  /// The number of events that are yet to happen.
  @inlinable
  public var count: Int { near.count &+ shelved }

  /// The time of the next event, or nil when none is pending.
  ///
  /// - Complexity: O(n) for n slots.
  @inlinable
  public var nextTime: Double? {
    [near.nextTime, earliestTimeOnShelves()].compactMap(\.self).min()
  }

  /// As ``EventCalendar/schedule(_:at:priority:)``, in O(1) for a far event.
  @inlinable
  @inline(__always)
  @discardableResult
  public mutating func schedule(
    _ event: Event, at time: Double, priority: EventPriority = .normal
  ) -> EventHandle {
    guard time < horizon else { return scheduleFar(event, at: time, priority: priority) }
    return near.schedule(event, at: time, priority: priority)
  }

  /// As ``EventCalendar/cancel(_:)``, in O(1) for a far event.
  @inlinable
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    guard shelved > 0, near.isPending(handle), isShelved(handle.slot) else {
      return near.cancel(handle)
    }
    near.own()
    unshelve(handle.slot)
    near.free(handle.slot)
    return true
  }

  /// As ``EventCalendar/reschedule(_:to:)``, in O(1) from far to far.
  @inlinable
  @discardableResult
  public mutating func reschedule(_ handle: EventHandle, to time: Double) -> Bool {
    guard near.isPending(handle) else { return near.reschedule(handle, to: time) }
    let wasShelved = isShelved(handle.slot)
    guard wasShelved || isOnShelf(time) else { return near.reschedule(handle, to: time) }
    near.expectFuture(time)
    near.own()
    if near.isRootVacant { near.fillRoot() }
    let order = near.renewOrder(of: handle.slot)
    if wasShelved { unshelve(handle.slot) } else { near.dead &+= 1 }
    if isOnShelf(time) {
      shelve(handle.slot, at: time)
    } else {
      near.add(CalendarNode(time: time, order: order, slot: handle.slot))
    }
    near.sweep()
    return true
  }

  /// Whether the event is still to happen, in O(1).
  @inlinable
  public func isPending(_ handle: EventHandle) -> Bool { near.isPending(handle) }

  /// When the event happens, in O(1) for a far one; nil for one that has happened or was cancelled.
  @inlinable
  public func time(of handle: EventHandle) -> Double? {
    guard isPending(handle), isShelved(handle.slot) else { return near.time(of: handle) }
    return memory.read { _ in places[Int(handle.slot)].time }
  }

  /// As ``EventCalendar/next(before:)``.
  @inlinable
  @inline(__always)
  public mutating func next(before end: Double) -> Event? {
    near.clearRoot()
    if horizon < end, !isNear { moveHorizon(before: end) }
    return near.takeRoot(before: end)
  }
}
