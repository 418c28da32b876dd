// SPDX-License-Identifier: GPL-3.0-or-later

/// Events beyond a horizon, on a shelf for each span of time.
///
/// A shelf is a list without an order, from which an event is taken in O(1). A node has the same key in row and heap as
/// if it had been there from the beginning, so shelves change no order.
///
/// Spans begin at multiples of a power of 2: which of them a time belongs to takes no rounding. There are only so many
/// shelves, and each has every so many-th span. What never happens is in the heap, too.
extension ShelvedCalendar {
  /// Spans beyond so many are not told apart by a number.
  @inlinable static var mostSpans: Double { 0x1p52 }

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

  /// The shelf of a time.
  @inlinable
  @inline(__always)
  func shelf(at time: Double) -> Int {
    // As the floor, for which a plain x86-64 calls a function.
    let spans = time * spansPerTime
    let span = Int(spans)
    return shelf(of: spans < Double(span) ? span &- 1 : span)
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
    clearRowBeforeNumbersEnd()
    guard isOnShelf(time) else { return near.put(event, at: time, priority: priority) }
    let order = near.nextOrder(priority)
    let name = near.take(for: event, order: order)
    shelve(name.slot, at: time)
    return EventHandle(name)
  }

  /// Whether the event in a slot, which is pending, is on a shelf.
  @inlinable
  @inline(__always)
  func isShelved(_ slot: UInt32) -> Bool {
    Int(slot) < room && memory.read { _ in places[Int(slot)].time >= horizon }
  }

  /// Puts a slot on the shelf of a time.
  @inlinable
  @inline(__always)
  mutating func shelve(_ slot: UInt32, at time: Double) {
    if Int(slot) >= room { move() }
    shelved &+= 1
    let shelf = shelf(at: time)
    let places = places
    let next = heads[shelf]
    heads[shelf] = slot
    places[Int(slot)] = CalendarPlace(time: time, next: next, previous: Self.nowhere)
    if next != Self.nowhere { places[Int(next)].previous = slot }
  }

  /// Takes a slot from its shelf.
  @inlinable
  @inline(__always)
  mutating func unshelve(_ slot: UInt32) {
    shelved &-= 1
    let places = places
    let place = places[Int(slot)]
    if place.previous != Self.nowhere {
      places[Int(place.previous)].next = place.next
    } else {
      heads[shelf(at: place.time)] = place.next
    }
    if place.next != Self.nowhere { places[Int(place.next)].previous = place.previous }
    places[Int(slot)] = .none
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
    let (places, gathered, parts) = (places, gathered, parts)
    let partsPerTime = spansPerTime * Double(Self.longestRow)
    var last = Self.nowhere
    var count = 0
    heads[shelf] = Self.nowhere
    while slot != Self.nowhere {
      let place = places[Int(slot)]
      if place.time < horizon {
        shelved &-= 1
        let order = near.slots[Int(slot)].order
        let node = CalendarNode(time: place.time, order: order, slot: slot)
        if count < Self.longestRow {
          gathered[count] = node
          let part = Int((place.time - begin) * partsPerTime)
          parts[count] = UInt16(truncatingIfNeeded: part & (Self.longestRow &- 1))
          count &+= 1
        } else {
          near.add(node)
        }
      } else {
        // Its span is a later one of this shelf.
        if last == Self.nowhere { heads[shelf] = slot } else { places[Int(last)].next = slot }
        places[Int(slot)].previous = last
        places[Int(slot)].next = Self.nowhere
        last = slot
      }
      slot = place.next
    }
    if count > 0 { layOut(count) }
  }

  /// The earliest time on a shelf, in O(n) for n slots.
  @usableFromInline
  func earliestTimeOnShelves() -> Double? {
    memory.read { _ in
      (0..<room).lazy.map { places[$0].time }.filter { $0 >= horizon }.min()
    }
  }
}
