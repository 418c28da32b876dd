// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

/// Letters to an office that answers at once while it is open, by the calendar.
private struct Office: LifeDriven {
  enum Step: Int { case letter, answer, done }
  enum Spot: Int { case clerk }

  var lives = Lives<Step, Spot, Void>(Station(servers: 0))
  var random: RandomStream
  static let rate = 40.0

  mutating func live(_ step: Step) {
    switch step {
    case .letter:
      lives.begin(.letter, after: random.exponential(mean: 1 / Self.rate))
      lives.seize(.clerk)
    case .answer: lives.hold(0)
    case .done: lives.release(.clerk)
    }
  }
}

@Suite("Shifts with dates against a closed form")
struct OfficeOracles {
  /// While the office is closed for c days, letters wait for `rate c^2 / 2` days in all.
  @Test("Letters wait for the nights, the weekends and the holidays of the calendar, and no longer")
  func closed() {
    // Two weeks from a Monday; Friday is Christmas Day, and the next one New Year's Day.
    let first = CalendarDay(2026, 12, 21)
    var schedule = WeeklySchedule.hours(9..<17, level: 1, startingOn: first)
    schedule.except(CalendarDay(2026, 12, 25)...CalendarDay(2026, 12, 26), level: 0)
    schedule.except(CalendarDay(2027, 1, 1), level: 0)
    let nights = Array(repeating: 16.0, count: 6)
    // Until Monday at nine, over Christmas until the next Monday at nine, and from New Year's Eve on.
    let hours = [9, 7 + 3 * 24 + 9, 7 + 3 * 24] + nights
    let exact = Office.rate / 2 * hours.reduce(0) { $0 + ($1 / 24) * ($1 / 24) }
    let samples = replications(200) { replication in
      let luck = Luck(seed: 184, replication: replication)
      var office = Office(random: luck.stream(StreamAddress(kind: 1, number: 0, purpose: 1)))
      office.lives.follow(schedule, at: .clerk)
      office.lives.begin(.letter, after: office.random.exponential(mean: 1 / Office.rate))
      office.run(until: schedule.time(of: CalendarDay(2027, 1, 4)))
      #expect(schedule.day(at: office.lives.now) == CalendarDay(2027, 1, 4))
      return office.lives[.clerk].queueTime(at: office.lives.now)
    }
    expect(samples, equal: exact, detecting: 0.05, "days waited")
  }
}
