// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// How volunteers answer to what police do: the deep uncertainties of the model.
///
/// No source measures any of these responses. Each is relative to the stance of history, so that with
/// the levers of history all of them are without effect.
public struct BehaviourParameters: Hashable, Sendable {
  public var foundingToRecognition = 0.5
  public var foundingToDistrust = 1.0
  public var stingsToEnforcement = 3.0
  public var tellingToEnforcement = 3.0
  public var evidenceToRecognition = 0.1
  public var stopAfterEnforcement = 0.35
  public var hideAfterEnforcement = 0.25
  public var displacementToEnforcement = 5.0

  /// The central assumptions.
  public init() {}
}

extension BehaviourParameters {
  static let fields: [Field<BehaviourParameters>] = [
    .number(
      "founding-to-recognition", \.foundingToRecognition, .factor, allowed: -10...10,
      "Logarithmic change of the founding rate as recognition goes from none to full.",
      deep("recognition may draw volunteers in, or make them unnecessary", -0.5...2)),
    .number(
      "founding-to-distrust", \.foundingToDistrust, .factor, allowed: -10...10,
      "Logarithmic change of the founding rate as public trust in police falls by 1.",
      deep("distrust may drive people to act themselves", 0...4)),
    .number(
      "stings-to-enforcement", \.stingsToEnforcement, .factor, allowed: 0...100,
      "Logarithmic fall of decoy activity for each unit of enforcement probability.",
      deep("volunteers may or may not fear arrest", 0...10)),
    .number(
      "telling-to-enforcement", \.tellingToEnforcement, .factor, allowed: 0...100,
      "Logarithmic fall of telling police for each unit of enforcement probability.",
      deep("volunteers who fear arrest may not call police", 0...10)),
    .number(
      "evidence-to-recognition", \.evidenceToRecognition, .factor, allowed: -1...1,
      "Change of evidence quality as recognition goes from none to full.",
      deep("recognised volunteers may learn what evidence needs", 0...0.3)),
    .share(
      "stop-after-enforcement", \.stopAfterEnforcement,
      "Share of groups that stop when police act against them.",
      deep("no count of groups after arrests exists", 0.1...0.7)),
    .share(
      "hide-after-enforcement", \.hideAfterEnforcement,
      "Share of groups that go on without telling police when police act against them.",
      deep("displacement is reported but not measured", 0.1...0.9)),
    .number(
      "displacement-to-enforcement", \.displacementToEnforcement, .factor, allowed: 0...100,
      "Logarithmic fall of an area's share of stings for each unit of its enforcement probability; they go to other areas.",
      deep("volunteers may or may not keep away from areas that act against them", 0...20)),
  ]

  private static func deep(_ reason: String, _ plausible: ClosedRange<Double>) -> Evidence {
    Evidence(.d, reason, plausible: plausible, isDeep: true)
  }
}

extension Levers {
  /// How far police and prosecutors recognise volunteers' evidence, 0 (not at all) to 1 (in full).
  var recognition: Double { acceptance * (1 - prosecutorsStrictness) }

  /// Whether volunteers are offered a channel to hand files over quietly.
  var hasChannel: Bool { handoverPromise.isFinite }
}
