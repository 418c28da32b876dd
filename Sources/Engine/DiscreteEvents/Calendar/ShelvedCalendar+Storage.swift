// SPDX-License-Identifier: GPL-3.0-or-later

/// Where an event stands that is too far away for the heap.
@frozen
@usableFromInline
struct CalendarPlace: Sendable, BitwiseCopyable {
  /// When the event happens; not before the horizon if it is on a shelf, before it otherwise.
  @usableFromInline var time: Double
  /// The slots of its neighbours on the shelf.
  @usableFromInline var next: UInt32
  @usableFromInline var previous: UInt32

  @inlinable
  init(time: Double, next: UInt32, previous: UInt32) {
    self.time = time
    self.next = next
    self.previous = previous
  }

  /// The place of an event that is on no shelf.
  @inlinable static var none: CalendarPlace {
    CalendarPlace(time: -.infinity, next: .max, previous: .max)
  }
}

/// The memory of the shelves: the slot of the first event on each, the row of the present span, what it takes to lay out a
/// row, and behind all that the places of events by slot.
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
  @inlinable static var placesOffset: Int {
    endsOffset &+ longestRow &* MemoryLayout<UInt16>.stride
  }

  @usableFromInline
  static func memory(room: Int) -> Memory {
    Memory(byteCount: placesOffset + room * MemoryLayout<CalendarPlace>.stride)
  }

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

  /// Where the events on shelves are, by slot.
  @inlinable
  @inline(__always)
  var places: UnsafeMutablePointer<CalendarPlace> {
    (memory.start + Self.placesOffset).assumingMemoryBound(to: CalendarPlace.self)
  }

  /// Makes sure that all memory belongs to this value alone.
  @inlinable
  @inline(__always)
  mutating func own() {
    if !near.memory.isUnique() { fork() }
  }

  @usableFromInline
  @inline(never)
  mutating func fork() {
    near.move(room: near.room)
    move()
  }

  /// Goes to memory of its own with a place for each slot there is room for.
  @usableFromInline
  @inline(never)
  mutating func move() {
    var copy = self
    copy.memory = Self.memory(room: near.room)
    copy.room = near.room
    copy.heads.initialize(from: heads, count: Self.shelves)
    (copy.row + first).initialize(from: row + first, count: last - first)
    copy.places.initialize(from: places, count: room)
    (copy.places + room).initialize(repeating: .none, count: copy.room - room)
    withExtendedLifetime(memory.owner) {}
    self = copy
  }
}
