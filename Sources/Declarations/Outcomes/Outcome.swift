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
    /// Through feedback any mechanism may change any outcome; these change its outcomes without it.
    public let drivers: [String]

    /// Whether its outcomes count rare and grave events; people are then told how often one happens at all.
    public let isOfRareEvents: Bool

    /// Creates a section.
    public init(_ title: String, drivers: [String], isOfRareEvents: Bool = false) {
      self.title = title
      self.drivers = drivers
      self.isOfRareEvents = isOfRareEvents
    }
  }

  /// The part that an outcome plays in a picture of several outcomes.
  public enum Role: Hashable, Sendable {
    /// The length of the line at a station.
    case backlog(of: String)
    /// The wait at a station.
    case wait(at: String)
    /// What is gained, in the picture of a trade-off.
    case gain
    /// What is risked for it.
    case risk
    /// On how many days of a year a policy answers to something that has happened.
    case daysUnderTrigger
  }

  /// The name, as in files and columns.
  public let name: String
  /// The name for people: `Serious disorder`.
  public let title: String
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
  /// Whether a year either has it or does not: over one counted year it is 0 or 1.
  public let isYesOrNo: Bool
  /// The values that are possible, in `unit`: no interval of a mean reaches beyond them.
  public let possible: ClosedRange<Double>
  /// Whether it counts things, so that areas add up to the country.
  ///
  /// Shares, means over cases and the public's mood do not.
  public let isCount: Bool
  /// The names of the outcomes that together count what it is a mean or a share of; empty if every run counts
  /// alike.
  ///
  /// Over several runs such an outcome is a ratio of sums: the minutes of all stings over the number of stings.
  public let per: [String]
  /// The parts that it plays in pictures of several outcomes.
  public let roles: [Role]

  /// Whether a year adds up its months; any other outcome is a state, a share or a mean.
  public var isTotal: Bool { unit != monthlyUnit }

  /// Creates a declaration; by default people see the name's words, values are 0 or more, and shares at most 1.
  public init(
    name: String, title: String? = nil, section: Section, isHeadline: Bool = false, unit: String,
    monthlyUnit: String,
    summary: String, better: Direction, matters: Double, isNational: Bool = false,
    isYesOrNo: Bool = false, isCount: Bool = false, possible: ClosedRange<Double>? = nil,
    per: [String] = [], roles: [Role] = []
  ) {
    self.name = name
    self.title = title ?? name.replacing("-", with: " ").capitalised
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
