// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Statistics

/// A difference whose sign is another in some counted years than in others.
public struct Turning: Hashable, Sendable, Encodable {
  /// The counted years, from 1, with more under the first policy.
  public let more: [Int]
  /// The counted years with fewer under it.
  public let fewer: [Int]

  /// The same, second policy less first.
  var reversed: Turning { Turning(more: fewer, fewer: more) }

  /// What is said of it beside every verdict: `turns over the years: more under A in year 1, ...`.
  public func words(_ first: String) -> String {
    let leads = [("more", more), ("fewer", fewer)].sorted { $0.1[0] < $1.1[0] }
    let parts = leads.map { "\($0) in \(Self.words($1))" }
    return "turns over the years: under \(first) " + parts.joined(separator: ", ")
  }

  /// `year 1`, `years 1 and 3`, `years 2 to 5`.
  private static func words(_ years: [Int]) -> String {
    guard years.count > 1, let first = years.first, let last = years.last else {
      return "year \(years[0])"
    }
    if last - first == years.count - 1, years.count > 2 { return "years \(first) to \(last)" }
    return "years " + years.dropLast().map(String.init).joined(separator: ", ") + " and \(last)"
  }
}

/// Paired differences of each counted year, from the months of the runs.
///
/// A total is added up over the months of a year; whether there was any is so if it was so in a month; a ratio
/// is one of sums over the months of its year; of a state the mean of the months is taken.
struct YearlyDifferences: Sendable {
  private let years: Int
  private let start: CalendarDate
  private let outcomes: OutcomeSet
  /// By pair, then outcome and year, one after the other; empty before the first replication with months.
  private var moments: [[Moments]] = []
  /// The counted year of each month, nil before them; empty before the first replication with months.
  private var yearOfMonth: [Int?] = []

  init(_ plan: Plan) {
    years = plan.calendar.counted
    start = plan.calendar.policyFrom
    outcomes = plan.outcomes
  }

  /// Adds a replication; runs without months are left out.
  mutating func add(_ runs: [RunOutcomes], _ pairs: [(first: Int, second: Int)]) {
    // A single year cannot turn.
    guard years > 1, let months = runs.first(where: { !$0.months.isEmpty })?.months else { return }
    if yearOfMonth.isEmpty {
      yearOfMonth = months.map(year)
      let none = [Moments](repeating: Moments(), count: outcomes.count * years)
      moments = pairs.map { _ in none }
    }
    let values = runs.map { $0.months.count == yearOfMonth.count ? yearly($0) : [] }
    for (index, pair) in pairs.enumerated() {
      for (number, (one, other)) in zip(values[pair.first], values[pair.second]).enumerated()
      where !one.isNaN && !other.isNaN {
        moments[index][number].add(one - other)
      }
    }
  }

  private func year(of month: CalendarDate) -> Int? {
    guard month >= start else { return nil }
    return (0..<years).last { start.adding(years: $0) <= month }
  }

  /// By outcome, then year; NaN if no month of the year has a value.
  private func yearly(_ run: RunOutcomes) -> [Double] {
    let width = outcomes.count
    var sums = [Double](repeating: 0, count: width * years)
    var counts = [Double](repeating: 0, count: width * years)
    for (month, year) in yearOfMonth.enumerated() {
      guard let year else { continue }
      let values = run.monthly[month * width..<(month + 1) * width]
      for outcome in 0..<width {
        let value = values[values.startIndex + outcome]
        guard !value.isNaN else { continue }
        let weight = outcomes.weight(of: outcome, in: values)
        sums[outcome * years + year] += weight * value
        counts[outcome * years + year] += weight
      }
    }
    return sums.indices.map { index in
      guard counts[index] > 0 else { return .nan }
      let outcome = outcomes[index / years]
      if outcome.isYesOrNo { return min(1, sums[index]) }
      return outcome.isTotal ? sums[index] : sums[index] / counts[index]
    }
  }

  /// How the order of a pair turns over the counted years; nil if it does not, or if no months are
  /// kept.
  ///
  /// A year leans where the interval of its difference excludes zero; the error of 5 per cent is shared among
  /// the years (Bonferroni). The difference turns where years lean to both sides, and at least one of them by
  /// no less than what matters.
  func turning(pair: Int, outcome: Int, matters: Double) -> Turning? {
    guard moments.indices.contains(pair) else { return nil }
    var (more, fewer): ([Int], [Int]) = ([], [])
    var largest = 0.0
    for year in 0..<years {
      let own = moments[pair][outcome * years + year]
      // Where nothing varies nothing is known of what it might vary by.
      guard own.count > 1, own.minimum < own.maximum else { continue }
      let interval = Interval.student(own, confidence: 1 - 0.05 / Double(years))
      if interval.low > 0 { more.append(year + 1) }
      if interval.high < 0 { fewer.append(year + 1) }
      if !interval.covers(0) { largest = max(largest, own.mean.magnitude) }
    }
    return more.isEmpty || fewer.isEmpty || largest < matters
      ? nil : Turning(more: more, fewer: fewer)
  }
}
