// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import DiscreteEvents

extension Levers {
  /// The declaration of the lever with the path; a path of no lever is a programming error.
  public static func field(_ path: String) -> Field<Levers> {
    guard let field = fields.first(where: { $0.path == path }) else {
      preconditionFailure("no lever is called \(path)")
    }
    return field
  }
}

extension Simulation {
  /// Follows another policy from now on; what has been simulated stays as it is.
  ///
  /// Its triggers begin to watch on the day from which policies may part, or now if that is later.
  public mutating func adopt(_ policy: Policy) {
    precondition(
      world.asked.contains(policy.watched), "a trigger looks at what the run is not asked for")
    for event in pendingSteps { calendar.cancel(event) }
    calendar.cancel(pendingDay)
    pendingSteps.removeAll(keepingCapacity: true)
    self.policy = policy
    steps = policy.steps(after: scenario.history, in: scenario.areas.map(\.name))
    let times = steps.map { Double($0.from - scenario.settings.start) }
    nextStep = times.firstIndex { $0 >= now } ?? steps.count
    for time in times[nextStep...] {
      pendingSteps.append(calendar.schedule(.leversChange, at: time, priority: .levers))
    }
    watches = TriggerWatches(policy.triggers, areas: scenario.areas.count)
    nextJudgement = .infinity
    guard !watches.isEmpty else { return }
    let first = Double(scenario.settings.policyFrom - scenario.settings.start)
    nextJudgement = max(first, now.rounded(.up))
    pendingDay = calendar.schedule(.dayBegins, at: nextJudgement, priority: .levers)
  }

  /// A day begins on which triggers are judged.
  mutating func judgeTriggers() {
    updateLevers()
    pendingDay = calendar.schedule(.dayBegins, at: now + 1, priority: .levers)
  }

  /// Sets the levers to what holds now, by date and by triggers.
  ///
  /// The first event of an instant does all of it, so that dates and triggers of one day take effect together.
  mutating func updateLevers() {
    let now = now
    var isDue = false
    while nextStep < steps.count, Double(steps[nextStep].from - scenario.settings.start) <= now {
      dated = steps[nextStep].levers
      nextStep += 1
      isDue = true
    }
    if now == nextJudgement {
      nextJudgement += 1
      if watches.judge(counts) { isDue = true }
      for area in dated.indices where watches.isActive(in: area) {
        count(.triggerDays, in: UInt32(area))
      }
    }
    if isDue { changeLevers(watches.levers(over: dated)) }
  }
}
