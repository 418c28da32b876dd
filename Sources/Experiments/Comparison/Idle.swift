// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// Something that a scenario or a policy sets and that made no difference.
enum Idle: Hashable, Sendable {
  /// A lever or a trigger of a policy, for example `lever acceptance` or `trigger 2`.
  case part(String, policy: String)
  /// The path of a parameter, and its declared value.
  case parameter(String, declared: String)

  /// What is set.
  var subject: String {
    switch self {
    case .part(let part, let policy): "\(part) of policy '\(policy)'"
    case .parameter(let path, _): path
    }
  }

  /// What did nothing, without the replications.
  var words: String {
    switch self {
    case .part: "\(subject) changed nothing"
    case .parameter(_, let declared):
      "\(subject) is set, but with its declared value, \(declared), nothing would differ"
    }
  }
}

/// What was found about the things that are set.
struct IdleFindings: Sendable {
  /// What made no difference at all.
  var idle: [Idle] = []
  /// What could not be tried.
  var untried: [Idle] = []

  /// Takes down what was found of a thing; nil where it could not be tried.
  mutating func note(_ one: Idle, _ isIdle: Bool?) {
    guard let isIdle else { return untried.append(one) }
    if isIdle { idle.append(one) }
  }
}

extension ModelRuns {
  /// What policies and scenarios set and that made no difference at all to the given replication.
  ///
  /// - Parameters:
  ///   - replication: What was run.
  ///   - history: The history of all policies in that replication where they part, if it is at hand.
  ///   - candidates: Where to look; nil for everything that is set.
  ///   - allowance: How much may be simulated.
  /// - Returns: What did nothing, and what could not be tried.
  func idle(
    in replication: Replication, after history: (any StudyRun)?, among candidates: [Idle]?,
    _ allowance: inout CheckAllowance
  ) -> IdleFindings {
    var findings = IdleFindings()
    findParts(in: replication, after: history as? Run, among: candidates, &allowance, &findings)
    findFields(in: replication, among: candidates, &allowance, &findings)
    return findings
  }

  /// Finds levers, with all their changes, and triggers that did nothing.
  private func findParts(
    in replication: Replication, after shared: Run?, among candidates: [Idle]?,
    _ allowance: inout CheckAllowance, _ findings: inout IdleFindings
  ) {
    for (index, scenario) in scenarios.enumerated() {
      func idle(_ part: PolicyPart<Scenario>) -> Idle {
        .part(part.words, policy: scenario.policyName)
      }
      let parts = scenario.withoutParts.filter { candidates?.contains(idle($0)) ?? true }
      guard !parts.isEmpty else { continue }
      // Until the day on which any part may begin one history serves them all.
      let first = Scenario.partingDay(of: [scenario] + parts.map(\.without)) ?? calendar.policyFrom
      let history = history(of: index, until: first, replication.number, from: shared, &allowance)
      for part in parts {
        let isIdle =
          part.isRedundant
          ? true
          : history.flatMap {
            isAlike(part.without, after: $0, to: replication.runs[index], &allowance)
          }
        findings.note(idle(part), isIdle)
      }
    }
  }

  /// The run of a policy until a day, at the latest that from which policies part; nil where it is not allowed.
  private func history(
    of policy: Int, until day: CalendarDate, _ number: Int, from shared: Run?,
    _ allowance: inout CheckAllowance
  ) -> Run? {
    let day = min(day, calendar.policyFrom)
    var run: Run
    if let shared, case .history(let parting) = sharing, parting ?? calendar.policyFrom <= day {
      run = shared
    } else {
      guard allowance.take(Double(day - calendar.start) + calendar.warmUp),
        let own = try? start(policy, number)
      else { return nil }
      run = own
    }
    run.adopt(policyOf: scenarios[policy])
    run.run(until: day)
    return run
  }

  /// Whether a run that follows the policy of a scenario from where it is gives the very outcomes; nil where that
  /// would be more than is allowed.
  ///
  /// Most runs that differ do so within a few months: they are compared after one month, two, four and so on, until
  /// they differ.
  private func isAlike(
    _ scenario: Scenario, after history: Run, to outcomes: RunOutcomes,
    _ allowance: inout CheckAllowance
  ) -> Bool? {
    var run = history
    run.adopt(policyOf: scenario)
    let width = Scenario.outcomes.count
    let months = outcomes.months
    // A failed run equals no other.
    guard !months.isEmpty else { return false }
    var (closed, step) = (run.closedMonths.months.count, 1)
    while closed + step < months.count {
      guard allowance.take(Double(months[closed + step] - months[closed])) else { return nil }
      closed += step
      step *= 2
      run.run(until: CalendarDate(dayNumber: months[closed].dayNumber + 1))
      let values = run.closedMonths.values
      let isSame = values.elementsEqual(outcomes.monthly.prefix(closed * width)) {
        $0.bitPattern == $1.bitPattern
      }
      guard isSame else { return false }
    }
    guard allowance.take(Double(calendar.end - months[min(closed, months.count - 1)])) else {
      return nil
    }
    return self.outcomes(of: &run, keeping: .all).isAlike(to: outcomes)
  }

  /// How long a run goes on before it can be compared: to the start of its months, or to the end of its past.
  private var daysBeforeStart: Double {
    calendar.warmUp + Double((draws?.pasts.end ?? calendar.start) - calendar.start)
  }

  /// Fields whose value is not the declared one and that made no difference at all, under any policy whose scenario
  /// sets them.
  private func findFields(
    in replication: Replication, among candidates: [Idle]?, _ allowance: inout CheckAllowance,
    _ findings: inout IdleFindings
  ) {
    let changed = scenarios.map(\.changedFields)
    var paths: [String] = []
    // Of unknowns each past has its own value.
    let unknowns = draws?.pasts.unknowns ?? []
    for path in changed.joined().map(\.path) where !paths.contains(path) && !unknowns.contains(path)
    {
      paths.append(path)
    }
    for path in paths {
      let own = scenarios.indices.compactMap { policy in
        changed[policy].first { $0.path == path }.map { (policy: policy, entry: $0) }
      }
      let entry = own[0].entry
      let idle = Idle.parameter(path, declared: entry.kind.text(of: entry.standard))
      guard candidates?.contains(idle) ?? true else { continue }
      // If scenarios share a world, it is made once.
      var shared: Run.World?
      var isIdle: Bool? = true
      for (policy, entry) in own where isIdle == true {
        var scenario = scenarios[policy]
        entry.field.write(entry.standard, &scenario)
        guard allowance.take(daysBeforeStart) else {
          isIdle = nil
          break
        }
        let run: Run
        if let draws {
          // Another past is a difference.
          guard
            let past = try? Run.following(
              draws.draw(replication.number), of: draws.pasts, in: scenario)
          else {
            isIdle = false
            break
          }
          run = past
        } else {
          let world = shared ?? Run.world(of: scenario)
          if case .history = sharing { shared = world }
          run = Run(world, replication: replication.number)
        }
        isIdle = isAlike(scenarios[policy], after: run, to: replication.runs[policy], &allowance)
      }
      findings.note(idle, isIdle)
    }
  }

  func isAlike(
    to other: any PlannedRuns, _ number: Int, _ allowance: inout CheckAllowance
  ) -> Bool? {
    guard let other = other as? Self else { return false }
    for policy in scenarios.indices {
      guard allowance.take(2 * daysBeforeStart) else { return nil }
      guard var one = try? start(policy, number), var two = try? other.start(policy, number) else {
        return false
      }
      one.adopt(policyOf: scenarios[policy])
      two.adopt(policyOf: other.scenarios[policy])
      var (day, months) = (max(calendar.start, draws?.pasts.end ?? calendar.start), 1)
      while day < calendar.end {
        var next = day
        for _ in 0..<months { next = next.startOfNextMonth }
        months *= 2
        // A month is closed by the first event of the next one.
        next = min(CalendarDate(dayNumber: next.dayNumber + 1), calendar.end)
        guard allowance.take(2 * Double(next - day)) else { return nil }
        day = next
        one.run(until: day)
        two.run(until: day)
        let (first, second) = (one.closedMonths.values, two.closedMonths.values)
        guard first.elementsEqual(second, by: { $0.bitPattern == $1.bitPattern }) else {
          return false
        }
      }
      let (first, second) = (
        outcomes(of: &one, keeping: .all), outcomes(of: &two, keeping: .all)
      )
      guard first.failure == nil, first.isAlike(to: second) else { return false }
    }
    return true
  }
}
