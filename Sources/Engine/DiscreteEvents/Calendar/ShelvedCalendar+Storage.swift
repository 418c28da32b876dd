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

/// The memory of the shelves: first the slot of the first event on each, then the places of events by slot.
extension ShelvedCalendar {
  @inlinable static var nowhere: UInt32 { .max }
  /// A power of 2.
  @inlinable static var shelves: Int { 4_096 }
  @inlinable static var placesOffset: Int { shelves &* MemoryLayout<UInt32>.stride }

  @usableFromInline
  static func memory(room: Int) -> Memory {
    Memory(byteCount: placesOffset + room * MemoryLayout<CalendarPlace>.stride)
  }

  /// The slot of the first event on each shelf.
  @inlinable
  @inline(__always)
  var heads: UnsafeMutablePointer<UInt32> { memory.start.assumingMemoryBound(to: UInt32.self) }

  /// Where the events on shelves are, by slot.
  @inlinable
  @inline(__always)
  var places: UnsafeMutablePointer<CalendarPlace> {
    (memory.start + Self.placesOffset).assumingMemoryBound(to: CalendarPlace.self)
  }

  /// Makes sure that the memory belongs to this value alone and has a place for the slot.
  @inlinable
  @inline(__always)
  mutating func own(placesFor slot: UInt32) {
    if !memory.isUnique() || Int(slot) >= room { move() }
  }

  /// Goes to memory of its own with a place for each slot there is room for.
  @usableFromInline
  @inline(never)
  mutating func move() {
    var copy = self
    copy.memory = Self.memory(room: near.room)
    copy.room = near.room
    copy.heads.initialize(from: heads, count: Self.shelves)
    copy.places.initialize(from: places, count: room)
    (copy.places + room).initialize(repeating: .none, count: copy.room - room)
    withExtendedLifetime(memory.owner) {}
    self = copy
  }
}
