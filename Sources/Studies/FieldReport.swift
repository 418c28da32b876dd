// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
public import Texts

/// What is declared of a field, for people and programs.
public struct FieldReport: Encodable, Hashable, Sendable {
  /// The section of a scenario in which it stands.
  public let section: String
  /// The path that a file and `--set` take.
  public let path: String
  /// Its unit; empty if it has none.
  public let unit: String
  /// The value if a file gives none.
  public let `default`: String
  /// What is allowed, in words.
  public let allowed: String
  /// The range that is plausible; nil if none is stated.
  public let plausible: String?
  /// The grade of the evidence of the default.
  public let grade: String
  /// What the default rests on.
  public let source: String
  /// Whether it is a response of behaviour that no source measures.
  public let deep: Bool
  /// What it was measured to move; nil if it was not measured.
  public let impact: String?
  /// What it is, in a sentence.
  public let summary: String

  /// The section of settings.
  public static let settings = "Settings"
  /// The section of parameters.
  public static let parameters = "Parameters"
  private static let areas = "Areas"
  private static let history = "Levers in force before"
  /// The section of a policy's levers.
  public static let policy = "Levers of the policy"

  /// All that a scenario may set, with the paths that `--set` takes.
  public static var all: [FieldReport] {
    [
      (.setting, settings), (.world, parameters), (.area, areas), (.history, history),
      (.lever, policy),
    ]
    .flatMap { role, section in
      Scenario.catalogue[role].map { FieldReport($0, section: section) }
    }
  }

  /// What was measured that unknowns move, by path.
  static var impacts: [String: String] {
    Dictionary(
      all.compactMap { field in field.impact.map { (field.path, $0) } },
      uniquingKeysWith: { one, _ in one })
  }

  /// How an entry is read, and how to see fewer of them.
  public static var legend: Passage {
    let grades = EvidenceGrade.allCases.map { "\($0.rawValue) \($0.meaning)" }
    return Passage(
      "Each entry: its path and default, what it is, what is allowed, and what the default rests on: "
        + grades.joined(separator: ", ") + ". `cordon parameters WORD` shows those about a word.")
  }

  /// What is said of it below its path and default.
  public var passages: [Passage] {
    let plausible = plausible.map { "; plausible \($0)" } ?? ""
    let impact = impact.map { ["Impact: \($0)."] } ?? []
    return
      ([
        summary, "Allowed: \(allowed).", "\(grade): \(source)\(plausible)\(deep ? "; deep" : "")",
      ] + impact).map { Passage($0, indent: 4) }
  }

  private init(_ field: FieldCatalogue<Scenario>.Entry, section: String) {
    self.section = section
    path = field.path
    unit = field.kind.unit?.name ?? ""
    `default` = field.kind.text(of: field.standard)
    allowed = field.kind.words
    plausible = field.evidence.plausible.map { field.kind.text(of: $0) }
    grade = field.evidence.grade.rawValue
    source = field.evidence.source
    deep = field.evidence.isDeep
    impact = MeasuredImpacts.known.words(
      of: field.path, field.kind, centre: field.standard, field.evidence)
    summary = field.summary
  }
}
