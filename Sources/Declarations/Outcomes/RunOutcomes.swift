// SPDX-License-Identifier: GPL-3.0-or-later

/// The outcomes of one run.
public struct RunOutcomes: Hashable, Sendable {
  /// Outcomes over the counted years, in the order of the model's outcomes; NaN for one without a value.
  public var counted: [Double]
  /// The same for each area; empty if the country is one area.
  public var areas: [[Double]]
  /// The same by month for each area, laid out as `monthly`; empty unless the run was asked for it.
  public var areaMonthly: [[Double]] = []
  /// First days of the months of the run, from the start of history; a month is split where the
  /// counted years begin within it.
  public var months: [CalendarDate]
  /// Outcomes by month: the value of outcome `o` in month `m` is at `m * counted.count + o`.
  public var monthly: [Double]
  /// How many events the run handled.
  public var events: Int
  /// Why the run failed; nil if it did not.
  public var failure: String?

  /// The number of days of each month, in a run whose last day is the one before `end`.
  public func daysOfMonths(until end: CalendarDate) -> [Int] {
    zip(months, months.dropFirst() + [end]).map { $1.dayNumber - $0.dayNumber }
  }

  /// The indices of the months that are whole: part of a month cannot be compared with a whole one.
  public func wholeMonths(until end: CalendarDate) -> [Int] {
    let days = daysOfMonths(until: end)
    return months.indices.filter { index in
      months[index].parts.day == 1
        && days[index] == months[index].startOfNextMonth.dayNumber - months[index].dayNumber
    }
  }

  /// Creates outcomes from their parts.
  public init(
    counted: [Double], areas: [[Double]], areaMonthly: [[Double]] = [], months: [CalendarDate],
    monthly: [Double], events: Int, failure: String? = nil
  ) {
    self.counted = counted
    self.areas = areas
    self.areaMonthly = areaMonthly
    self.months = months
    self.monthly = monthly
    self.events = events
    self.failure = failure
  }

  /// The outcomes of a run that failed: none has a value.
  ///
  /// - Parameters:
  ///   - reason: Why it failed, in words.
  ///   - outcomes: How many outcomes the model has.
  ///   - areas: How many areas the scenario has.
  /// - Returns: Outcomes without a value, with the reason.
  public static func failed(_ reason: String, outcomes: Int, areas: Int) -> RunOutcomes {
    let nothing = [Double](repeating: .nan, count: outcomes)
    return RunOutcomes(
      counted: nothing, areas: areas > 1 ? (0..<areas).map { _ in nothing } : [], months: [],
      monthly: [], events: 0, failure: reason)
  }
}
