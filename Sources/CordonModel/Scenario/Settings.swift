// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// When a study happens and how often it is repeated.
public struct Settings: Hashable, Sendable {
  /// The first day of the simulated history.
  public var start: CalendarDate = "2014-01-01"
  /// How long the pipelines fill before the history starts, in days.
  public var warmUp = 365.25
  /// The day on which the policies part, and from which outcomes are counted.
  public var policyFrom: CalendarDate = "2017-05-01"
  /// For how many years after `policyFrom` outcomes are counted.
  public var counted = 5
  /// How many replications each policy is given.
  public var replications = 200
  /// The seed of all chance.
  public var seed = 20_170_416
  /// How many events a run may have before it is given up.
  public var eventLimit = 1_000_000_000

  /// The settings of the shipped scenarios.
  public init() {}

  /// The day after the last counted day.
  public var end: CalendarDate { policyFrom.adding(years: counted) }
}

extension Settings {
  /// The declarations of all settings.
  public static let fields: [Field<Settings>] = [
    .date("start", \.start, "First day of the simulated history.", .design),
    .number(
      "warm-up", \.warmUp, .years, allowed: 0...Unit.years.inCanonicalUnits * 20,
      "How long the pipelines fill, uncounted, before the history starts.", .design),
    .date(
      "policy-from", \.policyFrom,
      "The day on which policies part; outcomes are counted from it.", .design),
    .whole(
      "counted", \.counted, .count("years"), allowed: 1...50,
      "How long outcomes are counted, from the day on which policies part.", .design),
    .whole(
      "replications", \.replications, .count("replications"), allowed: 1...1_000_000,
      "How many simulated futures each policy is given.", .design),
    .whole(
      "seed", \.seed, .factor, allowed: 0...4_294_967_295,
      "Seed of all chance; the same seed gives the same futures.", .design),
    .whole(
      "event-limit", \.eventLimit, .count("events"), allowed: 1...4_000_000_000,
      "How many events a run may have before it is given up and counts as failed.", .design),
  ]
}

extension Evidence {
  /// A choice of how to study, not a statement about the world.
  static let design = Evidence(.d, "a choice of the study, not a fact about the world")
}
