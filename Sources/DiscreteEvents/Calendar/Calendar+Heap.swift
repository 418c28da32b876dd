// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in the heap: when, in which order among the events of that instant, and where it is kept.
///
/// All of it is one number of 16 bytes, so that four siblings take no more than a line of the cache,
/// and a comparison takes no branch: which of two events comes first is chance.
@frozen
@usableFromInline
struct CalendarNode: Sendable, BitwiseCopyable {
  /// The time in the upper half, as an integer of the same order; order and slot in the lower.
  @usableFromInline let key: UInt128

  @inlinable static var slotBits: UInt64 { 24 }
  /// The bits of the slot, and the greatest that fits.
  @inlinable static var slotMask: UInt32 { 1 &<< 24 &- 1 }

  @inlinable
  @inline(__always)
  init(time: Double, order: UInt64, slot: UInt32) {
    // A negative zero becomes a positive one, to which it is equal.
    let bits = (time + 0).bitPattern
    let sign = UInt64(bitPattern: Int64(bitPattern: bits) &>> 63)
    let rank = bits ^ (sign | 1 &<< 63)
    key = UInt128(rank) &<< 64 | UInt128(order | UInt64(slot))
  }

  @inlinable
  @inline(__always)
  var time: Double {
    let rank = UInt64(truncatingIfNeeded: key &>> 64)
    let sign = UInt64(bitPattern: Int64(bitPattern: ~rank) &>> 63)
    return Double(bitPattern: rank ^ (sign | 1 &<< 63))
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

/// What is kept of a pending event outside the heap.
@frozen
@usableFromInline
struct CalendarEntry<Event: BitwiseCopyable & Sendable>: Sendable, BitwiseCopyable {
  /// The order of the only node that speaks for this event.
  @usableFromInline var order: UInt64
  @usableFromInline var event: Event

  @inlinable
  init(order: UInt64, event: Event) {
    self.order = order
    self.event = event
  }
}

extension Calendar {
  /// The order of the next event of the class.
  @inlinable
  mutating func nextOrder(_ priority: EventPriority) -> UInt64 {
    if sequence == .max { renumber() }
    sequence &+= 1
    return UInt64(priority.rawValue) &<< 56 | UInt64(sequence) &<< CalendarNode.slotBits
  }

  /// Fails unless the time is yet to come.
  @inlinable
  @inline(__always)
  func expectFuture(_ time: Double) {
    if !(time >= clock) { Invariants.fail("Time \(time) has passed", at: clock) }
  }

  /// Forgets the event that has happened, and fills the vacant root.
  @inlinable
  @inline(never)
  mutating func fillRoot() {
    isRootVacant = false
    slots.remove(heap[0].slot)
    dropRoot()
  }

  /// Removes the root from the heap.
  @inlinable
  @inline(never)
  mutating func dropRoot() {
    let last = heap.removeLast()
    if !heap.isEmpty { sink(last, from: 0) }
  }

  /// Moves the node at the index up to where it belongs.
  @inlinable
  mutating func rise(from index: Int) {
    var nodes = heap.mutableSpan
    let node = nodes[index]
    var hole = index
    while hole > 0 {
      let parent = (hole &- 1) &>> 2
      guard node < nodes[unchecked: parent] else { break }
      nodes[unchecked: hole] = nodes[unchecked: parent]
      hole = parent
    }
    nodes[unchecked: hole] = node
  }

  /// Writes `node` at `hole` or below.
  ///
  /// The least of four children wins a tournament of two rounds, the first two games of which do not
  /// wait for each other.
  @inlinable
  @inline(__always)
  mutating func sink(_ node: CalendarNode, from hole: Int) {
    var nodes = heap.mutableSpan
    let end = nodes.count
    var hole = hole
    var first = hole &<< 2 &+ 1
    while first &+ 3 < end {
      let left = first &+ (nodes[unchecked: first &+ 1] < nodes[unchecked: first] ? 1 : 0)
      let right =
        first &+ (nodes[unchecked: first &+ 3] < nodes[unchecked: first &+ 2] ? 3 : 2)
      let place = nodes[unchecked: right] < nodes[unchecked: left] ? right : left
      let least = nodes[unchecked: place]
      guard least < node else {
        nodes[unchecked: hole] = node
        return
      }
      nodes[unchecked: hole] = least
      hole = place
      first = hole &<< 2 &+ 1
    }
    if first < end {
      var place = first
      var other = first &+ 1
      while other < end {
        place = nodes[unchecked: other] < nodes[unchecked: place] ? other : place
        other &+= 1
      }
      if nodes[unchecked: place] < node {
        nodes[unchecked: hole] = nodes[unchecked: place]
        hole = place
      }
    }
    nodes[unchecked: hole] = node
  }

  /// Whether the node speaks for a pending event.
  @inlinable
  @inline(__always)
  func isAlive(_ node: CalendarNode) -> Bool {
    slots.isTaken(node.slot) && slots[node.slot].order == node.order
  }

  /// The earliest time of a pending event at the index or below it in the heap.
  @usableFromInline
  func earliestTime(below index: Int) -> Double? {
    guard index < heap.count else { return nil }
    if !(isRootVacant && index == 0) && isAlive(heap[index]) { return heap[index].time }
    let first = index &<< 2 &+ 1
    return (first..<first + 4).compactMap(earliestTime(below:)).min()
  }

  /// Rebuilds the heap when the dead nodes outnumber the living.
  @inlinable
  mutating func sweep() {
    if heap.count > 2 &* count &+ 64 { rebuild() }
  }

  /// Drops the dead nodes and restores the order of the heap, in O(n) and in place.
  ///
  /// Inlinable, for it is on the path of cancelling: without that it would not be specialised.
  @inlinable
  @inline(never)
  mutating func rebuild() {
    if isRootVacant { fillRoot() }
    var living = 0
    for index in heap.indices where isAlive(heap[index]) {
      heap[living] = heap[index]
      living &+= 1
    }
    heap.removeLast(heap.count &- living)
    for index in stride(from: (heap.count - 2) >> 2, through: 0, by: -1) {
      sink(heap[index], from: index)
    }
  }

  /// Numbers the pending events anew in their order, from 1, once four billion have been numbered.
  ///
  /// The heap stays in order, for no two nodes change theirs.
  @usableFromInline
  mutating func renumber() {
    rebuild()
    let mask = UInt64(UInt32.max) &<< CalendarNode.slotBits
    let ranked = heap.indices.sorted { heap[$0].order & mask < heap[$1].order & mask }
    sequence = 0
    for index in ranked {
      sequence &+= 1
      let node = heap[index]
      let order = node.order & ~mask | UInt64(sequence) &<< CalendarNode.slotBits
      heap[index] = CalendarNode(time: node.time, order: order, slot: node.slot)
      slots[node.slot].order = order
    }
  }
}
