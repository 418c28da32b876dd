// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Texts

/// Regular expressions for numbers with units, as ``QuantityReader`` reads them.
///
/// They are in the dialect that ECMA-262 and Python share. A pattern states form, unit and sign. It can state
/// what is allowed only for percentages.
struct QuantityPattern {
  let unit: Unit
  let allowed: ClosedRange<Double>
  var isWhole = false

  /// The pattern of a quantity with its unit.
  var pattern: String {
    var forms = [quantity]
    // Zero is the same in every unit.
    if !unit.mayBeOmitted, allowed.contains(0) { forms.append("0") }
    return #"^\s*("# + forms.joined(separator: "|") + #")\s*$"#
  }

  /// The pattern of two quantities with `to` between them; the first may have no unit.
  var range: String {
    #"^\s*("# + quantity + "|" + decimal + ") +to +(" + quantity + #")\s*$"#
  }

  /// A number with its unit, which may be left out if it can mean only one thing.
  private var quantity: String {
    switch unit.dimension {
    case .share: percentage + "|" + decimal
    case .factor: decimal
    case .count: decimal + #"(\s+("# + words + "))?"
    case .duration, .rate, .work, .money: decimal + #"\s+("# + words + ")"
    }
  }

  /// Digits, perhaps with a point and an exponent.
  ///
  /// No leading zero: some readers take such a number for octal.
  private var decimal: String {
    (allowed.lowerBound < 0 ? "-?" : "")
      + #"((0|[1-9][0-9_]*)(\.[0-9_]*)?|\.[0-9][0-9_]*)([eE][+-]?[0-9]{1,4})?"#
  }

  private var percentage: String {
    guard allowed == 0...1 else { return decimal + #"\s*%"# }
    return #"(100(\.0*)?|[1-9]?[0-9](\.[0-9_]*)?|\.[0-9]+)\s*%"#
  }

  private var words: String {
    let names = (isWhole ? [unit] : unit.accepted).flatMap { [$0.name, $0.singular] }
    var each: [String] = []
    for name in names where !each.contains(name) { each.append(name) }
    return each.map(\.escapedForPattern).joined(separator: "|")
  }
}

extension QuantityPattern {
  /// A name that says all that the schema says, with a range only if the schema states one.
  var name: String {
    guard unit.mayBeOmitted else {
      return (isWhole ? "whole \(unit.name)" : unit.dimension.rawValue)
        + (allowed.lowerBound < 0 ? " of either sign" : "")
        + (allowed.contains(0) ? "" : " above 0")
    }
    let noun = unit.name.isEmpty ? (isWhole ? "whole number" : "number") : unit.name
    let bounds = [allowed.lowerBound, allowed.upperBound].map { $0.isFinite ? "\($0)" : "any" }
    return (isWhole && !unit.name.isEmpty ? "whole \(noun)" : noun)
      + (unit == .share && allowed == 0...1 ? "" : " from \(bounds[0]) to \(bounds[1])")
  }
  /// The quantity as a number of YAML or as a text.
  ///
  /// A bare number is in the declared unit; wherever the unit may be left out, that is the canonical one.
  var schema: JSONSchema {
    var schema = JSONSchema(types: [.string], pattern: pattern)
    let number: JSONSchema.Kind = isWhole ? .integer : .number
    if unit.mayBeOmitted {
      schema.types = [number, .string]
      schema.minimum = allowed.lowerBound.isFinite ? allowed.lowerBound : nil
      schema.maximum = min(allowed.upperBound, .greatestFiniteMagnitude)
    } else if allowed.contains(0) {
      schema.types = [number, .string]
      (schema.minimum, schema.maximum) = (0, 0)
    }
    return schema
  }
}

extension String {
  /// The pattern that only this text matches.
  var escapedForPattern: String { escaped(for: .pattern) }
}
