// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// A police force area: its people and its staff.
public struct Area: Hashable, Sendable {
  /// The area's name.
  public var name = "England, Wales and Northern Ireland"
  /// The region to which it belongs.
  public var region = ""
  /// Residents.
  public var population = 61_000_000.0
  /// Investigators of online child sexual abuse, full-time equivalents.
  public var investigators = 390
  /// Officers who read volunteers' files before any policy sets liaison officers aside.
  public var triageOfficers = 4
  /// Suspects' device sets that the forensic laboratories work on at once.
  public var forensicBenches = 120
  /// Courtrooms' worth of trial capacity for these cases.
  public var courtrooms = 32

  /// The single area of the shipped scenarios.
  public init() {}
}

extension Area {
  /// The declarations of everything that a scenario may say of an area, but for its name.
  public static let fields: [Field<Area>] = [
    .number(
      "population", \.population, .count("people"), allowed: 1...1e9, "Residents.",
      Evidence(.a, "ONS and NISRA mid-2017 estimates, rounded")),
    .whole(
      "investigators", \.investigators, .count("officers"), allowed: 1...100_000,
      "Investigators of online child sexual abuse, full-time equivalents.",
      Evidence(
        .d, "set so that about 19 in 20 of their hours are taken in 2016: targets are often missed")
    ),
    .whole(
      "triage-officers", \.triageOfficers, .count("officers"), allowed: 0...10_000,
      "Officers who read volunteers' files in office hours.", Evidence(.d, "assumption")),
    .whole(
      "forensic-benches", \.forensicBenches, .count("benches"), allowed: 1...100_000,
      "Suspects' device sets that the forensic laboratories work on at once.",
      Evidence(.d, "set so that the laboratories just keep pace with base demand")),
    .whole(
      "courtrooms", \.courtrooms, .count("courtrooms"), allowed: 1...10_000,
      "Courtrooms' worth of trial capacity for these cases.",
      Evidence(.d, "set so that trials wait months, not years, at base demand")),
  ]
}
