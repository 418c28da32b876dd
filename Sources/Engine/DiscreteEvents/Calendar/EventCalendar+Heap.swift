// SPDX-License-Identifier: GPL-3.0-or-later

/// A node of the heap: when, in which order among the events of that instant, and where it is kept.
///
/// All of it is one number of 16 bytes, so that four siblings take no more than a line of the cache,
/// and a comparison takes no branch: which of two events comes first is chance.
@frozen
@usableFromInline
struct CalendarNode: Sendable, BitwiseCopyable {
  /// The time in the upper half, as an integer of the same order; order and slot in the lower.
  @usableFromInline let key: Int128

  @inlinable static var slotBits: UInt64 { 24 }
  /// The bits of the slot, and the greatest that fits.
  @inlinable static var slotMask: UInt32 { 1 &<< 24 &- 1 }

  @inlinable
  @inline(__always)
  init(time: Double, order: UInt64, slot: UInt32) {
    // The sum makes a negative zero a positive one, to which it is equal.
    let rank = Self.flip(Int64(bitPattern: (time + 0).bitPattern))
    key = Int128(rank) &<< 64 | Int128(order | UInt64(slot))
  }

  @inlinable
  @inline(__always)
  var time: Double {
    let rank = Int64(truncatingIfNeeded: key &>> 64)
    return Double(bitPattern: UInt64(bitPattern: Self.flip(rank)))
  }

  /// The bits of a number as an integer of the same order, and back: the more negative the less.
  @inlinable
  @inline(__always)
  static func flip(_ bits: Int64) -> Int64 {
    bits ^ Int64(bitPattern: UInt64(bitPattern: bits &>> 63) &>> 1)
  }

  /// The priority class in the upper 8 bits, the sequence number in the next 32, no slot.
  @inlinable
  @inline(__always)
  var order: UInt64 { UInt64(truncatingIfNeeded: key) & ~UInt64(Self.slotMask) }

  @inlinable
  @inline(__always)
  var slot: UInt32 { UInt32(truncatingIfNeeded: key) & Self.slotMask }

  @inlinable
  @inline(__always)
  static func < (left: CalendarNode, right: CalendarNode) -> Bool { left.key < right.key }
}

extension EventCalendar {
  /// Puts an event into a slot and the heap.
  @inlinable
  @inline(never)
  mutating func add(_ event: Event, at time: Double, order: UInt64) -> EventHandle {
    let name = take(for: event, order: order)
    add(CalendarNode(time: time, order: order, slot: name.slot))
    return EventHandle(name)
  }

  /// Fails unless the time is yet to come.
  @inlinable
  @inline(__always)
  func expectFuture(_ time: Double) {
    if !(time >= clock) { CalendarMisuse.stop(at: time, after: clock) }
  }

  /// Fails on a handle that this calendar cannot have given, because none of its events has been there so
  /// often.
  @inlinable
  func expectOwn(_ handle: EventHandle) {
    guard handle != .none else { return }
    let isOwn = memory.read { _ in
      Int(handle.slot) < slotCount && slots[Int(handle.slot)].generation >= handle.name.generation
    }
    if !isOwn { CalendarMisuse.stop(atStrangeHandle: clock) }
  }

  /// Forgets the event that has happened, and fills the vacant root.
  @inlinable
  @inline(never)
  mutating func leaveRoot() {
    own()
    fillRoot()
  }

  /// As `leaveRoot`, in memory that belongs to this value alone.
  @inlinable
  mutating func fillRoot() {
    isRootVacant = false
    free(nodes[0].slot)
    dropRoot()
  }

  /// Removes the root, whose event was cancelled or rescheduled.
  @inlinable
  @inline(never)
  mutating func leaveDeadRoot() {
    own()
    dead &-= 1
    dropRoot()
  }

  /// Removes the root from the heap.
  @inlinable
  mutating func dropRoot() {
    nodeCount &-= 1
    if nodeCount > 0 { sink(nodes[nodeCount], from: 0) }
  }

  /// Puts a node into the heap.
  @inlinable
  mutating func add(_ node: CalendarNode) {
    let nodes = nodes
    var hole = nodeCount
    nodeCount &+= 1
    while hole > 0 {
      let parent = (hole &- 1) &>> 2
      guard node < nodes[parent] else { break }
      nodes[hole] = nodes[parent]
      hole = parent
    }
    nodes[hole] = node
  }

  /// Writes `node` at `hole` or below.
  @inlinable
  @inline(__always)
  mutating func sink(_ node: CalendarNode, from hole: Int) {
    if hole &<< 2 &+ 4 < nodeCount {
      sinkFar(node, from: hole)
    } else {
      settle(node, at: hole)
    }
  }

  /// Writes `node` at `hole`, which has four children, or below.
  @inlinable
  @inline(never)
  mutating func sinkFar(_ node: CalendarNode, from hole: Int) {
    guard nodeCount <= Self.nodesAtHand else { return sinkFarther(node, from: hole) }
    let nodes = nodes
    var hole = hole
    var first = hole &<< 2 &+ 1
    while first &+ 3 < nodeCount {
      let child = leastOfFour(from: first)
      let least = nodes[child]
      guard least < node else {
        nodes[hole] = node
        return
      }
      nodes[hole] = least
      hole = child
      first = hole &<< 2 &+ 1
    }
    settle(node, at: hole)
  }

  /// The index of the least of four nodes side by side.
  ///
  /// It wins a tournament of two rounds, the first two games of which do not wait for each other.
  @inlinable
  @inline(__always)
  func leastOfFour(from first: Int) -> Int {
    let nodes = nodes
    let left = first &+ (nodes[first &+ 1] < nodes[first] ? 1 : 0)
    let right = first &+ (nodes[first &+ 3] < nodes[first &+ 2] ? 3 : 2)
    return nodes[right] < nodes[left] ? right : left
  }

  /// Writes `node` at `hole`, which has fewer than four children and they none, or at one of them.
  ///
  /// It is chance whether the node goes below the least child: both are written without a branch.
  @inlinable
  @inline(__always)
  mutating func settle(_ node: CalendarNode, at hole: Int) {
    let nodes = nodes
    let end = nodeCount
    let first = hole &<< 2 &+ 1
    guard first < end else {
      nodes[hole] = node
      return
    }
    var child = first
    var other = first &+ 1
    while other < end {
      child = nodes[other] < nodes[child] ? other : child
      other &+= 1
    }
    let least = nodes[child]
    (nodes[hole], nodes[child]) = least < node ? (least, node) : (node, least)
  }

  /// Whether the node speaks for a pending event.
  @inlinable
  @inline(__always)
  func isAlive(_ node: CalendarNode) -> Bool {
    slots[Int(node.slot)].order == node.order
  }

  /// The earliest time of a pending event at the index or below it in the heap.
  @usableFromInline
  func earliestTime(below index: Int) -> Double? {
    guard index < nodeCount else { return nil }
    let (node, isPending) = memory.read { _ in
      (nodes[index], isAlive(nodes[index]) && !(isRootVacant && index == 0))
    }
    if isPending { return node.time }
    let first = index &<< 2 &+ 1
    return (first..<first + 4).compactMap(earliestTime(below:)).min()
  }

  /// Rebuilds the heap when the dead nodes outnumber the living.
  @inlinable
  @inline(__always)
  mutating func sweep() {
    if dead > nodeCount &- dead &+ Self.deadNodes { rebuild() }
  }

  /// Drops the dead nodes and restores the order of the heap, in O(n) and in place.
  ///
  /// Inlinable, for it is on the path of cancelling: without that it would not be specialised.
  @inlinable
  @inline(never)
  mutating func rebuild() {
    if isRootVacant { fillRoot() }
    let nodes = nodes
    var living = 0
    for index in 0..<nodeCount where isAlive(nodes[index]) {
      nodes[living] = nodes[index]
      living &+= 1
    }
    nodeCount = living
    dead = 0
    for index in stride(from: (living - 2) >> 2, through: 0, by: -1) {
      sink(nodes[index], from: index)
    }
  }
}
