// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Texts

/// Texts that end what they stand in, wherever escaping goes by characters or forgets a sign.
enum Hostile {
  /// Signs that mean something somewhere.
  static let signs: [Unicode.Scalar] = [
    "<", ">", "&", "\"", "'", "`", "\\", "$", "(", ")", "|", ";", "#", "*", "{", "}", "[", "]", "!",
    "~",
    "%", "-", ",", ":", "\n", "\r", "\t", "\u{1B}", "\u{85}", "\u{2028}", "\u{202E}", " ", "/",
  ]
  /// Scalars that make one character of themselves and a neighbour: prepending, combining, joining.
  static let neighbours: [Unicode.Scalar] = ["\u{600}", "\u{301}", "\u{200D}", "\u{FE0F}", "a"]

  /// Each sign between all pairs of neighbours, and what attackers write.
  static let texts: [String] = {
    var texts: [String] = []
    for sign in signs {
      for before in neighbours {
        for after in neighbours { texts.append(text([before, sign, after])) }
      }
    }
    return texts + [
      "", "a\u{600}<img src=x onerror=alert(1) y=\u{600}>", "</script\u{301}><script>",
      "<!--<script>",
      "-\u{301}->", "--\u{301}>", "$(touch pwned)", "`touch pwned`", "'; touch pwned; '",
      "'\u{301}; touch pwned; '\u{301}", "\u{600}'; touch pwned; \u{600}'", "a\n#SBATCH --wrap=x",
      "a\r\nb", "x: {y: [1, 2]}", "*alias", "&anchor", "!!tag", "\" ); DROP TABLE runs; --",
    ]
  }()

  static func text(_ scalars: [Unicode.Scalar]) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }
}

@Suite("A text in another language")
struct LanguageTests {
  @Test("has in HTML no sign that ends a text or an attribute, and reads back")
  func html() {
    for text in Hostile.texts {
      let escaped = text.escaped(for: .html)
      #expect(!escaped.unicodeScalars.contains { "<>\"'".unicodeScalars.contains($0) }, "\(text)")
      var back = escaped
      for (entity, sign) in [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
      ] {
        back = back.replacingOccurrences(of: entity, with: sign, options: .literal)
      }
      #expect(Array(back.utf8) == Array(text.utf8), "\(text)")
    }
  }

  @Test("ends neither a comment nor a script of HTML")
  func scripts() {
    for text in Hostile.texts {
      let comment = Array(text.escaped(for: .htmlComment).utf8)
      #expect(!comment.contains(Array("--".utf8)), "\(text)")
      let script = text.escaped(for: .scriptSource).lowercased()
      #expect(!Array(script.utf8).contains(Array("</script".utf8)), "\(text)")
      #expect(!Array(script.utf8).contains(Array("<!--".utf8)), "\(text)")
      #expect(!text.escaped(for: .scriptJSON).utf8.contains(UInt8(ascii: "<")), "\(text)")
    }
    #expect("a.replace(/</g, b)".escaped(for: .scriptSource) == "a.replace(/</g, b)")
    #expect("a</SCRIPT>".escaped(for: .scriptSource) == "a<\\/SCRIPT>")
    #expect(#"{"a": "<b>"}"#.escaped(for: .scriptJSON) == #"{"a": "\u003cb\u003e"}"#)
    #expect("----".escaped(for: .htmlComment) == "- - - -")
  }

  @Test("is one word of bash on one line, byte for byte")
  func shell() throws {
    let words = Hostile.texts.map { $0.escaped(for: .shell) }
    for word in words {
      #expect(!word.unicodeScalars.contains { Oddity($0)?.isDangerous == true }, "\(word)")
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cordon-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "printf '%s\\0' \(words.joined(separator: " "))"]
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let printed = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let read = printed.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    #expect(read.map { Array($0) } == Hostile.texts.map { Array($0.utf8) })
    // Nothing of them ran.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test("is quoted for a shell only where it must be")
  func plainWords() {
    #expect("/opt/cordon-1.0/bin".escaped(for: .shell) == "/opt/cordon-1.0/bin")
    #expect("a b".escaped(for: .shell) == "'a b'")
    #expect("$it's".escaped(for: .shell) == "'$it'\\''s'")
    #expect("".escaped(for: .shell) == "''")
    #expect("a\nb".escaped(for: .shell) == "$'a\\x0ab'")
  }

  @Test("is one scalar of YAML on one line")
  func yaml() {
    for text in Hostile.texts {
      let escaped = Array(text.escaped(for: .yaml).unicodeScalars)
      #expect(escaped.first == "\"" && escaped.last == "\"")
      var isEscaped = false
      for scalar in escaped.dropFirst().dropLast() {
        #expect(isEscaped || scalar != "\"", "\(text)")
        #expect(Oddity(scalar) == nil, "\(text)")
        isEscaped = scalar == "\\" && !isEscaped
      }
      #expect(!isEscaped, "\(text)")
    }
    #expect("a\"b\\\u{202E}".escaped(for: .yaml) == #""a\"b\\\u202e""#)
  }

  @Test("is one name of SQL, one field of a table, one line of a comment, one line of Markdown")
  func others() {
    for text in Hostile.texts {
      let sql = text.escaped(for: .sql).unicodeScalars.dropFirst().dropLast()
      #expect(
        sql.filter { $0 == "\"" }.count == 2 * text.unicodeScalars.filter { $0 == "\"" }.count)
      let csv = text.escaped(for: .csv)
      let needsQuotes = text.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
      #expect(csv.utf8.first == UInt8(ascii: "\"") ? needsQuotes : csv == text, "\(text)")
      for line in [text.escaped(for: .comment), text.escaped(for: .markdown)] {
        #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(!line.contains { $0.isNewline })
      }
      #expect(!text.escaped(for: .markdown).unicodeScalars.contains("<"))
    }
    #expect("a\"\u{301},b".escaped(for: .csv) == "\"a\"\"\u{301},b\"")
    #expect("a|b*".escaped(for: .markdownCell) == "a\\|b*")
    #expect("open-shut *x*".escaped(for: .markdown) == "open-shut \\*x\\*")
    #expect("a.b(c)".escaped(for: .pattern) == "a\\.b\\(c\\)")
  }
}
