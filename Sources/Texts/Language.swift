// SPDX-License-Identifier: GPL-3.0-or-later

/// A language into which a text from outside is written, so that it means nothing there but itself.
///
/// Texts are escaped here alone, scalar by scalar. A Swift `Character` may be several scalars, such as U+0600
/// with the `<` after it, or `"` with an accent on it. A search for the character `<` or `"` misses these,
/// but a browser, a shell or SQLite finds them.
public enum Language: CaseIterable, Sendable {
  /// Text between tags of HTML, or the value of an attribute in quotes.
  case html
  /// What stands within a comment of HTML.
  case htmlComment
  /// The source of a script in an element `script` of HTML.
  case scriptSource
  /// JSON in an element `script` of HTML; the text is JSON already.
  case scriptJSON
  /// Text on a line of Markdown, after its first word.
  case markdown
  /// A cell of a Markdown table, which may have marks of its own.
  case markdownCell
  /// A word of bash, for shells and for schedulers that read the directives of job scripts.
  case shell
  /// A scalar of YAML, with its quotation marks.
  case yaml
  /// The name of a table or a column in SQL, with its quotation marks.
  case sql
  /// A field of comma-separated values (RFC 4180), in quotation marks where it needs them.
  case csv
  /// A pattern (ECMA 262) of just the text.
  case pattern
  /// The rest of a line that is a comment of a shell or of YAML.
  case comment
}

extension String {
  /// The text as the language writes it.
  ///
  /// - Complexity: O(*n*).
  public func escaped(for language: Language) -> String {
    switch language {
    case .html: escapedForHTML
    case .htmlComment: replacing("-") { $0 == "-" ? "- -" : nil }
    case .scriptSource: escapedForScript
    case .scriptJSON:
      mapped { ["<", ">", "&", "\u{2028}", "\u{2029}"].contains($0) ? $0.fourDigits : nil }
    case .markdown: escapedForMarkdown
    case .markdownCell: mapped { $0 == "|" ? "\\|" : nil }
    case .shell: escapedForShell
    case .yaml: escapedForYAML
    case .sql: "\"" + mapped { $0 == "\"" ? "\"\"" : nil } + "\""
    case .csv: escapedForCSV
    case .pattern: mapped { #"\^$.|?*+()[]{}"#.unicodeScalars.contains($0) ? "\\\($0)" : nil }
    case .comment: mapped { $0.breaksLines ? "?" : nil }
    }
  }

  /// The text with some of its scalars replaced.
  private func mapped(_ replacement: (Unicode.Scalar) -> String?) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if let text = replacement(scalar) {
        result.append(contentsOf: text.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The text with scalars replaced that follow the given one.
  private func replacing(
    _ first: Unicode.Scalar, _ replacement: (Unicode.Scalar) -> String?
  ) -> String {
    var result = String.UnicodeScalarView()
    var isAfter = false
    for scalar in unicodeScalars {
      if isAfter, let text = replacement(scalar) {
        result.removeLast()
        result.append(contentsOf: text.unicodeScalars)
      } else {
        result.append(scalar)
      }
      isAfter = scalar == first
    }
    return String(result)
  }
}

// MARK: - Pages

extension String {
  private var escapedForHTML: String {
    // Most texts have nothing to escape, and a page has many.
    guard utf8.contains(where: { [0x26, 0x3C, 0x3E, 0x22, 0x27].contains($0) }) else { return self }
    return mapped { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      default: nil
      }
    }
  }

  /// The script with a backslash before the second character of what might end it.
  ///
  /// A script ends at `</script`, in whatever case; after `<!--` and `<script` it would not. These can stand
  /// only in strings and patterns, where the backslash changes nothing; `/</g` is a pattern to be left.
  private var escapedForScript: String {
    var bytes: [UInt8] = []
    let all = Array(utf8)
    for (index, byte) in all.enumerated() {
      bytes.append(byte)
      guard byte == UInt8(ascii: "<") else { continue }
      let rest = all[(index + 1)...].prefix(7)
      let isEnd = rest.map { $0 | 0x20 }.elementsEqual("/script".utf8)
      if isEnd || rest.starts(with: "!--".utf8) { bytes.append(UInt8(ascii: "\\")) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private var escapedForMarkdown: String {
    mapped { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\\", "`", "*", "_", "[", "]", "(", ")", "{", "}", "#", "!", "|", "~", "$": "\\\(scalar)"
      default: scalar.breaksLines ? " " : nil
      }
    }
  }
}

// MARK: - Shells, YAML and tables

extension String {
  /// A word of bash, in quotation marks only where it needs them.
  ///
  /// A word that a line cannot hold, or that would be misread, is written as `$'...'`. So every word is on one
  /// line, and a terminal into which it is pasted takes nothing in it for a key.
  private var escapedForShell: String {
    let isPlain = unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "-_./:,=+@%^".unicodeScalars.contains(scalar))
    }
    guard !isPlain || isEmpty else { return self }
    guard danger != nil else {
      return "'" + mapped { $0 == "'" ? "'\\''" : nil } + "'"
    }
    let words = mapped { scalar in
      switch scalar {
      case "\\", "'": "\\\(scalar)"
      case _ where Oddity(scalar)?.isDangerous == true:
        String(scalar).utf8.map { "\\x" + $0.hexadecimal(digits: 2) }.joined()
      default: nil
      }
    }
    return "$'\(words)'"
  }

  private var escapedForYAML: String {
    "\""
      + mapped { scalar in
        switch scalar {
        case "\\", "\"": "\\\(scalar)"
        case _ where scalar.isOdd:
          scalar.value > 0xFFFF ? "\\U" + scalar.value.hexadecimal(digits: 8) : scalar.fourDigits
        default: nil
        }
      } + "\""
  }

  private var escapedForCSV: String {
    // Bytes are quick to search, and there may be millions of fields. None of these bytes is part of another
    // character.
    let isPlain = utf8.allSatisfy { ![0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    return isPlain ? self : "\"" + mapped { $0 == "\"" ? "\"\"" : nil } + "\""
  }
}

extension Unicode.Scalar {
  /// The scalar as JavaScript, JSON and YAML write it: `\u003c`.
  fileprivate var fourDigits: String { "\\u" + value.hexadecimal(digits: 4) }

  /// Whether some reader takes it for the end of a line, or for a key of a terminal.
  fileprivate var breaksLines: Bool {
    [.control, .lineSeparator, .paragraphSeparator].contains(properties.generalCategory)
  }

  /// Whether it is not seen for what it is.
  fileprivate var isOdd: Bool { Oddity(self) != nil }
}

extension BinaryInteger {
  /// The number in hexadecimal digits, with zeros before it.
  func hexadecimal(digits: Int, uppercase: Bool = false) -> String {
    let text = String(self, radix: 16, uppercase: uppercase)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
