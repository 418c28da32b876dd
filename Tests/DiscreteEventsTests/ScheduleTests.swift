// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

@Suite("Weekly schedules")
struct ScheduleTests {
  private let office = WeeklySchedule.hours(8..<18, level: 8, epochWeekday: 0)

  @Test("Office hours on a Monday begin at eight and end at six")
  func officeHours() {
    #expect(office.level(at: 0) == 0)
    #expect(office.level(at: (8.0 / 24).nextDown) == 0)
    #expect(office.level(at: 8.0 / 24) == 8)
    #expect(office.level(at: (18.0 / 24).nextDown) == 8)
    #expect(office.level(at: 18.0 / 24) == 0)
    #expect(office.nextChange(after: 0) == 8.0 / 24)
    #expect(office.nextChange(after: 8.0 / 24) == 18.0 / 24)
  }

  @Test("Friday evening is followed by Monday morning")
  func weekend() {
    let fridayEvening = 4 + 18.0 / 24
    #expect(office.nextChange(after: fridayEvening) == Double(7 * 24 + 8) / 24)
    #expect(office.level(at: 5.5) == 0)
  }

  @Test("The weekday at time 0 moves the week", arguments: 0..<7)
  func epochWeekday(weekday: Int) {
    let moved = WeeklySchedule.hours(8..<18, level: 8, epochWeekday: weekday)
    for hour in 0..<400 {
      #expect(
        moved.level(at: Double(hour) / 24) == office.level(at: Double(hour + 24 * weekday) / 24))
    }
  }

  @Test("Every boundary of thirty years is exact: the old level just before, the new one at it")
  func exactBoundaries() {
    let hourly = WeeklySchedule.daily(Array(0..<24))
    for hour in stride(from: 1, to: 30 * 365 * 24, by: 7) {
      let boundary = Double(hour) / 24
      guard hourly.level(at: boundary) == hour % 24,
        hourly.level(at: boundary.nextDown) == (hour - 1) % 24,
        hourly.nextChange(after: boundary.nextDown) == boundary,
        hourly.nextChange(after: boundary) == Double(hour + 1) / 24
      else {
        Issue.record("hour \(hour) is not exact")
        return
      }
    }
  }

  @Test("On a clock of hours or minutes every boundary is exact", arguments: [24.0, 1_440, 7, 0.1])
  func otherClocks(length: Double) {
    let days = WeeklySchedule.daily(Array(0..<24))
    let other = days.withDays(of: length)
    for hour in stride(from: 1, to: 10 * 365 * 24, by: 7) {
      let boundary = Double(hour) * length / 24
      guard other.level(at: boundary) == hour % 24,
        other.level(at: boundary.nextDown) == (hour - 1) % 24,
        other.nextChange(after: boundary.nextDown) == boundary,
        other.nextChange(after: boundary) == Double(hour + 1) * length / 24
      else {
        Issue.record("hour \(hour) is not exact where a day is \(length)")
        return
      }
    }
    #expect(days.dayLength == 1)
    #expect(other.withDays(of: 1) == days)
  }

  @Test("On a clock of hours dates are days of 24 hours")
  func datesOnOtherClocks() {
    var clerks = WeeklySchedule.hours(9..<17, level: 2, startingOn: CalendarDay(2026, 12, 21))
      .withDays(of: 24)
    clerks.except(CalendarDay(2026, 12, 25), level: 0)
    let christmas = clerks.time(of: CalendarDay(2026, 12, 25))
    #expect(christmas == 96)
    #expect(clerks.day(at: christmas) == CalendarDay(2026, 12, 25))
    #expect(clerks.day(at: christmas.nextDown) == CalendarDay(2026, 12, 24))
    #expect(clerks.level(at: christmas - 12) == 2)
    #expect(clerks.level(at: christmas + 12) == 0)
    // From Thursday at five until Monday at nine.
    #expect(clerks.nextChange(after: 89) == Double(7 * 24 + 9))
  }

  @Test("Going from change to change meets every change once")
  func walkThroughAWeek() {
    var (time, changes) = (0.0, 0)
    while true {
      let next = office.nextChange(after: time)
      if next >= 70 { break }
      #expect(office.level(at: next) != office.level(at: time))
      (time, changes) = (next, changes + 1)
    }
    #expect(changes == 100)
  }

  @Test("A night shift goes on into the next day, on Sunday into Monday")
  func nightShift() {
    let night = WeeklySchedule.hours(22..<30, weekdays: 0..<7, level: 3, epochWeekday: 0)
    #expect(night.level(at: 0.1) == 3)
    #expect(night.nextChange(after: 0) == 6.0 / 24)
    let weekend = WeeklySchedule.hours(22..<30, weekdays: 6..<7, level: 3, epochWeekday: 0)
    #expect(weekend.level(at: 7.1) == 3)
    #expect(weekend.level(at: 1.1) == 0)
  }

  @Test("A level that never changes has no next change")
  func always() {
    let always = WeeklySchedule.always(5)
    #expect(always.level(at: -3.7) == 5)
    #expect(always.level(at: 1e6) == 5)
    #expect(always.nextChange(after: 12) == .infinity)
  }

  @Test("Times before the beginning follow the same week")
  func negativeTimes() {
    #expect(office.level(at: -7 + 0.5) == 8)
    #expect(office.level(at: -0.5) == 0)
    #expect(office.nextChange(after: -7) == Double(8 - 7 * 24) / 24)
  }

  @Test("A holiday overrules the week, and a later exception the earlier one")
  func holidays() {
    var holidays = office
    holidays.except(days: 7..<9, level: 0)
    holidays.except(
      days: 8..<9, profile: Array(repeating: 0, count: 12) + Array(repeating: 2, count: 12))
    #expect(holidays.level(at: 7.5) == 0)
    #expect(holidays.level(at: 8.25) == 0)
    #expect(holidays.level(at: 8.5) == 2)
    #expect(holidays.level(at: 9.5) == 8)
    #expect(holidays.nextChange(after: 5) == 8.5)
    #expect(holidays.nextChange(after: 8.5) == 9)
  }

  @Test("A level that stops changing after an exception is known to")
  func lastException() {
    var schedule = WeeklySchedule.always(1)
    schedule.except(days: 1000..<1001, level: 0)
    #expect(schedule.nextChange(after: 3) == 1000)
    #expect(schedule.nextChange(after: 1000) == 1001)
    #expect(schedule.nextChange(after: 1001) == .infinity)
  }

  @Test("The next change is the first hour with another level, from every hour on")
  func everyHour() {
    var holidays = office
    holidays.except(days: 9..<11, level: 8)
    holidays.except(days: 25..<26, level: 3)
    let alternating = WeeklySchedule(epochWeekday: 3, levels: (0..<168).map { $0 / 5 % 3 })
    for schedule in [office, holidays, alternating, .daily((0..<24).map { $0 / 20 })] {
      for hour in -200..<900 {
        let time = Double(hour) / 24
        let level = schedule.level(at: time)
        let next = ((hour + 1)...(hour + 336)).first {
          schedule.level(at: Double($0) / 24) != level
        }
        #expect(schedule.nextChange(after: time) == next.map { Double($0) / 24 })
      }
    }
  }

  @Test("Days are those of the calendar, leap years and centuries included")
  func days() {
    #expect(CalendarDay(1970, 1, 1).number == 0)
    #expect(CalendarDay(2000, 2, 29).advanced(by: 1) == CalendarDay(2000, 3, 1))
    #expect(CalendarDay(2100, 2, 28).advanced(by: 1) == CalendarDay(2100, 3, 1))
    #expect(CalendarDay(1900, 1, 1).distance(to: CalendarDay(2000, 1, 1)) == 36_524)
    #expect((CalendarDay(2026, 11, 29).weekday, CalendarDay(1969, 12, 28).weekday) == (6, 6))
    #expect("\(CalendarDay(999, 3, 7)) \(CalendarDay(2026, 12, 31))" == "0999-03-07 2026-12-31")
    #expect(CalendarDay(2026, 12, 31) < CalendarDay(2027, 1, 1))
  }

  @Test("Working hours with dates follow the weekdays of the calendar and know its holidays")
  func dates() {
    // Time 0 is a Wednesday.
    var clerks = WeeklySchedule.hours(9..<17, level: 3, startingOn: CalendarDay(2026, 12, 23))
    clerks.except(CalendarDay(2026, 12, 25)...CalendarDay(2026, 12, 28), level: 0)
    clerks.except(CalendarDay(2026, 12, 28), level: 1)
    let levels = (0..<8).map { clerks.level(at: Double($0) + 0.5) }
    #expect(levels == [3, 3, 0, 0, 0, 1, 3, 3])
    #expect(clerks.time(of: CalendarDay(2027, 1, 1)) == 9)
    #expect(clerks.day(at: 9.99) == CalendarDay(2027, 1, 1))
    #expect(clerks.day(at: -0.01) == CalendarDay(2026, 12, 22))
    #expect(clerks.nextChange(after: 1.8) == 5)
    let hourly = WeeklySchedule(startingOn: CalendarDay(2026, 12, 23), levels: Array(0..<168))
    #expect(hourly.level(at: 0) == 48)
  }
}
