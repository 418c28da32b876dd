// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments

extension Figure.Chart {
  fileprivate static let states = Figure.Chart("states", PackageResources.states_json)
}

/// Where each policy wins, over the states of a sweep.
extension Page {
  /// The words for states in which no policy is best, and in which it is not known.
  static let (noBest, notKnown) = ("no policy is best", "not known")

  var stateWins: Section? {
    guard hasStates, plan.policies.count > 1, !states.counts.isEmpty else { return nil }
    let counts = outcomes.compactMap { outcome in
      states.counts.first { $0.outcome == outcome }
    }
    let figure = Figure(
      id: "winners", chart: .states, title: "In how many states each policy is best",
      caption: """
        All \(counted(sweep.states, "state")) of the world count. A policy is best in a state if it does \
        better than every other one by more than matters. Dark grey: no policy is best; light grey: it \
        is not known. \(chance) Outcomes without a better direction are left out. The states themselves are \
        above, under Differences.
        """,
      description:
        "The number of states in which each policy is best, by outcome; the table below has it",
      legend: keys,
      tables: [
        DataTable(
          title: "States won by each policy",
          columns: [
            .init("title", "Outcome", .text), .init("policy", "Best policy", .text),
            .init("states", "States"), .init("outcome", "Name in tables", .text),
          ],
          rows: counts.flatMap { count in
            zip(
              plan.policies + [Self.noBest, Self.notKnown],
              count.wins + [count.none, count.notKnown]
            ).map {
              [
                .text(count.outcome.title), .text($0), .number(Double($1)),
                .text(count.outcome.name),
              ]
            }
          })
      ],
      evidence: mark(counts.map(\.outcome)))
    return Section(
      id: "states", heading: "Where each policy wins", body: figure.html, charts: [.states])
  }

  /// In how many states a policy may seem best by chance alone.
  var chance: String {
    let most = StateVerdicts.mostByChance(of: sweep.states)
    let chance =
      most > 0 ? "By chance alone a policy may seem best in up to \(grouped(most)) of them. " : ""
    return chance + sweep.luckSentence
  }
}
