// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// The one declaration of an outcome: columns, summaries and verdicts are made from it.
public struct Outcome: Hashable, Sendable {
  /// Which direction is better, as far as that can be said without a value judgement.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    case more
    case fewer
    /// No direction: a value judgement.
    case none
  }

  /// The name, as in files and columns.
  public let name: String
  /// The unit over the counted years, for example `convictions per year`.
  public let unit: String
  /// The unit in a single month, for example `convictions`.
  public let monthlyUnit: String
  /// What it is, in one sentence.
  public let summary: String
  /// The better direction.
  public let better: Direction
  /// The smallest difference that matters, in `unit`.
  public let matters: Double
  /// How it follows from what a run counts.
  let formula: Formula
}

/// What one run has to say.
public struct RunOutcomes: Hashable, Sendable {
  /// Outcomes over the counted years, in the order of `Outcome.all`; NaN where a run cannot say.
  public var counted: [Double]
  /// First days of the months of the run, from the start of history.
  public var months: [CalendarDate]
  /// Outcomes by month: the value of outcome `o` in month `m` is at `m * Outcome.all.count + o`.
  public var monthly: [Double]
  /// How many events the run handled.
  public var events: Int
}
