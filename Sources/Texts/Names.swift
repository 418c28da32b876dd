// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// How programs that read tables may misread a name.
public enum Misreading: Hashable, Sendable, CaseIterable {
  /// As a value that is missing.
  case missing
  /// As a number, or as true or false.
  case number
  /// As a formula, which is computed.
  case formula

  /// How common readers misread a name; nil if they do not.
  ///
  /// Source: `na_values` of pandas.read_csv, `na.strings` and `type.convert` of R; OWASP, "CSV Injection".
  public init?(of name: String) {
    let plain = name.lowercased()
    if Self.missingWords.contains(plain) {
      self = .missing
    } else if Double(plain) != nil || ["true", "false", "t", "f"].contains(plain) {
      self = .number
    } else if let first = name.unicodeScalars.first, Self.formulaSigns.contains(first) {
      self = .formula
    } else {
      return nil
    }
  }

  /// What happens, in words that go on after the name.
  public var words: String {
    switch self {
    case .missing:
      "is taken for a missing value by common readers of tables, such as pandas: there the rows of this "
        + "name may disappear"
    case .number: "is taken for a number, or for true or false, by common readers of tables"
    case .formula: "is computed as a formula by spreadsheets that open the tables"
    }
  }

  private static let missingWords: Set<String> = [
    "", "#n/a", "#n/a n/a", "#na", "-1.#ind", "-1.#qnan", "-nan", "1.#ind", "1.#qnan", "<na>",
    "n/a",
    "na", "nan", "nil", "none", "null",
  ]
  /// Some spreadsheets take the wide ones for the others.
  private static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
}

extension String {
  /// The name without differences of case, of spaces and of invisible marks.
  ///
  /// Readers can hardly tell two names apart if these are equal, and some programs cannot.
  /// - Complexity: O(*n*).
  public var likeness: String {
    var seen = String.UnicodeScalarView()
    for scalar in precomposedStringWithCompatibilityMapping.unicodeScalars
    where !scalar.properties.isDefaultIgnorableCodePoint {
      seen.append(scalar)
    }
    return String(seen).uppercased().lowercased().split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }
}
