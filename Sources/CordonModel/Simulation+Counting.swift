// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import DiscreteEvents

extension Simulation {
  /// Counts something in the present month.
  @inline(__always)
  mutating func count(_ measure: Measure, _ amount: Double = 1) {
    counts.add(measure, amount)
  }

  /// Books officer-hours and their cost.
  mutating func spend(hours: Double, on measure: Measure) {
    counts.add(measure, hours)
    cost(hours * parameters.costs.officerHour)
  }

  /// Books a cost, in pounds.
  mutating func cost(_ pounds: Double) {
    counts.add(.cost, pounds)
    counts.add(.undercoverEquivalents, pounds / parameters.costs.undercoverArrest)
  }

  /// Closes the present month: what is measured over time is booked, and the next month begins.
  mutating func endMonth() {
    let now = now
    book(.days, total: now)
    book(.groupDays, total: activeGroups.integral(to: now))
    book(.publicityDays, total: publicity.integral(to: now))
    book(.trustDays, total: publicTrust.integral(to: now))
    book(.triageBacklogDays, total: desks.reduce(0) { $0 + $1.queueTime(at: now) })
    book(.investigationBacklogDays, total: investigators.reduce(0) { $0 + $1.queueTime(at: now) })
    book(.investigatorBusyDays, total: investigators.reduce(0) { $0 + $1.busyTime(at: now) })
    book(.investigatorDays, total: investigatorsOnDuty.integral(to: now))
    book(.forensicBacklogDays, total: laboratories.reduce(0) { $0 + $1.queueTime(at: now) })
    guard let end = counts.nextMonth() else { return }
    calendar.schedule(
      .monthEnds, at: Double(end - scenario.settings.start), priority: .closing)
  }

  /// Adds what an ever growing total has gained since it was last booked to the present month.
  private mutating func book(_ measure: Measure, total: Double) {
    counts.add(measure, total - booked[measure.rawValue])
    booked[measure.rawValue] = total
  }
}
