// SPDX-License-Identifier: GPL-3.0-or-later

/// A customer who waits, linked to those next to it on its level.
@frozen
@usableFromInline
struct Waiter: Sendable, BitwiseCopyable {
  @usableFromInline var customer: UInt32
  @usableFromInline var priority: Int32
  @usableFromInline var units: Int32
  /// The servers that must stay free when this request is granted.
  @usableFromInline var leaving: Int32
  @usableFromInline var next: UInt32
  @usableFromInline var previous: UInt32
  /// When the customer came to the station.
  @usableFromInline var came: Double
  /// When it began to wait, later than it came if its service was interrupted.
  @usableFromInline var since: Double

  @inlinable
  init(
    customer: UInt32, priority: Int32, units: Int, leaving: Int, came: Double, since: Double
  ) {
    self.customer = customer
    self.priority = priority
    self.units = Int32(truncatingIfNeeded: units)
    self.leaving = Int32(truncatingIfNeeded: leaving)
    self.next = WaitingLine.nobody
    self.previous = WaitingLine.nobody
    self.came = came
    self.since = since
  }
}

/// Those of one priority, from head to tail.
@frozen
@usableFromInline
struct WaitingLevel: Sendable, BitwiseCopyable {
  @usableFromInline var priority: Int32
  @usableFromInline var head: UInt32
  @usableFromInline var tail: UInt32

  @inlinable
  init(priority: Int32) {
    self.priority = priority
    self.head = WaitingLine.nobody
    self.tail = WaitingLine.nobody
  }
}

/// Everybody who waits at a station: one doubly linked list a priority level, in one slab.
///
/// Joining at either end of a level and leaving from anywhere are O(1) once the level is found. The
/// level of the customer who came first of all is kept apart from the others, so that a station whose
/// customers have one priority never looks for it; another is found in O(log k) among k. A heap of all
/// waiters would be no faster for few levels and could not be walked in order, which the search for a
/// request that fits needs. The price: a level that was empty is inserted among the others in O(k).
@frozen
@usableFromInline
struct WaitingLine: Sendable {
  @usableFromInline var waiters: Slab<Waiter>
  @usableFromInline var count: Int
  /// The level of the first customer there ever was.
  @usableFromInline var main: WaitingLevel
  /// The other levels with anybody on them, in ascending order of priority.
  @usableFromInline var others: [WaitingLevel]

  @inlinable static var nobody: UInt32 { .max }

  @inlinable
  init() {
    waiters = Slab()
    count = 0
    main = WaitingLevel(priority: 0)
    others = []
  }

  @inlinable
  subscript(place: UInt32) -> Waiter { waiters[place] }

  /// The place that the ticket names, or nil for a stale ticket.
  @inlinable
  func place(of ticket: Ticket) -> UInt32? {
    waiters.isCurrent(ticket.place, generation: ticket.generation) ? ticket.place : nil
  }

  /// Lets a waiter join its level before the one at `next`, or at the tail before nobody.
  @inlinable
  mutating func join(_ waiter: Waiter, before next: UInt32) -> Ticket {
    count &+= 1
    if waiter.priority == main.priority {
      return waiters.join(waiter, before: next, on: &main)
    }
    return joinOthers(waiter, before: next)
  }

  /// Takes the waiter at the place out of the line.
  @inlinable
  mutating func leave(_ place: UInt32) {
    count &-= 1
    if waiters[place].priority == main.priority {
      waiters.leave(place, of: &main)
    } else {
      leaveOthers(place)
    }
  }

  @usableFromInline
  mutating func joinOthers(_ waiter: Waiter, before next: UInt32) -> Ticket {
    if waiters.places.isEmpty {
      main.priority = waiter.priority
      return waiters.join(waiter, before: next, on: &main)
    }
    let index = indexAmongOthers(waiter.priority)
    if index == others.count || others[index].priority != waiter.priority {
      others.insert(WaitingLevel(priority: waiter.priority), at: index)
    }
    return waiters.join(waiter, before: next, on: &others[index])
  }

  @usableFromInline
  mutating func leaveOthers(_ place: UInt32) {
    let index = indexAmongOthers(waiters[place].priority)
    waiters.leave(place, of: &others[index])
    if others[index].head == Self.nobody { others.remove(at: index) }
  }

  /// The index of the first of the other levels whose priority number is not lower.
  func indexAmongOthers(_ priority: Int32) -> Int {
    var low = 0
    var high = others.count
    while low < high {
      let middle = (low &+ high) &>> 1
      if others[middle].priority < priority { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// The head of the level of the priority.
  @inlinable
  func head(ofLevel priority: Int32) -> UInt32 {
    priority == main.priority ? main.head : headAmongOthers(priority)
  }

  @usableFromInline
  func headAmongOthers(_ priority: Int32) -> UInt32 {
    let index = indexAmongOthers(priority)
    let isThere = index < others.count && others[index].priority == priority
    return isThere ? others[index].head : Self.nobody
  }

  /// All levels in ascending order of priority, those before the main one first.
  func forEachLevel(_ body: (WaitingLevel) -> Bool) {
    let index = indexAmongOthers(main.priority)
    for level in others[..<index] where !body(level) { return }
    guard body(main) else { return }
    for level in others[index...] where !body(level) { return }
  }
}

extension Slab<Waiter> {
  /// Puts a waiter in a free place and links it into a level.
  @inlinable
  mutating func join(
    _ waiter: Waiter, before next: UInt32, on level: inout WaitingLevel
  ) -> Ticket {
    if firstFree == Self.nowhere { remove(insert(waiter).place) }
    let place = firstFree
    let (link, generation) = places.join(waiter, at: place, before: next, on: &level)
    firstFree = link
    return Ticket(place: place, generation: generation)
  }

  /// Unlinks a waiter from its level and frees its place.
  @inlinable
  mutating func leave(_ place: UInt32, of level: inout WaitingLevel) {
    places.leave(place, of: &level, before: firstFree)
    firstFree = place
  }
}

extension Array where Element == SlabPlace<Waiter> {
  @inlinable
  mutating func join(
    _ waiter: Waiter, at place: UInt32, before next: UInt32, on level: inout WaitingLevel
  ) -> (link: UInt32, generation: UInt32) {
    var places = mutableSpan
    let previous =
      next == WaitingLine.nobody ? level.tail : places[Int(next)].element.previous
    if previous == WaitingLine.nobody {
      level.head = place
    } else {
      places[Int(previous)].element.next = place
    }
    if next == WaitingLine.nobody {
      level.tail = place
    } else {
      places[Int(next)].element.previous = place
    }
    let link = places[Int(place)].link
    places[unchecked: Int(place)].link = Slab<Waiter>.taken
    places[unchecked: Int(place)].element = waiter
    places[unchecked: Int(place)].element.next = next
    places[unchecked: Int(place)].element.previous = previous
    return (link, places[unchecked: Int(place)].generation)
  }

  @inlinable
  mutating func leave(_ place: UInt32, of level: inout WaitingLevel, before link: UInt32) {
    var places = mutableSpan
    let next = places[Int(place)].element.next
    let previous = places[unchecked: Int(place)].element.previous
    if previous == WaitingLine.nobody {
      level.head = next
    } else {
      places[Int(previous)].element.next = next
    }
    if next == WaitingLine.nobody {
      level.tail = previous
    } else {
      places[Int(next)].element.previous = previous
    }
    places[unchecked: Int(place)].generation &+= 1
    places[unchecked: Int(place)].link = link
  }
}
