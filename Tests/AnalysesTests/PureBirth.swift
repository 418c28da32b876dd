// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations

/// The pure birth process of Yule: each of N individuals has a child at the same rate, for ever.
struct PureBirth: StudyModel {
  typealias Run = PureBirthRun

  var name = "pure birth"
  var policyName = "none"
  var replications = 1
  var seed = 20_171
  /// Births of an individual, per year.
  var rate = 0.8
  var start = 3

  static let catalogue = FieldCatalogue<PureBirth>([
    .init(
      .number(
        "rate", \.rate, .factor, allowed: 0...50, "Births per year.", Evidence(.d, "an example")),
      as: .world, key: "rate", standard: .number(0.8))
  ])
  static let outcomes = OutcomeSet([
    Outcome(
      name: "size", section: .init("Size", drivers: []), unit: "individuals",
      monthlyUnit: "individuals", summary: "Individuals at the end of the month.", better: .none,
      matters: 1)
  ])
  let calendar = StudyCalendar(warmUp: 0, start: "2001-01-01", policyFrom: "2004-01-01", counted: 1)

  static func partingDay(of scenarios: [PureBirth]) -> CalendarDate? { nil }
}

/// A run of it, in years from its start.
struct PureBirthRun: StudyRun {
  typealias Scenario = PureBirth
  private let process: PureBirth
  private var luck: Luck
  private var births: UInt64 = 0
  private(set) var size: Int
  private var time = 0.0
  private var sizes: [Double] = []
  private let months: [CalendarDate]

  init(_ process: PureBirth, replication: Int) {
    self.process = process
    size = process.start
    luck = Luck(seed: process.seed, replication: replication)
    var months = [process.calendar.start]
    while let last = months.last, last < process.calendar.end {
      months.append(last.startOfNextMonth)
    }
    self.months = months
  }

  mutating func adopt(policyOf scenario: PureBirth) {}
  mutating func rekey(lineage: Int) { luck = luck.child(lineage) }

  /// Twelve months of equal length make a year, so that years are whole.
  mutating func run(until day: CalendarDate) {
    while sizes.count + 1 < months.count, months[sizes.count + 1] <= day {
      let end = Double(sizes.count + 1) / 12
      // A gap that reaches beyond the month is drawn anew after it: it has no memory.
      while size < 1_000_000 {
        var gaps = luck.stream(StreamAddress(kind: 1, number: births, purpose: 1))
        let next = time + gaps.exponential(mean: 1 / (process.rate * Double(size)))
        births += 1
        guard next < end else { break }
        time = next
        size += 1
      }
      time = end
      sizes.append(Double(size))
    }
  }

  var closedMonths: (months: [CalendarDate], values: [Double]) {
    (Array(months.prefix(sizes.count)), sizes)
  }

  mutating func finish(areaMonths: Bool) -> RunOutcomes {
    run(until: process.calendar.end)
    return RunOutcomes(
      counted: [Double(size)], areas: [], months: Array(months.dropLast()), monthly: sizes,
      events: Int(births))
  }
}
