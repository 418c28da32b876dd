// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

extension Item {
  /// How long a name may be.
  static let nameLimit = 100

  /// A name: a short text on one line, of which readers see every character; nil, and a fault, where there
  /// is none.
  func name(faults: inout [Fault]) -> String? {
    guard let text = someText(faults: &faults) else { return nil }
    let isLine = !text.contains(where: \.isNewline)
    guard text.count <= Self.nameLimit, isLine else {
      faults.append(
        location.error(
          "`\(excerpt(of: text))` cannot be a name",
          allowed: "one line of at most \(Self.nameLimit) characters"))
      return nil
    }
    if let fault = location.oddity(inName: text) {
      faults.append(fault)
      return nil
    }
    return text
  }

  /// The name of something that is new, and will stand in tables; common readers may take it for something
  /// else, of which a warning tells.
  func newName(faults: inout [Fault]) -> String? {
    guard let name = name(faults: &faults) else { return nil }
    if let warning = location.misreading(ofName: name) { faults.append(warning) }
    return name
  }
}

extension Location {
  /// The fault where a name has a character that readers do not see for what it is; nil where it has none.
  func oddity(inName name: String) -> Fault? {
    guard let oddity = name.oddity else { return nil }
    let seen = name.withoutOddities
    let isPlain = seen.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || [" ", "-", "_"].contains(scalar)
    }
    return error(
      "there is \(oddity.words) in the name `\(excerpt(of: name))`",
      allowed: "characters that can be seen, and plain spaces",
      suggestion: Suggestion([isPlain ? seen : seen.escaped(for: .yaml)]) { _ in
        !seen.isEmpty && seen.oddity == nil
      })
  }

  /// The warning where common readers of tables take a name for something else; nil where they do not.
  func misreading(ofName name: String) -> Fault? {
    Misreading(of: name).map { warning("the name `\(excerpt(of: name))` \($0.words)") }
  }
}

/// Names of one kind, each once, of which readers can tell each from every other.
struct DistinctNames {
  private var names: [String: String] = [:]

  /// Takes a name; the fault where one that is there already is the same, or looks the same.
  mutating func insert(_ name: String, of kind: String, at location: Location) -> Fault? {
    let other = names.updateValue(name, forKey: name.likeness)
    guard let other else { return nil }
    return location.error(
      other == name
        ? "two \(kind) are called `\(excerpt(of: name))`"
        : "two \(kind) are called `\(excerpt(of: other))` and `\(excerpt(of: name))`, which readers "
          + "and some programs do not tell apart",
      allowed:
        "a `name` for each, which differs by more than case, spaces and marks that are not seen")
  }
}
