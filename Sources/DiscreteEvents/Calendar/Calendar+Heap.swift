// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in the heap: when, in which order among the events of that instant, and where it is kept.
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
  static func < (left: CalendarNode, right: CalendarNode) -> Bool {
    left.time < right.time || (left.time == right.time && left.order < right.order)
  }
}

/// What is kept of a pending event outside the heap.
@frozen
@usableFromInline
struct CalendarSlot<Event: BitwiseCopyable & Sendable>: Sendable {
  /// The order of the only node that speaks for this slot; 0 when the slot is free.
  @usableFromInline var order: UInt64
  /// How many events have left this slot.
  @usableFromInline var generation: UInt32
  @usableFromInline var nextFree: UInt32
  @usableFromInline var event: Event

  @inlinable
  init(order: UInt64, event: Event) {
    self.order = order
    self.generation = 0
    self.nextFree = .max
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

  /// Puts a node where it belongs: at the vacant root if there is one, else at the end.
  @inlinable
  mutating func enter(_ node: CalendarNode) {
    precondition(node.time >= now, "Time \(node.time) has passed: it is \(now).")
    if isRootVacant {
      isRootVacant = false
      sink(node, from: 0)
    } else {
      heap.append(node)
      rise(node, from: heap.count &- 1)
    }
  }

  /// Frees a slot, which makes its handles and its node stale.
  @inlinable
  mutating func vacate(_ slot: UInt32) {
    slots[Int(slot)].order = 0
    slots[Int(slot)].generation &+= 1
    slots[Int(slot)].nextFree = firstFree
    firstFree = slot
    pending &-= 1
  }

  /// Fills the vacant root with the last node.
  @inlinable
  mutating func fillRoot() {
    isRootVacant = false
    let last = heap.removeLast()
    if !heap.isEmpty { sink(last, from: 0) }
  }

  /// Writes `node` at `hole` or above.
  @inlinable
  mutating func rise(_ node: CalendarNode, from hole: Int) {
    var nodes = heap.mutableSpan
    var hole = hole
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
        if other < least {
          least = other
          place = child
        }
        child &+= 1
      }
      guard least < node else { break }
      nodes[unchecked: hole] = least
      hole = place
    }
    nodes[unchecked: hole] = node
  }

  /// Whether the node at the index speaks for a pending event.
  @inlinable
  func isAlive(_ index: Int) -> Bool {
    !(index == 0 && isRootVacant) && slots[Int(heap[index].slot)].order == heap[index].order
  }

  /// The earliest time of a pending event at the index or below it in the heap.
  @usableFromInline
  func earliestTime(below index: Int) -> Double? {
    guard index < heap.count else { return nil }
    if isAlive(index) { return heap[index].time }
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
    let living = heap.indices.filter(isAlive).map { heap[$0] }
    heap.removeAll(keepingCapacity: true)
    heap.append(contentsOf: living)
    isRootVacant = false
    for index in stride(from: (heap.count - 2) >> 2, through: 0, by: -1) {
      sink(heap[index], from: index)
    }
  }
}
