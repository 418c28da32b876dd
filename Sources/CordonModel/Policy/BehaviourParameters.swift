// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Glibc

/// How a behaviour of volunteers answers to four signals from police and courts.
///
/// Each coefficient is the change of the behaviour, on its own scale, for one unit of a signal.
public struct Response: Hashable, Sendable {
  /// To recognition: the share of files adopted and not doubted by prosecutors, 0 to 1.
  public var toRecognition: Double
  /// To promptness: what the promise of an answer is worth, 0 (no channel) to 1 (at once).
  public var toPromptness: Double
  /// To enforcement: the probability that a sting brings an arrest of volunteers, 0 to 1.
  public var toEnforcement: Double
  /// To acquittals: the number of recent acquittals of volunteers, remembered as risk is.
  public var toAcquittals: Double

  /// The change for signals relative to those of history.
  @inline(__always)
  func change(for signals: Signals) -> Double {
    toRecognition * signals.recognition + toPromptness * signals.promptness
      + toEnforcement * signals.enforcement + toAcquittals * signals.acquittals
  }

  /// The factor that the change is on a logarithmic scale.
  @inline(__always)
  func factor(for signals: Signals) -> Double { exp(change(for: signals)) }
}

/// How volunteers answer to what police do: the deep uncertainties of the model.
///
/// No source measures any of these responses. Each is relative to the stance of history: with the levers of history,
/// and no volunteer acquitted, none of them has an effect.
public struct BehaviourParameters: Hashable, Sendable {
  /// How decoy activity, and so the number of stings, answers to what police and courts do.
  public var stings = Response(
    toRecognition: 0.2, toPromptness: 0, toEnforcement: -3, toAcquittals: 0.01)
  /// How the share of stings that are streamed answers to what police and courts do.
  public var streaming = Response(
    toRecognition: -0.3, toPromptness: -0.2, toEnforcement: -0.5, toAcquittals: 0.01)
  /// How the share of stings of which police are told answers to what police and courts do.
  public var telling = Response(
    toRecognition: 0.05, toPromptness: 0.05, toEnforcement: -3, toAcquittals: -0.01)
  /// How the quality of evidence answers to what police and courts do.
  public var evidence = Response(
    toRecognition: 0.1, toPromptness: 0.05, toEnforcement: 0, toAcquittals: 0)
  /// How the founding of groups answers to what police and courts do.
  public var founding = Response(
    toRecognition: 0.5, toPromptness: 0, toEnforcement: -1, toAcquittals: 0.02)
  /// The promise of an answer that is worth 37% of an answer at once; in days.
  public var promptnessScale = 14.0
  /// Logarithmic change of the founding rate as public trust in police falls by 1; a factor.
  public var foundingToDistrust = 1.0
  /// Share of groups that stop when police act against them; a share, 0 to 1.
  public var stopAfterEnforcement = 0.35
  /// Share of groups that go on without telling police when police act against them, 0 to 1.
  public var hideAfterEnforcement = 0.25
  /// Mean time after which a group that hid tells police again; in days.
  public var hidingLength = 1 * Unit.years.inCanonicalUnits
  /// Logarithmic fall of decoy activity and founding for each unit of perceived certainty of arrest.
  public var deterrenceByCertainty = 0.0
  /// The number of stings, with the share of arrests of history, that stands for what volunteers knew before about the
  /// certainty of arrest.
  public var certaintyPrior = 1.0
  /// Logarithmic rise of a group's activity at each action of police against it; a factor.
  public var defiance = 0.0
  /// Logarithmic rise of the founding rate for each recent action of police against volunteers.
  public var defianceOfFounders = 0.0
  /// Logarithmic fall of an area's share of stings for each unit of its enforcement probability.
  public var displacementToEnforcement = 5.0

  /// The central assumptions.
  public init() {}
}

extension BehaviourParameters {
  static let fields: [Field<BehaviourParameters>] =
    responses(
      "stings", \.stings, "Logarithmic change of decoy activity, and so of stings,",
      recognition: ("recognition may draw volunteers on, or satisfy them", -0.5...1),
      promptness: ("a prompt channel may free time for more chats", -0.5...0.5),
      enforcement: (
        "the sign from an analogue: fear of punishment made South Africans less willing to take part in vigilantism (randomised, Wilke 2025); no source gives the size",
        -10...0
      ),
      acquittals: ("an acquittal may embolden all", 0...0.1))
    + responses(
      "streaming", \.streaming, "Logarithmic change of the share of stings streamed",
      recognition: ("recognised volunteers may need no audience", -1...0.5),
      promptness: ("volunteers whose files are answered may need no audience", -1...0.2),
      enforcement: ("streams are evidence against those who stream, or their shield", -3...3),
      acquittals: ("an acquittal may embolden all", -0.05...0.1))
    + responses(
      "telling", \.telling, "Logarithmic change of the share of stings of which police are told",
      recognition: ("those who are heard may tell more", 0...0.1),
      promptness: ("those who are answered may tell more", 0...0.1),
      enforcement: ("volunteers who fear arrest may not call police", -10...0),
      acquittals: ("an acquittal may estrange volunteers from police", -0.1...0))
    + responses(
      "evidence", \.evidence, "Change of evidence quality",
      recognition: ("recognised volunteers may learn what evidence needs", 0...0.3),
      promptness: ("answers may teach what evidence needs", 0...0.2),
      enforcement: ("volunteers in fear may keep fewer records", -0.3...0.1),
      acquittals: ("rulings may teach what courts accept", -0.02...0.02))
    + responses(
      "founding", \.founding, "Logarithmic change of the founding rate",
      recognition: ("recognition may draw volunteers in, or make them unnecessary", -0.5...2),
      promptness: ("a channel may make groups easier, or unnecessary", -0.5...0.5),
      enforcement: ("arrests may deter founders, or make martyrs", -5...2),
      acquittals: ("an acquittal may embolden founders", 0...0.1))
    + [
      .number(
        "promptness-scale", \.promptnessScale, .days, allowed: 0.01...3_653,
        "Promise of an answer to a hand-over that is worth 37% of an answer at once.",
        deep("assumption: the central patience of a group with a file", 3...60)
      ).copied,
      .number(
        "founding-to-distrust", \.foundingToDistrust, .factor, allowed: -10...10,
        "Logarithmic change of the founding rate as public trust in police falls by 1.",
        deep("distrust may drive people to act themselves", 0...4)),
      .share(
        "stop-after-enforcement", \.stopAfterEnforcement,
        "Share of groups that stop when police act against them.",
        deep("no count of groups after arrests exists", 0.1...0.7)),
      .share(
        "hide-after-enforcement", \.hideAfterEnforcement,
        "Share of groups that go on without telling police when police act against them.",
        deep("displacement is reported but not measured", 0.1...0.9)),
      .number(
        "hiding-length", \.hidingLength, .years, allowed: 1...36_525,
        "Mean time after which a group that hid tells police again.",
        deep("nobody has measured for how long groups keep from police", 91.3125...1_826.25)),
      .number(
        "deterrence-by-certainty", \.deterrenceByCertainty, .factor, allowed: 0...100,
        "Logarithmic fall of decoy activity and of founding for each unit of the certainty of arrest that volunteers perceive, beyond history's.",
        deep(
          "neutral: whether arrests elsewhere deter, beside what the announced stance does (stings-to-enforcement), is unknown; an analogue gives only the sign",
          0...5)),
      .number(
        "certainty-prior", \.certaintyPrior, .count("stings"), allowed: 0.001...1e6,
        """
        Recent stings, of which history's share brought arrests, that stand for what volunteers knew \
        before of the certainty of arrest.
        """,
        deep("assumption: one sting, so that what is seen soon counts for more", 0.1...100)),
      .number(
        "defiance", \.defiance, .factor, allowed: 0...5,
        "Logarithmic rise of a group's activity at each action of police against it, as far as `chats.headroom` lets it rise.",
        deep("neutral: punishment that is felt to be unjust may bring defiance, or none", 0...0.5)),
      .number(
        "defiance-of-founders", \.defianceOfFounders, .factor, allowed: 0...10,
        "Logarithmic rise of the founding rate for each recent action of police against volunteers.",
        deep("neutral: arrests may make martyrs, or none", 0...0.05)),
      .number(
        "displacement-to-enforcement", \.displacementToEnforcement, .factor, allowed: 0...100,
        "Logarithmic fall of an area's share of stings for each unit of its enforcement probability; they go to other areas.",
        deep("volunteers may or may not keep away from areas that act against them", 0...20)),
    ]

  /// A reason for a central assumption, and how far it may be off.
  private typealias Reason = (text: String, plausible: ClosedRange<Double>)

  private static func responses(
    _ name: String, _ response: Field<BehaviourParameters>.Property<Response>, _ change: String,
    recognition: Reason, promptness: Reason, enforcement: Reason, acquittals: Reason
  ) -> [Field<BehaviourParameters>] {
    let fields: [Field<Response>] = [
      .number(
        "to-recognition", \.toRecognition, .factor, allowed: -10...10,
        "\(change) as recognition goes from none to full.",
        deep(recognition.text, recognition.plausible)),
      .number(
        "to-promptness", \.toPromptness, .factor, allowed: -10...10,
        "\(change) as the answer to a hand-over goes from never to at once.",
        deep(promptness.text, promptness.plausible)),
      .number(
        "to-enforcement", \.toEnforcement, .factor, allowed: -100...100,
        "\(change) for each unit of enforcement probability.",
        deep(enforcement.text, enforcement.plausible)),
      .number(
        "to-acquittals", \.toAcquittals, .factor, allowed: -10...10,
        "\(change) for each recent acquittal of volunteers.",
        deep(acquittals.text, acquittals.plausible)),
    ]
    return fields.map { $0.lifted(response, under: name, joinedBy: "-") }
  }

  private static func deep(_ reason: String, _ plausible: ClosedRange<Double>) -> Evidence {
    Evidence(.d, reason, plausible: plausible, isDeep: true)
  }
}
