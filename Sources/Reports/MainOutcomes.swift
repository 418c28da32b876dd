// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments

/// The outcomes that a report shows in pictures; its tables have all of them.
struct MainOutcomes: Sendable {
  /// A queue whose length and wait are both outcomes.
  struct Queue: Sendable {
    /// The station, for example `triage`.
    let station: String
    let backlog: Outcome
    let wait: Outcome
  }

  /// The outcomes that the baseline's scenario values, in its order; then the other headlines, as declared.
  let all: [Outcome]
  /// How many of them the scenario values.
  let valued: Int
  /// The stations whose outcomes give both the length of the line and the wait.
  let queues: [Queue]
  /// The outcomes of the picture of a trade-off: a gain and a risk, or those that are asked for; nil if the model names
  /// none.
  let tradeOff: (gain: Outcome, risk: Outcome)?

  /// The outcomes that matter in a plan, with a trade-off of others than its gain and risk if they are given.
  init(_ plan: Plan, tradeOff other: (Outcome, Outcome)? = nil) {
    let outcomes = plan.valuedOutcomes
    valued = outcomes.count
    all = outcomes + plan.outcomes.filter { $0.isHeadline && !outcomes.contains($0) }
    queues = plan.outcomes.flatMap { backlog in
      backlog.roles.compactMap { role in
        guard case .backlog(let station) = role,
          let wait = plan.outcomes.first(as: .wait(at: station))
        else { return nil }
        return Queue(station: station, backlog: backlog, wait: wait)
      }
    }
    tradeOff =
      if let other {
        (other.0, other.1)
      } else if let gain = plan.outcomes.first(as: .gain), let risk = plan.outcomes.first(as: .risk)
      {
        (gain, risk)
      } else { nil }
  }

  /// The outcomes that are drawn month by month; those that are yes or no in a month are left out, and counts of what
  /// happens seldom.
  var monthly: [Outcome] { all.filter { $0.monthlyUnit != "1 if any" && !yearly.contains($0) } }

  /// The counts of what happens seldom, which are drawn year by year.
  var yearly: [Outcome] { all.filter { $0.section.isOfRareEvents && $0.isTotal && !$0.isYesOrNo } }

  /// The outcomes of the pictures of areas.
  var local: [Outcome] { all.filter { !$0.isNational } }

  /// The order in which differences are shown.
  ///
  /// The outcomes that the scenario values come first, in its order; then the largest differences, as multiples
  /// of the smallest that matters.
  func sorted(by differences: [Difference]) -> [Outcome] {
    func weight(_ outcome: Outcome) -> Double {
      let own = differences.lazy.filter { $0.outcome == outcome && $0.mean.isFinite }
      return own.map { $0.mean.magnitude / $0.matters }.max() ?? -1
    }
    let rest = all.dropFirst(valued).map { (outcome: $0, weight: weight($0)) }.enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
    return all.prefix(valued) + rest.map(\.element.outcome)
  }
}

extension Outcome {
  /// The unit as it follows a number in a sentence, such as ` people per year` or `, as a share`.
  var unitWords: String { unit.hasPrefix("share") ? ", as a \(unit)" : " \(unit)" }
}
