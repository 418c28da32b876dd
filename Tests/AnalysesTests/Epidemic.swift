// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Glibc

/// An epidemic without chance: susceptible, infected and recovered people by differential equations.
///
/// Source: J.-M. Lueckmann, J. Boelts, D. S. Greenberg, P. J. Goncalves and J. H. Macke, "Benchmarking
/// simulation-based inference", AISTATS (2021), problem T.9.
struct Epidemic: StudyModel {
  typealias Run = EpidemicRun

  var name = "epidemic"
  var policyName = "none"
  var replications = 1
  var seed = 31
  /// Contacts of an infected person, per day.
  var contacts = 0.4
  /// Recoveries of an infected person, per day.
  var recovery = 0.125

  static let catalogue = FieldCatalogue<Epidemic>([
    .init(
      .number(
        "contacts", \.contacts, .factor, allowed: 0...100, "Contacts per day.",
        Evidence(.d, "an example")), as: .world, key: "contacts", standard: .number(0.4)),
    .init(
      .number(
        "recovery", \.recovery, .factor, allowed: 0...100, "Recoveries per day.",
        Evidence(.d, "an example")), as: .world, key: "recovery", standard: .number(0.125)),
  ])
  static let outcomes = OutcomeSet([
    Outcome(
      name: "infected", section: .init("Infected", drivers: []), unit: "share",
      monthlyUnit: "share", summary: "Share of people who are infected.", better: .none,
      matters: 1)
  ])
  let calendar = StudyCalendar(warmUp: 0, start: "2001-01-01", policyFrom: "2002-01-01", counted: 1)

  static func partingDay(of scenarios: [Epidemic]) -> CalendarDate? { nil }
}

/// A run of it; each month of the calendar stands for the next moment that is observed, 17 days on.
struct EpidemicRun: StudyRun {
  typealias Scenario = Epidemic
  private static let people = 1e6
  private static let step = 0.1

  private let epidemic: Epidemic
  private var (susceptible, infected) = (people - 1, 1.0)
  private var shares: [Double] = []
  private var months: [CalendarDate] = ["2001-01-01"]

  init(_ epidemic: Epidemic, replication: Int) { self.epidemic = epidemic }

  mutating func adopt(policyOf scenario: Epidemic) {}
  mutating func rekey(lineage: Int) {}

  mutating func run(until day: CalendarDate) {
    while let month = months.last, month.startOfNextMonth <= day {
      shares.append(infected / Self.people)
      months.append(month.startOfNextMonth)
      for _ in 0..<Int((17 / Self.step).rounded()) { advance() }
    }
  }

  /// A step of the method of Runge and Kutta, of fourth order.
  private mutating func advance() {
    func slope(_ s: Double, _ i: Double) -> (s: Double, i: Double) {
      let new = epidemic.contacts * s * i / Self.people
      return (-new, new - epidemic.recovery * i)
    }
    let h = Self.step
    let a = slope(susceptible, infected)
    let b = slope(susceptible + h / 2 * a.s, infected + h / 2 * a.i)
    let c = slope(susceptible + h / 2 * b.s, infected + h / 2 * b.i)
    let d = slope(susceptible + h * c.s, infected + h * c.i)
    susceptible += h / 6 * (a.s + 2 * b.s + 2 * c.s + d.s)
    infected += h / 6 * (a.i + 2 * b.i + 2 * c.i + d.i)
  }

  var closedMonths: (months: [CalendarDate], values: [Double]) {
    (Array(months.prefix(shares.count)), shares)
  }

  mutating func finish(areaMonths: Bool) -> RunOutcomes {
    run(until: epidemic.calendar.end)
    return RunOutcomes(
      counted: [infected], areas: [], months: Array(months.dropLast()), monthly: shares, events: 0)
  }
}
