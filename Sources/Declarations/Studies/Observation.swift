// SPDX-License-Identifier: GPL-3.0-or-later

/// A number that was observed, shown beside the simulated one; the model never reads it.
public struct Observation: Hashable, Sendable {
  /// What was observed, in words.
  public var quantity: String
  /// The observed value, in the unit as written.
  public var value: Double
  /// The unit, in words.
  public var unit: String
  /// Grade, source and plausible range.
  public var evidence: Evidence
  /// The outcome to compare with; nil if the model has none.
  public var outcome: String?
  /// The months over which to compare; nil if none is meant.
  public var period: ObservedPeriod?
  /// How likely the value is to be observed where a run has another; nil if pasts are not fitted to it.
  public var likelihood: Likelihood?
  /// Why the likelihood is as wide as it is; may be empty.
  public var reason = ""

  /// Creates an observation.
  public init(
    quantity: String, value: Double, unit: String, evidence: Evidence, outcome: String? = nil,
    period: ObservedPeriod? = nil
  ) {
    self.quantity = quantity
    self.value = value
    self.unit = unit
    self.evidence = evidence
    self.outcome = outcome
    self.period = period
  }
}

/// Whole months over which something was observed.
public struct ObservedPeriod: Hashable, Sendable, CustomStringConvertible {
  /// From the first day to the day after the last.
  public let days: Range<CalendarDate>

  /// Whole calendar years.
  public init?(years: ClosedRange<Int>) {
    self.init(from: (years.lowerBound, 1), through: (years.upperBound, 12))
  }

  /// From one month to another, both included; nil if either is no month, or the last is before the first.
  public init?(from first: (year: Int, month: Int), through last: (year: Int, month: Int)) {
    let next = last.month == 12 ? (last.year + 1, 1) : (last.year, last.month + 1)
    guard let start = CalendarDate(year: first.year, month: first.month, day: 1),
      (1...12).contains(last.month),
      let end = CalendarDate(year: next.0, month: next.1, day: 1), start < end
    else { return nil }
    days = start..<end
  }

  /// The calendar years, where the period is whole ones; nil otherwise.
  public var years: ClosedRange<Int>? {
    let (first, end) = (days.lowerBound.parts, days.upperBound.parts)
    return first.month == 1 && end.month == 1 ? first.year...(end.year - 1) : nil
  }

  /// As scenario files write it: `2016`, `2014 to 2016`, `2015-04 to 2017-03`.
  public var description: String {
    if let years {
      return years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound) to \(years.upperBound)"
    }
    let last = CalendarDate(dayNumber: days.upperBound.dayNumber - 1)
    let months = [days.lowerBound, last].map { String($0.description.dropLast(3)) }
    return months[0] == months[1] ? months[0] : months.joined(separator: " to ")
  }
}

extension ObservedPeriod {
  /// What a run simulated for the period, as an observation counts it; nil if it has no such month.
  ///
  /// A total (``Outcome/isTotal``) is added up over the months; where the period is whole calendar years, the
  /// sum is divided by their number. A ratio is the ratio of its sums over the months. Any other outcome is the
  /// mean of the months that have it.
  ///
  /// - Parameters:
  ///   - index: The outcome's index among the model's outcomes.
  ///   - outcomes: The model's outcomes.
  ///   - months: The first days of the months.
  ///   - values: The outcomes by month, laid out as ``RunOutcomes/monthly``.
  /// - Returns: The value, in the outcome's unit, and its weight among those of other runs, as
  ///   ``OutcomeSet/weight(of:in:)``. The unit of a total is that of a year, or of the period if it is not whole
  ///   years.
  public func value(
    of index: Int, among outcomes: OutcomeSet, months: [CalendarDate], values: [Double]
  ) -> (value: Double, weight: Double)? {
    var (sum, weights) = (0.0, 0.0)
    for (month, day) in months.enumerated() where days.contains(day) {
      let start = month * outcomes.count
      let value = values[start + index]
      guard !value.isNaN else { continue }
      let weight = outcomes.weight(of: index, in: values[start..<start + outcomes.count])
      sum += weight * value
      weights += weight
    }
    guard weights > 0 else { return nil }
    guard outcomes[index].isTotal else {
      return (sum / weights, outcomes.isRatio(index) ? weights : 1)
    }
    return (sum / Double(years?.count ?? 1), 1)
  }
}
