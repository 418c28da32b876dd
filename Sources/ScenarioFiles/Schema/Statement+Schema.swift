// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

extension FieldCatalogue<Scenario>.Entry {
  /// What a file may say of the field: a value, or a value with its evidence.
  func statementSchema(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    let value = kind.schema(&definitions)
    let statement = definitions.reference(to: "\(kind.schemaName) with evidence") {
      StatementReader.keys.statementSchema(of: kind, value, &$0)
    }
    let words = kind.text(of: standard)
    let changes = Scenario.isDated(path) && field.use.whyConstant == nil
    return JSONSchema(
      summary: (comments(on: self) + ["Default: \(words)."]).joined(separator: "\n"),
      standard: kind.json(of: self.standard),
      either: [value, statement] + (changes ? courseSchemas(value, statement, &definitions) : []))
  }

  /// A value with its date, a list of values, or a table by year or day.
  private func courseSchemas(
    _ value: JSONSchema, _ statement: JSONSchema, _ definitions: inout SchemaDefinitions
  ) -> [JSONSchema] {
    let dated = definitions.reference(to: "\(kind.schemaName) from a date") {
      StatementReader.datedKeys.statementSchema(of: kind, value, &$0)
    }
    let list = definitions.reference(to: "\(kind.schemaName) in a list") { _ in
      .list(of: .any(value, dated), atLeast: 1)
    }
    let table = definitions.reference(to: "\(kind.schemaName) by year") { _ in
      var table = JSONSchema.mapping([:])
      table.patternProperties = [
        #"^(19|20|21)[0-9]{2}(-[0-9]{2}-[0-9]{2})?$"#: .any(value, statement)
      ]
      table.minProperties = 1
      return table
    }
    return [dated, list, table]
  }

  /// What a policy may say of the lever: a value, one with its date, or a list of these.
  func leverSchema(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    let value = kind.schema(&definitions)
    let change = definitions.reference(to: "\(kind.schemaName) with date") {
      StatementReader.leverKeys.statementSchema(of: kind, value, &$0)
    }
    return .any(
      value, change, .list(of: .any(value, change), atLeast: 1),
      summary: comments(on: self).joined(separator: "\n"))
  }
}

extension Catalogue<StatementReader.Key> {
  /// A value of the kind with its evidence and, of a lever, its date.
  func statementSchema(
    of kind: FieldKind, _ value: JSONSchema, _ definitions: inout SchemaDefinitions
  ) -> JSONSchema {
    var properties: [String: JSONSchema] = [:]
    for (path, key) in pairs {
      properties[path] =
        switch key {
        case .value: value
        case .range: kind.rangeSchema
        case .grade: .grade(&definitions)
        case .source: .text("Where the value comes from.")
        case .isDeep:
          FieldKind.flag.schema(
            "Whether this is a response of behaviour that no source measures.", &definitions)
        case .from:
          FieldKind.date.schema("The day from which the value holds.", &definitions)
        case .over where kind.hasBetween:
          Item.days(atLeast: 0).schema("How long the value grows to this one.", &definitions)
        case .compliance where kind.hasBetween:
          FieldKind.number(unit: .share, allowed: 0...1).schema(
            "How far forces go from the value in force to this one.", &definitions)
        case .over, .compliance: nil
        }
    }
    return .mapping(properties, required: ["value"])
  }
}

extension FieldKind {
  /// Whether there is anything between two values: only between numbers that are always finite.
  var hasBetween: Bool {
    if case .number(_, _, nil, _) = self { true } else { false }
  }
}

extension JSONSchema {
  /// A grade of evidence.
  static func grade(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    definitions.reference(to: "grade") { _ in
      .words(
        EvidenceGrade.allCases.map(\.rawValue),
        summary: EvidenceGrade.allCases.map { "\($0.rawValue): \($0.meaning)" }
          .joined(separator: "; "))
    }
  }
}
