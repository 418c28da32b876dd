// SPDX-License-Identifier: GPL-3.0-or-later

/// What is kept of a pending event outside the heap.
@frozen
@usableFromInline
struct CalendarSlot<Event: BitwiseCopyable & Sendable>: Sendable, BitwiseCopyable {
  /// The order of the only node that speaks for this event, or the next free slot in a free one.
  ///
  /// Neither can be taken for the other: the sequence of an order is never 0, and the bits below it,
  /// which stand for the slot in a node, are 0.
  @usableFromInline var order: UInt64
  @usableFromInline var event: Event
  /// How many events have left this slot.
  @usableFromInline var generation: UInt32

  /// Whether the event is still to happen.
  var isTaken: Bool { order != 0 && order & UInt64(CalendarNode.slotMask) == 0 }
}

/// The memory of a calendar: first the nodes, then the slots.
///
/// Dead nodes are no more than the events that were ever pending together and `deadNodes` beside, so
/// that only the slots ever run out. The root stands at the end of a line of the cache, so that
/// siblings share one.
extension EventCalendar {
  @usableFromInline typealias Slot = CalendarSlot<Event>

  @inlinable static var nowhere: UInt32 { .max }
  /// The dead nodes that are tolerated however few are alive.
  @inlinable static var deadNodes: Int { 64 }
  @inlinable static var rootOffset: Int { Memory.line - MemoryLayout<CalendarNode>.stride }

  /// How far behind the beginning of the memory the slots begin.
  ///
  /// Beside the tolerated ones there is room for a vacant root and for one that is about to be swept.
  @inlinable
  static func slotsOffset(room: Int) -> Int {
    rootOffset &+ (2 &* room &+ deadNodes &+ 2) &* MemoryLayout<CalendarNode>.stride
  }

  @usableFromInline
  static func memory(room: Int) -> Memory {
    Memory(byteCount: slotsOffset(room: room) + room * MemoryLayout<Slot>.stride)
  }

  /// The heap, to be read within `Memory.read` and written after ``own()``.
  @inlinable
  @inline(__always)
  var nodes: UnsafeMutablePointer<CalendarNode> {
    (memory.start + Self.rootOffset).assumingMemoryBound(to: CalendarNode.self)
  }

  /// The slots, to be read within `Memory.read` and written after ``own()``.
  @inlinable
  @inline(__always)
  var slots: UnsafeMutablePointer<Slot> {
    (memory.start + slotsOffset).assumingMemoryBound(to: Slot.self)
  }

  /// Makes sure that the memory belongs to this value alone.
  @inlinable
  @inline(__always)
  mutating func own() {
    if _slowPath(!memory.isUnique()) { move(room: room) }
  }

  /// Goes to memory of its own with so many slots.
  @usableFromInline
  @inline(never)
  mutating func move(room: Int) {
    var copy = self
    copy.memory = Self.memory(room: room)
    copy.room = room
    copy.slotsOffset = Self.slotsOffset(room: room)
    copy.nodes.initialize(from: nodes, count: nodeCount)
    copy.slots.initialize(from: slots, count: slotCount)
    withExtendedLifetime(memory.owner) {}
    self = copy
  }

  /// Puts the event in a free slot.
  @inlinable
  @inline(__always)
  mutating func take(for event: Event, order: UInt64) -> SlotName {
    if _slowPath(firstFree == Self.nowhere) { addSlot() }
    let free = firstFree
    let slot = slots + Int(free)
    firstFree = UInt32(truncatingIfNeeded: slot.pointee.order)
    slot.pointee.order = order
    slot.pointee.event = event
    return SlotName(slot: free, generation: slot.pointee.generation)
  }

  /// Makes a slot that was never taken the first free one.
  @inlinable
  @inline(never)
  mutating func addSlot() {
    if slotCount > CalendarNode.slotMask {
      Invariants.fail("Too many events are pending", at: clock)
    }
    if slotCount == room { move(room: 2 * room) }
    slots[slotCount].generation = 0
    slots[slotCount].order = UInt64(Self.nowhere)
    firstFree = UInt32(truncatingIfNeeded: slotCount)
    slotCount &+= 1
  }

  /// Lets an event take the slot of one that has happened, and returns the new generation.
  @inlinable
  @inline(__always)
  mutating func replace(_ slot: UInt32, by event: Event, order: UInt64) -> UInt32 {
    let slot = slots + Int(slot)
    let generation = slot.pointee.generation &+ 1
    slot.pointee.generation = generation
    slot.pointee.order = order
    slot.pointee.event = event
    return generation
  }

  /// Frees a slot; handles with its generation are stale from now on.
  @inlinable
  @inline(__always)
  mutating func free(_ slot: UInt32) {
    let freed = slots + Int(slot)
    freed.pointee.generation &+= 1
    freed.pointee.order = UInt64(firstFree)
    firstFree = slot
  }
}
