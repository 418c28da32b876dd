// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// A row of comma-separated values (RFC 4180), in UTF-8.
struct TableRow {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true

  /// Adds a field of text, in quotes if it needs them.
  mutating func add(_ text: String) {
    separate()
    bytes.append(contentsOf: text.escaped(for: .csv).utf8)
  }

  /// Adds a whole number.
  mutating func add(_ number: Int) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Adds a number in the fewest digits that give the same number; NaN is an empty field.
  mutating func add(_ number: Double) {
    separate()
    guard number.isFinite else { return }
    var text = number.description
    text.withUTF8 { digits in
      let isWhole = digits.suffix(2).elementsEqual(".0".utf8)
      bytes.append(contentsOf: isWhole ? digits.dropLast(2) : digits[...])
    }
  }

  /// Adds ready-made fields.
  mutating func add(fields: [UInt8]) {
    guard !fields.isEmpty else { return }
    separate()
    bytes.append(contentsOf: fields)
  }

  /// Ends the row.
  mutating func end() {
    bytes.append(0x0D)
    bytes.append(0x0A)
    isFirst = true
  }

  private mutating func separate() {
    if !isFirst { bytes.append(0x2C) }
    isFirst = false
  }
}
