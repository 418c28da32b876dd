// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Foundation

/// The JSON Schema (draft 2020-12) of scenario files, for editors and other checkers.
///
/// It is made from the declarations that the reader uses. It states form, keys, words, units and the ranges of
/// numbers. Only the reader knows what must hold between values and between files.
public func scenarioSchema() -> String {
  var definitions = SchemaDefinitions()
  var schema = Catalogue.scenario.schema(sections: sectionSummaries, &definitions) {
    $0.schema(&$1)
  }
  definitions.amend("policy") { $0.never = .schema(.presetAndFile) }
  schema.title = "A scenario of Cordon"
  schema.summary = "When, where and how the world is, what police do, and what is expected of it."
  return text(of: schema, definitions)
}

/// The JSON Schema (draft 2020-12) of policy files.
public func policySchema() -> String {
  var definitions = SchemaDefinitions()
  var schema = Catalogue.file.schema(
    sections: ["levers": sectionSummaries["policy.levers"] ?? ""], &definitions
  ) {
    $0.schema(&$1)
  }
  schema.never = .schema(.presetAndFile)
  schema.title = "A policy of Cordon"
  schema.summary = "What police do from the day on which policies part."
  return text(of: schema, definitions)
}

let sectionSummaries = [
  "history": "Levers in force before the policy, and after it of those that it does not name.",
  "policy": "What police do from policy-from on: a preset or a file, and changes on top.",
  "policy.levers": "Levers by name, from policy-from on or from a date.",
  "outcomes": "Which direction of an outcome is better here, and which difference matters.",
]

private func text(of schema: JSONSchema, _ definitions: SchemaDefinitions) -> String {
  var schema = schema
  schema.dialect = "https://json-schema.org/draft/2020-12/schema"
  schema.definitions = definitions.all
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  guard let bytes = try? encoder.encode(schema) else {
    preconditionFailure("a number of the schema is none")
  }
  return String(decoding: bytes, as: UTF8.self) + "\n"
}

extension ScenarioTarget {
  /// A year or a span of them, or months.
  private static let period =
    #"^\s*([0-9]{4}( to +[0-9]{4})?|[0-9]{4}-(0[1-9]|1[0-2])( to +[0-9]{4}-(0[1-9]|1[0-2]))?)\s*$"#

  /// The schema of the key.
  fileprivate func schema(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    switch self {
    case .name: .name("A short name.")
    case .summary: .text("What the scenario is about, in a sentence or two.")
    case .base: .text("A scenario file that this one changes, relative to this one's folder.")
    case .field(let entry): entry.statementSchema(&definitions)
    case .policy(let target): target.schema(&definitions)
    case .study(let target): target.schema(&definitions)
    case .areas: areasSchema(&definitions)
    case .observations: .list(of: observationSchema(&definitions), summary: "What was observed.")
    case .expectations:
      .list(
        of: JSONSchema(types: [.string], pattern: WrittenRule.pattern),
        summary: "Rules that outcomes must keep: \(WrittenRule.form).")
    case .better(let name):
      .words(
        Outcome.Direction.allCases.map(\.rawValue),
        summary: "The better direction of \(name): \(Outcome.named(name)?.summary ?? "")")
    case .matters(let name): mattersSchema(of: name)
    }
  }

  /// The schema of a list of areas, or of a file of them.
  private func areasSchema(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    let area = definitions.reference(to: "area") { definitions in
      var area = ScenarioBuilder.areaKeys.schema(named: "area.", &definitions) {
        target, definitions in
        switch target {
        case .name: .name("The area's name.")
        case .field(let entry): entry.statementSchema(&definitions)
        }
      }
      area.required = ["name", "population"]
      return area
    }
    let file = definitions.reference(to: "areas of a file") { definitions in
      var file = ScenarioBuilder.areaFileKeys.schema(named: "areas of a file.", &definitions) {
        target, _ in
        switch target {
        case .file: .text("A CSV file of areas, relative to this file's folder.")
        case .only:
          .any(
            .name("The name of the only area that is taken."),
            .list(of: .name("The name of an area that is taken."), atLeast: 1))
        }
      }
      file.required = ["file"]
      return file
    }
    return .any(
      .list(of: area, atLeast: 1), file, summary: "The police force areas, or a file of them.")
  }

  private func observationSchema(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    definitions.reference(to: "observation") { definitions in
      let number = ScenarioBuilder.anyNumber
      var schema = ScenarioBuilder.observationKeys.schema(named: "observation.", &definitions) {
        target, definitions in
        switch target {
        case .quantity: .text("What was observed, in words.")
        case .outcome:
          .words(Outcome.all.map(\.name), summary: "The outcome to compare with.")
        case .period:
          JSONSchema(
            summary: "A year, a month, or a span of them: 2016, 2014 to 2016, 2015-04 to 2017-03.",
            types: [.integer, .string],
            pattern: Self.period, minimum: 1,
            maximum: 9_999)
        case .value: number.schema(&definitions)
        case .unit: .text("The unit, in words.")
        case .range: number.rangeSchema ?? JSONSchema()
        case .grade: .grade(&definitions)
        case .source: .text("Where the number comes from.")
        case .likelihood: likelihoodSchema(&definitions)
        case .reason: .text("Why the likelihood is as wide as it is.")
        }
      }
      schema.required = ScenarioBuilder.requiredObservationKeys
      return schema
    }
  }

  /// The schema of a likelihood.
  private func likelihoodSchema(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    definitions.reference(to: "likelihood") { definitions in
      var law = LikelihoodReader.keys.schema(named: "likelihood.", &definitions) {
        key, definitions in
        key == .range
          ? key.kind.rangeSchema ?? JSONSchema() : key.kind.schema(&definitions)
      }
      (law.minProperties, law.maxProperties) = (1, 1)
      return .any(
        .words([LikelihoodReader.word]), law,
        summary: "How likely the observed value is, given the value of a run.")
    }
  }

  /// The schema of a difference that matters: a number, perhaps with the unit of the outcome or the end of it.
  private func mattersSchema(of name: String) -> JSONSchema {
    let outcome = Outcome.named(name)
    var endings: [String] = []
    var rest = (outcome?.unit ?? "")[...]
    while !rest.isEmpty {
      endings.append(String(rest).escapedForPattern)
      rest = rest.drop { $0 != " " }.dropFirst()
    }
    return JSONSchema(
      summary: "The smallest difference of \(name) that matters, in \(outcome?.unit ?? "").",
      types: [.number, .string], standard: (outcome?.matters).map(JSONValue.number),
      pattern: #"^\s*\+?[0-9._]+([eE][+-]?[0-9]+)?(\s+("# + endings.joined(separator: "|")
        + #"))?\s*$"#, minimum: 0, maximum: .greatestFiniteMagnitude)
  }
}
