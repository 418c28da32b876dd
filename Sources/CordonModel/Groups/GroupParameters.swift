// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations

/// How volunteer groups form, what they are like, and how they stop.
public struct GroupParameters: Hashable, Sendable {
  /// Groups active when the warm-up begins.
  public var initial = 1
  /// Rate at which groups form without any publicity or other groups; per day.
  public var foundingBase = 4.4 * Unit.perYear.inCanonicalUnits
  /// Further groups formed for each unit of publicity; per day.
  public var foundingResponse = 0.1 * Unit.perYear.inCanonicalUnits
  /// Rate of the candidates from whom founders are thinned; no more groups can form than that (per
  /// day).
  public var foundingMaximum = 400 * Unit.perYear.inCanonicalUnits
  /// Logarithmic rise of founding from no group to as many as are at the peak; a factor.
  public var legitimation = 2.1
  /// Groups at which founding is fastest; beyond them competition slows it.
  public var densityPeak = 43.0
  /// Share of groups that form near another one; 0 to 1.
  public var nearFounding = 0.7
  /// Mean time for which a group lasts; in days.
  public var lifetime = 3 * Unit.years.inCanonicalUnits
  /// Members of a group; a law, in people.
  public var members = Law.gamma(mean: 8, sd: 3)
  /// The fewest members of a group, whatever their law gives.
  public var fewestMembers = 2.0
  /// Decoy accounts that a group keeps active.
  public var decoys = 6.0
  /// Activity of a group relative to the mean: a few groups do most of the stings (a law).
  public var activity = Law.gamma(mean: 1, sd: 1.3)
  /// Competence of a new group, 0 to 1; a law.
  public var competence = Law.beta(mean: 0.3, sd: 0.15)
  /// Share of what it lacks in competence that a group learns at a sting; 0 to 1.
  public var learning = 0.03
  /// Inclination of a group to hand a file over quietly, 0 to 1, where a channel exists; a law.
  public var restraint = Law.beta(mean: 0.4, sd: 0.2)
  /// Trust in police of a new group, 0 to 1; a law.
  public var trust = Law.beta(mean: 0.5, sd: 0.2)
  /// Followers of a group; a law.
  public var followers = Law.lognormal(median: 26_000, p95: 300_000)
  /// Probability that a group stops after it has confronted a wrong person; 0 to 1.
  public var stopAfterScandal = 0.2
  /// Share of files about suspects anywhere in the country, by residents; 0 to 1.
  public var travel = 0.25
  /// Distance over which what is near a group falls to 37%; in kilometres.
  public var reach = 10.0
  /// Distance between areas of different regions, where an area does not state its centre; in
  /// kilometres.
  public var betweenRegions = 200.0

  /// The central values of the evidence.
  public init() {}
}

extension GroupParameters {
  static let fields: [Field<GroupParameters>] = [
    .whole(
      "initial", \.initial, .count("groups"), allowed: 0...10_000,
      "Groups of the country that are active when the warm-up begins.",
      Evidence(
        .d,
        "with the rates of founding and history.acceptance chosen so that volunteer cases rise from about 20 in 2014 to about 114 in 2016 (BBC FOI, Sep 2017)",
        plausible: 1...15)
    ).constant(because: "it is how many there are when the simulation begins"),
    .number(
      "founding-base", \.foundingBase, .perYear, allowed: 0...1,
      "Rate at which groups form without any publicity or other groups.",
      Evidence(.d, "chosen with groups.initial", plausible: yearly(2)...yearly(20))),
    .number(
      "founding-response", \.foundingResponse, .perYear, allowed: 0...1,
      "Further groups formed for each unit of publicity.",
      Evidence(
        .d, "chosen with groups.initial; no source measures it",
        plausible: yearly(0)...yearly(0.6), isDeep: true)),
    .number(
      "founding-maximum", \.foundingMaximum, .perYear, allowed: yearly(1)...2,
      "Rate of the candidates from whom founders are thinned; no more groups can form than that.",
      Evidence(
        .d, "a bound of the method, above any rate reached", plausible: yearly(200)...yearly(700))
    ).copied,
    .number(
      "legitimation", \.legitimation, .factor, allowed: 0...10,
      "Logarithmic rise of founding from no group to as many as are at the peak.",
      Evidence(
        .d,
        "that founding first rises and then falls with the number of organisations is found in most populations of them (Hannan and Carroll 1992, an analogue); the size is chosen with groups.initial",
        plausible: 0...2.5)),
    .number(
      "density-peak", \.densityPeak, .count("groups"), allowed: 1...10_000,
      "Groups of the country at which founding is fastest; beyond them competition slows it.",
      Evidence(
        .d,
        "assumption: groups compete once each of the 43 forces has one; from one for every two forces to four for each",
        plausible: 20...170)),
    .share(
      "near-founding", \.nearFounding,
      "Share of groups that form near another one, rather than anywhere by residents.",
      Evidence(
        .d,
        "assumption: Northern Ireland went from 1 group to 9 or 10 in eight months (BBC 2018); half of some 250 incidents in the Netherlands fell in one of ten regions (press 2020)",
        plausible: 0...0.95)),
    .number(
      "lifetime", \.lifetime, .years, allowed: 3.6525...36_525,
      "Mean time for which a group lasts.",
      Evidence(.d, "about 90 of 190 known groups active in 2020", plausible: 365.25...2_191.5)),
    .law(
      "members", \.members, .count("people"), "Members of a group.",
      Evidence(.c, "named groups 2 to 10 (press 2016-22)", plausible: 2...12)),
    .number(
      "fewest-members", \.fewestMembers, .count("people"), allowed: 0...1_000,
      "The fewest members of a group, whatever their law gives.",
      Evidence(.c, "named groups 2 to 10 (press 2016-22)", plausible: 1...4)),
    .number(
      "decoys", \.decoys, .count("accounts"), allowed: 0...1_000,
      "Decoy accounts that a group keeps active.",
      Evidence(.d, "seven accounts run together by one team (press c.2021)", plausible: 2...20)
    ).copied,
    .law(
      "activity", \.activity, .factor,
      "Activity of a group relative to the mean: a few groups do most of the stings.",
      Evidence(.d, "prolific groups 3.5 to 8 stings a month (press tallies 2016-19)")),
    .law(
      "competence", \.competence, .share, "Competence of a new group, 0 to 1.",
      Evidence(.d, "assumption")),
    .share(
      "learning", \.learning,
      "Share of what it lacks in competence that a group learns at a sting.",
      Evidence(.d, "assumption", plausible: 0.01...0.1)),
    .law(
      "restraint", \.restraint, .share,
      "Inclination of a group to hand a file over quietly, 0 to 1, where a channel exists.",
      Evidence(.d, "assumption", isDeep: true)),
    .law(
      "trust", \.trust, .share, "Trust in police of a new group, 0 to 1.",
      Evidence(.d, "assumption", isDeep: true)),
    .law(
      "followers", \.followers, .count("followers"), "Followers of a group.",
      Evidence(
        .c, "26,000; 65,000; 87,000; hundreds of thousands for the largest (press 2017-18)",
        plausible: 500...300_000)),
    .share(
      "stop-after-scandal", \.stopAfterScandal,
      "Probability that a group stops after it has confronted a wrong person.",
      Evidence(.d, "assumption", plausible: 0.05...0.5)),
    .share(
      "travel", \.travel, "Share of files about suspects anywhere in the country, by residents.",
      Evidence(
        .d, "assumption: groups are local, some drive for hours (press 2016-19)",
        plausible: 0.05...0.6)),
    .number(
      "reach", \.reach, .count("kilometres"), allowed: 0.1...100_000,
      "Distance over which what is near a group, suspects and new groups, falls to 37%.",
      Evidence(
        .d, "assumption: most named groups are called after a town or county and act there",
        plausible: 5...50)),
    .number(
      "between-regions", \.betweenRegions, .count("kilometres"), allowed: 0...10_000,
      "Distance between areas of different regions, where an area does not state its centre.",
      Evidence(
        .d, "rounded: the middles of England's regions are 80 to 450 km apart",
        plausible: 80...450)),
  ]
}

/// A number of events per year, in the canonical unit.
func yearly(_ rate: Double) -> Double { rate * Unit.perYear.inCanonicalUnits }
