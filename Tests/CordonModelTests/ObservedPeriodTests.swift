// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Testing

@Suite("A period of observation")
struct ObservedPeriodTests {
  @Test("is of whole months, and written as in scenario files")
  func isWritten() throws {
    let written = [
      ((2016, 1), (2016, 12), "2016"), ((2014, 1), (2016, 12), "2014 to 2016"),
      ((2015, 4), (2017, 3), "2015-04 to 2017-03"), ((2017, 12), (2017, 12), "2017-12"),
    ]
    for (first, last, text) in written {
      #expect(try #require(ObservedPeriod(from: first, through: last)).description == text)
    }
  }

  @Test("ends on the day after its last month, over the turn of a year too")
  func ends() throws {
    let winter = try #require(ObservedPeriod(from: (2017, 11), through: (2018, 2)))
    #expect(winter.days == "2017-11-01"..<"2018-03-01")
    #expect(winter.years == nil)
    #expect(ObservedPeriod(years: 2014...2015)?.days == "2014-01-01"..<"2016-01-01")
    #expect(ObservedPeriod(years: 2014...2015)?.years == 2014...2015)
  }

  @Test("does not end before it begins, nor in a thirteenth month")
  func isRefused() {
    #expect(ObservedPeriod(from: (2017, 3), through: (2017, 2)) == nil)
    #expect(ObservedPeriod(from: (2017, 3), through: (2017, 13)) == nil)
    #expect(ObservedPeriod(from: (2017, 0), through: (2017, 3)) == nil)
  }
}
