// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Glibc
import StatisticalTesting
import Statistics
import Testing

/// Rare events of a pure birth process, of which the law is known.
@Suite("The probability of a rare event")
struct RareEventTests {
  /// The first days of the months of two years, when the process has been looked at 24 times.
  private static let months: [CalendarDate] = (0..<24).reduce(into: ["2001-02-01"]) { dates, _ in
    dates.append(dates[dates.count - 1].startOfNextMonth)
  }.dropLast()

  /// The probability that an individual has not stayed alone after two years: 1 - exp(-2).
  private static let notOne: Double = 1 - exp(-2.0)

  private func event(levels: [Double], copies: Int, from start: Int = 1) -> RareEvent<PureBirth> {
    var process = PureBirth()
    (process.rate, process.start) = (1, start)
    return RareEvent(of: process, on: Self.months, levels: levels, copies: copies) {
      Double($0.size)
    }
  }

  /// From one individual the size is geometric; the family of these tests has three and an error of 1e-3.
  @Test(
    "is unbiased by splitting, whatever the levels",
    arguments: [
      ([4.0, 8, 14, 20, 28, 38, 50], 2), ([10.0, 25, 50], 5), ([7.0, 7.5, 30, 50], 3),
    ] as [([Double], Int)])
  func splitting(levels: [Double], copies: Int) throws {
    let exact = pow(Self.notOne, 49)
    #expect(agree(exact, 8.045_243e-4, within: 1e-6))
    let event = event(levels: levels, copies: copies)
    let estimates = (1...6_000).map(event.estimate)
    expectMean(of: estimates, equals: exact, familywise: 1e-3, tests: 3)
    // As many runs without copies would know it to 45 %.
    let found = event.probability(by: 1...6_000)
    #expect(agree(found.mean, estimates.reduce(0, +) / 6_000))
    #expect(found.standardError < 0.3 * exact, "\(found.standardError / exact)")
  }

  @Test("is that of runs without copies where there is one copy or one level")
  func plain() {
    let one = event(levels: [4, 9, 15], copies: 1)
    let estimates = (1...400).map(one.estimate)
    #expect(Set(estimates) == [0, 1])
    expectMean(of: estimates, equals: pow(Self.notOne, 14), familywise: 1e-3)
    // What has happened on the first date needs no copies.
    #expect(event(levels: [0.5, 0.9], copies: 3).estimate(1) == 1)
    #expect(event(levels: [1e6], copies: 3).estimate(1) == 0)
  }
}
