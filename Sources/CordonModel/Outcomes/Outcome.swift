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

  /// The part of the question that an outcome answers.
  public enum Section: String, Hashable, Sendable, CaseIterable {
    case justice = "Justice"
    case workload = "Police workload"
    case delay = "Delay"
    case disorder = "Public disorder"
    case harm = "Harm"
    case volunteers = "Volunteers"
    case mood = "Public mood"
  }

  /// The name, as in files and columns.
  public let name: String
  /// The part of the question that it answers.
  public let section: Section
  /// Whether it is among the few that a first look needs.
  public let isHeadline: Bool
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

  /// Whether only the country has it, so that it says nothing of an area.
  public var isNational: Bool {
    let ofTime: [Measure] = [.days]
    return formula.measures.contains { Measure.national.contains($0) && !ofTime.contains($0) }
  }

  /// Whether a year either has it or has not, so that over one counted year it is 0 or 1.
  public var isYesOrNo: Bool { if case .anyInYear = formula { true } else { false } }

  /// The outcome of the given name; nil where there is none.
  public static func named(_ name: String) -> Outcome? { all.first { $0.name == name } }
}

/// What one run has to say.
public struct RunOutcomes: Hashable, Sendable {
  /// Outcomes over the counted years, in the order of `Outcome.all`; NaN where a run cannot say.
  public var counted: [Double]
  /// The same for each area; empty where the country is one area.
  public var areas: [[Double]]
  /// The same by month for each area, laid out as `monthly`; empty unless the run was asked for it.
  public var areaMonthly: [[Double]] = []
  /// First days of the months of the run, from the start of history; a month is split where the
  /// counted years begin within it.
  public var months: [CalendarDate]
  /// Outcomes by month: the value of outcome `o` in month `m` is at `m * Outcome.all.count + o`.
  public var monthly: [Double]
  /// How many events the run handled.
  public var events: Int
  /// Why the run has nothing to say; nil where it has.
  public var failure: String?

  /// Creates outcomes from their parts.
  public init(
    counted: [Double], areas: [[Double]], areaMonthly: [[Double]] = [], months: [CalendarDate],
    monthly: [Double], events: Int, failure: String? = nil
  ) {
    self.counted = counted
    self.areas = areas
    self.areaMonthly = areaMonthly
    self.months = months
    self.monthly = monthly
    self.events = events
    self.failure = failure
  }

  /// The outcomes of a run that failed: none has a value.
  ///
  /// - Parameters:
  ///   - reason: Why it failed, in words.
  ///   - areas: How many areas the scenario has.
  /// - Returns: Outcomes without a value, with the reason.
  public static func failed(_ reason: String, areas: Int) -> RunOutcomes {
    let nothing = [Double](repeating: .nan, count: Outcome.all.count)
    return RunOutcomes(
      counted: nothing, areas: areas > 1 ? (0..<areas).map { _ in nothing } : [], months: [],
      monthly: [], events: 0, failure: reason)
  }
}
