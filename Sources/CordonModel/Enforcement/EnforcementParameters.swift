// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations

/// What follows when police act against volunteers.
public struct EnforcementParameters: Hashable, Sendable {
  /// Officer-hours of a case against volunteers.
  public var hours = 20.0
  /// Share of arrested volunteers who are charged; 0 to 1.
  public var charged = 0.33
  /// Time from a volunteer's charge to the end of court; a law, in days.
  public var court = Law.gamma(mean: 200, sd: 100)
  /// Share of charged volunteers who are convicted; 0 to 1.
  public var convicted = 0.5
  /// Share of actions against volunteers that pause their group by bail or custody; 0 to 1.
  public var bail = 0.6
  /// How long bail conditions or custody pause a group; a law, in days.
  public var bailLength = Law.gamma(mean: 60, sd: 45)
  /// Share of convictions of volunteers that end their group; 0 to 1.
  public var convictionEnds = 0.3
  /// Share of its members that a group loses by a conviction that does not end it; 0 to 1.
  public var convictionLoses = 0.25
  /// Share of its restraint that a group loses by an acquittal; 0 to 1.
  public var emboldened = 0.3
  /// Share of actions against volunteers that bring an injunction against confrontations; 0 to 1.
  public var injunction = 0.1
  /// Share of groups under an injunction that obey it and hand over quietly what they have; 0 to 1.
  public var injunctionObeyed = 0.8
  /// How long an injunction lasts; in days.
  public var injunctionLength = 2 * Unit.years.inCanonicalUnits

  /// The central values of the evidence.
  public init() {}
}

extension EnforcementParameters {
  static let fields: [Field<EnforcementParameters>] = [
    .number(
      "hours", \.hours, .officerHours, allowed: 0...10_000,
      "Officer-hours of a case against volunteers.",
      Evidence(.d, "assumption", plausible: 5...80)),
    .share(
      "charged", \.charged, "Share of arrested volunteers who are charged.",
      Evidence(
        .d, "18 people found in press cases over several thousand stings: 0.002 a sting",
        plausible: 0.1...0.6)),
    .law(
      "court", \.court, .days, "Time from a volunteer's charge to the end of court.",
      Evidence(.d, "assumption", plausible: 60...500)),
    .share(
      "convicted", \.convicted, "Share of charged volunteers who are convicted.",
      Evidence(.d, "assumption", plausible: 0.2...0.9)),
    .share(
      "bail", \.bail,
      "Share of actions against volunteers that pause their group by bail conditions or custody.",
      Evidence(.d, "assumption: conditions are usual, but not of every arrest", plausible: 0.2...1)),
    .law(
      "bail-length", \.bailLength, .days, "How long bail conditions or custody pause a group.",
      Evidence(
        .d,
        "assumption: from 3 April 2017 28 days at first, and three months by a superintendent (Policing and Crime Act 2017); no limit before",
        plausible: 28...180)),
    .share(
      "conviction-ends", \.convictionEnds,
      "Share of convictions of volunteers that end their group.",
      Evidence(
        .d, "assumption: a group often goes with its leader, who is not always the one convicted",
        plausible: 0.05...0.8, isDeep: true)),
    .share(
      "conviction-loses", \.convictionLoses,
      "Share of its members, and so of its activity, that a group loses by a conviction that does not end it.",
      Evidence(
        .d, "assumption: two of about eight members (named groups 2 to 10, press 2016-22)",
        plausible: 0.1...0.5)),
    .share(
      "emboldened", \.emboldened, "Share of its restraint that a group loses by an acquittal.",
      Evidence(.d, "assumption", plausible: 0...0.7, isDeep: true)),
    .share(
      "injunction", \.injunction,
      "Share of actions against volunteers that bring an injunction against confrontations.",
      Evidence(.d, "assumption: few are known", plausible: 0...0.4)),
    .share(
      "injunction-obeyed", \.injunctionObeyed,
      "Share of groups under an injunction that obey it and hand over quietly what they have.",
      Evidence(.d, "assumption", plausible: 0.3...1, isDeep: true)),
    .number(
      "injunction-length", \.injunctionLength, .years, allowed: 1...3_652.5,
      "How long an injunction lasts.", Evidence(.d, "assumption", plausible: 182.625...1_826.25)),
  ]
}
