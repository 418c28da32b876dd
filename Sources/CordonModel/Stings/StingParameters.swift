// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations

/// What a confrontation is like.
public struct StingParameters: Hashable, Sendable {
  /// Time from a complete file to the day of the sting; a law, in days.
  public var planning = Law.exponential(mean: 3)
  /// Share of stings that could be made on a weekday and are; the others are put off by a day (0 to
  /// 1).
  public var weekdays = 0.6
  /// When stings happen: night is midnight to six, and so on by six hours (shares that add up to 1).
  public var dayparts = [0.05, 0.2, 0.35, 0.4]
  /// Where stings happen; shares that add up to 1.
  public var places = [0.5, 0.25, 0.1, 0.1, 0.05]
  /// Share of stings streamed live, where police set no condition; 0 to 1.
  public var streamed = 0.7
  /// Live audience of a stream of the median group; a law, in viewers.
  public var audience = Law.lognormal(median: 1_500, p95: 34_000)
  /// Power of a group's followers, relative to the median group, in its audiences; a factor.
  public var audienceToFollowers = 0.3
  /// Probability that the person confronted is not the one who chatted; 0 to 1.
  public var wrongPerson = 0.008
  /// Wrong persons with a published checklist, relative to without; a share, 0 to 1.
  public var checklistWrongPerson = 0.5
  /// Wrong persons after an identity check, relative to without; a share, 0 to 1.
  public var checkedWrongPerson = 0.4
  /// Time that an identity check puts a sting off; in days.
  public var checkTime = 2.0
  /// Time in which 63% of the views of a published sting are made; in days.
  public var viewingTime = 1.0
  /// When volunteers tell police of a sting, if at all; shares that add up to 1.
  public var told = [0.1, 0.45, 0.4, 0.05]
  /// How long before a sting volunteers tell police, if they tell them before it; in days.
  public var toldAhead = 1 * Unit.hours.inCanonicalUnits
  /// Time until the call, where volunteers tell police during a sting; a law, in days.
  public var callDelay = Law.exponential(mean: 10.0 / 1_440)
  /// Time until the suspect leaves or the volunteers stop, where police do not take over first; a
  /// law, in days.
  public var stay = Law.exponential(mean: 75.0 / 1_440)
  /// Share of stings of which volunteers tell police where they keep the suspect until police come; 0 to
  /// 1.
  public var held = 0.8
  /// Probability that police who come to a sting arrest the suspect; 0 to 1.
  public var arrest = 0.9
  /// Share of arrests at stings where police have evidence enough without the volunteers' file; 0 to 1.
  public var otherEvidence = 0.3
  /// Share of stings without police after which the volunteers still give police a file; 0 to 1.
  public var fileAfterSting = 0.5
  /// Time after an arrest at which the arrest is followed up; in days.
  public var followUp = Unit.years.inCanonicalUnits

  /// The central values of the evidence.
  public init() {}

  /// Parts of the day, six hours each from midnight.
  static let daypartNames = ["night", "morning", "afternoon", "evening"]
  /// Kinds of places.
  enum Place: Int, CaseIterable, Sendable, BitwiseCopyable {
    case home
    case street
    case shoppingCentre
    case transport
    case other

    /// The name, as in scenario files.
    var name: String {
      switch self {
      case .home: "home"
      case .street: "street"
      case .shoppingCentre: "shopping-centre"
      case .transport: "transport"
      case .other: "other"
      }
    }
  }

  /// Names of the kinds of places.
  static let placeNames = Place.allCases.map(\.name)
  /// When police are told of a sting.
  static let toldNames = ["before", "start", "during", "never"]
}

extension StingParameters {
  static let fields: [Field<StingParameters>] = [
    .law(
      "planning", \.planning, .days, "Time from a complete file to the day of the sting.",
      Evidence(.d, "assumption", plausible: 1...14)),
    .share(
      "weekdays", \.weekdays,
      "Share of stings that could be made on a weekday and are; the others are put off by a day.",
      Evidence(.d, "assumption: volunteers have jobs", plausible: 0.3...1)),
    .shares(
      "dayparts", \.dayparts, of: daypartNames,
      "When stings happen: night is midnight to six, and so on by six hours.",
      Evidence(.d, "assumption: after work, when suspects agree to meet")),
    .shares(
      "places", \.places, of: placeNames, "Where stings happen.",
      Evidence(
        .d, "11 home and 13 public among named incidents; home 0.3 to 0.8; other shares assumed")),
    .share(
      "streamed", \.streamed, "Share of stings streamed live, where police set no condition.",
      Evidence(
        .d, "\"most\" (BBC NI 2018); \"vast majority filmed or posted\" (PA June 2020)",
        plausible: 0.4...0.95)),
    .law(
      "audience", \.audience, .count("viewers"), "Live audience of a stream of the median group.",
      Evidence(.c, "hundreds to 340,000 views (press 2016-25)", plausible: 100...300_000)),
    .number(
      "audience-to-followers", \.audienceToFollowers, .factor, allowed: 0...2,
      "Power of a group's followers, relative to the median group, in its audiences.",
      Evidence(.d, "assumption", plausible: 0...1)),
    .share(
      "wrong-person", \.wrongPerson,
      "Probability that the person confronted is not the one who chatted.",
      Evidence(
        .d, "at least 1 of 77 in Northern Ireland; three documented cases in Great Britain",
        plausible: 0.003...0.02)),
    .share(
      "checklist-wrong-person", \.checklistWrongPerson,
      "Wrong persons with a published checklist, relative to without.",
      Evidence(.d, "assumption: a checklist asks for proof of identity", plausible: 0.2...1)),
    .share(
      "checked-wrong-person", \.checkedWrongPerson,
      "Wrong persons after an identity check, relative to without.",
      Evidence(.d, "assumption", plausible: 0.1...0.8)),
    .number(
      "check-time", \.checkTime, .days, allowed: 0...365,
      "Time that an identity check puts a sting off.",
      Evidence(.d, "assumption", plausible: 0.5...14)),
    .number(
      "viewing-time", \.viewingTime, .days, allowed: 0.001...365,
      "Time in which 63% of the views of a published sting are made.",
      Evidence(.d, "assumption", plausible: 0.25...7)),
    .shares(
      "told", \.told, of: toldNames, "When volunteers tell police of a sting, if at all.",
      Evidence(
        .d, "police attend a sting at all 0.95 (0.8 to 1): choice; the other shares are assumed")),
    .number(
      "told-ahead", \.toldAhead, .hours, allowed: 0...30,
      "How long before a sting volunteers tell police, if they tell them before it.",
      Evidence(.d, "assumption", plausible: 0.25 / 24...1)),
    .law(
      "call-delay", \.callDelay, .minutes,
      "Time until the call, where volunteers tell police during a sting.",
      Evidence(.d, "assumption", plausible: 2.0 / 1_440...30.0 / 1_440)),
    .law(
      "stay", \.stay, .minutes,
      "Time until the suspect leaves or the volunteers stop, where police do not take over first.",
      Evidence(
        .d, "streams of 14 to over 60 minutes (press 2017-25)",
        plausible: 30.0 / 1_440...180.0 / 1_440)),
    .share(
      "held", \.held,
      "Share of stings of which volunteers tell police where they keep the suspect until police come.",
      Evidence(
        .d, "set so that police come to about 19 of 20 stings of which they are told (0.8 to 1)",
        plausible: 0.4...1)),
    .share(
      "arrest", \.arrest, "Probability that police who come to a sting arrest the suspect.",
      Evidence(.d, "Nottinghamshire and Scotland tallies 2018", plausible: 0.5...0.98)),
    .share(
      "other-evidence", \.otherEvidence,
      """
      Share of arrests at stings where police who do not use the volunteers' file have other evidence \
      to go on with; the others are released.
      """,
      Evidence(
        .d, "assumption: devices and interviews give some; no tally tells these cases apart",
        plausible: 0.1...0.6)),
    .share(
      "file-after-sting", \.fileAfterSting,
      "Share of stings without police after which the volunteers still give police a file.",
      Evidence(.d, "assumption", plausible: 0.2...0.9, isDeep: true)),
    .number(
      "follow-up", \.followUp, .years, allowed: 1...3_652.5,
      "Time after an arrest at which the arrest is followed up: has it led to a charge and a conviction?",
      .design
    ).constant(because: "a run follows up all arrests after the same time"),
  ]
}
