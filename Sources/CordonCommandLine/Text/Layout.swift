// SPDX-License-Identifier: GPL-3.0-or-later

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

extension Sequence {
  /// The elements whose text has all of the words, whatever their case.
  func about(_ words: [String], text: (Element) -> String) -> [Element] {
    let words = words.map { $0.lowercased() }
    return filter { element in
      let text = text(element).lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }
}

/// As many spaces as asked for, but not fewer than none.
func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
