// SPDX-License-Identifier: GPL-3.0-or-later

/// How many columns printed text may have.
public let pageWidth = 80

extension String {
  /// The text filled up with spaces on the right; the text itself if it is as wide already.
  public func padded(to width: Int) -> String { self + spaces(width - count) }

  /// The text filled up with spaces on the left; the text itself if it is as wide already.
  public func aligned(to width: Int) -> String { spaces(width - count) + self }

  /// The text without spaces at its end.
  public var withoutTrailingSpaces: String {
    String(prefix(lastIndex { $0 != " " }.map { distance(from: startIndex, to: $0) + 1 } ?? 0))
  }

  /// The text broken between words into lines, each indented.
  ///
  /// A word that is wider than a line has one for itself.
  ///
  /// - Parameters:
  ///   - indent: How many spaces each line begins with.
  ///   - width: How many columns a line may have, with its indent.
  /// - Returns: The lines; none if the text has no word.
  /// - Complexity: O(*n*).
  public func wrapped(indent: Int = 0, width: Int = pageWidth) -> [String] {
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
}

/// Rows as lines of columns, each as wide as its widest cell, with two spaces between them.
///
/// - Parameters:
///   - rows: The rows; all have the same number of cells.
///   - numbersFrom: The first of the columns whose cells are aligned on the right; nil if none is.
/// - Returns: A line for each row, without spaces at its end.
/// - Complexity: O(*n*) in the length of all cells.
public func columns(_ rows: [[String]], numbersFrom: Int? = nil) -> [String] {
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
public func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
