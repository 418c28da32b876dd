// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations

/// Response police: how soon they come, and what an attendance costs.
public struct ResponseParameters: Hashable, Sendable {
  public var units = 8
  public var callLength = 1.0 / 24
  public var callsPerDay = 130.0
  public var callsByDaypart = [0.15, 0.22, 0.31, 0.32]
  public var travel = Law.lognormal(median: 12.0 / 1_440, p95: 40.0 / 1_440)
  public var officers = 3.0
  public var firstResponse = 8.0
  public var officersAtDisorder = 20.0
  public var disorderHours = 3.0 / 24

  /// The central values of the evidence.
  public init() {}
}

extension ResponseParameters {
  static let fields: [Field<ResponseParameters>] = [
    .whole(
      "units", \.units, .count("units"), allowed: 1...10_000,
      "Response units on shift where a sting happens.",
      Evidence(.d, "assumption: one local policing division", plausible: 4...20)),
    .number(
      "call-length", \.callLength, .minutes, allowed: 1.0 / 1_440...1,
      "Mean time for which a call keeps a unit busy.", Evidence(.d, "assumption")),
    .number(
      "calls", \.callsPerDay, .perDay, allowed: 0...1e6,
      "Calls from the public that these units answer.",
      Evidence(.d, "set so that units are busy two thirds of the time", plausible: 80...170)),
    .shares(
      "calls-by-daypart", \.callsByDaypart, of: StingParameters.daypartNames,
      "How the calls are spread over the parts of the day.", Evidence(.d, "assumption")),
    .law(
      "travel", \.travel, .minutes, "Time that a unit needs to come once it is free.",
      Evidence(
        .c, "streams of 14 to over 60 minutes (press 2017-25)",
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
    .number(
      "officers-at-disorder", \.officersAtDisorder, .count("officers"), allowed: 0...1_000,
      "Officers at a crowd incident.",
      Evidence(
        .c, "up to 30 officers for hours at Armadale (Scotsman June 2018)",
        plausible: 8...40)),
    .number(
      "disorder-length", \.disorderHours, .hours, allowed: 0...10,
      "How long a crowd incident keeps the officers beyond those of a normal sting.",
      Evidence(.c, "\"for hours\" at Armadale (Scotsman June 2018)", plausible: 1.0 / 24...8.0 / 24)
    ),
  ]
}
