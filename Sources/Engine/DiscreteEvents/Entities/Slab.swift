// SPDX-License-Identifier: GPL-3.0-or-later

/// A place of a slab: an element, or a link to the next free place.
@frozen
@usableFromInline
struct SlabPlace<Element: BitwiseCopyable & Sendable>: Sendable, BitwiseCopyable {
  /// How many elements have left this place.
  @usableFromInline var generation: UInt32
  /// The next free place, or `Slab.taken`.
  @usableFromInline var link: UInt32
  @usableFromInline var element: Element
}

/// Elements that stay where they are, in one piece of memory with a list of the free places.
///
/// Waiting line and entity table keep their own in one. An element is named by its place and, where the
/// name may outlive it, by the generation of the place. The place freed last is used first, while it
/// is still in the cache. Nothing is allocated once there is room for the largest number of elements
/// ever present together. A slab is a value: a copy shares the memory until one of them changes.
///
/// - Complexity: O(1) for every operation; `insert` amortised.
@frozen
@usableFromInline
struct Slab<Element: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline typealias Place = SlabPlace<Element>

  @usableFromInline var memory: Memory
  /// The places there is room for.
  @usableFromInline var room: Int
  /// The places that have ever been taken.
  @usableFromInline var count: Int
  @usableFromInline var firstFree: UInt32

  @inlinable static var nowhere: UInt32 { .max }
  @inlinable static var taken: UInt32 { .max - 1 }

  @inlinable
  init() {
    room = 8
    memory = Memory(byteCount: room * MemoryLayout<Place>.stride)
    count = 0
    firstFree = Self.nowhere
  }

  /// The places, to be read within `Memory.read` and written after ``own()``.
  @inlinable
  @inline(__always)
  var places: UnsafeMutablePointer<Place> { memory.start.assumingMemoryBound(to: Place.self) }

  /// Makes sure that the memory belongs to this value alone.
  @inlinable
  @inline(__always)
  mutating func own() {
    if !memory.isUnique() { move(room: room) }
  }

  /// Goes to memory of its own with so many places.
  @usableFromInline
  @inline(never)
  mutating func move(room: Int) {
    let copy = Memory(byteCount: room * MemoryLayout<Place>.stride)
    memory.read { old in
      copy.start.copyMemory(from: old, byteCount: count * MemoryLayout<Place>.stride)
    }
    memory = copy
    self.room = room
  }

  /// Puts the element in a free place.
  @inlinable
  @inline(__always)
  mutating func insert(_ element: Element) -> (place: UInt32, generation: UInt32) {
    own()
    if firstFree == Self.nowhere { addPlace() }
    let place = firstFree
    let content = places + Int(place)
    firstFree = content.pointee.link
    content.pointee.link = Self.taken
    content.pointee.element = element
    return (place, content.pointee.generation)
  }

  /// Makes a place that was never taken the first free one.
  @inlinable
  @inline(never)
  mutating func addPlace() {
    if count == room { move(room: 2 * room) }
    places[count].generation = 0
    places[count].link = Self.nowhere
    firstFree = UInt32(truncatingIfNeeded: count)
    count &+= 1
  }

  /// Frees a place; names with its generation are stale from now on.
  @inlinable
  @inline(__always)
  mutating func remove(_ place: UInt32) {
    own()
    free(place)
  }

  /// Frees a place of memory that belongs to this value alone.
  @inlinable
  @inline(__always)
  mutating func free(_ place: UInt32) {
    assert(isTaken(place), "place \(place) is free already")
    let content = places + Int(place)
    content.pointee.generation &+= 1
    content.pointee.link = firstFree
    firstFree = place
  }

  /// Whether there is an element at the place.
  @inlinable
  @inline(__always)
  func isTaken(_ place: UInt32) -> Bool {
    memory.read { _ in Int(place) < count && places[Int(place)].link == Self.taken }
  }

  /// Whether the element that was at the place in the given generation is still there.
  @inlinable
  @inline(__always)
  func isCurrent(_ place: UInt32, generation: UInt32) -> Bool {
    memory.read { _ in Int(place) < count && places[Int(place)].generation == generation }
  }

  /// Whether the element that was at the place in the given generation has left it.
  @inlinable
  func hasLost(_ place: UInt32, generation: UInt32) -> Bool {
    memory.read { _ in Int(place) < count && places[Int(place)].generation > generation }
  }

  /// The element at the place, which must have been taken.
  @inlinable
  subscript(place: UInt32) -> Element {
    @inline(__always) get {
      memory.read { _ in places[Int(place)].element }
    }
    @inline(__always) _modify {
      own()
      yield &places[Int(place)].element
    }
  }
}
