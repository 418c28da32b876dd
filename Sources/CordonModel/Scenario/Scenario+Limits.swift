// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// Limits on combinations of values, each of which is allowed alone.
extension Scenario {
  /// The most residents that the areas may have for each resident of the country.
  private static let mostResidents = 1_000.0
  /// The most officers for each resident that an area may have for each that the country has.
  private static let mostStrength = 1_000.0
  /// The most response units on shift in a division, in the busiest part of the day.
  private static let mostUnits = 100_000.0
  /// The most divisions to which calls come one by one.
  private static let mostDivisions = 10_000.0

  /// Why the scenario cannot be simulated, a sentence for each reason; empty if it can.
  public var excesses: [String] {
    var reasons: [String] = []
    for value in datedValues {
      guard let reason = field(at: value.path)?.use.whyConstant else { continue }
      reasons.append("\(value.path) cannot change while a run goes on: \(reason)")
    }
    for period in periods {
      for reason in period.scenario.excessesOfPeriod where !reasons.contains(reason) {
        reasons.append(reason)
      }
    }
    return reasons
  }

  /// The limits that its values break together in a period.
  private var excessesOfPeriod: [String] {
    let (country, own) = (parameters.country, parameters.response)
    var reasons: [String] = []
    let residents = areas.reduce(0) { $0 + $1.population }
    if residents > Self.mostResidents * country.residents {
      reasons.append(
        "the areas have more than \(Int(Self.mostResidents)) times as many residents as "
          + "country.residents says, and would multiply all national numbers by as much")
    }
    var divisions = 0.0
    for area in areas {
      let strength = country.strength(of: area)
      if strength > Self.mostStrength {
        reasons.append(
          "\(area.name) has more than \(Int(Self.mostStrength)) times as many officers for each "
            + "resident as country.officers says")
        continue
      }
      let count = max(1, (area.population / own.divisionPopulation).rounded())
      divisions += own.scope == .all ? count : 1
      let units =
        area.responseUnits
        ?? own.units * (1 + own.weightOfOfficers * (strength - 1)) * area.population
        / own.divisionPopulation
      let busiest = Double(own.unitsByDaypart.count) * (own.unitsByDaypart.max() ?? 1)
      if units / count * busiest > Self.mostUnits {
        reasons.append(
          "a division of \(area.name) would have more than \(Int(Self.mostUnits)) response units "
            + "on shift: see response.units and response.division-population")
      }
    }
    if own.background == .calls, divisions > Self.mostDivisions {
      reasons.append(
        "calls would be simulated in more than \(Int(Self.mostDivisions)) divisions: see "
          + "response.divisions and response.division-population")
    }
    return reasons
  }
}
