// SPDX-License-Identifier: GPL-3.0-or-later

/// A slot of a slab: an element, or a link to the next free slot.
@frozen
@usableFromInline
struct SlabSlot<Element: BitwiseCopyable & Sendable>: Sendable, BitwiseCopyable {
  /// How many elements have left this slot.
  @usableFromInline var generation: UInt32
  /// The next free slot, or `Slab.taken`.
  @usableFromInline var link: UInt32
  @usableFromInline var element: Element
}

/// The name of what is in a slot, which may outlive it: handles, tickets and names of lives carry one.
@frozen
@usableFromInline
struct SlotName: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let slot: UInt32
  /// How many had left the slot before.
  @usableFromInline let generation: UInt32

  @inlinable
  init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }

  /// The name of nothing: it is always stale.
  @inlinable static var none: SlotName { SlotName(slot: .max, generation: .max) }
}

/// Elements that stay where they are, in one piece of memory with a list of the free slots.
///
/// Waiting line and entity table keep their own in one. An element is named by its slot and, where the
/// name may outlive it, by the generation of the slot. The slot freed last is used first, while it
/// is still in the cache. Nothing is allocated once there is room for the largest number of elements
/// ever present together. A slab is a value: a copy shares the memory until one of them changes.
///
/// - Complexity: O(1) for every operation; `insert` amortised.
@frozen
@usableFromInline
struct Slab<Element: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline typealias Slot = SlabSlot<Element>

  @usableFromInline var memory: Memory
  /// The slots there is room for.
  @usableFromInline var room: Int
  /// The slots that have ever been taken.
  @usableFromInline var count: Int
  @usableFromInline var firstFree: UInt32

  @inlinable static var nowhere: UInt32 { .max }
  @inlinable static var taken: UInt32 { .max - 1 }

  @inlinable
  init() {
    room = 8
    memory = Memory(byteCount: room * MemoryLayout<Slot>.stride)
    count = 0
    firstFree = Self.nowhere
  }

  /// The slots, to be read within `Memory.read` and written after ``own()``.
  @inlinable
  @inline(__always)
  var slots: UnsafeMutablePointer<Slot> { memory.start.assumingMemoryBound(to: Slot.self) }

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
    let copy = Memory(byteCount: room * MemoryLayout<Slot>.stride)
    memory.read { old in
      copy.start.copyMemory(from: old, byteCount: count * MemoryLayout<Slot>.stride)
    }
    memory = copy
    self.room = room
  }

  /// Puts the element in a free slot.
  @inlinable
  @inline(__always)
  mutating func insert(_ element: Element) -> SlotName {
    own()
    if _slowPath(firstFree == Self.nowhere) { addSlot() }
    let slot = firstFree
    let content = slots + Int(slot)
    firstFree = content.pointee.link
    content.pointee.link = Self.taken
    content.pointee.element = element
    return SlotName(slot: slot, generation: content.pointee.generation)
  }

  /// Makes a slot that was never taken the first free one.
  @inlinable
  @inline(never)
  mutating func addSlot() {
    if count == room { move(room: 2 * room) }
    slots[count].generation = 0
    slots[count].link = Self.nowhere
    firstFree = UInt32(truncatingIfNeeded: count)
    count &+= 1
  }

  /// Frees a slot; names with its generation are stale from now on.
  @inlinable
  @inline(__always)
  mutating func remove(_ slot: UInt32) {
    own()
    free(slot)
  }

  /// Frees a slot of memory that belongs to this value alone.
  @inlinable
  @inline(__always)
  mutating func free(_ slot: UInt32) {
    assert(isTaken(slot), "slot \(slot) is free already")
    let content = slots + Int(slot)
    content.pointee.generation &+= 1
    content.pointee.link = firstFree
    firstFree = slot
  }

  /// Whether there is an element at the slot.
  @inlinable
  @inline(__always)
  func isTaken(_ slot: UInt32) -> Bool { isTaken(Int(slot)) }

  /// Whether there is an element at the slot, which may be any number.
  @inlinable
  @inline(__always)
  func isTaken(_ slot: Int) -> Bool {
    // A negative number is a great one here.
    memory.read { _ in
      UInt(bitPattern: slot) < UInt(bitPattern: count) && slots[slot].link == Self.taken
    }
  }

  /// The name of what is at the slot, which has been taken.
  @inlinable
  func name(ofSlot slot: UInt32) -> SlotName {
    SlotName(slot: slot, generation: memory.read { _ in slots[Int(slot)].generation })
  }

  /// Whether the element with the name is still there.
  @inlinable
  @inline(__always)
  func isCurrent(_ name: SlotName) -> Bool {
    memory.read { _ in
      Int(name.slot) < count && slots[Int(name.slot)].generation == name.generation
    }
  }

  /// Whether the element with the name has left its slot.
  @inlinable
  func hasLost(_ name: SlotName) -> Bool {
    memory.read { _ in
      Int(name.slot) < count && slots[Int(name.slot)].generation > name.generation
    }
  }

  /// The element at the slot, which must have been taken.
  @inlinable
  subscript(slot: UInt32) -> Element {
    @inline(__always) get {
      memory.read { _ in slots[Int(slot)].element }
    }
    @inline(__always) _modify {
      own()
      yield &slots[Int(slot)].element
    }
  }
}
