// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// A police force area: its people, and its staff as far as it is known.
///
/// Staff that is left out is derived from the staff of the country: see ``Staffing``.
public struct Area: Hashable, Sendable {
  /// The area's name.
  public var name = "England, Wales and Northern Ireland"
  /// The region in which it lies; where areas do not state their centres, those of one region are near.
  public var region = Region.several
  /// The middle of where people live, kilometres east of the national grid's origin; nil: not stated.
  public var easting: Double?
  /// The middle of where people live, kilometres north of the national grid's origin; nil: not stated.
  public var northing: Double?
  /// Radius of a disc as large as the area, in kilometres; nil: derived.
  public var radius: Double?
  /// Residents.
  public var population = 61_000_000.0
  /// Police officers, full-time equivalents; nil: as many for each resident as in the country.
  public var officers: Double?
  /// Incidents that the public report, per day; nil: as many for each resident as elsewhere.
  public var incidents: Double?
  /// Response units on shift, on average over the day; nil: derived.
  public var responseUnits: Double?
  /// Investigators of online child sexual abuse; nil: derived.
  public var investigators: Int?
  /// Officers who pose as children online themselves; nil: derived.
  public var undercoverOfficers: Int?
  /// Officers who read volunteers' files before any policy sets liaison officers aside; nil: derived.
  public var triageOfficers: Int?
  /// Suspects' device sets that the forensic laboratories work on at once; nil: derived.
  public var forensicBenches: Int?

  /// The single area of the base scenario.
  public init() {}
}

/// The regions of England and the other countries of the United Kingdom.
public enum Region: String, CaseIterable, Hashable, Sendable {
  case eastMidlands = "East Midlands"
  case eastOfEngland = "East of England"
  case london = "London"
  case northEast = "North East"
  case northWest = "North West"
  case southEast = "South East"
  case southWest = "South West"
  case westMidlands = "West Midlands"
  case yorkshireAndTheHumber = "Yorkshire and the Humber"
  case wales = "Wales"
  case northernIreland = "Northern Ireland"
  case scotland = "Scotland"
  /// An area that covers several, or lies in none of them.
  case several
}

extension Area {
  /// The word for what an area leaves out.
  private static let derived = "derived"

  /// The declarations of everything that a scenario may say of an area, but for its name.
  public static let fields: [Field<Area>] = [
    .choice(
      "region", \.region,
      "Region in which the area lies; areas without a centre are near those of their region.",
      Evidence(.a, "ONS regions")
    ).constant(because: "an area stays where it is"),
    coordinate("easting", \.easting, "east"),
    coordinate("northing", \.northing, "north"),
    .number(
      "radius", \.radius, .count("kilometres"), allowed: 0.1...10_000, none: derived,
      "Radius of a disc as large as the area; derived: as many residents for each km2 as the country.",
      Evidence(.d, "the residents' share of the country's area")
    ).constant(because: "an area stays where it is"),
    .number(
      "population", \.population, .count("people"), allowed: 1...1e9, "Residents.",
      Evidence(.a, "ONS and NISRA mid-2017 estimates, rounded")
    ).constant(because: "it decides where everything happens, and how many divisions there are"),
    .number(
      "officers", \.officers, .count("officers"), allowed: 1...10_000_000, none: derived,
      "Police officers, full-time equivalents; derived: the residents' share of country.officers.",
      Evidence(.d, "the residents' share of country.officers")
    ).copied,
    .number(
      "incidents", \.incidents, .perYear, allowed: 0...1e6, none: derived,
      "Incidents that the public report; derived: the residents times response.incidents.",
      Evidence(.d, "the residents times response.incidents")
    ).copied,
    .number(
      "response-units", \.responseUnits, .count("units"), allowed: 0.1...1e6, none: derived,
      "Response units on shift, on average over the day; derived: the area's share by response.units.",
      Evidence(.d, "the area's share by response.units and response.weight-of-officers")
    ).copied,
    staff(
      "investigators", \.investigators, "officers", least: 1,
      "Investigators of online child sexual abuse"),
    staff(
      "undercover-officers", \.undercoverOfficers, "officers", least: 0,
      "Undercover officers against online child sexual abuse"),
    staff(
      "triage-officers", \.triageOfficers, "officers", least: 0,
      "Officers who read volunteers' files in office hours"),
    staff(
      "forensic-benches", \.forensicBenches, "benches", least: 1,
      "Suspects' device sets that the forensic laboratories work on at once"),
  ]

  private static func coordinate(
    _ path: String, _ property: Field<Area>.Property<Double?>, _ direction: String
  ) -> Field<Area> {
    .number(
      path, property, .count("kilometres"), allowed: -2_000...2_000, none: "unplaced",
      "Middle of where people live, \(direction) of the national grid's origin; unplaced: somewhere in the region.",
      Evidence(.d, "not stated")
    ).constant(because: "an area stays where it is")
  }

  private static func staff(
    _ path: String, _ property: Field<Area>.Property<Int?>, _ noun: String, least: Int,
    _ subject: String
  ) -> Field<Area> {
    .whole(
      path, property, .count(noun), allowed: least...100_000, none: derived,
      "\(subject); derived: the area's share of staffing.\(path).",
      Evidence(.d, "the area's share of staffing.\(path)")
    ).copied
  }
}
