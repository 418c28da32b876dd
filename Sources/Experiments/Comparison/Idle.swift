// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// Something that a scenario or a policy sets and that made no difference to anything.
enum Idle: Hashable, Sendable {
  /// A lever or a trigger of a policy, for example `lever acceptance` or `trigger 2`.
  case part(String, policy: String)
  /// The path of a parameter, and what its declaration has instead.
  case parameter(String, declared: String)

  /// What did nothing, without the replications.
  var words: String {
    switch self {
    case .part(let part, let policy): "\(part) of policy '\(policy)' changed nothing"
    case .parameter(let path, let declared):
      "\(path) is set, but with its declared value, \(declared), nothing would differ"
    }
  }
}

extension ModelRuns {
  /// What a policy sets and that made no difference at all to the given replication: levers, with all
  /// their changes wherever and whenever they stand, and triggers.
  func idleParts(in replication: Replication) -> [Idle] {
    var idle: [Idle] = []
    for (index, scenario) in scenarios.enumerated() {
      let parts = scenario.withoutParts
      guard !parts.isEmpty else { continue }
      // Until the day on which any part may begin one history serves them all.
      let parting = Scenario.partingDay(of: [scenario] + parts.map(\.without))
      guard var history = try? start(index, replication.number) else { continue }
      history.adopt(policyOf: scenario)
      history.run(until: min(parting ?? calendar.policyFrom, calendar.policyFrom))
      for part in parts
      where part.isRedundant
        || isAlike(part.without, after: history, to: replication.runs[index])
      {
        idle.append(.part(part.words, policy: scenario.policyName))
      }
    }
    return idle
  }

  /// Whether a run that follows the policy of a scenario from where it is gives the very outcomes.
  ///
  /// Most runs that differ do so within a few months: they are looked at after one month, two, four and so on,
  /// and given up where they differ.
  private func isAlike(_ scenario: Scenario, after history: Run, to outcomes: RunOutcomes) -> Bool {
    var run = history
    run.adopt(policyOf: scenario)
    let width = Scenario.outcomes.count
    var (closed, step) = (run.closedMonths.months.count, 1)
    while closed + step < outcomes.months.count {
      closed += step
      step *= 2
      run.run(until: CalendarDate(dayNumber: outcomes.months[closed].dayNumber + 1))
      let values = run.closedMonths.values
      let isSame = values.elementsEqual(outcomes.monthly.prefix(closed * width)) {
        $0.bitPattern == $1.bitPattern
      }
      guard isSame else { return false }
    }
    return self.outcomes(of: &run, keeping: .all).isAlike(to: outcomes)
  }

  /// Fields whose value is not the declared one and that made no difference at all to the given
  /// replication, under any policy whose scenario sets them.
  ///
  /// - Parameters:
  ///   - replication: What was run.
  ///   - candidates: Where to look; nil for all fields.
  /// - Returns: Those that did nothing, in the order of their declarations.
  func idleFields(in replication: Replication, among candidates: [Idle]? = nil) -> [Idle] {
    let changed = scenarios.map(\.changedFields)
    var paths: [String] = []
    // Of unknowns each past has its own value.
    let unknowns = draws?.pasts.unknowns ?? []
    for path in changed.joined().map(\.path) where !paths.contains(path) && !unknowns.contains(path)
    {
      paths.append(path)
    }
    return paths.compactMap { path in
      let own = scenarios.indices.compactMap { policy in
        changed[policy].first { $0.path == path }.map { (policy: policy, entry: $0) }
      }
      let entry = own[0].entry
      let idle = Idle.parameter(path, declared: entry.kind.text(of: entry.standard))
      guard candidates?.contains(idle) ?? true else { return nil }
      // Where scenarios share a world it is made once.
      var shared: Run.World?
      let isIdle = own.allSatisfy { policy, entry in
        var scenario = scenarios[policy]
        entry.field.write(entry.standard, &scenario)
        if let draws {
          // Another past is a difference.
          guard
            let run = try? Run.following(
              draws.draw(replication.number), of: draws.pasts, in: scenario)
          else { return false }
          return isAlike(scenarios[policy], after: run, to: replication.runs[policy])
        }
        let world = shared ?? Run.world(of: scenario)
        if case .history = sharing { shared = world }
        return isAlike(
          scenarios[policy], after: Run(world, replication: replication.number),
          to: replication.runs[policy])
      }
      return isIdle ? idle : nil
    }
  }
}
