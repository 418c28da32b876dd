// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// A scenario file as the workbench writes it, which knows what stands on each of its lines.
struct ScenarioText {
  /// The lines.
  private var lines: [String] = []
  /// What a line is about, as a file names it; by the number of the line, from 1.
  private var paths: [Int: String] = [:]

  /// The text of the file.
  var text: String { lines.joined(separator: "\n") + "\n" }

  /// What a line is about; nil for a line that nobody has set.
  func path(ofLine line: Int) -> String? { paths[line] }

  /// A line that nobody has set.
  mutating func add(_ line: String) { lines.append(line) }

  /// A key with its value, at a depth of so many spaces.
  ///
  /// - Parameters:
  ///   - depth: How many spaces stand before it.
  ///   - key: The key, with a dash before it where it begins an element of a list.
  ///   - value: The value as somebody has written it: a text that might be more than a value is quoted.
  ///   - path: What it is, as a file names it.
  mutating func add(_ depth: Int, _ key: String, _ value: String, as path: String) {
    lines.append(String(repeating: " ", count: depth) + "\(key): \(Self.scalar(value))")
    paths[lines.count] = path
  }

  /// An element of a list.
  mutating func add(_ depth: Int, item value: String, as path: String) {
    lines.append(String(repeating: " ", count: depth) + "- \(Self.scalar(value))")
    paths[lines.count] = path
  }

  /// A value in one line of YAML.
  ///
  /// What looks like a number, a word or a condition stays as it is; anything else is quoted, so that it cannot become
  /// more than a value.
  static func scalar(_ value: String) -> String {
    let isPlain =
      value.first.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
      && value.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "%.-+ <>=_/".contains($0))
      }
      && value.last != " "
    return isPlain ? value : value.escaped(for: .yaml)
  }

  /// A key, quoted unless it is a path.
  static func key(_ key: String) -> String {
    !key.isEmpty
      && key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-@".contains($0)) }
      ? key : key.escaped(for: .yaml)
  }
}
