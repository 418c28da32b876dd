// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import ScenarioFiles
import Texts

/// The values of one section of a scenario as lines for people, on a page of 80 columns.
struct ResolvedText {
  let values: [ResolvedValue]

  /// Path, value, grade and location of each; of the file that most values come from only the line.
  var lines: [String] {
    switch values.first?.section {
    case .observed, .rules: values.flatMap(listed)
    case .settings, .parameters, .areas, .history, .uncertainties, .policy, .outcomes, nil: table
    }
  }

  private var table: [String] {
    let file = values.commonFile
    let locations = values.map { value in
      guard let file, value.origin.hasPrefix("\(file):") else { return value.origin }
      return "line \(value.origin.dropFirst(file.count + 1))"
    }
    let pathWidth = values.map(\.path.count).max() ?? 0
    let locationWidth = locations.map(\.count).filter { $0 <= Self.locationWidth }.max() ?? 0
    let room = pageWidth - pathWidth - locationWidth - "    G  ".count - 2
    let textWidth = min(room, values.map(\.words.count).max() ?? 0)
    let note = file.map { "Lines are of \($0), where no other file is named.".wrapped(indent: 2) }
    return (note ?? [])
      + zip(values, locations).flatMap { value, location in
        let end = "\(value.evidence.grade.rawValue)  \(location)"
        let start = "  \(value.path.padded(to: pathWidth))  \(value.words.padded(to: textWidth))"
        guard start.count + 2 + end.count > pageWidth else { return [start + "  " + end] }
        // What is long has its value and its location on lines of their own.
        return ["  \(value.path)"] + value.words.wrapped(indent: 6) + end.wrapped(indent: 6)
      }
  }

  /// How much of the page a location may take before it stands on a line of its own.
  private static let locationWidth = 24

  /// What stands in a list of the file: an observation or a rule.
  private func listed(_ value: ResolvedValue) -> [String] {
    let isObserved = value.section == .observed
    let name = isObserved ? "\(value.path.dropFirst("observed.".count)): " : ""
    let grade = isObserved ? "\(value.evidence.grade.rawValue)  " : ""
    return (name + value.words).wrapped(indent: 2) + (grade + value.origin).wrapped(indent: 6)
  }
}
