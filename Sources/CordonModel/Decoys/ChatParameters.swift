// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations

/// How adults' contacts with decoys turn into chats, and chats into files.
public struct ChatParameters: Hashable, Sendable {
  /// New adult contacts of one decoy account; per day.
  public var contacts = 40.0
  /// Share of contacts that end as a workable target; 0 to 1.
  public var workable = 0.003
  /// Chats that a volunteer can hold at once; further contacts are lost.
  public var perVolunteer = 1.5
  /// Days of chat before a sting; a law.
  public var length = Law.lognormal(median: 14, p95: 100)
  /// Share of chats that end in a meeting arranged (section 15); 0 to 1.
  public var endInMeeting = 0.07
  /// Share of chats that end in sexual communication without a meeting (section 15A); 0 to 1.
  public var endInCommunication = 0.035
  /// How far contacts can rise above those of a group's founding; a factor.
  public var headroom = 2.0

  /// The central values of the evidence.
  public init() {}
}

extension ChatParameters {
  static let fields: [Field<ChatParameters>] = [
    .number(
      "contacts", \.contacts, .perDay, allowed: 0...10_000,
      "New adult contacts of one decoy account.",
      Evidence(
        .c,
        "180 friend requests overnight (BBC Apr 2018); up to 200 messages a day at the lockdown peak (LBC June 2020)",
        plausible: 10...200)
    ).copied,
    .share(
      "workable", \.workable, "Share of contacts that end as a workable target.",
      Evidence(
        .d, "0.1 to 0.5% chosen; 5% for the Sweetie lure (BBC Nov 2013)",
        plausible: 0.0002...0.05)
    ).copied,
    .number(
      "per-volunteer", \.perVolunteer, .count("chats"), allowed: 0...100,
      "Chats that a volunteer can hold at once; further contacts are lost.",
      Evidence(.d, "assumption: volunteers have jobs and families", plausible: 0.5...5)
    ).copied,
    .law(
      "length", \.length, .days, "Days of chat before a sting.",
      Evidence(.d, "six court judgments: 4 days to 3 months", plausible: 2...100)),
    .share(
      "end-in-meeting", \.endInMeeting,
      "Share of chats that end in a meeting arranged (section 15).",
      Evidence(
        .d, "with end-in-communication set so that a group makes 0.9 stings a month",
        plausible: 0.02...0.15)),
    .share(
      "end-in-communication", \.endInCommunication,
      "Share of chats that end in sexual communication without a meeting (section 15A).",
      Evidence(.d, "half as many as meetings: assumption", plausible: 0.01...0.1)),
    .number(
      "headroom", \.headroom, .factor, allowed: 1...100,
      "How far contacts can rise above those of a group's founding, whatever draws them.",
      Evidence(
        .d, "a bound of the method: candidates are thinned from so many; twice is rarely reached",
        plausible: 1.5...4)
    ).copied,
  ]
}
