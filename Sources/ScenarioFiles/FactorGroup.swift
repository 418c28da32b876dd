// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Designs

/// Parameters that one word varies, each over its plausible range.
enum FactorGroup: Hashable, Sendable {
  /// Responses of behaviour that no source measures.
  case deep
  /// Estimates and assumptions.
  case gradeD
  /// Parameters of the section with this path.
  case under(String)

  /// The words for groups that have one.
  static let words = ["deep", "grade-D"]
  /// The forms that a file may write.
  static let forms = "`deep`, `grade-D`, or a section such as `groups.*`"

  /// Reads the name of a group; returns nil if the text is none.
  init?(_ text: String) {
    switch text {
    case Self.words[0]: self = .deep
    case Self.words[1]: self = .gradeD
    default:
      guard text.hasSuffix(".*"), text.count > 2 else { return nil }
      self = .under(String(text.dropLast()))
    }
  }

  /// Whether a parameter belongs to the group.
  func has(_ path: String, _ evidence: Evidence) -> Bool {
    switch self {
    case .deep: evidence.isDeep
    case .gradeD: evidence.grade == .d
    case .under(let prefix): path.hasPrefix(prefix)
    }
  }
}

extension ScenarioBuilder {
  /// The parameters of a group, each over its plausible range.
  ///
  /// Levers of a policy are chosen and not among them. Neither are parameters without a plausible range.
  mutating func factors(
    of group: FactorGroup, in scenario: Scenario, at location: Location
  ) -> [StatedFactor] {
    var stated: [StatedFactor] = []
    var leftOut = 0
    for path in scenario.variablePaths where !path.hasPrefix("policy.") && !path.hasPrefix("areas.")
    {
      guard let field = scenario.field(at: path) else { continue }
      // Of values by date each varies alone: one for the whole run would take their place.
      if scenario.firstDatedPath(of: path) != nil { continue }
      let evidence = evidence(at: path) ?? field.evidence
      guard group.has(path, evidence) else { continue }
      guard let plausible = evidence.plausible,
        let factor = try? Factor(path, field.kind, .range(plausible))
      else {
        leftOut += 1
        continue
      }
      stated.append(StatedFactor(factor: factor, location: location))
    }
    if stated.isEmpty {
      faults.append(
        location.error(
          leftOut > 0
            ? "none of these parameters has a plausible range" : "this names no parameter",
          allowed: FactorGroup.forms))
    }
    return stated
  }
}
