// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations

/// How the calls of the public are represented, which compete with stings for response units.
public enum ResponseBackground: String, CaseIterable, Hashable, Sendable {
  /// By the stationary law of the same queue in that part of the day.
  case stationary
  /// Call by call.
  case calls
}

/// Which divisions of an area are simulated call by call.
public enum ResponseScope: String, CaseIterable, Hashable, Sendable {
  /// The one in which its stings happen.
  case one
  /// All of them.
  case all
}

/// The grade of response that police give to a sting.
public enum StingGrade: String, CaseIterable, Hashable, Sendable {
  case immediate
  case priority
}

/// Response police: how soon they come, and what an attendance costs.
public struct ResponseParameters: Hashable, Sendable {
  /// Whether calls follow the stationary law of their queue or happen one by one.
  public var background = ResponseBackground.stationary
  /// In which divisions calls happen one by one, where they do.
  public var scope = ResponseScope.one
  /// Residents of a policing division; an area has as many divisions as come nearest to it.
  public var divisionPopulation = 250_000.0
  /// Response units on shift for as many residents as a division has, on average over the day.
  public var units = 8.0
  /// How far an area's units follow its officers, where it states them, rather than residents; a
  /// share, 0 to 1.
  public var weightOfOfficers = 0.0
  /// How the units on shift are spread over the parts of the day; shares that add up to 1.
  public var unitsByDaypart = [0.19, 0.25, 0.28, 0.28]
  /// Units that must stay free when a scheduled call starts.
  public var reserve = 1
  /// Incidents that the public report, for each resident; per day.
  public var incidents = 0.245 * Unit.perYear.inCanonicalUnits
  /// Share of incidents to which a response unit goes; 0 to 1.
  public var needsUnit = 0.7
  /// How the calls are spread over the parts of the day; shares that add up to 1.
  public var callsByDaypart = [0.15, 0.22, 0.31, 0.32]
  /// How the calls to which a unit goes are spread over the grades of response; shares that add up
  /// to 1.
  public var grades = [0.2, 0.4, 0.4]
  /// Probability that an immediate call needs two units; 0 to 1.
  public var pairs = 0.4
  /// Mean time, exponentially distributed, for which a call keeps a unit busy; in days.
  public var callLength = 1.0 / 24
  /// The greatest share of their units' time that urgent calls may take, where calls follow the law of
  /// their queue; 0 to 1.
  public var mostLoad = 0.9
  /// Officers in a response unit.
  public var officersPerUnit = 2.0
  /// The grade of response that a sting is given; it asks for as many units as its officers need.
  public var stingGrade = StingGrade.priority
  /// Time that a unit needs to come once it is free; a law, in days.
  public var travel = Law.lognormal(median: 8.0 / 1_440, p95: 27.0 / 1_440)
  /// Officers at a normal sting.
  public var officers = 3.0
  /// Officer-hours at the first response to a sting.
  public var firstResponse = 8.0
  /// Time from the arrival of police until the scene is cleared; a law, in days.
  public var takeover = Law.gamma(mean: 8.0 / 1_440, sd: 5.0 / 1_440)
  /// How long officers stand by at a sting of which police have notice; in days.
  public var standbyLength = 2.0 / 24
  /// Officers at a crowd incident.
  public var officersAtDisorder = 20.0
  /// How long a crowd incident keeps the officers beyond those of a normal sting; in days.
  public var disorderLength = 3.0 / 24

  /// The central values of the evidence.
  public init() {}

  /// The units that a normal sting needs at once, at least one.
  var unitsAtSting: Int { max(1, units(for: officers)) }

  /// The units that so many officers make.
  func units(for officers: Double) -> Int { Int((officers / officersPerUnit).rounded(.up)) }
}

extension ResponseParameters {
  static let fields: [Field<ResponseParameters>] = [
    .choice(
      "background", \.background,
      """
      How the public's calls are represented: by the exact stationary law of their queue in that part \
      of the day, or call by call, where stings compete with them and take units from them.
      """, .design
    ).constant(because: "it is a form of the simulation"),
    .choice(
      "divisions", \.scope,
      """
      Which divisions of an area are simulated, where calls are: the one in which all its stings \
      happen, or all, with stings in any of them.
      """, .design
    ).constant(because: "it is a form of the simulation"),
    .number(
      "division-population", \.divisionPopulation, .count("people"), allowed: 1_000...1e9,
      "Residents of a policing division; an area has as many divisions as come nearest to it.",
      Evidence(
        .d, "assumption: about 230 local commands in England and Wales",
        plausible: 100_000...500_000)
    ).constant(because: "it decides how many divisions there are"),
    .number(
      "units", \.units, .count("units"), allowed: 1...10_000,
      "Response units on shift for as many residents as a division has, on average over the day.",
      Evidence(.d, "assumption", plausible: 4...20)
    ).copied,
    .share(
      "weight-of-officers", \.weightOfOfficers,
      "How far an area's units follow its officers, where it states them, rather than residents.",
      Evidence(
        .d,
        "no source: units follow calls, which follow residents; many of London's officers serve the whole country",
        plausible: 0...1)
    ).copied,
    .shares(
      "units-by-daypart", \.unitsByDaypart, of: StingParameters.daypartNames,
      "How the units on shift are spread over the parts of the day.",
      Evidence(.d, "assumption: fewer at night, not as few as calls")
    ).copied,
    .whole(
      "reserve", \.reserve, .count("units"), allowed: 0...10_000,
      "Units that must stay free when a scheduled call starts.",
      Evidence(.d, "assumption", plausible: 0...3)
    ).copied,
    .number(
      "incidents", \.incidents, .perYear, allowed: 0...100 * Unit.perYear.inCanonicalUnits,
      "Incidents that the public report, for each resident.",
      Evidence(
        .c,
        "245 per 1,000 residents in the year to March 2021 (HMICFRS, Yorkshire Evening Post 11/2021)",
        plausible: 0.15 / 365.25...0.45 / 365.25)
    ).copied,
    .share(
      "needs-unit", \.needsUnit, "Share of incidents to which a response unit goes.",
      Evidence(
        .d, "set so that units are busy two thirds of the time", plausible: 0.4...0.9)
    ).copied,
    .shares(
      "calls-by-daypart", \.callsByDaypart, of: StingParameters.daypartNames,
      "How the calls are spread over the parts of the day.", Evidence(.d, "assumption")
    ).copied,
    .shares(
      "grades", \.grades, of: ["immediate", "priority", "scheduled"],
      "How the calls to which a unit goes are spread over the grades of response.",
      Evidence(.d, "assumption")
    ).copied,
    .share(
      "pairs", \.pairs, "Probability that an immediate call needs two units.",
      Evidence(.d, "assumption", plausible: 0.1...0.7)
    ).copied,
    .number(
      "call-length", \.callLength, .minutes, allowed: 1.0 / 1_440...1,
      "Mean time, exponentially distributed, for which a call keeps a unit busy.",
      Evidence(.d, "assumption", plausible: 30.0 / 1_440...120.0 / 1_440)
    ).copied,
    .number(
      "most-load", \.mostLoad, .share, allowed: 0.01...0.99,
      """
      The greatest share of what units can begin that immediate calls take, and priority calls of what \
      those leave, where calls follow the law of their queue; calls beyond it are left out.
      """,
      Evidence(.d, "assumption: at a load of 1 the line grows without end", plausible: 0.8...0.98)),
    .number(
      "officers-per-unit", \.officersPerUnit, .count("officers"), allowed: 1...10,
      "Officers in a response unit.",
      Evidence(.d, "assumption: a patrol car with two", plausible: 1...3)),
    .choice(
      "sting-grade", \.stingGrade,
      "The grade of response that a sting is given; it asks for as many units as its officers need.",
      Evidence(.d, "assumption")),
    .law(
      "travel", \.travel, .minutes, "Time that a unit needs to come once it is free.",
      Evidence(
        .c, "set so that police take over after about 27 minutes (press 2017-25: 14 to over 60)",
        plausible: 5.0 / 1_440...60.0 / 1_440)),
    .number(
      "officers", \.officers, .count("officers"), allowed: 0...1_000, "Officers at a normal sting.",
      Evidence(.d, "choice", plausible: 2...6)),
    .number(
      "first-response", \.firstResponse, .officerHours, allowed: 0...1_000,
      "Officer-hours at the first response to a sting.",
      Evidence(
        .c, "\"a working day\" per referral (national lead, PA May 2019)",
        plausible: 4...24)),
    .law(
      "takeover", \.takeover, .minutes,
      "Time from the arrival of police until the scene is cleared.",
      Evidence(.d, "assumption", plausible: 3.0 / 1_440...30.0 / 1_440)),
    .number(
      "standby-length", \.standbyLength, .hours, allowed: 0...2,
      "How long officers stand by at a sting of which police have notice.",
      Evidence(.d, "assumption", plausible: 1.0 / 24...6.0 / 24)),
    .number(
      "officers-at-disorder", \.officersAtDisorder, .count("officers"), allowed: 0...1_000,
      "Officers at a crowd incident.",
      Evidence(
        .c, "up to 30 officers for hours at Armadale (Scotsman June 2018)",
        plausible: 8...40)),
    .number(
      "disorder-length", \.disorderLength, .hours, allowed: 0...10,
      "How long a crowd incident keeps the officers beyond those of a normal sting.",
      Evidence(.c, "\"for hours\" at Armadale (Scotsman June 2018)", plausible: 1.0 / 24...8.0 / 24)
    ),
  ]
}
