// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

extension Plan {
  /// An area, under a policy, in which an outcome is far more or far less frequent than in the others.
  struct AreaOutlier: Sendable {
    let policy: String
    let area: String
    let outcome: String
    /// The outcome and, a year for each million residents, what it is there and what is usual.
    let words: String
  }

  /// The areas in which events are far more or far less frequent for each resident than in the others, though
  /// all areas have the same levers.
  ///
  /// - Complexity: O(policies times outcomes times areas).
  func areaOutliers(in replication: Replication) -> [AreaOutlier] {
    policies.indices.flatMap { index -> [AreaOutlier] in
      let run = replication.runs[index]
      guard runs.isNational(policy: index), !run.areas.isEmpty else { return [] }
      let years = Double(calendar.counted)
      return outcomes.indices.filter { outcomes[$0].isCountOfEvents }.flatMap { outcome in
        let rates = AreaRates(
          areas.indices.map { area in
            AreaCount(
              name: areas[area], residents: residents[area], count: run.areas[area][outcome] * years
            )
          })
        return rates.outliers.map { area in
          let text = [area.rate, rates.usual].map { rate in
            let yearly = rate * 1e6 / years
            return Readable(standardError: 0, size: yearly)(yearly)
          }
          return AreaOutlier(
            policy: policies[index], area: area.name, outcome: outcomes[outcome].name,
            words: "\(outcomes[outcome].name) \(text[0]), not \(text[1])")
        }
      }
    }
  }

  /// A warning for each area that is such an outlier in the first replication and in the next ones too: what
  /// one future has by chance, where groups crowd, is somewhere else in another.
  func checksOfAreas(in first: Replication, _ allowance: inout CheckAllowance) -> [Check] {
    var found = areaOutliers(in: first)
    var last = first.number
    while !found.isEmpty, last < replications.upperBound,
      last - first.number + 1 < Self.idleReplications, allowance.take(runs.days.ofReplication)
    {
      last += 1
      let next = areaOutliers(in: replicate(last, keeping: .all))
      found.removeAll { one in
        !next.contains {
          $0.policy == one.policy && $0.area == one.area && $0.outcome == one.outcome
        }
      }
    }
    let tried =
      first.number == last ? "replication \(last)" : "replications \(first.number) to \(last)"
    return policies.flatMap { policy in
      areas.compactMap { area -> Check? in
        let words = found.filter { $0.policy == policy && $0.area == area }.map(\.words)
        guard !words.isEmpty else { return nil }
        let more = words.count > 3 ? ", and \(words.count - 3) more" : ""
        return Check(
          .warning,
          "under '\(policy)', in \(tried), \(area) lies far outside the other areas: per year and "
            + "million residents, " + words.prefix(3).joined(separator: "; ") + more)
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
