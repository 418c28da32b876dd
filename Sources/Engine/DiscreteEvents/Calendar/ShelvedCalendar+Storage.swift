// SPDX-License-Identifier: GPL-3.0-or-later

/// An event with its time and the place where it may stand on a shelf, in the line of the cache where its order is.
@frozen
@usableFromInline
struct ShelvedEvent<Event: BitwiseCopyable & Sendable>: Sendable, BitwiseCopyable {
  @usableFromInline var time: Double
  /// The slots of its neighbours on the shelf.
  @usableFromInline var next: UInt32
  @usableFromInline var previous: UInt32
  @usableFromInline var event: Event

  @inlinable
  @inline(__always)
  init(_ event: Event, at time: Double) {
    self.time = time
    next = .max
    previous = .max
    self.event = event
  }
}

/// The memory of the shelves: the slot of the first event on each, the row of the present span, and what it takes to lay out a
/// row.
extension ShelvedCalendar {
  @inlinable static var nowhere: UInt32 { .max }
  /// A power of 2.
  @inlinable static var shelves: Int { 4_096 }
  /// The most nodes in a row, and the parts of a span by which they are laid out; a power of 2.
  @inlinable static var longestRow: Int { 1 &<< partBits }
  @inlinable static var partBits: Int { 10 }

  @inlinable static var rowOffset: Int { shelves &* MemoryLayout<UInt32>.stride }
  @inlinable static var gatheredOffset: Int {
    rowOffset &+ longestRow &* MemoryLayout<CalendarNode>.stride
  }
  @inlinable static var partsOffset: Int {
    gatheredOffset &+ longestRow &* MemoryLayout<CalendarNode>.stride
  }
  @inlinable static var endsOffset: Int { partsOffset &+ longestRow &* MemoryLayout<UInt16>.stride }
  @inlinable static var byteCount: Int { endsOffset &+ longestRow &* MemoryLayout<UInt16>.stride }

  /// The slot of the first event on each shelf.
  @inlinable
  @inline(__always)
  var heads: UnsafeMutablePointer<UInt32> { memory.start.assumingMemoryBound(to: UInt32.self) }

  /// The nodes of the present span that came from a shelf, in order from ``first`` on.
  @inlinable
  @inline(__always)
  var row: UnsafeMutablePointer<CalendarNode> {
    (memory.start + Self.rowOffset).assumingMemoryBound(to: CalendarNode.self)
  }

  /// The nodes of a span in the order of their shelf, while they are laid out.
  @inlinable
  @inline(__always)
  var gathered: UnsafeMutablePointer<CalendarNode> {
    (memory.start + Self.gatheredOffset).assumingMemoryBound(to: CalendarNode.self)
  }

  /// What part of the span each of them is in.
  @inlinable
  @inline(__always)
  var parts: UnsafeMutablePointer<UInt16> {
    (memory.start + Self.partsOffset).assumingMemoryBound(to: UInt16.self)
  }

  /// How many nodes there are up to and with each part.
  @inlinable
  @inline(__always)
  var ends: UnsafeMutablePointer<UInt16> {
    (memory.start + Self.endsOffset).assumingMemoryBound(to: UInt16.self)
  }

  /// All events by slot.
  @inlinable
  @inline(__always)
  var events: UnsafeMutablePointer<CalendarSlot<ShelvedEvent<Event>>> { near.slots }

  /// Makes sure that all memory belongs to this value alone.
  @inlinable
  @inline(__always)
  mutating func own() {
    if _slowPath(!near.memory.isUnique()) { fork() }
  }

  @usableFromInline
  @inline(never)
  mutating func fork() {
    near.move(room: near.room)
    var copy = self
    copy.memory = Memory(byteCount: Self.byteCount)
    copy.heads.initialize(from: heads, count: Self.shelves)
    (copy.row + first).initialize(from: row + first, count: last - first)
    withExtendedLifetime(memory.owner) {}
    self = copy
  }
}
