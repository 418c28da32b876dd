// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// What police and prosecutors can set: the state of all levers at one moment.
///
/// The defaults are the mixed practice of 2014 to 2016, when forces worked with volunteers on
/// occasion.
public struct Levers: Hashable, Sendable {
  /// The condition put on live streams.
  public enum StreamCondition: String, CaseIterable, Sendable {
    /// No condition.
    case none
    /// Streams only after police have taken over.
    case delayed
    /// Nothing is published before a charge.
    case afterCharge = "after-charge"
  }

  /// Where volunteer cases stand among the force's own referrals.
  public enum Priority: String, CaseIterable, Sendable {
    /// After every referral of the force's own.
    case belowOwn = "below-own"
    /// Beside the force's own referrals of high assessed risk.
    case equal
    /// Before every referral of the force's own.
    case aboveOwn = "above-own"
  }

  public var acceptance = 0.6
  public var checklist = false
  public var handoverPromise = Double.infinity
  public var streamCondition = StreamCondition.none
  public var streamCompliance = 0.5
  public var enforcement = 0.006
  public var prosecutorsStrictness = 0.0
  public var liaisonOfficers = 0
  public var priority = Priority.equal
  public var dutyOfCare = 0.0

  /// The levers of 2014 to 2016.
  public init() {}
}

extension Levers {
  /// The declarations of all levers.
  public static let fields: [Field<Levers>] = [
    .share(
      "acceptance", \.acceptance, "Share of volunteers' files that police adopt in principle.",
      Evidence(
        .d, "forces worked with volunteers on occasion; chosen with groups.initial",
        plausible: 0.3...0.95)),
    .flag(
      "evidence-checklist", \.checklist,
      "Whether police publish what a usable file must contain.",
      Evidence(.d, "no national checklist before 2017")),
    .number(
      "handover-promise", \.handoverPromise, .days, allowed: 0...365, none: "none",
      "Response time promised to volunteers who hand a file over quietly; none: no channel.",
      Evidence(.d, "no such channel before 2017")),
    .choice(
      "live-stream-condition", \.streamCondition,
      "Condition put on live streams: none, delayed until police take over, or after charge.",
      Evidence(.d, "no condition before 2017")),
    .share(
      "live-stream-compliance", \.streamCompliance,
      "Share of groups that keep to the condition on live streams.",
      Evidence(.d, "assumption", plausible: 0.2...0.9, isDeep: true)),
    .share(
      "enforcement", \.enforcement,
      "Probability that a sting which police hear of brings enforcement against the volunteers.",
      Evidence(
        .d, "0.002 charged per sting and about a third of those arrested charged",
        plausible: 0.001...0.03)),
    .share(
      "prosecutors-strictness", \.prosecutorsStrictness,
      "Prosecutor's test of volunteer evidence: 0 as in England in 2016, 1 as in a refusing regime.",
      Evidence(.d, "a scale between two observed regimes")),
    .whole(
      "liaison-officers", \.liaisonOfficers, .count("officers"), allowed: 0...10_000,
      "Investigators of the country set aside to answer volunteers; each area gives its share.",
      Evidence(.d, "none before 2017")),
    .choice(
      "triage-priority", \.priority,
      "Where volunteer cases stand among the force's own referrals.",
      Evidence(.d, "assumption")),
    .share(
      "duty-of-care", \.dutyOfCare,
      "Share of exposed suspects whom police reach with a suicide-prevention protocol.",
      Evidence(.d, "no protocol before 2017", plausible: 0...0.9)),
  ]
}
