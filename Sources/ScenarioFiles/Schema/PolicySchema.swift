// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

extension PolicyTarget {
  /// The schema of a key of a policy.
  func schema(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    switch self {
    case .name: .name("The policy's name.")
    case .summary: .text("What the policy is, in a sentence or two.")
    case .preset: .name("A policy to begin with: a file of the folder policies, without .yaml.")
    case .file: .name("A policy to begin with: a file, relative to this file's folder.")
    case .lever(let number): Self.lever(number, &definitions)
    case .areas:
      JSONSchema(
        summary: "What areas or regions do on their own, by name.", types: [.object],
        others: .schema(Self.overlay(isLocal: true, &definitions)))
    case .triggers:
      .list(
        of: TriggerTarget.schema(&definitions),
        summary: "Levers that change for a time when something has happened.")
    }
  }

  private static func lever(
    _ number: Int, _ definitions: inout SchemaDefinitions
  ) -> JSONSchema {
    let lever = Scenario.levers[number]
    return definitions.reference(to: "lever \(lever.key)") { lever.leverSchema(&$0) }
  }

  /// The schema of an overlay: a preset by its name, or levers on top of what holds.
  ///
  /// A local one has only levers that an area may set.
  fileprivate static func overlay(
    isLocal: Bool, _ definitions: inout SchemaDefinitions
  ) -> JSONSchema {
    let name = isLocal ? "overlay of an area" : "overlay"
    return definitions.reference(to: name) { definitions in
      let keys = Catalogue<PolicyTarget>(
        Catalogue.overlay.pairs.filter { _, target in
          guard isLocal, case .lever(let number) = target else { return true }
          return !Scenario.levers[number].isNational
        })
      var mapping = keys.schema(named: "\(name).", &definitions) { $0.schema(&$1) }
      mapping.minProperties = 1
      mapping.never = .schema(.presetAndFile)
      return .any(.name("A preset."), mapping)
    }
  }
}

extension JSONSchema {
  /// Both keys at once, which no policy may have: it begins with a preset or with a file.
  static let presetAndFile = JSONSchema(required: ["preset", "file"])
}

extension TriggerTarget {
  /// The schema of a trigger.
  ///
  /// A trigger that acts area by area has only levers that an area may set.
  fileprivate static func schema(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    definitions.reference(to: "trigger") { definitions in
      var schema = Catalogue.trigger.schema(named: "trigger.", &definitions) { $0.schema(&$1) }
      schema.required = ScenarioBuilder.requiredTriggerKeys
      let isLocal = JSONSchema(
        properties: ["area": .words([Trigger.Scope.each.rawValue])], required: ["area"])
      schema.condition = .schema(isLocal)
      schema.consequence = .schema(
        JSONSchema(properties: ["then": PolicyTarget.overlay(isLocal: true, &definitions)]))
      return schema
    }
  }

  private func schema(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    switch self {
    case .when: Self.condition("What must have happened", &definitions)
    case .until: Self.condition("What must hold before it ends", &definitions)
    case .then: PolicyTarget.overlay(isLocal: false, &definitions)
    case .days: Item.days(atLeast: 1).schema("For how long it holds at least.", &definitions)
    case .rest: Item.days(atLeast: 0).schema("For how long it does not fire again.", &definitions)
    case .area:
      .words(
        Trigger.Scope.allCases.map(\.rawValue),
        summary: "Whether it is counted and applied in the country or in each area on its own.")
    }
  }

  /// `OUTCOME >= NUMBER within DAYS`.
  private static func condition(
    _ summary: String, _ definitions: inout SchemaDefinitions
  ) -> JSONSchema {
    let names = Outcome.triggering.map(\.name.escapedForPattern).joined(separator: "|")
    let signs = Trigger.Condition.Comparison.allCases.map(\.rawValue.escapedForPattern)
    let units = Unit.days.accepted.flatMap { [$0.name, $0.singular] }.joined(separator: "|")
    return JSONSchema(
      summary: "\(summary), such as `serious-disorder >= 1 within 90 days`.", types: [.string],
      pattern: #"^\s*("# + names + #")\s*("# + signs.joined(separator: "|")
        + #")\s*\S.* within +[0-9._eE+]+\s+("# + units + #")\s*$"#)
  }
}

extension WrittenRule {
  /// The pattern of a rule: an outcome, perhaps altered, a relation, and another outcome or a number.
  static var pattern: String {
    let names = Outcome.all.map(\.name.escapedForPattern).joined(separator: "|")
    let term = "(" + names + #")\s*(\([^<>]*\))?"#
    let signs = Expectation.Relation.allCases.map(\.rawValue.escapedForPattern)
    return #"^\s*"# + term + #"\s*("# + signs.joined(separator: "|") + #")\s*("# + term
      + #"|[+-]?[0-9.]+([eE][+-]?[0-9]+)?)\s*$"#
  }
}
