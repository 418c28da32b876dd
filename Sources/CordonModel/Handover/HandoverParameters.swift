// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations

/// When a group hands a file over quietly instead of confronting the suspect.
public struct HandoverParameters: Hashable, Sendable {
  /// Inclination to hand over quietly where no channel is offered, relative to where one is; a
  /// share, 0 to 1.
  public var withoutChannel = 0.15
  /// How long a group that has handed a file over waits for police before it stings after all; a
  /// law, in days.
  public var patience = Law.exponential(mean: 14)
  /// Share of missing trust that a group gains by a timely answer; 0 to 1.
  public var trustGain = 0.1
  /// Share of its trust that a group loses by a late or negative answer; 0 to 1.
  public var trustLoss = 0.2
  /// Probability that a group stings after police have refused its file; 0 to 1.
  public var stingAfterRefusal = 0.7
  /// Quality of the evidence in a file, 0 to 1; a law.
  public var quality = Law.beta(mean: 0.6, sd: 0.15)
  /// Quality added where police publish what a usable file must contain; a factor.
  public var checklistEffect = 0.1
  /// Quality added as a group's competence goes from 0.3 to 1, and lost below; a factor.
  public var competenceEffect = 0.2

  /// The central values of the evidence.
  public init() {}
}

extension HandoverParameters {
  static let fields: [Field<HandoverParameters>] = [
    .share(
      "without-channel", \.withoutChannel,
      "Inclination to hand over quietly where no channel is offered, relative to where one is.",
      Evidence(
        .d, "assumption: some files were always brought to a station", plausible: 0...0.5,
        isDeep: true)),
    .law(
      "patience", \.patience, .days,
      "How long a group that has handed a file over waits for police before it stings after all.",
      Evidence(.d, "assumption", plausible: 3...60, isDeep: true)),
    .share(
      "trust-gain", \.trustGain, "Share of missing trust that a group gains by a timely answer.",
      Evidence(.d, "assumption", plausible: 0.02...0.3, isDeep: true)),
    .share(
      "trust-loss", \.trustLoss,
      "Share of its trust that a group loses by a late or negative answer.",
      Evidence(
        .d, "assumption: trust is lost faster than won", plausible: 0.05...0.5,
        isDeep: true)),
    .share(
      "sting-after-refusal", \.stingAfterRefusal,
      "Probability that a group stings after police have refused its file.",
      Evidence(.d, "assumption", plausible: 0.3...1, isDeep: true)),
    .law(
      "quality", \.quality, .share, "Quality of the evidence in a file, 0 to 1.",
      Evidence(.d, "a scale of the model: 0.6 is the quality behind the observed charge share")),
    .number(
      "checklist-effect", \.checklistEffect, .factor, allowed: 0...1,
      "Quality added where police publish what a usable file must contain.",
      Evidence(.d, "assumption", plausible: 0...0.25)),
    .number(
      "competence-effect", \.competenceEffect, .factor, allowed: 0...1,
      "Quality added as a group's competence goes from 0.3 to 1, and lost below.",
      Evidence(.d, "assumption", plausible: 0...0.4)),
  ]
}
