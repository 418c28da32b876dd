// SPDX-License-Identifier: GPL-3.0-or-later

/// Where an event stands that is too far away for the heap.
@frozen
@usableFromInline
struct CalendarPlace: Sendable, BitwiseCopyable {
  /// When the event happens; not before the horizon if it is on a shelf, before it otherwise.
  @usableFromInline var time: Double
  /// The slots of its neighbours on the shelf.
  @usableFromInline var next: UInt32
  @usableFromInline var previous: UInt32

  @inlinable
  init(time: Double, next: UInt32, previous: UInt32) {
    self.time = time
    self.next = next
    self.previous = previous
  }

  /// The place of an event that is on no shelf.
  @inlinable static var none: CalendarPlace {
    CalendarPlace(time: -.infinity, next: .max, previous: .max)
  }
}

/// Events beyond a horizon, on a shelf for each span of time.
///
/// A shelf is a list without an order, from which an event is taken in O(1), so that a deadline that is kept costs
/// no comparison and leaves no dead node. When the clock comes to a span, its shelf is put into the heap. A node has
/// the same key there as if it had been in the heap from the beginning, so shelves change no order.
///
/// Spans begin at multiples of a power of 2: which of them a time belongs to takes no rounding. There are only so many
/// shelves, and each has every so many-th span. What never happens is in the heap, too.
extension EventCalendar {
  /// The shelves of a calendar that has any; a power of 2.
  @inlinable static var shelves: Int { 4_096 }

  /// Where the events on shelves are, by slot.
  @inlinable
  @inline(__always)
  var places: UnsafeMutablePointer<CalendarPlace> {
    (memory.start + Self.placesOffset(slots: slotsOffset, room: room))
      .assumingMemoryBound(to: CalendarPlace.self)
  }

  /// The slot of the first event on each shelf.
  @inlinable
  @inline(__always)
  var heads: UnsafeMutablePointer<UInt32> {
    UnsafeMutableRawPointer(places + room).assumingMemoryBound(to: UInt32.self)
  }

  @inlinable
  var hasShelves: Bool { spansPerTime > 0 }

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

  /// Puts an event that does not come before the horizon on its shelf, or into the heap if it has none.
  @inlinable
  @inline(never)
  mutating func addFar(_ event: Event, at time: Double, order: UInt64) -> EventHandle {
    guard isOnShelf(time) else {
      // Nothing may come to stand before a vacant root.
      if isRootVacant { fillRoot() }
      return add(event, at: time, order: order)
    }
    let (slot, generation) = take(for: event, order: order)
    shelve(slot, at: time)
    return EventHandle(slot: slot, generation: generation)
  }

  /// Whether the time, which does not come before the horizon, belongs to a shelf.
  @inlinable
  @inline(__always)
  func isOnShelf(_ time: Double) -> Bool { hasShelves && time * spansPerTime < Self.mostSpans }

  /// Spans beyond so many are not told apart by a number.
  @inlinable static var mostSpans: Double { 0x1p52 }

  /// Puts a slot on the shelf of a time.
  @inlinable
  @inline(__always)
  mutating func shelve(_ slot: UInt32, at time: Double) {
    shelved &+= 1
    let shelf = shelf(of: Int((time * spansPerTime).rounded(.down)))
    let places = places
    let next = heads[shelf]
    heads[shelf] = slot
    places[Int(slot)] = CalendarPlace(time: time, next: next, previous: Self.nowhere)
    if next != Self.nowhere { places[Int(next)].previous = slot }
  }

  /// Takes a slot from its shelf; false if it is on none.
  @inlinable
  @inline(__always)
  mutating func unshelve(_ slot: UInt32) -> Bool {
    guard shelved > 0 else { return false }
    let places = places
    let place = places[Int(slot)]
    guard place.time >= horizon else { return false }
    shelved &-= 1
    if place.previous != Self.nowhere {
      places[Int(place.previous)].next = place.next
    } else {
      heads[shelf(of: Int((place.time * spansPerTime).rounded(.down)))] = place.next
    }
    if place.next != Self.nowhere { places[Int(place.next)].previous = place.previous }
    places[Int(slot)] = .none
    return true
  }

  /// Moves the horizon until an event before it and before `end` is in the heap, or no such event is left.
  ///
  /// The root is neither vacant nor dead.
  @inlinable
  @inline(never)
  mutating func moveHorizon(before end: Double) {
    own()
    while horizon < end, nodeCount == 0 || !(nodes[0].time < horizon) {
      guard shelved > 0 else {
        // What is left is in the heap alone; if it never happens the horizon stays.
        guard nodeCount > 0, nodes[0].time < end else { return }
        horizon = Self.horizon(behind: nodes[0].time, spansPerTime)
        return
      }
      let span = horizon * spansPerTime
      horizon = (span + 1) / spansPerTime
      pour(shelf(of: Int(span)))
    }
  }

  /// Puts the events of a shelf that come before the horizon into the heap, and leaves the others.
  @inlinable
  @inline(__always)
  mutating func pour(_ shelf: Int) {
    var slot = heads[shelf]
    var last = Self.nowhere
    heads[shelf] = Self.nowhere
    while slot != Self.nowhere {
      let place = places[Int(slot)]
      if place.time < horizon {
        shelved &-= 1
        add(CalendarNode(time: place.time, order: slots[Int(slot)].order, slot: slot))
      } else {
        // Its span is a later one of this shelf.
        if last == Self.nowhere { heads[shelf] = slot } else { places[Int(last)].next = slot }
        places[Int(slot)].previous = last
        places[Int(slot)].next = Self.nowhere
        last = slot
      }
      slot = place.next
    }
  }

  /// The earliest time on a shelf, in O(n).
  @usableFromInline
  func earliestTimeOnShelves() -> Double? {
    memory.read { _ in shelvedSlots().map { places[Int($0)].time }.min() }
  }

  /// The slots of all events on shelves.
  func shelvedSlots() -> [UInt32] {
    guard shelved > 0 else { return [] }
    return (0..<UInt32(slotCount)).filter { places[Int($0)].time >= horizon }
  }
}
