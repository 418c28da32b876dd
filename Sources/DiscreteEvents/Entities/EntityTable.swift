// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows of entities in one array, found by number; the places of those removed are used again.
///
/// Its memory is that of the largest number of entities ever present together, so nothing grows with
/// the horizon. The number of a removed row means another entity later: keep it no longer than the
/// entity, and cancel its events. A debug build traps on the number of a row that is not present.
///
/// - Complexity: O(1) for every operation; `insert` amortised.
@frozen
public struct EntityTable<Row: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var rows: [Row]
  /// For a free place the next free place or `none`; `present` for a row that is there.
  @usableFromInline var links: [UInt32]
  @usableFromInline var firstFree: UInt32
  @usableFromInline var population: Int

  /// An empty table.
  @inlinable
  public init() {
    rows = []
    links = []
    firstFree = Self.none
    population = 0
  }

  /// The number of entities present.
  @inlinable
  public var count: Int { population }

  @inlinable static var none: UInt32 { .max }
  @inlinable static var present: UInt32 { .max - 1 }

  /// Adds a row and returns its number; of the free ones the one freed last.
  @inlinable
  public mutating func insert(_ row: Row) -> UInt32 {
    population += 1
    guard firstFree != Self.none else {
      rows.append(row)
      links.append(Self.present)
      return UInt32(truncatingIfNeeded: rows.count &- 1)
    }
    let slot = firstFree
    firstFree = links[Int(slot)]
    links[Int(slot)] = Self.present
    rows[Int(slot)] = row
    return slot
  }

  /// Removes the row with the given number.
  @inlinable
  public mutating func remove(_ slot: UInt32) {
    precondition(contains(slot), "There is no entity \(slot) to remove.")
    links[Int(slot)] = firstFree
    firstFree = slot
    population -= 1
  }

  /// Whether a row with the given number is present.
  @inlinable
  public func contains(_ slot: UInt32) -> Bool {
    Int(slot) < links.count && links[Int(slot)] == Self.present
  }

  /// The row with the given number, to read or to change in place.
  @inlinable
  public subscript(slot: UInt32) -> Row {
    get {
      assert(contains(slot), "There is no entity \(slot).")
      return rows[Int(slot)]
    }
    _modify {
      assert(contains(slot), "There is no entity \(slot).")
      yield &rows[Int(slot)]
    }
  }

  /// Calls `body` with every number that is present, in ascending order.
  ///
  /// - Complexity: O(largest number of rows ever present).
  @inlinable
  public func forEachSlot(_ body: (UInt32) -> Void) {
    for slot in links.indices where links[slot] == Self.present {
      body(UInt32(truncatingIfNeeded: slot))
    }
  }
}
