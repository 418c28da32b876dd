// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Designs

extension StudyTarget {
  /// What may be written for the key.
  func schema(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    switch self {
    case .policies:
      .list(
        of: Self.policy(&definitions), atLeast: 1,
        summary: "The policies that are compared, the baseline first: presets, files or changes.")
    case .uncertainties:
      Self.paths(
        (Scenario.catalogue[.world] + Scenario.catalogue[.area] + Scenario.catalogue[.history])
          .map(\.path), "uncertain.", &definitions
      ) { $0.prior(&$1) }
    case .design: Self.design(&definitions)
    case .variation: Self.variation(&definitions)
    case .luck:
      .words(
        StateLuck.allCases.map(\.rawValue),
        summary:
          "Whether each state has luck of its own, or all share that of the same futures; own "
          + "unless it is said or the design is `ends`.")
    case .precision:
      .any(
        PrecisionTarget.goal(&definitions),
        .list(of: PrecisionTarget.goal(&definitions), atLeast: 1),
        summary: "How well differences between policies must be known before replications end.")
    }
  }

  /// A preset by its name, or what else a policy may say.
  private static func policy(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    definitions.reference(to: "policy of a list") { definitions in
      var mapping = Catalogue.inScenario.schema(
        named: "policy.", sections: ["levers": sectionSummaries["policy.levers"] ?? ""],
        &definitions
      ) { $0.schema(&$1) }
      mapping.minProperties = 1
      mapping.never = .schema(.presetAndFile)
      return .any(.name("A preset."), mapping)
    }
  }

  private static func variation(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    let block = definitions.reference(to: "varied") { definitions in
      paths(pathsOfAny, "varied.", &definitions) { $0.domain(&$1) }
    }
    return .any(
      block, .list(of: block, atLeast: 1), .words(FactorGroup.words),
      JSONSchema(types: [.string], pattern: #"^\S+\.\*$"#),
      summary:
        "What varies, by path, or a group of parameters over their plausible ranges. A list of mappings is several grids."
    )
  }

  private static func design(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    let points = FieldKind.number(
      unit: .count("points"), allowed: 1...Double(Design.stateLimit), isWhole: true)
    let seed = FieldKind.number(unit: .factor, allowed: 0...Double(UInt32.max), isWhole: true)
    var mapping = ScenarioBuilder.designKeys.schema(named: "design.", &definitions) {
      target, definitions in
      switch target {
      case .sobol: points.schema("So many points of the sequence of Sobol'.", &definitions)
      case .halton: points.schema("So many points of the sequence of Halton.", &definitions)
      case .latinHypercube: points.schema("A Latin hypercube of so many points.", &definitions)
      case .blocks:
        points.schema("So many blocks of states for indices of sensitivity.", &definitions)
      case .seed: seed.schema("The seed of a Latin hypercube or of a random shift.", &definitions)
      case .csv: .text("A CSV file of states, relative to this file's folder.")
      case .list:
        .list(
          of: paths(pathsOfAny, "state.", &definitions) { $0.schema(&$1) },
          atLeast: 1, summary: "The states one by one, each the values by path.")
      }
    }
    mapping.either = ScenarioBuilder.designKeys.paths.filter { $0 != DesignTarget.seed.rawValue }
      .map { JSONSchema(required: [$0]) }
    return .any(
      .words(["grid", ScenarioBuilder.endsWord]), mapping,
      summary: "How states are chosen; without it by grid.")
  }

  /// What any scenario can vary: of areas what all of them have.
  private static var pathsOfAny: [String] {
    Scenario().variablePaths.filter { AreaPath($0).map { $0.name == "*" } ?? true }
  }

  /// A mapping of paths of a scenario, nested or dotted, those of areas by any name.
  private static func paths(
    _ paths: [String], _ prefix: String, _ definitions: inout SchemaDefinitions,
    leaf: (FieldKind, inout SchemaDefinitions) -> JSONSchema
  ) -> JSONSchema {
    let scenario = Scenario()
    let kinds = paths.compactMap { path in scenario.field(at: path).map { (path, $0.kind) } }
    let isNew = definitions.all["\(prefix)areas"] == nil
    var schema = Catalogue(kinds).schema(named: prefix, &definitions, leaf: leaf)
    schema.minProperties = 1
    let keys = Scenario.catalogue[.area].map(\.key)
    func ofAnyArea(under section: String) -> [String: JSONSchema] {
      Dictionary(
        uniqueKeysWithValues: keys.map { key in
          (
            "^\(section.escapedForPattern).+\\.\(key.escapedForPattern)$",
            JSONSchema(reference: "#/$defs/\(prefix)areas.-.\(key)")
          )
        })
    }
    schema.patternProperties?.merge(ofAnyArea(under: "areas.")) { first, _ in first }
    // The value that begins on a day; of which kind it is, only the reader knows.
    schema.patternProperties?[#"^[a-z].*@(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$"#] = JSONSchema()
    guard isNew else { return schema }
    definitions.amend("\(prefix)areas") { areas in
      areas.patternProperties?.merge(ofAnyArea(under: "")) { first, _ in first }
      areas.others = .schema(JSONSchema(reference: "#/$defs/\(prefix)areas.-"))
    }
    return schema
  }
}

extension FieldKind {
  /// What a field of the kind may be in the states of a study.
  fileprivate func domain(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    definitions.reference(to: "domain of \(schemaName)") { definitions in
      let levels = JSONSchema.list(
        of: schema(&definitions), atLeast: 1, summary: "Values, equally likely.")
      guard case .number(let unit, _, _, _) = self, var range = rangeSchema else { return levels }
      range.summary = "A range such as `10% to 90%`."
      var law = FieldKind.law(unit: unit).schema(&definitions)
      law.types = [.object]
      return .any(
        range, .mapping(["log": range], required: ["log"], summary: "A range of equal ratios."),
        levels, law, .words([FactorReader.plausibleWord], summary: "The plausible range."))
    }
  }

  /// What a field may be, perhaps with the reason.
  fileprivate func prior(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    let domain = domain(&definitions)
    return definitions.reference(to: "prior of \(schemaName)") { definitions in
      .any(
        domain,
        .mapping(
          [
            PriorKey.prior.rawValue: domain,
            PriorKey.reason.rawValue: .text("What was known of it before the record."),
          ], required: [PriorKey.prior.rawValue]))
    }
  }
}

extension PrecisionTarget {
  /// How well the difference of one outcome must be known.
  fileprivate static func goal(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    definitions.reference(to: "goal of precision") { definitions in
      var goal = ScenarioBuilder.precisionKeys.schema(named: "precision.", &definitions) {
        $0.schema(&$1)
      }
      goal.required = [PrecisionTarget.outcome.rawValue]
      return goal
    }
  }

  private func schema(_ definitions: inout SchemaDefinitions) -> JSONSchema {
    let replications = FieldKind.number(
      unit: .count("replications"), allowed: Self.allowedReplications, isWhole: true)
    switch self {
    case .outcome: return .words(Outcome.all.map(\.name), summary: "The outcome.")
    case .policies:
      return .any(
        .name("A policy that is compared with the baseline."),
        .list(of: .name("A policy that is compared with the baseline."), atLeast: 1))
    case .halfWidth:
      return .any(
        .words(["matters"]),
        JSONSchema(
          types: [.number, .string],
          pattern: #"^\s*[0-9._]+([eE][+-]?[0-9]+)?(\s+[a-z].*)?$"#, minimum: 0),
        summary: "The half-width that is narrow enough, in the outcome's unit; `matters`: the "
          + "smallest difference that matters.")
    case .relative:
      return FieldKind.number(unit: .share, allowed: Self.allowedRelative).schema(
        "The half-width that is narrow enough, as a share of the baseline's mean.", &definitions)
    case .confidence:
      return FieldKind.number(unit: .share, allowed: Self.allowedConfidence).schema(
        "The confidence of the interval; 95% unless it is said.", &definitions)
    case .interval:
      return .words(
        PrecisionGoal.Interval.allCases.map(\.rawValue),
        summary: "Whether the interval holds at a number of replications that was fixed before, or "
          + "at every number at once; fixed unless it is said.")
    case .least: return replications.schema("How many replications at least.", &definitions)
    case .most: return replications.schema("How many replications at most.", &definitions)
    }
  }
}
