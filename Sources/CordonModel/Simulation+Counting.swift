// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import DiscreteEvents

extension Simulation {
  /// Counts something in the present month, in an area.
  @inline(__always)
  mutating func count(_ measure: Measure, _ amount: Double = 1, in area: UInt32) {
    counts.add(measure, amount, in: area)
  }

  /// Books officer-hours and their cost.
  mutating func spend(hours: Double, on measure: Measure, in area: UInt32) {
    counts.add(measure, hours, in: area)
    cost(hours * parameters.costs.officerHour, on: .officerCost, in: area)
  }

  /// Books an arrest by undercover officers whom only the policy pays for.
  ///
  /// Its cost is known and its hours are not: they are those that the cost pays for.
  mutating func spendOnUndercoverArrest(in area: UInt32) {
    let costs = parameters.costs
    if costs.officerHour > 0 {
      counts.add(.undercoverHours, costs.undercoverArrest / costs.officerHour, in: area)
    }
    cost(costs.undercoverArrest, on: .undercoverCost, in: area)
  }

  /// Books a cost, in pounds, of officers, laboratories, courts or undercover work.
  mutating func cost(_ pounds: Double, on measure: Measure, in area: UInt32) {
    counts.add(measure, pounds, in: area)
    counts.add(.undercoverEquivalents, pounds / parameters.costs.undercoverArrest, in: area)
  }

  /// Closes the present month: books what is measured over time, and begins the next month.
  mutating func endMonth() {
    let now = now
    superviseLicences(days: counts.bookNationally(.days, total: now))
    counts.bookNationally(.courtBacklogDays, total: courts.queueTime(at: now))
    counts.bookNationally(.publicityDays, total: publicity.integral(to: now))
    counts.bookNationally(.trustDays, total: publicTrust.integral(to: now))
    let areas = desks.count
    counts.book(.areaDays, totals: { _ in now }, areas: areas)
    counts.book(.groupDays, totals: { activeGroups[$0].integral(to: now) }, areas: areas)
    counts.book(.triageBacklogDays, totals: { desks[$0].queueTime(at: now) }, areas: areas)
    counts.book(
      .investigationBacklogDays, totals: { investigators[$0].queueTime(at: now) }, areas: areas)
    counts.book(
      .investigatorBusyDays, totals: { investigators[$0].busyTime(at: now) }, areas: areas)
    counts.book(
      .investigatorIdleDays, totals: { investigators[$0].idleTime(at: now) }, areas: areas)
    counts.book(
      .forensicBacklogDays, totals: { laboratories[$0].queueTime(at: now) }, areas: areas)
    countOpenCases()
    if !divisions.isEmpty { bookResponse() }
    guard let end = counts.nextMonth() else { return }
    calendar.schedule(
      .monthEnds, at: Double(end - scenario.settings.start), priority: .closing)
  }
}
