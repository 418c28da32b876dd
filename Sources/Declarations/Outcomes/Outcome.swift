// SPDX-License-Identifier: GPL-3.0-or-later

/// The one declaration of an outcome of a model: columns, summaries, verdicts and pictures are made
/// from it.
public struct Outcome: Hashable, Sendable {
  /// Which direction is better, as far as that can be said without a value judgement.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    /// More is better.
    case more
    /// Fewer, or less, is better.
    case fewer
    /// No direction: a value judgement.
    case none
  }

  /// A part of the question that outcomes answer.
  public struct Section: Hashable, Sendable {
    /// The title, for example `Public disorder`.
    public let title: String
    /// The mechanisms that produce its outcomes directly, as the first parts of parameters' paths.
    ///
    /// Every mechanism may reach every outcome through feedback; these are the least that stand behind it.
    public let drivers: [String]

    /// Whether its outcomes count what happens seldom and is grave enough to say how often it happens
    /// at all.
    public let isOfRareEvents: Bool

    /// Creates a section.
    public init(_ title: String, drivers: [String], isOfRareEvents: Bool = false) {
      self.title = title
      self.drivers = drivers
      self.isOfRareEvents = isOfRareEvents
    }
  }

  /// What an outcome does in a picture that needs more than one of them.
  public enum Role: Hashable, Sendable {
    /// The length of the line at a station.
    case backlog(of: String)
    /// The wait at a station.
    case wait(at: String)
    /// What is gained, in the picture of a trade-off.
    case gain
    /// What is risked for it.
    case risk
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
  /// Whether only the country has it, so that it says nothing of an area.
  public let isNational: Bool
  /// Whether a year either has it or has not, so that over one counted year it is 0 or 1.
  public let isYesOrNo: Bool
  /// The values that are possible, in `unit`: no interval of a mean reaches beyond them.
  public let possible: ClosedRange<Double>
  /// Whether it counts things, of which a part of the country has a part: not so shares, means over cases
  /// and the public's mood.
  public let isCount: Bool
  /// The outcomes, by name, that together count what it is a mean or a share of; empty if every run counts
  /// alike.
  ///
  /// Over several runs it is a ratio of sums then: minutes of all stings over all stings.
  public let per: [String]
  /// What it does in pictures that need more than one outcome.
  public let roles: [Role]

  /// Whether a year adds up its months; any other outcome is a state, a share or a mean.
  public var isTotal: Bool { unit != monthlyUnit }

  /// Creates a declaration; where it does not say what is possible nothing is below 0, and no share above 1.
  public init(
    name: String, section: Section, isHeadline: Bool = false, unit: String, monthlyUnit: String,
    summary: String, better: Direction, matters: Double, isNational: Bool = false,
    isYesOrNo: Bool = false, isCount: Bool = false, possible: ClosedRange<Double>? = nil,
    per: [String] = [], roles: [Role] = []
  ) {
    self.name = name
    self.section = section
    self.isHeadline = isHeadline
    self.unit = unit
    self.monthlyUnit = monthlyUnit
    self.summary = summary
    self.better = better
    self.matters = matters
    self.isNational = isNational
    self.isYesOrNo = isYesOrNo
    self.possible = possible ?? 0...(unit.hasPrefix("share") ? 1 : .infinity)
    self.isCount = isCount
    self.per = per
    self.roles = roles
  }
}
