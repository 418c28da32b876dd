// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// Values of the world that change by date.
extension Simulation {
  /// Puts the period that follows on the calendar, if there is one.
  mutating func awaitPeriod() {
    guard let next = world.next else { return }
    pendingPeriod = calendar.schedule(.periodBegins, at: next.begins, priority: .periods)
  }

  /// Follows another world, which has been the same until now, through the periods that are still to begin.
  mutating func follow(_ new: World) {
    var present = new
    while let next = present.next, next.begins < now { present = next }
    world = present
    calendar.cancel(pendingPeriod)
    awaitPeriod()
  }

  /// A period begins: values that change on its first day take effect.
  mutating func beginPeriod() {
    guard let next = world.next else { return }
    enter(next)
    awaitPeriod()
  }

  /// Goes on in another world, and renews everything in the state that comes from the old one.
  ///
  /// Values that are read when they are needed take effect by themselves. What was drawn stays as it was drawn: a chat
  /// under way, the traits of a group, a trial.
  mutating func enter(_ next: World) {
    closeLicences(before: next)
    let before = world
    world = next
    renewStance()
    renewGroups(from: before)
    renewOwnDemand(from: before)
    renewResponse(from: before)
    renewDesks(from: before)
    renewInvestigators(from: before)
    renewLaboratories(from: before)
    renewCourt(from: before)
    renewMood(from: before)
    renewCrowds()
    renewContactLimits()
  }
}
