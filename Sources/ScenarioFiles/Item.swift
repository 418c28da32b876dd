// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// A value of a YAML file with its location; scalars stay text until a declaration says what they are.
struct Item: Sendable {
  indirect enum Content: Sendable {
    /// A scalar; `isPlain` if it was neither in quotes nor a block.
    case text(String, isPlain: Bool)
    /// A sequence.
    case list([Item])
    /// A mapping, in the order of the file; keys may repeat.
    case map([Entry])
  }

  var location: Location
  var content: Content

  /// The entries of a mapping.
  var entries: [Entry]? {
    if case .map(let entries) = content { entries } else { nil }
  }

  /// The text of a scalar.
  var text: String? {
    if case .text(let text, _) = content { text } else { nil }
  }

  /// Whether it is nothing: an empty plain scalar, `~` or `null`.
  var isNothing: Bool {
    if case .text(let text, isPlain: true) = content {
      ["", "~", "null", "Null", "NULL"].contains(text)
    } else {
      false
    }
  }

  /// The item in words, for messages.
  var words: String {
    switch content {
    case .text("", isPlain: false): "an empty text"
    case .text(let text, _): isNothing ? "nothing" : "`\(excerpt(of: text))`"
    case .list(let items): items.isEmpty ? "an empty list" : "a list"
    case .map(let entries):
      entries.isEmpty ? "an empty mapping" : "a mapping of \(listed(entries.map(\.key)))"
    }
  }
}

/// A key of a mapping with its value.
struct Entry: Sendable {
  var key: String
  var location: Location
  var value: Item
}

/// The beginning of a text for messages, on one line and without invisible characters.
func excerpt(of text: String) -> String {
  let start = text.unicodeScalars.prefix(60)
  let shown = start.map { scalar in
    Oddity(scalar) == nil ? String(scalar) : scalar == "\n" ? " " : "?"
  }
  return shown.joined() + (start.endIndex < text.unicodeScalars.endIndex ? "..." : "")
}

/// Words with commas between them, at most a dozen.
func listed(_ words: some Collection<String>) -> String {
  let shown = words.prefix(12).map { excerpt(of: $0) }.joined(separator: ", ")
  return words.count > 12 ? "\(shown) and \(words.count - 12) more" : shown
}
