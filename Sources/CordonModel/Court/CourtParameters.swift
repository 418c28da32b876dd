// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations

/// Prosecutor and court.
public struct CourtParameters: Hashable, Sendable {
  /// Time that the prosecutor needs to decide on a charge; a law, in days.
  public var decision = Law.gamma(mean: 28, sd: 20)
  /// Share of volunteer cases of reference quality that reach a charge; 0 to 1.
  public var chargeVolunteer = 0.75
  /// Share of volunteer cases that reach a charge under a refusing regime; 0 to 1.
  public var chargeRefusing = 0.02
  /// Share of the police's own cases that reach a charge; 0 to 1.
  public var chargeOwn = 0.68
  /// Quality of evidence at which the share charged is the observed one; a share, 0 to 1.
  public var referenceQuality = 0.6
  /// Time from charge until a case could be heard; a law, in days.
  public var preparation = Law.gamma(mean: 320, sd: 160)
  /// Share of charged suspects who plead guilty; 0 to 1.
  public var guiltyPlea = 0.65
  /// Time to a hearing on a guilty plea, relative to one to a trial; a share, 0 to 1.
  public var pleaTime = 0.95
  /// Share of charged cases that end in a conviction; 0 to 1.
  public var conviction = 0.87
  /// Share of volunteer cases that collapse because of their evidence; 0 to 1.
  public var collapse = 0.02
  /// Time for which a trial takes a courtroom; a law, in days.
  public var trial = Law.gamma(mean: 5, sd: 3)
  /// Courtrooms' worth of the country's trial capacity for these cases, shared by all areas.
  public var courtrooms = 19.5
  /// Cases that wait for a courtroom when the simulation begins.
  public var backlog = 400

  /// The central values of the evidence.
  public init() {}

  /// Probability of a conviction at trial that gives `conviction` over pleas and trials together.
  var convictionAtTrial: Double {
    guiltyPlea < 1 ? min(1, max(0, (conviction - guiltyPlea) / (1 - guiltyPlea))) : 0
  }

  /// Probability that a case on volunteers' evidence is charged.
  ///
  /// Proportional to the quality of the evidence, and at the reference quality equal to the observed
  /// share; strictness leads from there to the share of a refusing regime.
  func chargeProbability(quality: Double, strictness: Double) -> Double {
    let accepting = min(1, chargeVolunteer * quality / referenceQuality)
    let refusing = min(accepting, chargeRefusing)
    return accepting + (refusing - accepting) * strictness
  }
}

extension CourtParameters {
  static let fields: [Field<CourtParameters>] = [
    .law(
      "decision", \.decision, .days, "Time that the prosecutor needs to decide on a charge.",
      Evidence(.d, "assumption", plausible: 7...90)),
    .share(
      "charge-volunteer", \.chargeVolunteer,
      "Share of volunteer cases of reference quality that reach a charge.",
      Evidence(
        .d, "CPS charges 68% of legal decisions on child abuse (ONS YE Mar 2019)",
        plausible: 0.4...0.9)),
    .share(
      "charge-refusing", \.chargeRefusing,
      "Share of volunteer cases that reach a charge under a refusing regime.",
      Evidence(.c, "Northern Ireland 2018: prosecutors doubtful of fairness", plausible: 0...0.1)),
    .share(
      "charge-own", \.chargeOwn, "Share of the police's own cases that reach a charge.",
      Evidence(.a, "68% of legal decisions on child abuse (ONS YE Mar 2019)")),
    .number(
      "reference-quality", \.referenceQuality, .share, allowed: 0.01...1,
      "Quality of evidence at which the share charged is the observed one.",
      Evidence(.d, "a scale of the model: the mean of handover.quality")),
    .law(
      "preparation", \.preparation, .days, "Time from charge until a case could be heard.",
      Evidence(
        .d,
        "with the queue for a courtroom set so that charge to end of court is about 353 days on average (CSA Centre 2021/22)",
        plausible: 100...500)),
    .share(
      "guilty-plea", \.guiltyPlea, "Share of charged suspects who plead guilty.",
      Evidence(.d, "assumption", plausible: 0.5...0.8)),
    .share(
      "plea-time", \.pleaTime, "Time to a hearing on a guilty plea, relative to one to a trial.",
      Evidence(.d, "assumption", plausible: 0.4...1)),
    .share(
      "conviction", \.conviction, "Share of charged cases that end in a conviction.",
      Evidence(.a, "79% (ONS YE Mar 2019); 85.6% (MoJ 2020-21)", plausible: 0.79...0.93)),
    .share(
      "collapse", \.collapse, "Share of volunteer cases that collapse because of their evidence.",
      Evidence(
        .d, "one documented case (BBC Aug 2017) and two rulings later reversed",
        plausible: 0.005...0.06)),
    .law(
      "trial", \.trial, .days, "Time for which a trial takes a courtroom.",
      Evidence(.d, "assumption", plausible: 2...10)),
    .number(
      "courtrooms", \.courtrooms, .count("courtrooms"), allowed: 0.01...10_000,
      "Courtrooms' worth of the country's trial capacity for these cases, shared by all areas.",
      Evidence(
        .d,
        "with court.backlog set so that trials wait some months from 2014 on, and longer as more are charged"
      )
    ).copied,
    .whole(
      "backlog", \.backlog, .count("cases"), allowed: 0...1_000_000,
      "Cases that wait for a courtroom when the simulation begins.",
      Evidence(
        .d,
        "about 100 days of trials: 273 days from charge to the start of trial in 2017/18, 423 in 2022/23 (MoJ via NSPCC)",
        plausible: 0...1_500)
    ).constant(because: "it is how many there are when the simulation begins"),
  ]
}
