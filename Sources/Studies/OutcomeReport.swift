// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import Experiments

/// What is declared of an outcome, for programs.
public struct OutcomeReport: Encodable, Hashable, Sendable {
  /// Its name, as a column of the tables.
  public let name: String
  /// The part of the question that it answers.
  public let section: String
  /// Whether a first look shows it.
  public let isHeadline: Bool
  /// Its unit.
  public let unit: String
  /// Its unit in a series of months.
  public let monthlyUnit: String
  /// Which direction is better.
  public let better: String
  /// The smallest difference that matters.
  public let matters: Double
  /// The outcomes whose sum is the number of cases in the mean; empty if every run counts alike.
  public let per: [String]
  /// What it is, in a sentence.
  public let summary: String

  /// Which direction is better and what difference matters, as a sentence.
  public var valuationWords: String {
    let direction =
      better == Outcome.Direction.none.rawValue
      ? "No direction is better without a value judgement" : "Better: \(better)"
    let matters = Readable(standardError: 0, size: matters)(matters)
    return "\(direction); smallest difference that matters: \(matters)."
  }

  /// What is declared of an outcome.
  public init(_ outcome: Outcome) {
    name = outcome.name
    section = outcome.section.title
    isHeadline = outcome.isHeadline
    unit = outcome.unit
    monthlyUnit = outcome.monthlyUnit
    better = outcome.better.rawValue
    matters = outcome.matters
    per = outcome.per
    summary = outcome.summary
  }
}
