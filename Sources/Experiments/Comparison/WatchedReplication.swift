// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// A replication that was checked while it was simulated: its runs are those of a study, bit for bit.
struct WatchedReplication: Sendable {
  /// The runs, with everything that they can say.
  let replication: Replication
  /// What was found on the way.
  let checks: [Check]
  /// The one history of all policies, where they part; nil where they have none in common.
  let history: (any StudyRun)?

  /// Creates a watched replication.
  init(_ replication: Replication, checks: [Check] = [], history: (any StudyRun)? = nil) {
    self.replication = replication
    self.checks = checks
    self.history = history
  }
}

/// A policy's run that began at its own start, without the history of the others.
struct SeparateRun {
  /// The index of the policy.
  let policy: Int
  /// The months that it has closed, and their outcomes.
  let months: [CalendarDate]
  let monthly: [Double]
}

extension ModelRuns {
  /// Of so many months one is compared between policies event by event.
  private static var monthsBetweenComparisons: Int { 12 }

  /// Runs every policy in one replication, in step from the day on which they part, and checks them on the way.
  func replicateWatched(_ number: Int) -> WatchedReplication {
    let (calendar, policies) = (calendar, policies)
    var runs: [Run] = []
    var history: Run?
    var before: [[Workload]] = []
    var day = max(calendar.start, draws?.pasts.end ?? calendar.start)
    do throws(PastFault) {
      if case .history(let parting) = sharing {
        let parting = parting ?? calendar.policyFrom
        var run = try start(0, number)
        if parting > calendar.policyFrom {
          run.run(until: calendar.policyFrom)
          before = scenarios.map { _ in run.workloads }
        }
        run.run(until: parting)
        runs = scenarios.map { scenario in
          var own = run
          own.adopt(policyOf: scenario)
          return own
        }
        history = run
        day = max(day, parting)
      } else {
        for (policy, scenario) in scenarios.enumerated() {
          var run = try start(policy, number)
          run.adopt(policyOf: scenario)
          runs.append(run)
        }
      }
    } catch {
      return WatchedReplication(
        Replication(number: number, runs: scenarios.map { _ in failed(error) }))
    }
    var differing: [String] = []
    if case .luck(let fields) = sharing { differing = fields }
    var synchrony = Synchrony(
      of: scenarios.count > 1 ? Scenario.untouchedStreams : [], policies: policies,
      differing: differing, name: { Scenario.story?.name($0) ?? "" })
    for index in runs.indices { runs[index].run(until: day) }
    var month = 0
    while day < calendar.end {
      if day == calendar.policyFrom { before = runs.map(\.workloads) }
      let next = min(day.startOfNextMonth, calendar.end)
      day = day < calendar.policyFrom && calendar.policyFrom < next ? calendar.policyFrom : next
      // To record and compare events takes as long as to simulate them, and a counter that is out of step stays so.
      if month % Self.monthsBetweenComparisons == 0 {
        synchrony.run(&runs, until: day)
      } else {
        for index in runs.indices { runs[index].run(until: day) }
      }
      month += 1
    }
    let overloads = zip(scenarios, zip(before, runs)).flatMap { scenario, work in
      Overload(
        policy: scenario.policyName, replication: number,
        workloads: zip(work.1.workloads, work.0).map { $0.since($1) },
        areas: scenario.studyAreas.map(\.name)
      ).checks
    }
    let outcomes = runs.indices.map { self.outcomes(of: &runs[$0], keeping: .all) }
    let inStep = [synchrony.check].compactMap(\.self)
    return WatchedReplication(
      Replication(number: number, runs: outcomes), checks: inStep + overloads, history: history)
  }

  /// Runs every policy but the first, whose run is the history of all, from its own start until a month after policies
  /// part; runs the last one until a year after.
  func replicateSeparately(after parting: CalendarDate?, _ number: Int) -> [SeparateRun] {
    scenarios.indices.dropFirst().compactMap { policy in
      guard var run = try? start(policy, number) else { return nil }
      run.adopt(policyOf: scenarios[policy])
      run.run(until: lastDay(ofSeparate: policy, after: parting))
      let (months, monthly) = run.closedMonths
      return SeparateRun(policy: policy, months: months, monthly: monthly)
    }
  }

  private func lastDay(ofSeparate policy: Int, after parting: CalendarDate?) -> CalendarDate {
    let parting = parting ?? calendar.policyFrom
    let first = policy == scenarios.count - 1 ? parting.adding(years: 1) : parting
    // A month is closed by the first event of the next one.
    return min(CalendarDate(dayNumber: first.startOfNextMonth.dayNumber + 1), calendar.end)
  }

  /// The days of runs of a replication: of all policies, of those whose histories are run anew, and of the history that
  /// states may have in common.
  var days: (ofReplication: Double, separately: Double, inCommon: Double) {
    let whole = Double(calendar.end - calendar.start) + calendar.warmUp
    let policies = Double(scenarios.count)
    guard case .history(let parting) = sharing else { return (policies * whole, 0, 0) }
    let rest = Double(calendar.end - (parting ?? calendar.policyFrom))
    let history = whole - rest
    let separately = scenarios.indices.dropFirst().reduce(0.0) {
      $0 + whole - Double(calendar.end - lastDay(ofSeparate: $1, after: parting))
    }
    let common = whole - Double(calendar.end - (commonDay ?? calendar.start))
    return (history + policies * rest, separately, common)
  }
}
