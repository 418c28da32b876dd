// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// Whether the areas together are the country, a part of it, or more than it.
extension ScenarioBuilder {
  /// How far areas may be above the country before something must be among them twice: sources round.
  private static let tolerance = 0.01

  /// Warns of areas that are more than the country, and leaves out what was observed elsewhere.
  mutating func checkParts() {
    // What could not be read has its default, which says nothing.
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

  /// What was observed of the country says nothing of a part of it; what a file says after it has named
  /// its areas, or beside them, is of these.
  private mutating func leaveOutObservations(at location: Location) {
    guard scenario.isPartOfCountry, areasTurn > observationsTurn, !scenario.observations.isEmpty
    else { return }
    let share = scenario.shareOfCountry * 100
    let percent = share >= 1 ? "\(Int(share.rounded()))" : "less than 1"
    faults.append(
      location.warning(
        "the areas have \(percent) % of the country's residents: what "
          + "\(observationLocations.first?.file ?? "") has observed is not of them, and is left out"
      ))
    (scenario.observations, observationLocations) = ([], [])
  }
}
