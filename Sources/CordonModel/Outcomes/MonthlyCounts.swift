// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// What a run has added up, by measure and month; constant in size for a given horizon.
///
/// The first row takes the warm-up, which nobody sees.
struct MonthlyCounts: Sendable {
  /// First days of the months, the warm-up's row excepted; a month is split where the counted years
  /// begin within it.
  let months: [CalendarDate]
  private let end: CalendarDate
  private var values: [Double]
  private var row = 0

  /// Empty counts from `start` to `end`, with a boundary at `counted`.
  init(start: CalendarDate, counted: CalendarDate, end: CalendarDate) {
    var months: [CalendarDate] = []
    var day = start
    while day < end {
      months.append(day)
      let next = day.startOfNextMonth
      day = day < counted && counted < next ? counted : next
    }
    self.months = months
    self.end = end
    values = Array(repeating: 0, count: (months.count + 1) * Measure.allCases.count)
  }

  /// Adds to a measure of the present month.
  @inline(__always)
  mutating func add(_ measure: Measure, _ amount: Double) {
    values[row * Measure.allCases.count + measure.rawValue] += amount
  }

  /// Goes on to the next month and says when it ends; nil after the last one.
  mutating func nextMonth() -> CalendarDate? {
    guard row < months.count else { return nil }
    row += 1
    return row < months.count ? months[row] : end
  }

  /// The totals of a month, by raw value of the measure.
  func totals(ofMonth index: Int) -> ArraySlice<Double> {
    let width = Measure.allCases.count
    return values[(index + 1) * width..<(index + 2) * width]
  }

  /// The outcomes over the months from `counted` on, and in each month.
  func outcomes(from counted: CalendarDate, events: Int) -> RunOutcomes {
    let first = months.firstIndex { $0 >= counted } ?? months.count
    var totals = Array(repeating: 0.0, count: Measure.allCases.count)
    for month in first..<months.count {
      for (index, value) in self.totals(ofMonth: month).enumerated() { totals[index] += value }
    }
    return RunOutcomes(
      counted: Outcome.all.map { outcome in
        guard case .anyInYear(let measure) = outcome.formula else {
          return outcome.formula.value(totals[...], perYear: true)
        }
        return shareOfYears(with: measure, from: counted)
      },
      months: months,
      monthly: months.indices.flatMap { month in
        Outcome.all.map { $0.formula.value(self.totals(ofMonth: month), perYear: false) }
      },
      events: events)
  }

  /// The share of counted years that saw any; a month belongs to the year in which it begins.
  private func shareOfYears(with measure: Measure, from counted: CalendarDate) -> Double {
    var (years, seen) = (0, 0)
    while case let first = counted.adding(years: years), first < end {
      years += 1
      let next = counted.adding(years: years)
      let isSeen = months.indices.contains { month in
        let totals = totals(ofMonth: month)
        return first <= months[month] && months[month] < next
          && totals[totals.startIndex + measure.rawValue] > 0
      }
      if isSeen { seen += 1 }
    }
    return years > 0 ? Double(seen) / Double(years) : .nan
  }
}
