// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// Who calls police to a sting, beside the volunteers.
///
/// Each caller has a hazard at a calm sting; all hazards grow by a factor as the sting escalates. The first
/// hazard that runs out calls police, whoever the volunteers are and whatever they think of police.
public struct CallerParameters: Hashable, Sendable {
  /// Hazard that the person confronted, or somebody with them, calls; per day.
  public var suspect = 0.1 * Unit.perHour.inCanonicalUnits
  /// Hazard that neighbours call, at a home; per day.
  public var neighbours = 0.4 * Unit.perHour.inCanonicalUnits
  /// Hazard that staff of the place call, in a shopping centre or in transport; per day.
  public var staff = 2 * Unit.perHour.inCanonicalUnits
  /// Hazard that somebody in the crowd calls, for each person in it; per day.
  public var bystander = 0.05 * Unit.perHour.inCanonicalUnits
  /// Hazards of all callers once a sting is hostile, relative to a calm one; a factor.
  public var alarmAtHostility = 5.0
  /// Hazards of all callers once somebody has been assaulted, relative to a calm one; a factor.
  public var alarmAtAssault = 25.0
  /// Hazards of all callers in a serious disorder, relative to a calm sting; a factor.
  public var alarmAtDisorder = 60.0

  /// The central assumptions.
  public init() {}

  /// The factor of all hazards at a level of escalation.
  @inline(__always)
  func alarm(at level: Escalation.Level) -> Double {
    switch level {
    case .calm: 1
    case .hostile: alarmAtHostility
    case .assault: alarmAtAssault
    case .disorder: alarmAtDisorder
    }
  }
}

extension CallerParameters {
  /// What is known of people who see a conflict in public.
  private static let analogue =
    "in nine of ten public conflicts on camera somebody intervenes (Philpot et al. 2019, an analogue)"

  static let fields: [Field<CallerParameters>] = [
    .number(
      "suspect", \.suspect, .perHour, allowed: 0...10_000,
      "Hazard that the person confronted, or somebody with them, calls police to a calm sting.",
      Evidence(
        .d, "assumption: few do, since they fear arrest; one in ten within an hour",
        plausible: 0...1 * 24)
    ).copied,
    .number(
      "neighbours", \.neighbours, .perHour, allowed: 0...10_000,
      "Hazard that neighbours call police to a calm sting at a home.",
      Evidence(
        .d, "assumption: one street in three within an hour of a loud dispute at a door",
        plausible: 0.05 * 24...2 * 24)
    ).copied,
    .number(
      "staff", \.staff, .perHour, allowed: 0...10_000,
      "Hazard that staff call police to a calm sting in a shopping centre or in transport.",
      Evidence(
        .d, "assumption: guards and cameras notice a group within half an hour",
        plausible: 0.5 * 24...6 * 24)
    ).copied,
    .number(
      "bystander", \.bystander, .perHour, allowed: 0...10_000,
      "Hazard that somebody in the crowd calls police to a calm sting, for each person in it.",
      Evidence(
        .d, "assumption: twenty who watch a calm sting for an hour call about once",
        plausible: 0.005 * 24...0.3 * 24)
    ).copied,
    .number(
      "alarm-at-hostility", \.alarmAtHostility, .factor, allowed: 1...10_000,
      "Hazards of all callers once a sting is hostile, relative to a calm one.",
      Evidence(.d, "assumption: a fight to come is a reason to call", plausible: 1...20)
    ).copied,
    .number(
      "alarm-at-assault", \.alarmAtAssault, .factor, allowed: 1...10_000,
      "Hazards of all callers once somebody has been assaulted, relative to a calm sting.",
      Evidence(
        .d, "set so that some nine in ten assaults are called in within half an hour: " + analogue,
        plausible: 5...200)
    ).copied,
    .number(
      "alarm-at-disorder", \.alarmAtDisorder, .factor, allowed: 1...10_000,
      "Hazards of all callers in a serious disorder, relative to a calm sting.",
      Evidence(
        .d, "police came to all known large events; they are called within minutes",
        plausible: 10...1_000)
    ).copied,
  ]
}
