// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// An outcome of this model, and how it follows from what a run counts.
struct CountedOutcome: Sendable {
  /// The declaration.
  let outcome: Outcome
  /// How it follows from what a run counts.
  let formula: Formula
  /// What it is made of, time included.
  let made: MeasureSet

  /// Creates a declaration.
  ///
  /// The formula says whether only the country has the outcome, and whether it is a yes or a no.
  init(
    name: String, title: String? = nil, section: Outcome.Section, isHeadline: Bool = false,
    unit: String,
    monthlyUnit: String, summary: String, better: Outcome.Direction, matters: Double,
    per: [String] = [], roles: [Outcome.Role] = [], formula: Formula
  ) {
    var isYesOrNo = false
    if case .anyInYear = formula { isYesOrNo = true }
    let isNational = formula.measures.contains { $0 != .days && Measure.national.contains($0) }
    let isCount =
      switch formula {
      case .total, .atEnd: true
      case .timeMean: !isNational
      case .ratio, .anyInYear: false
      }
    outcome = Outcome(
      name: name, title: title, section: section, isHeadline: isHeadline, unit: unit,
      monthlyUnit: monthlyUnit,
      summary: summary, better: better, matters: matters,
      isNational: isNational, isYesOrNo: isYesOrNo, isCount: isCount, per: per,
      roles: roles)
    self.formula = formula
    made = MeasureSet(formula.measures + [.days])
  }

  /// The formula of the outcome of a name; nil if there is none.
  static func formula(of name: String) -> Formula? {
    Outcome.all.index(of: name).map { all[$0].formula }
  }
}

extension Outcome {
  /// The outcomes of this model.
  public static let all = OutcomeSet(CountedOutcome.all.map(\.outcome))

  /// The outcome of this model with the given name; nil if there is none.
  public static func named(_ name: String) -> Outcome? { all.named(name) }
}

extension Outcome.Section {
  static let justice = Self(
    "Justice",
    drivers: ["stings", "handover", "triage", "investigation", "forensics", "court", "enforcement"])
  static let workload = Self(
    "Police workload",
    drivers: [
      "response", "triage", "investigation", "enforcement", "harm", "licence", "costs", "staffing",
    ])
  static let delay = Self(
    "Delay",
    drivers: ["triage", "investigation", "forensics", "court", "response", "callers", "staffing"])
  static let disorder = Self(
    "Public disorder", drivers: ["stings", "crowd", "callers", "response"], isOfRareEvents: true)
  static let harm = Self(
    "Harm", drivers: ["stings", "crowd", "callers", "harm", "response"], isOfRareEvents: true)
  static let volunteers = Self(
    "Volunteers", drivers: ["groups", "chats", "stings", "handover", "licence", "behaviour"])
  static let mood = Self("Public mood", drivers: ["public"])
}
