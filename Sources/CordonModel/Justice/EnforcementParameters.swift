// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations

/// What follows when police act against volunteers.
public struct EnforcementParameters: Hashable, Sendable {
  public var hours = 20.0
  public var charged = 0.33
  public var court = Law.gamma(mean: 200, sd: 100)
  public var convicted = 0.5
  public var emboldened = 0.3

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
      "emboldened", \.emboldened, "Share of its restraint that a group loses by an acquittal.",
      Evidence(.d, "assumption", plausible: 0...0.7, isDeep: true)),
  ]
}
