// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

extension ModelRuns {
  /// Runs every policy from its own start, all in step, and checks them on the way.
  func replicateInStep(_ number: Int) -> (separate: Replication, checks: [Check]) {
    let (calendar, policies) = (calendar, policies)
    var runs: [Run] = []
    for (policy, scenario) in scenarios.enumerated() {
      guard var run = try? start(policy, number) else {
        return (replicateSeparately(number, keeping: .all), [])
      }
      run.adopt(policyOf: scenario)
      runs.append(run)
    }
    var differing: [String] = []
    if case .luck(let fields) = sharing { differing = fields }
    var synchrony = Synchrony(
      of: Scenario.untouchedStreams, policies: policies, differing: differing,
      name: { Scenario.story?.name($0) ?? "" })
    var before: [[Workload]] = []
    var day = max(calendar.start, draws?.pasts.end ?? calendar.start)
    synchrony.run(&runs, until: day)
    while day < calendar.end {
      if day == calendar.policyFrom { before = runs.map(\.workloads) }
      let next = min(day.startOfNextMonth, calendar.end)
      day = day < calendar.policyFrom && calendar.policyFrom < next ? calendar.policyFrom : next
      synchrony.run(&runs, until: day)
    }
    let overloads = zip(policies, zip(before, runs)).flatMap { policy, work in
      Overload(
        policy: policy, replication: number,
        workloads: zip(work.1.workloads, work.0).map { $0.since($1) },
        areas: scenarios[0].studyAreas.map(\.name)
      ).checks
    }
    let separate = runs.indices.map { outcomes(of: &runs[$0], keeping: .all) }
    let inStep = scenarios.count > 1 ? [synchrony.check].compactMap(\.self) : []
    return (Replication(number: number, runs: separate), inStep + overloads)
  }
}
