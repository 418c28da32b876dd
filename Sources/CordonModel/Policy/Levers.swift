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

  /// Share of volunteers' files that police adopt in principle; 0 to 1.
  public var acceptance = 0.55
  /// Whether police publish what a usable file must contain.
  public var checklist = false
  /// Response time promised to volunteers who hand a file over quietly; none: no channel (in days).
  public var handoverPromise = Double.infinity
  /// Condition put on live streams: none, delayed until police take over, or after charge.
  public var streamCondition = StreamCondition.none
  /// Share of groups that keep to the condition on live streams; 0 to 1.
  public var streamCompliance = 0.5
  /// Probability that a sting which police hear of brings enforcement against the volunteers; 0 to 1.
  public var enforcement = 0.006
  /// Prosecutor's test of volunteer evidence: 0 as in England in 2016, 1 as in a refusing regime (a
  /// share, 0 to 1).
  public var prosecutorsStrictness = 0.0
  /// Share of investigators set aside to read volunteers' files and answer them; 0 to 1.
  public var liaison = 0.0
  /// Where volunteer cases stand among the force's own referrals.
  public var priority = Priority.equal
  /// Share of exposed suspects whom police reach with a suicide-prevention protocol; 0 to 1.
  public var dutyOfCare = 0.0
  /// Share of groups that give police notice of a sting, as they are asked to; 0 to 1.
  public var notice = 0.0
  /// Officers who stand by from the start of a sting of which police have notice.
  public var standbyOfficers = 0.0
  /// Share of groups that check the identity of suspects as police demand before a sting; 0 to 1.
  public var identityCheck = 0.0
  /// Time after which platforms remove a stream that police report; none: it stays (in days).
  public var streamRemoval = Double.infinity
  /// Share of groups that work under a licence, vetted and trained, without streams; 0 to 1.
  public var licence = 0.0
  /// Rate at which a group joins the police as special constables; per day.
  public var specialConstables = 0.0
  /// The greatest rate at which groups can join the police, per day.
  ///
  /// The lever thins candidates that come at this rate.
  static let mostConversions = yearly(2)
  /// Undercover officers of the police's own, relative to today; a factor.
  public var undercover = 1.0

  /// The levers of 2014 to 2016.
  public init() {}
}

/// The bound of the process from which undercover arrests are thinned.
enum UndercoverBound {
  /// The greatest strength of undercover officers relative to history.
  static let factor = 4.0
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
      Evidence(.d, "no national checklist before 2017"),
      sentences: (
        no: "Police do not publish what a usable file must contain",
        yes: "Police publish what a usable file must contain"
      )),
    .number(
      "handover-promise", \.handoverPromise, .days, allowed: 0...365, none: "none",
      "Response time promised to volunteers who hand a file over quietly; none: no channel.",
      Evidence(.d, "no such channel before 2017")),
    .choice(
      "live-stream-condition", \.streamCondition,
      "Condition put on live streams: none, delayed until police take over, or after charge.",
      Evidence(.d, "no condition before 2017"),
      sentences: [
        "Live streams are under no condition",
        "Live streams are to wait until police have taken over",
        "Nothing is to be published before a charge",
      ]),
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
    .share(
      "liaison", \.liaison,
      "Share of investigators set aside to read volunteers' files and answer them.",
      Evidence(.d, "none before 2017", plausible: 0...0.1)),
    .choice(
      "triage-priority", \.priority,
      "Where volunteer cases stand among the force's own referrals.",
      Evidence(.d, "assumption"),
      sentences: [
        "Volunteer cases come after every referral of the force's own",
        "Volunteer cases stand beside the force's own referrals of high assessed risk",
        "Volunteer cases come before every referral of the force's own",
      ]),
    .share(
      "duty-of-care", \.dutyOfCare,
      "Share of exposed suspects whom police reach with a suicide-prevention protocol.",
      Evidence(.d, "no protocol before 2017", plausible: 0...0.9)),
    .share(
      "notice", \.notice,
      "Share of groups that give police notice of a sting, as they are asked to.",
      Evidence(.d, "nobody was asked before 2017", plausible: 0...0.8)),
    .number(
      "standby-officers", \.standbyOfficers, .count("officers"), allowed: 0...100,
      "Officers who stand by from the start of a sting of which police have notice.",
      Evidence(.d, "none before 2017", plausible: 0...10)),
    .share(
      "identity-check", \.identityCheck,
      "Share of groups that check the identity of suspects as police demand before a sting.",
      Evidence(.d, "no such demand before 2017", plausible: 0...0.9)),
    .number(
      "stream-removal", \.streamRemoval, .hours, allowed: 0...365, none: "none",
      "Time after which platforms remove a stream that police report; none: it stays.",
      Evidence(.d, "streams stayed before 2017")),
    .share(
      "licence", \.licence,
      "Share of groups that work under a licence, vetted and trained, without streams.",
      Evidence(.d, "no licences exist", plausible: 0...0.6)),
    .number(
      "special-constables", \.specialConstables, .perYear, allowed: 0...mostConversions,
      "Rate at which a group joins the police as special constables.",
      Evidence(.d, "no such scheme exists", plausible: 0...yearly(0.5))),
    .number(
      "undercover", \.undercover, .factor, allowed: 0...UndercoverBound.factor,
      "Undercover officers of the police's own, relative to today.",
      Evidence(.d, "the strength of history is 1", plausible: 0.5...3)),
  ]

  /// The levers that only prosecutors and courts of the whole country can set, by path.
  public static let national: Set<String> = ["prosecutors-strictness"]

  /// A lever that does nothing unless another one is set.
  public struct Need: Sendable {
    /// The path of the lever.
    public let lever: String
    /// The paths of levers of which it needs at least one, each with the setting that does not help.
    public let needed: [(lever: String, idle: Setting)]
    /// Why, in words.
    public let reason: String
  }

  /// The levers that need others.
  public static let needs = [
    Need(
      lever: "standby-officers", needed: [("notice", .number(0)), ("licence", .number(0))],
      reason: "officers stand by only where groups give notice, as they are asked or licensed to"),
    Need(
      lever: "notice", needed: [("standby-officers", .number(0))],
      reason: "police use notice of a sting only to let officers stand by"),
    Need(
      lever: "live-stream-compliance", needed: [("live-stream-condition", .choice(0))],
      reason: "there is no condition with which groups could comply"),
  ]
}
