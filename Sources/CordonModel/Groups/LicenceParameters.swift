// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// What becomes of volunteers whom police take in, by licence or as special constables.
public struct LicenceParameters: Hashable, Sendable {
  /// Share of what it lacks in competence that a licensed group is taught; 0 to 1.
  public var training = 0.6
  /// Share of what it lacks in restraint that a licence takes from a group; 0 to 1.
  public var restraint = 0.5
  /// Officer-hours a year of vetting, training and supervision for one licensed group.
  public var hours = 60.0
  /// Share of the members of a converted group who serve as special constables; 0 to 1.
  public var joining = 0.4
  /// Undercover work of a special constable, relative to an undercover officer; a factor.
  public var specialStrength = 0.1

  /// The central assumptions.
  public init() {}
}

extension LicenceParameters {
  static let fields: [Field<LicenceParameters>] = [
    .share(
      "training", \.training,
      "Share of what it lacks in competence that a licensed group is taught.",
      Evidence(.d, "assumption: no licences exist", plausible: 0.2...0.9, isDeep: true)
    ).copied,
    .share(
      "restraint", \.restraint,
      "Share of what it lacks in restraint that a licence takes from a group.",
      Evidence(.d, "assumption: no licences exist", plausible: 0...0.9, isDeep: true)),
    .number(
      "hours", \.hours, .officerHours, allowed: 0...10_000,
      "Officer-hours a year of vetting, training and supervision for one licensed group.",
      Evidence(.d, "assumption", plausible: 20...300)
    ).copied,
    .share(
      "joining", \.joining,
      "Share of the members of a converted group who serve as special constables.",
      Evidence(.d, "assumption: no such scheme exists", plausible: 0.1...0.8, isDeep: true)),
    .number(
      "special-strength", \.specialStrength, .factor, allowed: 0...1,
      "Undercover work of a special constable, relative to an undercover officer.",
      Evidence(.d, "assumption: some hours a week", plausible: 0.03...0.25)),
  ]
}
