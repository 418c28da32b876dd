// SPDX-License-Identifier: GPL-3.0-or-later

/// A piece of text for people, which may be broken between words at any width.
///
/// Whoever shows passages decides how: as lines of a terminal, as elements of a page, or as answers of a server.
public struct Passage: Hashable, Sendable {
  /// The text, on one line; empty for a gap between passages.
  public let text: String
  /// How many columns it is indented by.
  public let indent: Int
  /// Whether it stands above what follows.
  public let isHeading: Bool

  /// Creates a passage; the text has no line breaks.
  public init(_ text: String, indent: Int = 0, isHeading: Bool = false) {
    self.text = text
    self.indent = indent
    self.isHeading = isHeading
  }

  /// A gap between passages.
  public static let gap = Passage("")
}

extension Sequence {
  /// The elements whose text has all of the words, in upper or lower case.
  public func about(_ words: [String], text: (Element) -> String) -> [Element] {
    let words = words.map { $0.lowercased() }
    return filter { element in
      let text = text(element).lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }
}
