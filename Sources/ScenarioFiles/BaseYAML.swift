// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Texts

/// The part of a base file that comes from the declarations: settings, parameters, one area, history.
///
/// Comments above each value give its summary, its evidence and what is allowed. A file with this text gives
/// exactly the declared defaults and their evidence.
public func baseYAML() -> String {
  var lines = layOut(.setting) + [""] + layOut(.world)
  lines += ["", "areas:", "  - name: \(Area().name.escaped(for: .yaml))"]
  lines += indented(layOut(.area), by: 4)
  lines += ["", "# Levers in force before the policies part.", "history:"]
  lines += indented(layOut(.history), by: 2)
  return lines.joined(separator: "\n") + "\n"
}

/// A value with its comments, and the part of its path that is still to be nested.
private struct Leaf {
  var path: ArraySlice<Substring>
  var comments: [String]
  var text: String
}

private func layOut(_ role: FieldCatalogue<Scenario>.Role) -> [String] {
  nested(
    Scenario.catalogue[role].map { entry in
      Leaf(
        path: entry.key.split(separator: ".")[...], comments: comments(on: entry),
        text: entry.kind.text(of: entry.standard))
    })
}

/// The lines of leaves below their sections.
///
/// Each section comes once, at its first leaf.
private func nested(_ leaves: [Leaf]) -> [String] {
  var lines: [String] = []
  var done: Set<Substring> = []
  for leaf in leaves {
    guard let key = leaf.path.first, done.insert(key).inserted else { continue }
    if leaf.path.count == 1 {
      lines += leaf.comments.flatMap(commentLines) + ["\(key): \(leaf.text)"]
    } else {
      let below = leaves.filter { $0.path.first == key }
        .map { Leaf(path: $0.path.dropFirst(), comments: $0.comments, text: $0.text) }
      if !lines.isEmpty { lines.append("") }
      lines += ["\(key):"] + indented(nested(below), by: 2)
    }
  }
  return lines
}

/// The summary, what is allowed and the evidence.
///
/// Settings are choices and have no evidence.
func comments(on field: FieldCatalogue<Scenario>.Entry) -> [String] {
  var words = ["Allowed: \(field.kind.allowedWords)."]
  guard field.role != .setting else { return [field.summary] + words }
  if let plausible = field.evidence.plausible {
    words.append("Plausible: \(field.kind.text(of: plausible)).")
  }
  if field.evidence.isDeep { words.append("A deep uncertainty.") }
  words.append("Grade \(field.evidence.grade.rawValue): \(field.evidence.source).")
  return [field.summary, words.joined(separator: " ")]
}

extension FieldKind {
  /// What is allowed, without units: the value beside it shows them.
  fileprivate var allowedWords: String {
    guard case .number(_, let allowed, let none, _) = self else { return words }
    return text(of: allowed) + (none.map { ", or \($0)" } ?? "")
  }
}

/// A comment on lines that stay below 100 columns at any indentation.
func commentLines(_ comment: String) -> [String] {
  var lines = ["#"]
  for word in comment.split(whereSeparator: \.isWhitespace) {
    if lines[lines.count - 1].count + word.count > 88 { lines.append("#  ") }
    lines[lines.count - 1] += " \(word)"
  }
  return lines
}

private func indented(_ lines: [String], by count: Int) -> [String] {
  lines.map { $0.isEmpty ? "" : String(repeating: " ", count: count) + $0 }
}
