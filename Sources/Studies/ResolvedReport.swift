// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
public import ScenarioFiles

/// A resolved value, for programs.
public struct ResolvedReport: Encodable, Hashable, Sendable {
  /// The section of the scenario in which it stands.
  public let section: String
  /// The path of the value.
  public let path: String
  /// The value, as text.
  public let value: String
  /// The amount alone; nil if there is none.
  public let amount: String?
  /// The date from which it holds; nil if it always holds.
  public let from: String?
  /// Where it comes from.
  public let origin: String
  /// The grade of its evidence.
  public let grade: String
  /// What it rests on.
  public let source: String
  /// What it is, in a sentence.
  public let summary: String

  /// A value of a scenario.
  public init(_ value: ResolvedValue) {
    section = value.section.rawValue
    path = value.path
    self.value = value.text
    amount = value.amount
    from = value.from?.description
    origin = value.origin
    grade = value.evidence.grade.rawValue
    source = value.evidence.source
    summary = value.summary
  }
}

extension ResolvedValue.Section {
  /// The heading above the values of the section, for people.
  public func title(of policy: String) -> String {
    switch self {
    case .settings: "SETTINGS"
    case .parameters: "PARAMETERS: what the world is like"
    case .areas: "AREAS"
    case .history: "HISTORY: levers in force before the policy"
    case .uncertainties: "UNCERTAINTIES: what may be instead, before the record is looked at"
    case .policy: "POLICY: levers that \(policy) sets"
    case .outcomes: "OUTCOMES: what the scenario holds to be better, and to matter"
    case .observed: "OBSERVED"
    case .rules: "RULES that outcomes must keep"
    }
  }
}
