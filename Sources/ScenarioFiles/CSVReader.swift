// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import SwiftCSV

/// Reads a table of a CSV file row by row: a header, and rows of as many cells, each with its location.
///
/// The table is UTF-8 with commas and a row on each line. A byte order mark, either end of line and blank lines
/// are accepted. Beside the text only one row is in memory.
struct CSVReader {
  /// How many columns a table may have.
  static let columnLimit = 1_000
  /// How many bytes a line may have.
  static let lineLimit = FileSource.sizeLimit

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")

  /// The names of the columns.
  private(set) var header: [Item] = []
  /// How many lines below the header are not blank.
  let rowCount: Int
  private let path: String
  private var lines: TextLines
  private let start: Location

  /// Reads the header; returns nil and adds a fault if the bytes are not a text with a header.
  init?(of bytes: [UInt8], at path: String, faults: inout [Fault]) {
    start = Location(file: path, line: 1, column: 1)
    guard var text = YAMLText.text(of: bytes, at: start, faults: &faults)?[...] else { return nil }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    self.path = path
    lines = TextLines(text)
    guard let first = lines.next() else {
      faults.append(start.error("there is nothing here", allowed: "a header and rows below it"))
      return nil
    }
    rowCount = lines.reduce(0) { count, _ in count + 1 }
    let before = faults.count
    header = cells(of: first.text, at: first.number, faults: &faults) ?? []
    guard faults.count == before else { return nil }
    guard header.count <= Self.columnLimit else {
      faults.append(
        start.error(
          "there are \(counted(header.count, "column"))",
          allowed: "at most \(counted(Self.columnLimit, "column"))"))
      return nil
    }
    guard header.count == 1, let name = header[0].text,
      let separator = name.first(where: { $0 == ";" || $0 == "\t" })
    else { return }
    let word = separator == ";" ? "semicolons" : "tabs"
    faults.append(start.error("the columns are separated by \(word)", allowed: "commas"))
    return nil
  }

  /// Whether there are at most so many rows; adds a fault if there are more.
  func hasAtMost(_ limit: Int, faults: inout [Fault]) -> Bool {
    guard rowCount > limit else { return true }
    faults.append(
      start.error(
        "there are \(counted(rowCount, "row")) below the header",
        allowed: "at most \(counted(limit, "row"))"))
    return false
  }

  /// Reads all rows.
  ///
  /// Each line that is no row of the table adds a fault, and the other rows are still read, until there are
  /// more faults than are reported.
  mutating func forEachRow(faults: inout [Fault], _ body: ([Item], inout [Fault]) -> Void) {
    if rowCount == 0 {
      faults.append(header[0].location.error("there are no rows below the header"))
    }
    while faults.count <= Fault.limit, let line = lines.next() {
      guard let cells = cells(of: line.text, at: line.number, faults: &faults) else { continue }
      if cells.count == header.count {
        body(cells, &faults)
      } else {
        let location = Location(file: path, line: line.number, column: 1)
        faults.append(
          location.error(
            "this row has \(counted(cells.count, "cell")), but the header has "
              + counted(header.count, "column"),
            allowed: "as many cells as columns; an empty one leaves a value out"))
      }
    }
  }

  /// The cells of a line, without blanks and quotation marks around them.
  private func cells(of line: Substring, at number: Int, faults: inout [Fault]) -> [Item]? {
    let location = Location(file: path, line: number, column: 1)
    let bytes = line.utf8
    let quotes = bytes.count { $0 == Self.quote }
    guard bytes.count <= Self.lineLimit else {
      faults.append(
        location.error("this line is too long", allowed: "at most \(Self.lineLimit >> 20) MiB"))
      return nil
    }
    guard quotes.isMultiple(of: 2) else {
      faults.append(
        location.error("a quotation mark is not closed on its line", allowed: "a row on each line"))
      return nil
    }
    // Without quotation marks, only commas have a meaning.
    guard quotes > 0 else {
      var location = location
      return bytes.split(separator: Self.comma, omittingEmptySubsequences: false).map { cell in
        defer { location.column += Substring(cell).unicodeScalars.count + 1 }
        return Item(
          location: location, content: .text(Substring(cell).trimmingSpaces, isPlain: false))
      }
    }
    // The parser goes by characters: for it a quotation mark with a combining mark is another character.
    guard line.count(where: { $0 == "\"" }) == quotes else {
      faults.append(location.error("a quotation mark has an accent", allowed: "a plain one"))
      return nil
    }
    do {
      // The parser takes an empty last cell only if the line has an end.
      let texts = try EnumeratedCSV(string: line + "\n", delimiter: .comma, loadColumns: false)
        .header
      let columns = Self.columns(of: line)
      return texts.enumerated().map { number, text in
        var location = location
        if columns.count == texts.count { location.column = columns[number] }
        return Item(location: location, content: .text(text.trimmingSpaces, isPlain: false))
      }
    } catch {
      faults.append(location.error("this line is not CSV: a quotation mark stands within a cell"))
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

/// The lines of a text that are not blank, with their numbers, which count from 1.
private struct TextLines: Sequence, IteratorProtocol {
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private var rest: Substring.UTF8View?
  private var number = 0

  init(_ text: Substring) { rest = text.utf8 }

  mutating func next() -> (text: Substring, number: Int)? {
    while let text = rest {
      let end = text.firstIndex { $0 == Self.lineFeed || $0 == Self.carriageReturn }
      let line = Substring(text[..<(end ?? text.endIndex)])
      number += 1
      rest = end.map { end in
        let after = text.index(after: end)
        let isPair =
          text[end] == Self.carriageReturn && after < text.endIndex && text[after] == Self.lineFeed
        return text[(isPair ? text.index(after: after) : after)...]
      }
      if !line.allSatisfy(\.isWhitespace) { return (line, number) }
    }
    return nil
  }
}

extension Item {
  /// A bare number of a cell, with the unit: tables do not repeat it in every cell.
  func `in`(_ unit: Unit?) -> Item {
    guard let unit, !unit.mayBeOmitted, let text, Double(text) != nil else { return self }
    return Item(location: location, content: .text("\(text) \(unit.name)", isPlain: false))
  }
}
