// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

extension Plan {
  /// A warning for each area in which events are far more or far less frequent for each resident than in the
  /// others, though all areas have the same levers.
  ///
  /// - Complexity: O(policies times outcomes times areas).
  func checksOfAreas(in replication: Replication) -> [Check] {
    zip(scenarios, replication.runs).flatMap { scenario, run -> [Check] in
      let isAlike =
        scenario.policy.changes.allSatisfy { $0.area == nil }
        && scenario.policy.triggers.allSatisfy { $0.scope == .national }
      guard isAlike, !run.areas.isEmpty else { return [] }
      let counted = Double(scenario.settings.counted)
      var found: [(area: String, words: String)] = []
      for (index, outcome) in Outcome.all.enumerated() where outcome.isCountOfEvents {
        let rates = AreaRates(
          zip(scenario.areas, run.areas).map { area, values in
            AreaCount(
              name: area.name, residents: area.population, count: values[index] * counted)
          })
        for area in rates.outliers {
          let text = [area.rate, rates.usual].map { rate in
            let yearly = rate * 1e6 / counted
            return Readable(standardError: 0, size: yearly)(yearly)
          }
          found.append((area.name, "\(outcome.name) \(text[0]), not \(text[1])"))
        }
      }
      return scenario.areas.map(\.name).filter { name in found.contains { $0.area == name } }.map {
        name in
        let words = found.filter { $0.area == name }.map(\.words)
        let more = words.count > 3 ? ", and \(words.count - 3) more" : ""
        return Check(
          .warning,
          "under '\(scenario.policy.name)', in replication \(replication.number), \(name) lies far outside "
            + "the other areas: a year for each million residents "
            + words.prefix(3).joined(separator: "; ") + more)
      }
    }
  }
}

extension Outcome {
  /// Whether it counts events that happen in an area, rather than work, money or what is at one time.
  fileprivate var isCountOfEvents: Bool {
    isCount && !isNational && unit.hasSuffix("per year")
      && ![Unit.officerHours.name, Unit.pounds.name].contains(monthlyUnit)
  }
}
