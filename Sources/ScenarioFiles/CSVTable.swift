// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import SwiftCSV

/// A table of a CSV file: a header, and rows of as many cells, each with its place.
///
/// UTF-8, commas, a row a line; a byte order mark, either end of line and blank lines are taken.
struct CSVTable {
  /// How many columns, and how many rows below the header, a table may have.
  static let columnLimit = 1_000
  static let rowLimit = YAMLReader.widthLimit

  /// The names of the columns.
  private(set) var header: [Item] = []
  /// The rows below the header.
  private(set) var rows: [[Item]] = []

  /// The table of the bytes; nil, and at least one fault, where they are none.
  ///
  /// Every line that is no row of the table is told of, and the others are read all the same.
  init?(of bytes: [UInt8], at path: String, faults: inout [Fault]) {
    let start = Place(file: path, line: 1, column: 1)
    guard var text = YAMLText.text(of: bytes, at: start, faults: &faults)?[...] else { return nil }
    if text.first == "\u{FEFF}" { text.removeFirst() }
    let before = faults.count
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated().filter { !$0.element.allSatisfy(\.isWhitespace) }[...]
    guard let first = lines.popFirst() else {
      faults.append(start.error("there is nothing here", allowed: "a header and rows below it"))
      return nil
    }
    header = Self.cells(of: first.element, at: first.offset, in: path, faults: &faults) ?? []
    guard faults.count == before else { return nil }
    if header.count == 1, let name = header[0].text,
      let separator = name.first(where: { $0 == ";" || $0 == "\t" })
    {
      let word = separator == ";" ? "semicolons" : "tabulators"
      faults.append(start.error("the columns are separated by \(word)", allowed: "commas"))
      return nil
    }
    guard header.count <= Self.columnLimit, lines.count <= Self.rowLimit else {
      faults.append(
        start.error(
          "there are \(header.count) columns and \(lines.count) rows below the header",
          allowed: "at most \(Self.columnLimit) columns and \(Self.rowLimit) rows"))
      return nil
    }
    for line in lines where faults.count <= Fault.limit {
      guard let cells = Self.cells(of: line.element, at: line.offset, in: path, faults: &faults)
      else { continue }
      if cells.count == header.count {
        rows.append(cells)
      } else {
        let place = Place(file: path, line: line.offset + 1, column: 1)
        faults.append(
          place.error(
            "this row has \(cells.count) cells, but there are \(header.count) columns",
            allowed: "as many cells as columns; an empty one leaves a value out"))
      }
    }
    if rows.isEmpty, faults.count == before {
      faults.append(header[0].place.error("there are no rows below the header"))
    }
  }

  /// The cells of a line without what is around them: blanks and quotation marks.
  private static func cells(
    of line: Substring, at index: Int, in path: String, faults: inout [Fault]
  ) -> [Item]? {
    let place = Place(file: path, line: index + 1, column: 1)
    guard line.count(where: { $0 == "\"" }).isMultiple(of: 2) else {
      faults.append(
        place.error("a quotation mark is not closed on its line", allowed: "a row on each line"))
      return nil
    }
    do {
      // The parser takes an empty last cell only where the line ends.
      let texts = try EnumeratedCSV(string: line + "\n", delimiter: .comma, loadColumns: false)
        .header
      let columns = columns(of: line)
      return texts.enumerated().map { number, text in
        var place = place
        if columns.count == texts.count { place.column = columns[number] }
        return Item(place: place, content: .text(text.trimmingSpaces, isPlain: false))
      }
    } catch {
      faults.append(place.error("this line is not CSV: a quotation mark stands within a cell"))
      return nil
    }
  }

  /// Where the cells of a line begin, in characters, from 1.
  private static func columns(of line: Substring) -> [Int] {
    var columns = [1]
    var isQuoted = false
    for (index, scalar) in line.unicodeScalars.enumerated() {
      if scalar == "\"" { isQuoted.toggle() }
      if scalar == ",", !isQuoted { columns.append(index + 2) }
    }
    return columns
  }
}

extension Item {
  /// A bare number of a cell with its unit, which a table does not state in every cell.
  func `in`(_ unit: Unit?) -> Item {
    guard let unit, !unit.mayBeOmitted, let text, Double(text) != nil else { return self }
    return Item(place: place, content: .text("\(text) \(unit.name)", isPlain: false))
  }
}
