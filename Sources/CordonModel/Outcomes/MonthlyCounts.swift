// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// What a run has added up, by measure, month and area.
///
/// It grows by a month at a time, so the many histories of a calibration have no room for years that they never reach.
/// Each month has a row for the country and, if there are several areas, one for each of them. The first month is the
/// warm-up, which nobody sees.
struct MonthlyCounts: Sendable {
  /// First days of the months, the warm-up's row excepted; a month is split where the counted years
  /// begin within it.
  let months: [CalendarDate]
  private let end: CalendarDate
  /// Rows of a month: the country's, and the areas' where there are several.
  let territories: Int
  /// What is added up in full; nothing is said of outcomes that are made of more.
  private let asked: MeasureSet
  private(set) var values: [Double]
  /// The country's row of the present month.
  private(set) var row = 0
  private var month = 0
  /// The growing totals when they were last booked, by territory and measure.
  private var booked: [Double]

  static let width = Measure.allCases.count

  /// Empty counts of so many areas from `start` to `end`, with a boundary at `counted`; what is booked
  /// has grown from `dawn` on, in days; only what is asked for needs to be added.
  init(
    start: CalendarDate, counted: CalendarDate, end: CalendarDate, areas: Int,
    observedFrom dawn: Double, asked: MeasureSet = .all
  ) {
    self.asked = asked
    var months: [CalendarDate] = []
    var day = start
    while day < end {
      months.append(day)
      let next = day.startOfNextMonth
      day = day < counted && counted < next ? counted : next
    }
    self.months = months
    self.end = end
    territories = areas > 1 ? areas + 1 : 1
    values = Array(repeating: 0, count: territories * Self.width)
    booked = Array(repeating: 0, count: territories * Self.width)
    booked[Measure.days.rawValue] = dawn
    let firstArea = territories > 1 ? 1 : 0
    for territory in firstArea..<territories {
      booked[territory * Self.width + Measure.areaDays.rawValue] = dawn
    }
  }

  /// The number of areas that are counted apart; 0 if the country is one area.
  var areas: Int { territories - 1 }

  /// Adds to a measure of the present month, in an area.
  @inline(__always)
  mutating func add(_ measure: Measure, _ amount: Double, in area: UInt32) {
    values[row + measure.rawValue] += amount
    if territories > 1 { values[row + (Int(area) + 1) * Self.width + measure.rawValue] += amount }
  }

  /// Adds to a measure that only the country has.
  mutating func addNationally(_ measure: Measure, _ amount: Double) {
    values[row + measure.rawValue] += amount
  }

  /// Adds what a growing total of the country has gained since it was last booked, and returns the gain.
  @discardableResult
  mutating func bookNationally(_ measure: Measure, total: Double) -> Double {
    let gain = total - booked[measure.rawValue]
    addNationally(measure, gain)
    booked[measure.rawValue] = total
    return gain
  }

  /// Adds what growing totals, one for each area, have gained since they were last booked.
  ///
  /// A gain within rounding counts as none, so a share of totals stays below 1.
  mutating func book(_ measure: Measure, totals: (_ area: Int) -> Double, areas: Int) {
    for area in 0..<areas {
      let territory = (territories > 1 ? area + 1 : 0) * Self.width + measure.rawValue
      let total = totals(area)
      add(measure, max(0, total - booked[territory]), in: UInt32(area))
      booked[territory] = max(total, booked[territory])
    }
  }

  /// Goes on to the next month and returns its end; nil after the last month.
  mutating func nextMonth() -> CalendarDate? {
    guard month < months.count else { return nil }
    month += 1
    row += territories * Self.width
    values.append(contentsOf: repeatElement(0, count: territories * Self.width))
    return month < months.count ? months[month] : end
  }

  /// The number of the present month, from 0 for the warm-up.
  var present: Int { month }

  /// The sum of measures in a month so far, in the country or in an area; months are numbered as in `present`.
  func total(of measures: [Measure], inMonth number: Int, area: Int?) -> Double {
    let start =
      (number * territories + (territories > 1 ? area.map { $0 + 1 } ?? 0 : 0)) * Self.width
    return measures.reduce(0) { $0 + values[start + $1.rawValue] }
  }

  /// The totals of a month, by raw value of the measure: the country's, or those of an area.
  ///
  /// Measures that only the country has, such as time, are the same in every area.
  func totals(ofMonth index: Int, inArea area: Int? = nil) -> ArraySlice<Double> {
    // Nothing has been counted of a month that is yet to come.
    guard index < month else { return repeatElement(0, count: Self.width).map(\.self)[...] }
    let country = (index + 1) * territories * Self.width
    guard let area, territories > 1 else { return values[country..<country + Self.width] }
    let start = country + (area + 1) * Self.width
    var totals = values[start..<start + Self.width]
    for measure in Measure.national.map(\.rawValue) {
      totals[start + measure] = values[country + measure]
    }
    return totals
  }

  /// The outcomes over the months from `counted` on, and in each month; of areas only if asked for.
  func outcomes(from counted: CalendarDate, areaMonths: Bool = false, events: Int) -> RunOutcomes {
    RunOutcomes(
      counted: outcomes(from: counted, inArea: nil),
      areas: (0..<areas).map { outcomes(from: counted, inArea: $0) },
      areaMonthly: areaMonths ? (0..<areas).map { monthly(inArea: $0) } : [],
      months: months,
      monthly: monthly(inArea: nil),
      events: events)
  }

  /// The outcomes in each month: of outcome `o` in month `m` at `m * Outcome.all.count + o`.
  func monthly(inArea area: Int?) -> [Double] { monthly(months.indices, inArea: area) }

  /// The first days of the months that have ended, and their outcomes in the country.
  var closedMonths: (months: [CalendarDate], values: [Double]) {
    let closed = 0..<max(0, present - 1)
    return (Array(months[closed]), monthly(closed, inArea: nil))
  }

  private func monthly(_ range: Range<Int>, inArea area: Int?) -> [Double] {
    var values: [Double] = []
    // Results are kept by the thousand: there is no room for more than they are.
    values.reserveCapacity(range.count * CountedOutcome.all.count)
    for month in range {
      let totals = totals(ofMonth: month, inArea: area)
      for outcome in CountedOutcome.all {
        values.append(isKnown(outcome) ? outcome.formula.value(totals, perYear: false) : .nan)
      }
    }
    return values
  }

  private func outcomes(from counted: CalendarDate, inArea area: Int?) -> [Double] {
    let first = months.firstIndex { $0 >= counted } ?? months.count
    var totals = Array(repeating: 0.0, count: Self.width)
    for month in first..<months.count {
      for (index, value) in self.totals(ofMonth: month, inArea: area).enumerated() {
        totals[index] += value
      }
    }
    if let last = months.indices.last, last >= first {
      let atEnd = self.totals(ofMonth: last, inArea: area)
      for measure in Measure.atMonthsEnd.map(\.rawValue) {
        totals[measure] = atEnd[atEnd.startIndex + measure]
      }
    }
    return CountedOutcome.all.map { outcome in
      guard isKnown(outcome) else { return .nan }
      guard case .anyInYear(let measure) = outcome.formula else {
        return outcome.formula.value(totals[...], perYear: true)
      }
      return shareOfYears(with: measure, from: counted, inArea: area)
    }
  }

  /// Whether all that an outcome is made of was asked for.
  private func isKnown(_ outcome: CountedOutcome) -> Bool { asked.contains(outcome.made) }

  /// The share of counted years that saw any; a month belongs to the year in which it begins.
  private func shareOfYears(
    with measure: Measure, from counted: CalendarDate, inArea area: Int?
  ) -> Double {
    var (years, seen) = (0, 0)
    while case let first = counted.adding(years: years), first < end {
      years += 1
      let next = counted.adding(years: years)
      let isSeen = months.indices.contains { month in
        let totals = totals(ofMonth: month, inArea: area)
        return first <= months[month] && months[month] < next
          && totals[totals.startIndex + measure.rawValue] > 0
      }
      if isSeen { seen += 1 }
    }
    return years > 0 ? Double(seen) / Double(years) : .nan
  }
}
