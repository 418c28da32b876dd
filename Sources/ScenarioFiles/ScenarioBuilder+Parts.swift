// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// Whether the areas together are the country, part of it, or more than it.
extension ScenarioBuilder {
  /// How much more than the country the areas may be, because sources round, before something must be counted twice.
  private static let tolerance = 0.01

  /// Warns if the areas are more than the country; leaves out what was observed elsewhere.
  mutating func checkParts() {
    // A value that could not be read is the default, which says nothing.
    guard !hasErrors(since: 0) else { return }
    let location = areasLocation ?? Location(file: chain.first ?? "")
    let country = scenario.parameters.country
    let residents = scenario.areas.map(\.population).reduce(0, +)
    let officers = scenario.areas.compactMap(\.officers).reduce(0, +)
    for (path, sum, whole, noun) in [
      ("country.residents", residents, country.residents, "residents"),
      ("country.officers", officers, country.officers, "officers"),
    ] where sum > whole * (1 + Self.tolerance) {
      faults.append(
        location.warning(
          "the areas have \(grouped(Int(sum))) \(noun) together, but the country (\(path)) has "
            + "\(grouped(Int(whole))): a total or a region may be among them"))
    }
    if scenario.areas.count > 2,
      let total = scenario.areas.first(where: { $0.population == residents - $0.population })
    {
      let location = origins["areas.\(total.name).population"]?.location ?? location
      faults.append(
        location.warning(
          "\(excerpt(of: total.name)) has as many residents as all other areas together: it "
            + "may be their total"))
    }
    leaveOutObservations(at: location)
  }

  /// Observations of the country say nothing about part of it.
  ///
  /// Observations in the file that names the areas, or in a later one, are of these areas.
  private mutating func leaveOutObservations(at location: Location) {
    guard scenario.isPartOfCountry, areasTurn > observationsTurn, !scenario.observations.isEmpty
    else { return }
    let share = scenario.shareOfCountry * 100
    let percent = share >= 1 ? "\(Int(share.rounded()))" : "less than 1"
    faults.append(
      location.warning(
        "the areas have \(percent) % of the country's residents: the observations of "
          + "\(observationLocations.first?.file ?? "") are not of them and are left out"
      ))
    (scenario.observations, observationLocations) = ([], [])
  }
}
