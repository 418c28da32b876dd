// SPDX-License-Identifier: GPL-3.0-or-later

/// A CSV file in memory as a whole, such as a table of areas.
struct CSVTable {
  /// How many rows below the header a table may have.
  static let rowLimit = YAMLReader.widthLimit

  /// The names of the columns.
  let header: [Item]
  /// The rows below the header.
  private(set) var rows: [[Item]] = []

  /// Reads a table; returns nil and adds a fault if the bytes are none.
  init?(of bytes: [UInt8], at path: String, faults: inout [Fault]) {
    guard var reader = CSVReader(of: bytes, at: path, faults: &faults),
      reader.hasAtMost(Self.rowLimit, faults: &faults)
    else { return nil }
    header = reader.header
    var rows: [[Item]] = []
    reader.forEachRow(faults: &faults) { row, _ in rows.append(row) }
    self.rows = rows
  }
}
