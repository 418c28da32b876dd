// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// How wide printed text may be.
let pageWidth = 80

extension String {
  /// The text filled up with spaces on the right.
  func padded(to width: Int) -> String { self + spaces(width - count) }

  /// The text filled up with spaces on the left.
  func aligned(to width: Int) -> String { spaces(width - count) + self }

  /// The text broken between words into lines that fit the page, each indented.
  func wrapped(indent: Int = 0, width: Int = pageWidth) -> [String] {
    let margin = spaces(indent)
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if !line.isEmpty, indent + line.count + 1 + word.count > width {
        lines.append(margin + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [margin + line]
  }

  /// The text without spaces at its end.
  var withoutTrailingSpaces: String {
    String(prefix(lastIndex { $0 != " " }.map { distance(from: startIndex, to: $0) + 1 } ?? 0))
  }
}

extension Console {
  /// Writes passages to standard output, broken into lines that fit the page.
  func print(_ passages: [Passage]) {
    for passage in passages {
      let lines =
        passage.isHeading || passage.text.isEmpty
        ? [headline(passage.text)] : passage.text.wrapped(indent: passage.indent)
      for line in lines { print(line) }
    }
  }
}

/// Rows as lines of columns, each as wide as its widest cell.
///
/// - Parameters:
///   - rows: The rows; all have the same number of cells.
///   - numbersFrom: The first of the columns whose cells are aligned on the right; nil if none is.
/// - Returns: A line for each row.
func columns(_ rows: [[String]], numbersFrom: Int? = nil) -> [String] {
  guard let first = rows.first else { return [] }
  let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
  return rows.map { row in
    row.indices.map { column in
      column < numbersFrom ?? .max
        ? row[column].padded(to: widths[column]) : row[column].aligned(to: widths[column])
    }.joined(separator: "  ").withoutTrailingSpaces
  }
}

/// As many spaces as asked for, but not fewer than none.
func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
