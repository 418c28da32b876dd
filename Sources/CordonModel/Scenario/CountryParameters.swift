// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// The country to which national rates and numbers refer.
///
/// Sources give demand for the whole country; a scenario of fewer residents has its share of it.
public struct CountryParameters: Hashable, Sendable {
  /// Residents to whom national rates and numbers refer; areas have their residents' share (in
  /// people).
  public var residents = 61_000_000.0
  /// Police officers of these residents, full-time equivalents.
  public var officers = 130_000.0
  /// Radius of a disc as large as the country, in kilometres.
  public var radius = 229.0

  /// The central values of the evidence.
  public init() {}
}

extension CountryParameters {
  static let fields: [Field<CountryParameters>] = [
    .number(
      "residents", \.residents, .count("people"), allowed: 100_000...1e9,
      "Residents to whom national rates and numbers refer; areas have their residents' share.",
      Evidence(
        .a, "England, Wales and Northern Ireland: ONS and NISRA mid-2017 estimates, rounded")
    ).constant(because: "the other numbers are for so many people"),
    .number(
      "officers", \.officers, .count("officers"), allowed: 1...10_000_000,
      "Police officers of these residents, full-time equivalents.",
      Evidence(
        .d,
        "rounded: 123,142 in England and Wales on 31 March 2017 (Home Office), rest assumed")
    ).copied,
    .number(
      "radius", \.radius, .count("kilometres"), allowed: 1...10_000,
      "Radius of a disc as large as the country.",
      Evidence(
        .b,
        "rounded: 151,046 km2 in England and Wales (mySociety, summed) and 14,130 km2 in Northern Ireland"
      )
    ).constant(because: "the country stays as large as it is"),
  ]
}

extension CountryParameters {
  /// An area's officers for each resident, relative to the country's; 1 if it does not state them.
  func strength(of area: Area) -> Double {
    area.officers.map { $0 / officers / (area.population / residents) } ?? 1
  }
}

extension Parameters {
  /// The parameters as they are for so many residents.
  ///
  /// Referrals, devices of other crimes and their backlog, and the pool of offenders are proportional to residents; an
  /// arrest deters in inverse proportion. Undercover arrests are proportional to undercover officers. Groups are the
  /// country's, some of them at home elsewhere. Only if there are more residents than in the country, founding and the
  /// number at which it is fastest are multiplied. Publicity and trust are national: a sting adds the same to them,
  /// and they have the same effect, everywhere. With as many residents as the country has, nothing changes, bit for bit.
  func scaled(toResidents residents: Double) -> Parameters {
    let share = residents / country.residents
    var scaled = self
    scaled.groups.foundingBase *= max(1, share)
    scaled.groups.densityPeak *= max(1, share)
    scaled.investigation.referrals *= share
    scaled.forensics.otherDevices *= share
    scaled.court.backlog = Int((Double(court.backlog) * share).rounded())
    scaled.forensics.backlog = Int((Double(forensics.backlog) * share).rounded())
    scaled.offenders.pool *= share
    scaled.publicMood.deterrence /= share
    return scaled
  }
}
