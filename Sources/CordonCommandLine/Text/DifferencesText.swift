// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import ScenarioFiles
import Texts

/// What differs between two scenarios as lines for people.
struct DifferencesText {
  let differences: [ScenarioDifference]
  let headline: (String) -> String

  /// Section by section: what it is, then what the first scenario says and what the second one does,
  /// each with its location; last how many values differ.
  var lines: [String] {
    let lone = differences.filter(\.isLoneArea)
    return ResolvedValue.Section.allCases.flatMap { section -> [String] in
      let own = differences.filter { $0.section == section && !$0.isLoneArea }
      let areas = section == .areas ? loneAreas(lone) : []
      guard !own.isEmpty || !areas.isEmpty else { return [] }
      return ["", headline(section.rawValue.uppercased())] + areas + own.flatMap(block)
    } + [""]
      + "\(counted(differences.count, "difference"))."
      .wrapped()
  }

  /// Areas that only one of the scenarios has, by their names.
  private func loneAreas(_ areas: [ScenarioDifference]) -> [String] {
    [("A", areas.filter { $0.second == nil }), ("B", areas.filter { $0.first == nil })].flatMap {
      label, areas -> [String] in
      guard !areas.isEmpty else { return [] }
      let names = areas.map { String($0.path.dropFirst("areas.".count)) }
      let noun = counted(areas.count, "area")
      let origin = areas.compactMap { $0.first ?? $0.second }.first?.origins.first ?? ""
      return "only in \(label), \(noun): \(names.joined(separator: ", "))".wrapped(indent: 2)
        + ["     \(origin)"]
    }
  }

  private func block(of difference: ScenarioDifference) -> [String] {
    let heading = "\(difference.path): \(difference.summary)".wrapped(indent: 2)
    // A rule is its own name.
    let lines = difference.section == .rules ? [] : heading
    return lines + side("A", difference.first, difference)
      + side("B", difference.second, difference)
  }

  private func side(
    _ label: String, _ side: ScenarioDifference.Side?, _ difference: ScenarioDifference
  ) -> [String] {
    guard let side else {
      switch difference.section {
      // What stands in a list is there or not.
      case .observed, .rules: return []
      case .settings, .parameters, .areas, .history, .uncertainties, .policy, .outcomes:
        return ["    \(label)  not set"]
      }
    }
    let words = side.words.wrapped(indent: 7)
    let origins = side.origins.joined(separator: ", ")
    let first = "    \(label)  " + words[0].dropFirst(7)
    if words.count == 1, first.count + 2 + origins.count <= pageWidth {
      return [first.padded(to: 36) + "  " + origins].map {
        $0.count <= pageWidth ? $0 : first + "  " + origins
      }
    }
    return [first] + words.dropFirst() + origins.wrapped(indent: 9)
  }
}

extension ScenarioDifference {
  /// Whether it is an area that only one of the scenarios has.
  fileprivate var isLoneArea: Bool { section == .areas && (first == nil || second == nil) }
}
