// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

@Suite("Monitors by period")
struct MonitorSeriesTests {
  /// January to March of a leap year, in days.
  private let months = Periods(boundaries: [0, 31, 60, 91])

  @Test("A count belongs to its period, and a boundary to the period that it begins")
  func countsByPeriod() {
    var arrests = CountSeries(over: months)
    arrests.add(at: -3)
    arrests.add(at: 0)
    arrests.add(2.5, at: 30.99)
    arrests.add(at: 60)
    arrests.add(at: 90.9)
    arrests.add(at: 91)
    #expect(arrests.totals == [3.5, 0, 2])
    arrests.reset()
    #expect(arrests.totals == [0, 0, 0])
    arrests.add(at: 92)
    #expect(arrests.totals == [0, 0, 0])
  }

  @Test("A level that is held over many periods counts in each")
  func levelAcrossPeriods() {
    var officers = LevelSeries(over: months, value: 2, at: -10)
    officers.set(4, at: 10)
    officers.add(-1, at: 80)
    officers.set(0, at: 200)
    #expect(officers.value == 0)
    #expect(officers.integrals(to: 300) == [20 + 84, 116, 80 + 33])
    #expect(officers.means(to: 300) == [104.0 / 31, 4, 113.0 / 31])
  }

  @Test("A period that is not over yet counts as far as it has come, and one to come not at all")
  func unfinishedPeriods() {
    var officers = LevelSeries(over: months, value: 1)
    officers.set(3, at: 31)
    #expect(officers.integrals(to: 40) == [31, 27, 0])
    let means = officers.means(to: 40)
    #expect(means[..<2] == [1, 3])
    #expect(means[2].isNaN)
  }

  @Test("The end of the warm-up keeps the level and forgets the past")
  func resetKeepsTheLevel() {
    var officers = LevelSeries(over: months, value: 7)
    officers.set(5, at: 10)
    officers.reset(at: 45)
    #expect(officers.integrals(to: 91) == [0, 75, 155])
    let means = officers.means(to: 91)
    #expect(means[0].isNaN)
    #expect(means[1...] == [5, 5])
  }

  @Test("Periods of one length follow one another")
  func equalPeriods() {
    #expect(Periods(from: 2, length: 7, count: 3) == Periods(boundaries: [2, 9, 16, 23]))
    #expect(Periods(from: 2, length: 7, count: 3).count == 3)
  }
}
