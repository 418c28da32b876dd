// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows of numbers that a model keeps of its customers, one each, for a table.
///
/// ```swift
/// var records = Records("class", "came", "waited")
/// records.add(1, 3.5, 0.25)
/// print(records.csv)
/// ```
///
/// Unlike monitors it grows with the number of customers, by 8 bytes a number, and takes memory on the way: it is
/// for runs that are looked into, not for those that are repeated by the thousand.
public struct Records: Hashable, Sendable {
  /// The names of the columns, in their order.
  public let columns: [String]
  /// The numbers, row after row.
  private var numbers: [Double] = []

  /// A table without rows.
  ///
  /// - Precondition: There is a column, and no two have the same name.
  public init(_ columns: String...) {
    Invariants.refuse(
      unless: !columns.isEmpty && Set(columns).count == columns.count,
      "a table has columns of different names, not \(columns)")
    self.columns = columns
  }

  /// The number of rows.
  public var count: Int { numbers.count / columns.count }

  /// Adds a row: a number for each column, in their order.
  public mutating func add(_ row: Double...) {
    Invariants.refuse(
      unless: row.count == columns.count, "a row has \(columns.count) numbers, not \(row.count)")
    numbers += row
  }

  /// The numbers of the column, row after row.
  ///
  /// - Complexity: O(rows).
  public subscript(column: String) -> [Double] {
    guard let index = columns.firstIndex(of: column) else {
      Invariants.fail("there is no column \(column) but \(columns)")
    }
    return stride(from: index, to: numbers.count, by: columns.count).map { numbers[$0] }
  }

  /// What is observed in one column, by the number in another, such as waits by class; in the order of that
  /// number.
  ///
  /// - Complexity: O(rows log rows).
  public func tallies(of column: String, by other: String) -> [(of: Double, tally: Tally)] {
    var tallies: [(of: Double, tally: Tally)] = []
    for (key, value) in zip(self[other], self[column]).sorted(by: { $0.0 < $1.0 }) {
      if tallies.last?.of != key { tallies.append((key, Tally())) }
      tallies[tallies.count - 1].tally.add(value)
    }
    return tallies
  }

  /// The table as comma-separated values: names, then rows; each number reads back as it is.
  public var csv: String {
    let rows = stride(from: 0, to: numbers.count, by: columns.count).map { start in
      numbers[start..<(start + columns.count)].map { "\($0)" }.joined(separator: ",")
    }
    return ([columns.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
  }

  /// Ends the warm-up: forgets every row.
  public mutating func reset() { numbers.removeAll(keepingCapacity: true) }
}
