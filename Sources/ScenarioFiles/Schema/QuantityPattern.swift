// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Texts

/// Regular expressions for numbers with units, as ``QuantityReader`` reads them.
///
/// In the dialect that ECMA-262 and Python share. A pattern says form, unit and sign; of ranges it
/// can only say those of percentages.
struct QuantityPattern {
  let unit: Unit
  let allowed: ClosedRange<Double>
  var isWhole = false

  /// The whole of a quantity with its unit.
  var pattern: String {
    var forms = [quantity]
    // Zero is the same in every unit.
    if !unit.mayBeOmitted, allowed.contains(0) { forms.append("0") }
    return #"^\s*("# + forms.joined(separator: "|") + #")\s*$"#
  }

  /// Two quantities with `to` between them, the first perhaps without its unit.
  var range: String {
    #"^\s*("# + quantity + "|" + decimal + ") +to +(" + quantity + #")\s*$"#
  }

  /// A number with its unit, which may be left out where it can mean only one thing.
  private var quantity: String {
    switch unit.dimension {
    case .share: percentage + "|" + decimal
    case .factor: decimal
    case .count: decimal + #"(\s+("# + words + "))?"
    case .duration, .rate, .work, .money: decimal + #"\s+("# + words + ")"
    }
  }

  /// Digits with perhaps a point and an exponent; a leading zero could be taken for octal.
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
  /// A name of all that the schema says: a range only where it can say one.
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
  /// A bare number is in the declared unit, which is the canonical one wherever it may be left out.
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
  /// The text as a pattern of just itself.
  var escapedForPattern: String { escaped(for: .pattern) }
}
