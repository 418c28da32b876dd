// SPDX-License-Identifier: GPL-3.0-or-later

/// Events beyond a horizon, on a shelf for each span of time.
///
/// A shelf is a list without an order, from which an event is taken in O(1). A node has the same key in row and heap as
/// if it had been there from the beginning, so shelves change no order.
///
/// Each event keeps its own time and its neighbours on the shelf, beside its order: what it takes to leave a shelf is in one
/// line of the cache, or in two that are side by side.
///
/// Spans begin at multiples of a power of 2: which of them a time belongs to takes no rounding. There are only so many
/// shelves, and each has every so many-th span. What never happens is in the heap, too.
extension ShelvedCalendar {
  /// Spans beyond so many are not told apart.
  @inlinable static var mostSpans: Double { 0x1p51 }

  /// The end of the span of a time; infinity where spans are so many that a number does not tell them apart.
  @inlinable
  static func horizon(behind time: Double, _ spansPerTime: Double) -> Double {
    let span = (time * spansPerTime).rounded(.down)
    return abs(span) < mostSpans ? (span + 1) / spansPerTime : .infinity
  }

  /// The shelf of a span by its number, which may be negative.
  @inlinable
  @inline(__always)
  func shelf(of span: Int) -> Int { span & (Self.shelves &- 1) }

  /// The shelf of a time that is on one.
  @inlinable
  @inline(__always)
  func shelf(at time: Double) -> Int {
    let spans = time * spansPerTime
    let (nearest, number) = Self.nearest(to: spans)
    // As the floor, for which a plain x86-64 calls a function.
    return shelf(of: spans < nearest ? number &- 1 : number)
  }

  /// The nearest whole number to one between -2^51 and 2^51, and the same as an integer whose lower 51 bits are right.
  ///
  /// The sum has no room for a fraction, and its bits end with the whole number. A conversion would be tested for all
  /// that is no integer.
  @inlinable
  @inline(__always)
  static func nearest(to number: Double) -> (Double, Int) {
    let sum = number + 0x1.8p52
    return (sum - 0x1.8p52, Int(truncatingIfNeeded: sum.bitPattern))
  }

  /// Whether an event at the time belongs on a shelf.
  @inlinable
  @inline(__always)
  func isOnShelf(_ time: Double) -> Bool {
    time >= horizon && time * spansPerTime < Self.mostSpans
  }

  /// Whether the row has an event, or the root of the heap, which is neither vacant nor dead, comes before all that is on
  /// shelves.
  @inlinable
  @inline(__always)
  var isNear: Bool { first < last || near.nodeCount > 0 && near.nodes[0].time < horizon }

  /// Schedules an event that does not come before the horizon, or at no time at all.
  @inlinable
  @inline(never)
  mutating func scheduleFar(
    _ event: Event, at time: Double, priority: EventPriority
  ) -> EventHandle {
    near.expectFuture(time)
    own()
    let order = nextOrder(priority)
    let event = ShelvedEvent(event, at: time)
    guard isOnShelf(time) else { return near.put(event, at: time, order: order) }
    let name = near.take(for: event, order: order)
    shelve(name.slot, at: time)
    return EventHandle(name)
  }

  /// Whether the event in a slot, which is pending, is on a shelf.
  @inlinable
  @inline(__always)
  func isShelved(_ slot: UInt32) -> Bool {
    near.memory.read { _ in isOnShelf(events[Int(slot)].event.time) }
  }

  /// Puts a slot on the shelf of the time of its event.
  @inlinable
  @inline(__always)
  mutating func shelve(_ slot: UInt32, at time: Double) {
    shelved &+= 1
    let shelf = shelf(at: time)
    let events = events
    let next = heads[shelf]
    heads[shelf] = slot
    events[Int(slot)].event.next = next
    events[Int(slot)].event.previous = Self.nowhere
    if next != Self.nowhere { events[Int(next)].event.previous = slot }
  }

  /// Takes a slot from its shelf.
  @inlinable
  @inline(__always)
  mutating func unshelve(_ slot: UInt32) {
    shelved &-= 1
    let events = events
    let (next, previous) = (events[Int(slot)].event.next, events[Int(slot)].event.previous)
    if previous != Self.nowhere {
      events[Int(previous)].event.next = next
    } else {
      heads[shelf(at: events[Int(slot)].event.time)] = next
    }
    if next != Self.nowhere { events[Int(next)].event.previous = previous }
  }

  /// Moves the horizon until an event before it and before `end` is in row or heap, or no such event is left.
  ///
  /// The row is empty, the root neither vacant nor dead.
  @inlinable
  @inline(never)
  mutating func moveHorizon(before end: Double) {
    own()
    while horizon < end, !isNear {
      guard shelved > 0 else {
        // What is left is in the heap alone; if it never happens the horizon stays.
        guard near.nodeCount > 0, near.nodes[0].time < end else { return }
        horizon = Self.horizon(behind: near.nodes[0].time, spansPerTime)
        return
      }
      let begin = horizon
      let span = begin * spansPerTime
      horizon = (span + 1) / spansPerTime
      pour(shelf(of: Int(span)), from: begin)
    }
  }

  /// Lays out the events of a shelf that come before the horizon, none of them before `begin`, and leaves the others.
  @inlinable
  @inline(__always)
  mutating func pour(_ shelf: Int, from begin: Double) {
    var slot = heads[shelf]
    if slot == Self.nowhere { return }
    let (events, gathered, parts) = (events, gathered, parts)
    let (horizon, partsPerTime) = (horizon, spansPerTime * Double(Self.longestRow &- 1))
    var last = Self.nowhere
    var poured = 0
    heads[shelf] = Self.nowhere
    while slot != Self.nowhere {
      let order = events[Int(slot)].order
      let (time, next) = (events[Int(slot)].event.time, events[Int(slot)].event.next)
      if time < horizon {
        let node = CalendarNode(time: time, order: order, slot: slot)
        if poured < Self.longestRow {
          gathered[poured] = node
          let (_, part) = Self.nearest(to: (time - begin) * partsPerTime)
          parts[poured] = UInt16(truncatingIfNeeded: part & (Self.longestRow &- 1))
        } else {
          near.add(node)
        }
        poured &+= 1
      } else {
        // Its span is a later one of this shelf.
        if last == Self.nowhere { heads[shelf] = slot } else { events[Int(last)].event.next = slot }
        events[Int(slot)].event.previous = last
        events[Int(slot)].event.next = Self.nowhere
        last = slot
      }
      slot = next
    }
    shelved &-= poured
    if poured > 0 { layOut(min(poured, Self.longestRow)) }
  }

  /// The earliest time on a shelf, in O(n) for n slots.
  @usableFromInline
  func earliestTimeOnShelves() -> Double? {
    near.memory.read { _ in
      (0..<near.slotCount).lazy.filter { events[$0].isTaken }.map { events[$0].event.time }
        .filter(isOnShelf).min()
    }
  }
}
