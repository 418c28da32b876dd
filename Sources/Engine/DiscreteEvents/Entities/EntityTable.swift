// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows of entities side by side, found by number; the slots of those removed are used again.
///
/// Its memory is that of the largest number of entities ever present together, so nothing grows with
/// the horizon. The number of a removed row means another entity later: keep it no longer than the
/// entity, and cancel its events. The number of a row that is not present stops the program.
///
/// - Complexity: O(1) for every operation; ``insert(_:)`` amortised.
@frozen
public struct EntityTable<Row: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var slab: Slab<Row>
  @usableFromInline var population: Int

  /// An empty table.
  @inlinable
  public init() {
    slab = Slab()
    population = 0
  }

  /// The number of entities present.
  @inlinable
  public var count: Int { population }

  /// Adds a row and returns its number.
  @inlinable
  @inline(__always)
  public mutating func insert(_ row: Row) -> UInt32 {
    population &+= 1
    return slab.insert(row).slot
  }

  /// Removes the row with the given number.
  @inlinable
  @inline(__always)
  public mutating func remove(_ slot: UInt32) {
    if !contains(slot) { EntityMisuse.stop(at: slot) }
    slab.remove(slot)
    population &-= 1
  }

  /// Whether a row with the given number is present.
  @inlinable
  @inline(__always)
  public func contains(_ slot: UInt32) -> Bool { slab.isTaken(slot) }

  /// The row with the given number, to read or to change in place.
  @inlinable
  public subscript(slot: UInt32) -> Row {
    get {
      if !contains(slot) { EntityMisuse.stop(at: slot) }
      return slab[slot]
    }
    _modify {
      if !contains(slot) { EntityMisuse.stop(at: slot) }
      yield &slab[slot]
    }
  }

  /// Calls `body` with every row that is present, in ascending order of the numbers.
  ///
  /// - Complexity: O(largest number of rows ever present), a single pass over the memory.
  @inlinable
  public func forEachRow(_ body: (Row) -> Void) {
    slab.memory.read { _ in
      for index in 0..<slab.count where slab.slots[index].link == Slab<Row>.taken {
        body(slab.slots[index].element)
      }
    }
  }

  /// Calls `body` with every number that is present, in ascending order.
  ///
  /// - Complexity: O(largest number of rows ever present).
  @inlinable
  public func forEachSlot(_ body: (UInt32) -> Void) {
    for slot in 0..<UInt32(truncatingIfNeeded: slab.count) where contains(slot) { body(slot) }
  }
}

/// What a table says to a caller who errs; apart from the table, so that no access makes a copy of it for this.
@usableFromInline
enum EntityMisuse {
  @usableFromInline
  @inline(never)
  static func stop(at slot: UInt32) -> Never {
    Invariants.fail("There is no entity \(slot): it was removed, or it never was")
  }
}
