// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// Publicity, public trust in police, and deterrence.
public struct PublicMoodParameters: Hashable, Sendable {
  /// Time in which publicity falls to 37%; in days.
  public var publicityDecay = 30.0
  /// Viewers of a published sting that make one unit of publicity.
  public var viewersPerUnit = 10_000.0
  /// Publicity of a conviction on volunteers' evidence; a factor.
  public var publicityOfConviction = 0.5
  /// Publicity of a serious disorder; a factor.
  public var publicityOfDisorder = 20.0
  /// Publicity of the confrontation of a wrong person; a factor.
  public var publicityOfScandal = 5.0
  /// Publicity of the acquittal of volunteers; a factor.
  public var publicityOfAcquittal = 5.0
  /// Public trust in police handling, where nothing disturbs it; a share, 0 to 1.
  public var trustMean = 0.58
  /// Time in which a disturbance of trust falls to 37%; in days.
  public var trustReversion = 180.0
  /// Trust lost by a serious disorder; a share, 0 to 1.
  public var trustLossByDisorder = 0.02
  /// Trust lost by the confrontation of a wrong person; a share, 0 to 1.
  public var trustLossByScandal = 0.005
  /// Trust gained by a conviction on volunteers' evidence; a share, 0 to 1.
  public var trustGainByConviction = 0.0005
  /// Logarithmic fall of contacts for each recent arrest or conviction on volunteers' evidence; a
  /// factor.
  public var deterrence = 0.0005
  /// Time in which the memory of arrests and convictions falls to 37%; in days.
  public var riskDecay = 180.0

  /// The central values of the evidence.
  public init() {}
}

extension PublicMoodParameters {
  static let fields: [Field<PublicMoodParameters>] = [
    .number(
      "publicity-decay", \.publicityDecay, .days, allowed: 0.01...3_653,
      "Time in which publicity falls to 37%.", Evidence(.d, "assumption", plausible: 7...120)
    ).copied,
    .number(
      "viewers-per-unit", \.viewersPerUnit, .count("viewers"), allowed: 1...1e9,
      "Viewers of a published sting that make one unit of publicity.",
      Evidence(.d, "a scale of the model")),
    .number(
      "publicity-of-conviction", \.publicityOfConviction, .factor, allowed: 0...10_000,
      "Publicity of a conviction on volunteers' evidence.",
      Evidence(.d, "assumption", plausible: 0...5)),
    .number(
      "publicity-of-disorder", \.publicityOfDisorder, .factor, allowed: 0...10_000,
      "Publicity of a serious disorder.", Evidence(.d, "assumption", plausible: 5...100)),
    .number(
      "publicity-of-scandal", \.publicityOfScandal, .factor, allowed: 0...10_000,
      "Publicity of the confrontation of a wrong person.",
      Evidence(.d, "assumption", plausible: 0...20)),
    .number(
      "publicity-of-acquittal", \.publicityOfAcquittal, .factor, allowed: 0...10_000,
      "Publicity of the acquittal of volunteers.",
      Evidence(.d, "assumption", plausible: 0...20)),
    .share(
      "trust-mean", \.trustMean, "Public trust in police handling, where nothing disturbs it.",
      Evidence(
        .a, "58% for police working with hunters, 25% against (YouGov Sep 2017)",
        plausible: 0.5...0.67)
    ).copied,
    .number(
      "trust-reversion", \.trustReversion, .days, allowed: 0.01...3_653,
      "Time in which a disturbance of trust falls to 37%.",
      Evidence(.d, "assumption", plausible: 30...730)
    ).copied,
    .share(
      "trust-loss-by-disorder", \.trustLossByDisorder, "Trust lost by a serious disorder.",
      Evidence(.d, "assumption", plausible: 0...0.1)),
    .share(
      "trust-loss-by-scandal", \.trustLossByScandal,
      "Trust lost by the confrontation of a wrong person.",
      Evidence(.d, "assumption", plausible: 0...0.05)),
    .share(
      "trust-gain-by-conviction", \.trustGainByConviction,
      "Trust gained by a conviction on volunteers' evidence.",
      Evidence(.d, "assumption", plausible: 0...0.005)),
    .number(
      "deterrence", \.deterrence, .factor, allowed: 0...10,
      "Logarithmic fall of contacts for each recent arrest or conviction on volunteers' evidence.",
      Evidence(.d, "no measurement of deterrence exists", plausible: 0...0.005, isDeep: true)),
    .number(
      "risk-decay", \.riskDecay, .days, allowed: 0.01...3_653,
      "Time in which the memory of arrests and convictions falls to 37%.",
      Evidence(.d, "assumption", plausible: 30...730)
    ).copied,
  ]
}
