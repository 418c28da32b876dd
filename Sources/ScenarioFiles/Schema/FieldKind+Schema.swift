// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations

/// The definitions to which the schema of a file refers, each made once.
struct SchemaDefinitions {
  private(set) var all: [String: JSONSchema] = [:]

  /// Returns a reference to the definition of the name, and makes it if there is none yet.
  ///
  /// Everything in the name but letters, digits and points becomes a hyphen, so it needs no escapes.
  mutating func reference(
    to name: String, make: (inout SchemaDefinitions) -> JSONSchema
  ) -> JSONSchema {
    let name = String(name.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" })
    if all[name] == nil {
      let schema = make(&self)
      all[name] = schema
    }
    return JSONSchema(reference: "#/$defs/\(name)")
  }

  /// Changes the definition of the name, which must be there.
  mutating func amend(_ name: String, _ change: (inout JSONSchema) -> Void) {
    guard var schema = all[name] else { preconditionFailure("\(name) is not defined") }
    change(&schema)
    all[name] = schema
  }
}

extension FieldKind {
  /// The schema of the field's value, without evidence and dates.
  func schema(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    definitions.reference(to: schemaName) { schema(making: &$0) }
  }

  /// The schema of the value, with a summary.
  func schema(_ summary: String, _ definitions: inout SchemaDefinitions) -> JSONSchema {
    var schema = schema(&definitions)
    schema.summary = summary
    return schema
  }

  /// A name that says all that the schema says, so no two schemas share it.
  var schemaName: String {
    switch self {
    case .number(let unit, let allowed, let none, let isWhole):
      QuantityPattern(unit: unit, allowed: allowed, isWhole: isWhole).name
        + (none.map { " or \($0)" } ?? "")
    case .law(let unit): "law of \(QuantityPattern(unit: unit, allowed: unit.lawful).name)"
    case .choice(let names): names.joined(separator: " or ")
    case .flag: "yes or no"
    case .shares(let names): "shares of \(names.joined(separator: ", "))"
    case .date: "date"
    }
  }

  private func schema(making definitions: inout SchemaDefinitions) -> JSONSchema {
    switch self {
    case .number(let unit, let allowed, let none, let isWhole):
      let quantity = QuantityPattern(unit: unit, allowed: allowed, isWhole: isWhole).schema
      return none.map { .any(.words([$0]), quantity) } ?? quantity
    case .law(let unit): return .law(unit, &definitions)
    case .choice(let names): return .words(names)
    case .flag:
      return JSONSchema(
        choices: [.flag(true), .flag(false)] + ["yes", "no", "true", "false"].map(JSONValue.text))
    case .shares(let names):
      let share = QuantityPattern(unit: .share, allowed: 0...1).schema
      return .mapping(
        Dictionary(uniqueKeysWithValues: names.map { ($0, share) }), required: names)
    case .date:
      return JSONSchema(
        types: [.string],
        pattern: #"^\s*(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\s*$"#,
        format: "date")
    }
  }

  /// The schema of the plausible range; nil if the field has none.
  var rangeSchema: JSONSchema? {
    guard let unit else { return nil }
    var pattern = QuantityPattern(unit: unit, allowed: -Double.infinity...Double.infinity)
    if case .number(_, let allowed, _, let isWhole) = self {
      pattern = QuantityPattern(unit: unit, allowed: allowed, isWhole: isWhole)
    }
    return JSONSchema(
      summary: "How far the value may plausibly be off, such as `10% to 90%`.", types: [.string],
      pattern: pattern.range)
  }

  /// A setting as a reader of YAML sees it.
  func json(of setting: Setting) -> JSONValue? {
    var faults: [Fault] = []
    return YAMLReader.item(in: text(of: setting), at: Location(file: ""), faults: &faults)
      .map(JSONValue.init)
  }
}

extension JSONSchema {
  /// The schema of a law: a quantity, or the name of a law with its arguments.
  fileprivate static func law(
    _ unit: Unit, _ definitions: inout SchemaDefinitions
  ) -> JSONSchema {
    var properties: [String: JSONSchema] = [:]
    for form in Law.forms {
      let schema = form.schema(of: unit, &definitions)
      // Two forms may have the same name and different arguments.
      let earlier = properties[form.name]
      properties[form.name] = earlier.map { .any($0, schema) } ?? schema
    }
    var law = mapping(properties)
    (law.minProperties, law.maxProperties) = (1, 1)
    return .any(unit.argument(&definitions), law)
  }
}

extension LawForm {
  /// The schema of the law's arguments, for a random quantity in the unit.
  fileprivate func schema(
    of unit: Unit, _ definitions: inout SchemaDefinitions
  ) -> JSONSchema {
    var properties: [String: JSONSchema] = [:]
    for argument in arguments {
      let unit = argument.isQuantity ? unit : .factor
      properties[argument.name] = unit.argument(&definitions)
    }
    return .mapping(
      properties, required: arguments.filter { $0.fallback == nil }.map(\.name),
      summary: summary)
  }
}

extension Unit {
  /// The schema of an argument of a law.
  fileprivate func argument(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    FieldKind.number(unit: self, allowed: lawful).schema(&definitions)
  }
}
