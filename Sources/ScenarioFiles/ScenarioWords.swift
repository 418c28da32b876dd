// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// Every value of a scenario in words: grouped, aligned, each with its origin and its evidence.
///
/// One line a value: path, value, origin, grade and source. Values that stand in a file or an option
/// show it; the rest show `default`.
public func scenarioWords(_ loaded: LoadedScenario) -> String {
  let scenario = loaded.scenario
  var lines = [scenario.name]
  if !scenario.summary.isEmpty { lines.append(scenario.summary) }
  for input in loaded.inputs { lines.append("read from \(input.path)") }
  for section in ResolvedValue.Section.allCases {
    let values = loaded.resolved.filter { $0.section == section }
    lines += ["", section.title(of: scenario.policy.name)]
    if values.isEmpty { lines.append("  nothing") }
    lines += aligned(values.map(\.columns)).map { "  " + $0 }
  }
  lines += ["", "Grades: " + EvidenceGrade.legend]
  return lines.joined(separator: "\n") + "\n"
}

extension EvidenceGrade {
  /// What each grade means, in one line.
  static var legend: String {
    allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; ")
  }
}

extension ResolvedValue.Section {
  fileprivate func title(of policy: String) -> String {
    switch self {
    case .settings: "Settings"
    case .parameters: "Parameters: what the world is like"
    case .areas: "Areas"
    case .history: "History: levers in force before the policy"
    case .policy: "Policy: levers that \(policy) sets"
    }
  }
}

extension ResolvedValue {
  /// Choices of the study and of the policy are no claims about the world: no evidence is shown.
  fileprivate var columns: [String] {
    let columns = [path, text + (from.map { " from \($0)" } ?? ""), origin]
    guard section != .settings, section != .policy else { return columns }
    let deep = evidence.isDeep ? "deep uncertainty: " : ""
    return columns + [evidence.grade.rawValue, range ?? "", deep + evidence.source]
  }
}

/// Rows with their columns padded to equal widths; the last column is left as it is.
func aligned(_ rows: [[String]]) -> [String] {
  let widths = rows.reduce(into: [Int]()) { widths, row in
    for (column, text) in row.enumerated() {
      if column == widths.count { widths.append(0) }
      widths[column] = max(widths[column], min(text.count, 60))
    }
  }
  return rows.map { row in
    row.enumerated().map { column, text in
      column == row.count - 1
        ? text : text + String(repeating: " ", count: max(0, widths[column] - text.count))
    }.joined(separator: "  ")
  }
}
