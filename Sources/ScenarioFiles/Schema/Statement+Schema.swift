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
    return JSONSchema(
      summary: (comments(on: self) + ["Default: \(words)."]).joined(separator: "\n"),
      standard: kind.json(of: self.standard), either: [value, statement])
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
