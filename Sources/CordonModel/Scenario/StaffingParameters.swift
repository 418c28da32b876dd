// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// The staff of the country, of which each area has its share where it does not state its own.
public struct StaffingParameters: Hashable, Sendable {
  /// Investigators of online child sexual abuse in the country, full-time equivalents; in officers.
  public var investigators = 390.0
  /// Undercover officers of the country, who make investigation.undercover-arrests.
  public var undercoverOfficers = 115.0
  /// Officers of the country who read volunteers' files, full-time equivalents.
  public var triageOfficers = 4.0
  /// Suspects' device sets that the country's forensic laboratories work on at once; in benches.
  public var forensicBenches = 120.0
  /// How far an area's share of staff follows its officers rather than its residents; a share, 0 to
  /// 1.
  public var weightOfOfficers = 0.0
  /// Time that somebody with other duties gives at least, where an area's share is less; a share, 0
  /// to 1.
  public var leastTime = 0.2
  /// Part by which the capacity of laboratories and courts rises as their backlog doubles; a share.
  public var answerToBacklog = 0.3
  /// The most that this capacity can be, relative to that of the beginning; the least is its inverse.
  public var mostCapacity = 1.3

  /// The central values of the evidence.
  public init() {}
}

extension StaffingParameters {
  static let fields: [Field<StaffingParameters>] = [
    .number(
      "investigators", \.investigators, .count("officers"), allowed: 0.1...1e6,
      "Investigators of online child sexual abuse in the country, full-time equivalents.",
      Evidence(
        .d,
        "set so that most of their hours are taken in 2021, when targets are often missed (HMICFRS 2023); no year's staff is known"
      )
    ).copied,
    .number(
      "undercover-officers", \.undercoverOfficers, .count("officers"), allowed: 0.1...1e6,
      "Undercover officers of the country, who make investigation.undercover-arrests.",
      Evidence(.d, "assumption: an arrest of each officer a month", plausible: 50...300)
    ).copied,
    .number(
      "triage-officers", \.triageOfficers, .count("officers"), allowed: 0...1e5,
      "Officers of the country who read volunteers' files, full-time equivalents.",
      Evidence(.d, "assumption")
    ).copied,
    .number(
      "forensic-benches", \.forensicBenches, .count("benches"), allowed: 0.1...1e6,
      "Suspects' device sets that the country's forensic laboratories work on at once.",
      Evidence(.d, "set so that the laboratories just keep pace with base demand")
    ).copied,
    .share(
      "weight-of-officers", \.weightOfOfficers,
      "How far an area's share of staff follows its officers rather than its residents.",
      Evidence(
        .d, "no source: specialists follow demand, which follows residents", plausible: 0...1)
    ).copied,
    .share(
      "least-time", \.leastTime,
      "Time that somebody with other duties gives at least, where an area's share is less.",
      Evidence(.d, "assumption: a day a week", plausible: 0.05...1)
    ).copied,
    .number(
      "answer-to-backlog", \.answerToBacklog, .factor, allowed: 0...10,
      """
      Part by which the capacity of laboratories and courts rises as the line before them becomes twice \
      that of the beginning, and falls with a shorter one.
      """,
      Evidence(
        .d, "assumption: sitting days and examiners are added and saved as backlogs move",
        plausible: 0...1)),
    .number(
      "most-capacity", \.mostCapacity, .factor, allowed: 1...10,
      """
      The most that the capacity of laboratories and courts can be, relative to that of the beginning; \
      the least is its inverse.
      """,
      Evidence(.d, "assumption: rooms, judges and examiners are limited", plausible: 1...2)),
  ]
}

extension StaffingParameters {
  /// How the capacity of laboratories and courts answers to their backlogs.
  @inline(__always)
  var capacityAnswer: CapacityAnswer {
    CapacityAnswer(toBacklog: answerToBacklog, most: mostCapacity)
  }
}
