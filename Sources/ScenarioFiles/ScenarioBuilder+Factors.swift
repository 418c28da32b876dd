// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Designs

extension ScenarioBuilder {
  /// What is uncertain, by the files' statements: those of a later file replace those of its base.
  mutating func uncertainties(of scenario: Scenario) -> [StatedFactor] {
    var stated: [StatedFactor] = []
    for item in study.uncertainties {
      for (path, given) in assignments(in: item, of: scenario, isOfLevers: false) {
        guard !path.hasPrefix("history."), !path.hasPrefix("policy.") else {
          faults.append(
            given.location.error(
              "a lever is chosen, not uncertain", allowed: "`states: {vary: ...}` for levers"))
          continue
        }
        guard let factor = factor(at: path, given.value, of: scenario) else { continue }
        if let index = stated.firstIndex(where: { $0.factor.path == path }) {
          stated[index] = factor
        } else {
          stated.append(factor)
        }
      }
    }
    checkAreas(of: stated)
    return stated
  }

  /// What a block of `vary` varies.
  mutating func factors(in item: Item, of scenario: Scenario) -> [StatedFactor] {
    var stated: [StatedFactor] = []
    for (path, given) in assignments(in: item, of: scenario) {
      if let origin = origins[path]?.location, origin.line == 0 {
        faults.append(
          given.location.warning("`\(path)` is varied: \(origin.file) has no effect"))
      }
      if let factor = factor(at: path, given.value, of: scenario) { stated.append(factor) }
    }
    checkAreas(of: stated)
    return stated
  }

  /// The values by path that a mapping gives, in its order.
  mutating func assignments(
    in item: Item, of scenario: Scenario, isOfLevers: Bool = true
  ) -> [(path: String, given: Catalogue<String>.Assignment)] {
    guard let entries = item.entries, !entries.isEmpty else {
      faults.append(
        item.location.error(
          "paths with what each may be are expected, not \(item.words)",
          allowed: "`{PATH: ...}`, PATH a parameter"
            + (isOfLevers
              ? ", areas.NAME.KEY, history.LEVER or policy.levers.LEVER" : " or areas.NAME.KEY")))
      return []
    }
    let paths = study.paths ?? Catalogue(scenario.variablePaths.map { ($0, $0) })
    study.paths = paths
    return paths.assignments(in: entries, faults: &faults).map { ($0.target, $0) }
  }

  private mutating func factor(
    at path: String, _ item: Item, of scenario: Scenario
  ) -> StatedFactor? {
    guard let field = scenario.field(at: path) else { return nil }
    let evidence = origins[path]?.evidence ?? field.evidence
    return FactorReader(field: field, plausible: evidence.plausible)
      .factor(of: item, faults: &faults)
  }

  /// A value of all areas and that of one are the same one twice.
  private mutating func checkAreas(of factors: [StatedFactor]) {
    for stated in factors {
      guard let path = AreaPath(stated.factor.path), path.name != "*" else { continue }
      let all = "areas.*.\(path.entry.key)"
      guard factors.contains(where: { $0.factor.path == all }) else { continue }
      faults.append(
        stated.location.error("`\(stated.factor.path)` is varied twice", allowed: "it or `\(all)`"))
    }
  }
}
