// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Experiments

/// Over the states of a sweep: where each policy wins.
extension Page {
  /// What stands where no policy is decided to be best.
  private static let undecided = "not distinguishable"

  var stateWins: Section? {
    guard hasStates, plan.policies.count > 1, !states.counts.isEmpty else { return nil }
    let counts = outcomes.compactMap { outcome in
      states.counts.first { $0.outcome == outcome }
    }
    let figure = Figure(
      id: "winners", chart: .states, title: "In how many states each policy is best",
      caption: """
        Over \(grouped(sweep.states)) states of the world. A policy is best in a state where every \
        paired difference from the others is decided in its favour; grey where none is. Outcomes \
        without a better direction are left out.
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
            zip(plan.policies + [Self.undecided], count.wins + [count.undecided]).map {
              [
                .text(count.outcome.title), .text($0), .number(Double($1)),
                .text(count.outcome.name),
              ]
            }
          }), byState,
      ],
      evidence: mark(counts.map(\.outcome)))
    return Section(id: "states", heading: "Where each policy wins", body: figure.html)
  }

  private var byState: DataTable {
    let isPart = states.first.count < sweep.states
    return DataTable(
      name: nil,
      title: isPart
        ? "The best policy in each of the first \(grouped(states.first.count)) states"
        : "The best policy in each state",
      columns: [.init("state", "State", .text)]
        + sweep.factors.map { .init($0.path, $0.path, .text) }
        + states.counts.map { .init($0.outcome.name, $0.outcome.title, .text) },
      rows: states.first.map { state in
        [.text("\(state.number)")] + state.values.map { .text($0) }
          + state.winners.map { .text($0 ?? Self.undecided) }
      })
  }
}
