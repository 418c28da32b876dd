// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Designs
public import ScenarioFiles
public import Texts

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
  /// The policy that sets it; nil if it holds for every policy.
  public let policy: String?
  /// What it may be in states of the study, as a file has it; nil if it does not vary.
  public let varies: String?

  fileprivate init(_ value: ResolvedValue, of policy: String, in study: LoadedStudy) {
    self.policy = value.section == .policy ? policy : nil
    varies = study.design.factors.first { $0.path == value.path }?.text
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

extension LoadedStudy {
  /// The values of the first policy's scenario, and then what each other policy sets.
  public var resolvedReports: [ResolvedReport] {
    scenarios.indices.flatMap { index in
      scenarios[index].resolved.filter { index == 0 || $0.section == .policy }.map {
        ResolvedReport($0, of: scenarios[index].scenario.policy.name, in: self)
      }
    }
  }

  /// What varies between states, under a heading; nothing if there is one state.
  public var passagesOfStates: [Passage] {
    guard !design.factors.isEmpty else { return [] }
    return [.gap, Passage("STATES: \(design)", isHeading: true)]
      + design.factors.map { Passage("\($0.path): \($0.text)", indent: 2) }
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
