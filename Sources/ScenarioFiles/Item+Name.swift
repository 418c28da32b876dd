// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

extension Item {
  /// How long a name may be.
  static let nameLimit = 100

  /// Reads a name: a short text on one line whose characters readers can all see.
  ///
  /// Returns nil and adds a fault if there is none.
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

  /// Reads the name of something new that tables will have.
  ///
  /// It warns of a name that common readers of tables take for something else.
  func newName(faults: inout [Fault]) -> String? {
    guard let name = name(faults: &faults) else { return nil }
    if let warning = location.misreading(ofName: name) { faults.append(warning) }
    return name
  }
}

extension Location {
  /// The fault of a name with a character that readers cannot see for what it is; nil if it has none.
  func oddity(inName name: String) -> Fault? {
    guard let oddity = name.oddity else { return nil }
    let seen = name.withoutOddities
    let isPlain = seen.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || [" ", "-", "_"].contains(scalar)
    }
    return error(
      "the name `\(excerpt(of: name))` has \(oddity.words)",
      allowed: "characters that can be seen, and plain spaces",
      suggestion: Suggestion([isPlain ? seen : seen.escaped(for: .yaml)]) { _ in
        !seen.isEmpty && seen.oddity == nil
      })
  }

  /// The warning that common readers of tables take a name for something else; nil if they do not.
  func misreading(ofName name: String) -> Fault? {
    Misreading(of: name).map { warning("the name `\(excerpt(of: name))` \($0.words)") }
  }
}

/// Different names of one kind that readers can tell apart.
struct DistinctNames {
  private var names: [String: String] = [:]

  /// Takes a name; returns a fault if an earlier name is the same or looks the same.
  mutating func insert(_ name: String, of kind: String, at location: Location) -> Fault? {
    let other = names.updateValue(name, forKey: name.likeness)
    guard let other else { return nil }
    return location.error(
      other == name
        ? "two \(kind) are called `\(excerpt(of: name))`"
        : "two \(kind) are called `\(excerpt(of: other))` and `\(excerpt(of: name))`, which readers "
          + "and some programs do not tell apart",
      allowed:
        "a `name` for each that differs by more than case, spaces and invisible marks")
  }
}
