// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in the heap: when, in which order among the events of that instant, and where it is kept.
///
/// The comparison may branch: without a branch every comparison waits for the one before it, which
/// took a third longer in the hold model.
@frozen
@usableFromInline
struct CalendarNode: Sendable, BitwiseCopyable {
  @usableFromInline let time: Double
  /// The priority class in the upper 8 bits, the sequence number in the lower 56.
  @usableFromInline let order: UInt64
  @usableFromInline let slot: UInt32

  @inlinable
  init(time: Double, order: UInt64, slot: UInt32) {
    self.time = time
    self.order = order
    self.slot = slot
  }

  @inlinable
  @inline(__always)
  static func < (left: CalendarNode, right: CalendarNode) -> Bool {
    left.time < right.time || (left.time == right.time && left.order < right.order)
  }
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
    sequence &+= 1
    return UInt64(priority.rawValue) &<< 56 | sequence
  }

  /// A node for an event that is yet to happen.
  @inlinable
  func node(_ time: Double, _ order: UInt64, _ slot: UInt32) -> CalendarNode {
    if !(time >= clock) { Invariants.fail("Time \(time) has passed", at: clock) }
    return CalendarNode(time: time, order: order, slot: slot)
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
  @inlinable
  @inline(__always)
  mutating func sink(_ node: CalendarNode, from hole: Int) {
    var nodes = heap.mutableSpan
    let end = nodes.count
    var hole = hole
    while true {
      var child = hole &<< 2 &+ 1
      guard child < end else { break }
      var least = nodes[unchecked: child]
      var place = child
      let last = min(child &+ 4, end)
      child &+= 1
      while child < last {
        let other = nodes[unchecked: child]
        let isLess = other < least
        least = isLess ? other : least
        place = isLess ? child : place
        child &+= 1
      }
      if place &<< 2 &+ 1 >= end {
        let isLess = least < node
        nodes[unchecked: place] = isLess ? node : least
        nodes[unchecked: hole] = isLess ? least : node
        return
      }
      guard least < node else { break }
      nodes[unchecked: hole] = least
      hole = place
    }
    nodes[unchecked: hole] = node
  }

  /// Whether the node speaks for a pending event.
  @inlinable
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

  /// Drops the dead nodes and restores the order of the heap, in O(n).
  @usableFromInline
  mutating func rebuild() {
    if isRootVacant { fillRoot() }
    let living = heap.filter(isAlive)
    heap.removeAll(keepingCapacity: true)
    heap.append(contentsOf: living)
    for index in stride(from: (heap.count - 2) >> 2, through: 0, by: -1) {
      sink(heap[index], from: index)
    }
  }
}
