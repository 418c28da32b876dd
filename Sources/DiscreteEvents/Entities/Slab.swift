// SPDX-License-Identifier: GPL-3.0-or-later

/// A place of a slab: an element, or a link to the next free place.
@frozen
@usableFromInline
struct SlabPlace<Element: BitwiseCopyable & Sendable>: Sendable {
  /// How many elements have left this place.
  @usableFromInline var generation: UInt32
  /// The next free place, or `Slab.taken`.
  @usableFromInline var link: UInt32
  @usableFromInline var element: Element

  @inlinable
  init(_ element: Element) {
    generation = 0
    link = Slab<Element>.taken
    self.element = element
  }
}

/// Elements that stay where they are, in one array with a list of the free places.
///
/// Calendar, waiting line and entity table keep their own in one. An element is named by its place
/// and, where the name may outlive it, by the generation of the place. The place freed last is used
/// first, while it is still in the cache. Nothing is allocated once the array has grown to the largest
/// number of elements ever present together.
///
/// - Complexity: O(1) for every operation; `insert` amortised.
@frozen
@usableFromInline
struct Slab<Element: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var places: [SlabPlace<Element>]
  @usableFromInline var firstFree: UInt32

  @inlinable static var nowhere: UInt32 { .max }
  @inlinable static var taken: UInt32 { .max - 1 }

  @inlinable
  init() {
    places = []
    firstFree = Self.nowhere
  }

  /// Puts the element in a free place.
  @inlinable
  mutating func insert(_ element: Element) -> (place: UInt32, generation: UInt32) {
    let place = firstFree
    guard place != Self.nowhere else {
      places.append(SlabPlace(element))
      return (UInt32(truncatingIfNeeded: places.count &- 1), 0)
    }
    let (link, generation) = places.take(Int(place), for: element)
    firstFree = link
    return (place, generation)
  }

  /// Frees a place; names with its generation are stale from now on.
  @inlinable
  mutating func remove(_ place: UInt32) {
    places.free(Int(place), before: firstFree)
    firstFree = place
  }

  /// Lets an element take the place of another; names of the other are stale from now on.
  @inlinable
  @inline(__always)
  mutating func replace(_ place: UInt32, by element: Element) -> UInt32 {
    places.replace(Int(place), by: element)
  }

  /// Whether there is an element at the place.
  @inlinable
  func isTaken(_ place: UInt32) -> Bool {
    Int(place) < places.count && places[Int(place)].link == Self.taken
  }

  /// Whether the element that was at the place in the given generation is still there.
  @inlinable
  func isCurrent(_ place: UInt32, generation: UInt32) -> Bool {
    Int(place) < places.count && places[Int(place)].generation == generation
  }

  @inlinable
  subscript(place: UInt32) -> Element {
    get { places[Int(place)].element }
    _modify { yield &places[Int(place)].element }
  }
}

extension Array {
  /// Fills a free place of a slab; its link and its generation are returned.
  @inlinable
  mutating func take<Content>(
    _ place: Int, for content: Content
  ) -> (link: UInt32, generation: UInt32) where Element == SlabPlace<Content> {
    var places = mutableSpan
    let link = places[place].link
    places[unchecked: place].link = Slab<Content>.taken
    places[unchecked: place].element = content
    return (link, places[unchecked: place].generation)
  }

  /// Replaces the element at a place of a slab; the new generation is returned.
  @inlinable
  @inline(__always)
  mutating func replace<Content>(
    _ place: Int, by content: Content
  ) -> UInt32 where Element == SlabPlace<Content> {
    var places = mutableSpan
    let generation = places[place].generation &+ 1
    places[unchecked: place].generation = generation
    places[unchecked: place].element = content
    return generation
  }

  /// Frees a place of a slab, which links to the next free one.
  @inlinable
  mutating func free<Content>(
    _ place: Int, before next: UInt32
  ) where Element == SlabPlace<Content> {
    var places = mutableSpan
    places[place].generation &+= 1
    places[unchecked: place].link = next
  }
}
