// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations

/// Who gathers at a sting, and how it escalates.
public struct CrowdParameters: Hashable, Sendable {
  /// People who stop to watch, over all kinds of places; per day.
  public var footfall = 120 * Unit.perHour.inCanonicalUnits
  /// How the people who stop to watch are spread over the kinds of places; shares that add up to 1.
  public var footfallByPlace = [0.09, 0.09, 0.5, 0.3, 0.02]
  /// Share of live viewers who are near, know where it is and come; 0 to 1.
  public var localViewers = 0.0005
  /// Time that local viewers need to come; a law, in days.
  public var travel = Law.exponential(mean: 20.0 / 1_440)
  /// Time that people stay in the crowd; a law, in days.
  public var stay = Law.exponential(mean: 15.0 / 1_440)
  /// Hazard of hostility without a crowd; per day.
  public var hostile = 0.5 * Unit.perHour.inCanonicalUnits
  /// Further hazard of hostility for each person in the crowd; per day.
  public var hostilePerPerson = 0.025 * Unit.perHour.inCanonicalUnits
  /// Hazard of an assault once hostile, without a crowd; per day.
  public var assault = 1.5 * Unit.perHour.inCanonicalUnits
  /// Further hazard of an assault for each person in the crowd; per day.
  public var assaultPerPerson = 0.065 * Unit.perHour.inCanonicalUnits
  /// Hazard of serious disorder after an assault for each person in the crowd; per day.
  public var disorderPerPerson = 0.22 * Unit.perHour.inCanonicalUnits
  /// Share of all hazards that a fully competent group takes away; 0 to 1.
  public var stewarding = 0.4
  /// Share of the hazard of assault that bystanders take away; 0 to 1.
  public var intervention = 0.2
  /// Share of all hazards that police at the scene take away; 0 to 1.
  public var policePresence = 0.8
  /// People who stop to watch at a weekend, relative to a weekday; a factor.
  public var weekendFootfall = 1.3
  /// Mean number of people injured where there is an assault.
  public var injuriesAtAssault = 0.5
  /// Mean number of people injured besides where there is serious disorder.
  public var injuriesAtDisorder = 2.0
  /// Mean number of officers injured where there is serious disorder.
  public var officersInjuredAtDisorder = 0.4

  /// The central values of the evidence.
  public init() {}
}

extension CrowdParameters {
  static let fields: [Field<CrowdParameters>] = [
    .number(
      "footfall", \.footfall, .perHour, allowed: 0...1e6,
      "People who stop to watch, over all kinds of places.",
      Evidence(.d, "assumption", plausible: 480...14_400)
    ).copied,
    .shares(
      "footfall-by-place", \.footfallByPlace, of: StingParameters.placeNames,
      "How the people who stop to watch are spread over the kinds of places.",
      Evidence(.d, "assumption: neighbours come out, as at the large events at homes in 2017-18")
    ).copied,
    .share(
      "local-viewers", \.localViewers,
      "Share of live viewers who are near, know where it is and come.",
      Evidence(.d, "assumption", plausible: 0...0.005)
    ).copied,
    .law(
      "travel", \.travel, .minutes, "Time that local viewers need to come.",
      Evidence(.d, "assumption", plausible: 5.0 / 1_440...60.0 / 1_440)
    ).copied,
    .law(
      "stay", \.stay, .minutes, "Time that people stay in the crowd.",
      Evidence(.d, "assumption", plausible: 5.0 / 1_440...60.0 / 1_440)),
    .number(
      "hostile", \.hostile, .perHour, allowed: 0...10_000,
      "Hazard of hostility without a crowd.",
      Evidence(
        .d, "with the other hazards set so that 4% of stings see an assault and 0.7% disorder",
        plausible: 0.1 * 24...1 * 24)
    ).copied,
    .number(
      "hostile-per-person", \.hostilePerPerson, .perHour, allowed: 0...10_000,
      "Further hazard of hostility for each person in the crowd.",
      Evidence(
        .d, "large streamed events were three to ten times as likely hostile",
        plausible: 0...0.1 * 24)
    ).copied,
    .number(
      "assault", \.assault, .perHour, allowed: 0...10_000,
      "Hazard of an assault once hostile, without a crowd.",
      Evidence(
        .d, "any assault at a sting: 0.04 (0.01 to 0.10), no direct UK measurement",
        plausible: 0.3 * 24...4 * 24)
    ).copied,
    .number(
      "assault-per-person", \.assaultPerPerson, .perHour, allowed: 0...10_000,
      "Further hazard of an assault for each person in the crowd.",
      Evidence(.d, "assumption", plausible: 0...0.2 * 24)
    ).copied,
    .number(
      "disorder-per-person", \.disorderPerPerson, .perHour, allowed: 0...10_000,
      "Hazard of serious disorder after an assault for each person in the crowd.",
      Evidence(
        .d, "hostile crowd needing extra police: 0.007 (0.002 to 0.02), four known in 2017-18",
        plausible: 0.01 * 24...1 * 24)
    ).copied,
    .share(
      "stewarding", \.stewarding, "Share of all hazards that a fully competent group takes away.",
      Evidence(.d, "assumption", plausible: 0...0.8)
    ).copied,
    .share(
      "intervention", \.intervention, "Share of the hazard of assault that bystanders take away.",
      Evidence(.d, "assumption", plausible: 0...0.5)
    ).copied,
    .share(
      "police-presence", \.policePresence,
      "Share of all hazards that police at the scene take away.",
      Evidence(.d, "assumption", plausible: 0.4...0.95)
    ).copied,
    .number(
      "weekend-footfall", \.weekendFootfall, .factor, allowed: 0...10,
      "People who stop to watch at a weekend, relative to a weekday.",
      Evidence(.d, "assumption", plausible: 1...2)
    ).copied,
    .number(
      "injuries-at-assault", \.injuriesAtAssault, .count("people"), allowed: 0...100,
      "Mean number of people injured where there is an assault.",
      Evidence(.d, "assumption", plausible: 0.2...1)),
    .number(
      "injuries-at-disorder", \.injuriesAtDisorder, .count("people"), allowed: 0...1_000,
      "Mean number of people injured besides where there is serious disorder.",
      Evidence(.d, "assumption", plausible: 0.5...6)),
    .number(
      "officers-injured-at-disorder", \.officersInjuredAtDisorder, .count("officers"),
      allowed: 0...1_000, "Mean number of officers injured where there is serious disorder.",
      Evidence(.d, "assumption", plausible: 0...2)),
  ]
}
