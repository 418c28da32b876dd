// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Declarations

@Suite("A day of the calendar")
struct CalendarDateTests {
  @Test("The month after is found in leap years of centuries, too")
  func centuries() {
    #expect(("2100-02-28" as CalendarDate).startOfNextMonth == "2100-03-01")
    #expect(("2000-02-28" as CalendarDate).startOfNextMonth == "2000-03-01")
    #expect(("2096-02-01" as CalendarDate).startOfNextMonth == "2096-03-01")
    #expect(("2017-12-31" as CalendarDate).startOfNextMonth == "2018-01-01")
  }

  @Test("is the same by number, by parts and by text for every day of eight centuries")
  func roundTrips() throws {
    var day = try #require(CalendarDate(year: 1_600, month: 1, day: 1))
    let end = try #require(CalendarDate(year: 2_400, month: 1, day: 1))
    #expect(end - day == 292_194)
    while day < end {
      let (year, month, dayOfMonth) = day.parts
      guard CalendarDate(year: year, month: month, day: dayOfMonth) == day,
        CalendarDate(day.description) == day
      else {
        Issue.record("\(day) does not round-trip")
        return
      }
      day = CalendarDate(dayNumber: day.dayNumber + 1)
    }
  }

  @Test(
    "is refused where there is no such day",
    arguments: [
      "2017-02-29", "1900-02-29", "2017-04-31", "2017-13-01", "2017-00-01", "2017-01-00",
      "2017-1-01", "17-01-01", "2017-01-01T00", "2017/01/01", "+017-01-01", "", "-", "2017-01",
    ])
  func isRefused(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test("knows leap days, weekdays and months")
  func knowsTheCalendar() throws {
    let leap: CalendarDate = "2016-02-29"
    #expect(leap.adding(years: 1) == "2017-02-28")
    #expect(leap.adding(years: 4) == "2020-02-29")
    #expect(leap.adding(years: 5) == "2021-02-28" && leap.adding(years: -1) == "2015-02-28")
    #expect(leap.startOfNextMonth == "2016-03-01")
    #expect(("2017-05-01" as CalendarDate).weekday == 0)
    #expect(("2017-04-16" as CalendarDate).weekday == 6)
    #expect(("1969-12-31" as CalendarDate).dayNumber == -1)
  }
}
