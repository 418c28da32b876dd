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

  /// The waiter at a slot that has been taken.
  @inlinable
  @inline(__always)
  subscript(slot: UInt32) -> Waiter {
    waiters.memory.read { _ in waiters.slots[Int(slot)].element }
  }

  /// The slot that the ticket names, or nil for a stale ticket.
  @inlinable
  func slot(of ticket: Ticket, at time: Double) -> UInt32? {
    guard waiters.isCurrent(ticket.name) else {
      let isOwn = ticket == .none || waiters.hasLost(ticket.name)
      if !isOwn { Self.failToKnow(ticket, at: time) }
      return nil
    }
    if self[ticket.slot].customer != ticket.customer { Self.failToKnow(ticket, at: time) }
    return ticket.slot
  }

  @usableFromInline
  @inline(never)
  static func failToKnow(_ ticket: Ticket, at time: Double) -> Never {
    Invariants.fail("The ticket of customer \(ticket.customer) is of another line", at: time)
  }

  /// Lets a waiter join its level at the tail, or ahead of all others.
  @inlinable
  @inline(__always)
  mutating func join(_ waiter: Waiter, ahead: Bool) -> Ticket {
    count &+= 1
    let name = waiters.insert(waiter)
    if _fastPath(waiter.priority == main.priority && !ahead) {
      waiters.link(name.slot, before: Self.nobody, on: &main)
    } else {
      link(name.slot, ahead: ahead)
    }
    return Ticket(name, of: waiter.customer)
  }

  /// Lets a waiter join its level before the one at `next`, or at the tail before nobody.
  mutating func join(_ waiter: Waiter, before next: UInt32) -> Ticket {
    count &+= 1
    let name = waiters.insert(waiter)
    link(name.slot, before: next)
    return Ticket(name, of: waiter.customer)
  }

  @usableFromInline
  @inline(never)
  mutating func link(_ slot: UInt32, ahead: Bool) {
    link(slot, before: ahead ? head(ofLevel: self[slot].priority) : Self.nobody)
  }

  mutating func link(_ slot: UInt32, before next: UInt32) {
    if self[slot].priority == main.priority {
      waiters.link(slot, before: next, on: &main)
    } else {
      linkAmongOthers(slot, before: next)
    }
  }

  /// Takes the waiter at the slot out of the line.
  @inlinable
  @inline(__always)
  mutating func leave(_ slot: UInt32) -> Waiter {
    count &-= 1
    waiters.own()
    let waiter = self[slot]
    if waiter.priority == main.priority {
      waiters.unlink(slot, from: &main)
    } else {
      unlinkAmongOthers(slot)
    }
    waiters.free(slot)
    return waiter
  }

  /// Takes the waiter at the slot out of its level and says which level is its own from now on; it is
  /// to be linked again.
  mutating func detach(_ slot: UInt32, to priority: Int32) {
    waiters.own()
    if self[slot].priority == main.priority {
      waiters.unlink(slot, from: &main)
    } else {
      unlinkAmongOthers(slot)
    }
    waiters[slot].priority = priority
  }

  private mutating func linkAmongOthers(_ slot: UInt32, before next: UInt32) {
    let priority = self[slot].priority
    if waiters.count == 1 && main.head == Self.nobody {
      main.priority = priority
      return waiters.link(slot, before: next, on: &main)
    }
    let index = indexAmongOthers(priority)
    if index == others.count || others[index].priority != priority {
      others.insert(WaitingLevel(priority: priority), at: index)
    }
    waiters.link(slot, before: next, on: &others[index])
  }

  @usableFromInline
  @inline(never)
  mutating func unlinkAmongOthers(_ slot: UInt32) {
    let index = indexAmongOthers(self[slot].priority)
    waiters.unlink(slot, from: &others[index])
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

  /// The head of the level of the priority; mutating only to keep the compiler from copying the line.
  mutating func head(ofLevel priority: Int32) -> UInt32 {
    priority == main.priority ? main.head : headAmongOthers(priority)
  }

  private mutating func headAmongOthers(_ priority: Int32) -> UInt32 {
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

  /// The head of the first level with anybody on it.
  var first: UInt32 { head(behind: nil) }

  /// Who stands behind the one at the slot, at the head of the next level for the last of one.
  func following(_ slot: UInt32) -> UInt32 {
    let waiter = self[slot]
    return waiter.next == Self.nobody ? head(behind: waiter.priority) : waiter.next
  }

  private func head(behind priority: Int32?) -> UInt32 {
    var head = Self.nobody
    forEachLevel { level in
      if level.priority > priority ?? .min || priority == nil { head = level.head }
      return head == Self.nobody
    }
    return head
  }
}

extension Slab<Waiter> {
  /// Links the waiter at a slot into a level before the one at `next`.
  @inlinable
  @inline(__always)
  mutating func link(_ slot: UInt32, before next: UInt32, on level: inout WaitingLevel) {
    let previous =
      next == WaitingLine.nobody ? level.tail : slots[Int(next)].element.previous
    slots[Int(slot)].element.previous = previous
    slots[Int(slot)].element.next = next
    link(previous, to: slot, on: &level)
    link(slot, back: next, on: &level)
  }

  /// Takes the waiter at a slot out of its level.
  @inlinable
  @inline(__always)
  mutating func unlink(_ slot: UInt32, from level: inout WaitingLevel) {
    let previous = slots[Int(slot)].element.previous
    let next = slots[Int(slot)].element.next
    link(previous, to: next, on: &level)
    link(previous, back: next, on: &level)
  }

  /// Lets `other` be the next of `one`, or the head after nobody.
  @inlinable
  @inline(__always)
  mutating func link(_ one: UInt32, to other: UInt32, on level: inout WaitingLevel) {
    if one == WaitingLine.nobody {
      level.head = other
    } else {
      slots[Int(one)].element.next = other
    }
  }

  /// Lets `one` be the one before `other`, or the tail before nobody.
  @inlinable
  @inline(__always)
  mutating func link(_ one: UInt32, back other: UInt32, on level: inout WaitingLevel) {
    if other == WaitingLine.nobody {
      level.tail = one
    } else {
      slots[Int(other)].element.previous = one
    }
  }
}
