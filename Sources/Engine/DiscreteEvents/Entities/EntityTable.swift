// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows of entities side by side, found by number; the slots of those removed are used again.
///
/// Its memory is that of the largest number of entities ever present together, so nothing grows with
/// the horizon. The number of a removed row means another entity later: keep it no longer than the
/// entity, and cancel its events. The number of a row that is not present stops the program.
///
/// A number is an `Int`; where a row or an event keeps it in a shorter integer, that will do as well.
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
  public mutating func insert(_ row: Row) -> Int {
    population &+= 1
    return Int(slab.insert(row).slot)
  }

  /// Removes the row with the given number.
  @inlinable
  @inline(__always)
  public mutating func remove(_ number: some BinaryInteger) {
    slab.remove(slot(of: number))
    population &-= 1
  }

  /// Whether a row with the given number is present.
  @inlinable
  @inline(__always)
  public func contains(_ number: some BinaryInteger) -> Bool {
    slab.isTaken(Int(clamping: number))
  }

  /// The row with the given number, to read or to change in place.
  @inlinable
  public subscript(number: some BinaryInteger) -> Row {
    @inline(__always) get { slab[slot(of: number)] }
    @inline(__always) _modify { yield &slab[slot(of: number)] }
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
  public func forEachSlot(_ body: (Int) -> Void) {
    for number in 0..<slab.count where slab.isTaken(number) { body(number) }
  }

  /// The slot of the row with the number, which is present.
  @inlinable
  @inline(__always)
  func slot(of number: some BinaryInteger) -> UInt32 {
    let number = Int(clamping: number)
    if !slab.isTaken(number) { EntityMisuse.stop(at: number) }
    return UInt32(truncatingIfNeeded: number)
  }
}

/// What a table says to a caller who errs; apart from the table, so that no access makes a copy of it for this.
@usableFromInline
enum EntityMisuse {
  @usableFromInline
  @inline(never)
  static func stop(at number: Int) -> Never {
    Invariants.fail("There is no entity \(number): it was removed, or it never was")
  }
}
