// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations
import Glibc

/// What exposure does to suspects, and what a duty of care changes.
public struct HarmParameters: Hashable, Sendable {
  /// Probability that a suspect dies by suicide within weeks of exposure, without a protocol; 0 to 1.
  public var suicide = 0.008
  /// Risk after a published confrontation, relative to one that nobody can watch; a factor.
  public var streamFactor = 2.0
  /// Share of those deaths within 72 hours; 0 to 1.
  public var within72Hours = 0.75
  /// Time until a suicide-prevention protocol starts; a law, in days.
  public var careDelay = Law.exponential(mean: 0.5)
  /// Time within which the protocol must start to have an effect; in days.
  public var careWindow = 2.0
  /// Share of later suicides that the protocol prevents; 0 to 1.
  public var careEffect = 0.5
  /// Officer-hours of the protocol for one suspect.
  public var careHours = 6.0

  /// The central values of the evidence.
  public init() {}

  /// Mean time from exposure to a suicide, in days, if the law is exponential.
  var meanDelay: Double { -3 / log(1 - within72Hours) }

  /// Probability of suicide after an exposure that nobody can watch, such that over streamed and
  /// other stings it is `suicide`.
  func unwatchedRisk(streamed: Double) -> Double {
    suicide / (streamed * streamFactor + 1 - streamed)
  }
}

extension HarmParameters {
  static let fields: [Field<HarmParameters>] = [
    .share(
      "suicide", \.suicide,
      "Probability that a suspect dies by suicide within weeks of exposure, without a protocol.",
      Evidence(
        .d,
        "at least 8 deaths 2013 to Jan 2019 (BBC); 1 of 110 in Northern Ireland; 24 of 660 arrests in a police image operation (NOTA 2018)",
        plausible: 0.003...0.03)),
    .number(
      "stream-factor", \.streamFactor, .factor, allowed: 0...100,
      "Risk after a published confrontation, relative to one that nobody can watch.",
      Evidence(.d, "assumption", plausible: 1...5)),
    .number(
      "within-72-hours", \.within72Hours, .share, allowed: 0.01...0.999,
      "Share of those deaths within 72 hours.",
      Evidence(.d, "individually reported cases: 1 to 3 days", plausible: 0.5...0.95)),
    .law(
      "care-delay", \.careDelay, .hours, "Time until a suicide-prevention protocol starts.",
      Evidence(.d, "assumption", plausible: 2.0 / 24...2)),
    .number(
      "care-window", \.careWindow, .hours, allowed: 0...365,
      "Time within which the protocol must start to have an effect.",
      Evidence(.d, "the protocol's own limit of 48 hours")),
    .share(
      "care-effect", \.careEffect, "Share of later suicides that the protocol prevents.",
      Evidence(.d, "assumption", plausible: 0...0.8)),
    .number(
      "care-hours", \.careHours, .officerHours, allowed: 0...1_000,
      "Officer-hours of the protocol for one suspect.",
      Evidence(.d, "assumption", plausible: 2...20)),
  ]
}
