// SPDX-License-Identifier: GPL-3.0-or-later

/// A customer who waits, linked to those next to it on its level.
@frozen
@usableFromInline
struct Waiter: Sendable, BitwiseCopyable {
  @usableFromInline var customer: UInt32
  /// How many customers have left this place.
  @usableFromInline var generation: UInt32
  /// The waiter behind; of a free place, the next free place.
  @usableFromInline var next: UInt32
  @usableFromInline var previous: UInt32
  @usableFromInline var priority: Int32
  @usableFromInline var units: Int32
  /// The servers that must stay free when this request is granted.
  @usableFromInline var leaving: Int32
  @usableFromInline var since: Double

  @inlinable
  init(customer: UInt32, priority: Int32, units: Int32, leaving: Int32, since: Double) {
    self.customer = customer
    self.generation = 0
    self.next = WaitingLine.nobody
    self.previous = WaitingLine.nobody
    self.priority = priority
    self.units = units
    self.leaving = leaving
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

/// Everybody who waits at a station: one doubly linked list a priority level, in one table.
///
/// Joining at either end of a level and leaving from anywhere are O(1) once the level is found, which
/// is O(1) for the level used most and O(log k) for k levels. A heap of all waiters would be no better
/// for few levels and could not be walked in order, which the search for a request that fits needs.
/// The price: a level that nobody used before is inserted in O(k), and at most
/// `emptyLevelsKept` empty ones are kept.
@frozen
@usableFromInline
struct WaitingLine: Sendable {
  @usableFromInline var waiters: [Waiter]
  @usableFromInline var firstFree: UInt32
  @usableFromInline var levels: [WaitingLevel]
  @usableFromInline var count: Int

  @inlinable static var nobody: UInt32 { .max }
  @inlinable static var emptyLevelsKept: Int { 16 }

  @inlinable
  init() {
    waiters = []
    firstFree = Self.nobody
    levels = []
    count = 0
  }

  /// Lets a waiter join its level at the tail, or at the head.
  @inlinable
  mutating func join(_ waiter: Waiter, atHead: Bool) -> Ticket {
    let place = take(waiter)
    let level = indexOfLevel(waiter.priority)
    if atHead {
      let head = levels[level].head
      waiters[Int(place)].next = head
      if head == Self.nobody {
        levels[level].tail = place
      } else {
        waiters[Int(head)].previous = place
      }
      levels[level].head = place
    } else {
      let tail = levels[level].tail
      waiters[Int(place)].previous = tail
      if tail == Self.nobody {
        levels[level].head = place
      } else {
        waiters[Int(tail)].next = place
      }
      levels[level].tail = place
    }
    count &+= 1
    return Ticket(place: place, generation: waiters[Int(place)].generation)
  }

  /// Takes the waiter at the place out of the line.
  @inlinable
  mutating func leave(_ place: UInt32) -> Waiter {
    let waiter = waiters[Int(place)]
    let level = indexOfLevel(waiter.priority)
    if waiter.previous == Self.nobody {
      levels[level].head = waiter.next
    } else {
      waiters[Int(waiter.previous)].next = waiter.next
    }
    if waiter.next == Self.nobody {
      levels[level].tail = waiter.previous
    } else {
      waiters[Int(waiter.next)].previous = waiter.previous
    }
    waiters[Int(place)].generation &+= 1
    waiters[Int(place)].next = firstFree
    firstFree = place
    count &-= 1
    if levels.count > Self.emptyLevelsKept && levels[level].head == Self.nobody {
      levels.remove(at: level)
    }
    return waiter
  }

  /// The place that the ticket names, or nil for a stale ticket.
  @inlinable
  func place(of ticket: Ticket) -> UInt32? {
    Int(ticket.place) < waiters.count && waiters[Int(ticket.place)].generation == ticket.generation
      ? ticket.place : nil
  }

  /// A place in the table with the waiter in it.
  @inlinable
  mutating func take(_ waiter: Waiter) -> UInt32 {
    guard firstFree != Self.nobody else {
      waiters.append(waiter)
      return UInt32(truncatingIfNeeded: waiters.count &- 1)
    }
    let place = firstFree
    let generation = waiters[Int(place)].generation
    firstFree = waiters[Int(place)].next
    waiters[Int(place)] = waiter
    waiters[Int(place)].generation = generation
    return place
  }

  /// The index of the level of the priority, which is made if there is none.
  @inlinable
  mutating func indexOfLevel(_ priority: Int32) -> Int {
    if let first = levels.first, first.priority == priority { return 0 }
    return searchLevel(priority)
  }

  @usableFromInline
  mutating func searchLevel(_ priority: Int32) -> Int {
    var low = 0
    var high = levels.count
    while low < high {
      let middle = (low &+ high) &>> 1
      if levels[middle].priority < priority { low = middle &+ 1 } else { high = middle }
    }
    if low == levels.count || levels[low].priority != priority {
      levels.insert(WaitingLevel(priority: priority), at: low)
    }
    return low
  }
}
