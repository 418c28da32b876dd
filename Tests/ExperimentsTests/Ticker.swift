// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import Synchronization

/// Counts the days that runs of a model simulate, all together.
final class DayCounter: Sendable {
  private let days = Mutex(0)
  var count: Int { days.withLock(\.self) }
  func add(_ more: Int) { days.withLock { $0 += more } }
}

/// A model in which nothing happens but days: each adds a number that luck, world and lever decide.
struct Ticker: StudyModel {
  typealias Run = TickerRun

  struct World: Hashable, Sendable {
    var pace = 1.0
    static let fields: [Field<World>] = [
      .number(
        "pace", \.pace, .factor, allowed: 0...10, "How fast it ticks.",
        Evidence(.d, "an example"))
    ]
  }

  struct Levers: Hashable, Sendable {
    var push = 0.0
    static let fields: [Field<Levers>] = [
      .number(
        "push", \.push, .factor, allowed: 0...10, "How hard it is pushed.",
        Evidence(.d, "an example"))
    ]
  }

  static let catalogue = FieldCatalogue<Ticker>(
    FieldCatalogue.Entry.all(World.fields, as: .world, in: \.world, standard: World())
      + FieldCatalogue.Entry.all(
        Levers.fields, as: .lever, under: "policy.levers", in: \.levers, standard: Levers()))
  static let outcomes = OutcomeSet([
    Outcome(
      name: "ticks", section: .init("Ticks", drivers: []), isHeadline: true, unit: "ticks per year",
      monthlyUnit: "ticks", summary: "Ticks.", better: .more, matters: 1)
  ])

  let counter: DayCounter
  let name = "ticker"
  var policyName: String
  var replications = 3
  let seed = 5
  var world = World()
  var levers = Levers()
  var datedValues: [DatedValue] = []
  /// When the lever holds.
  var from: CalendarDate = "2020-07-01"
  let calendar = StudyCalendar(
    warmUp: 10, start: "2020-01-01", policyFrom: "2020-07-01", counted: 1)

  static func partingDay(of scenarios: [Ticker]) -> CalendarDate? {
    let areAlike = scenarios.allSatisfy {
      $0.levers == scenarios[0].levers && $0.from == scenarios[0].from
    }
    return areAlike ? nil : scenarios.map(\.from).min()
  }
}

struct TickerRun: StudyRun {
  typealias Scenario = Ticker

  private var ticker: Ticker
  private var policy: Ticker
  private var luck: RandomStream
  private var day: CalendarDate
  private var months: [CalendarDate] = []
  private var values: [Double] = []
  private var ticks = 0.0
  private var counted = 0.0
  private var events = 0

  init(_ ticker: Ticker, replication: Int) {
    (self.ticker, policy) = (ticker, ticker)
    luck = Luck(seed: ticker.seed, replication: replication)
      .stream(StreamAddress(kind: 1, number: 0, purpose: 1))
    day = ticker.calendar.start
    ticker.counter.add(Int(ticker.calendar.warmUp))
  }

  mutating func adopt(policyOf scenario: Ticker) { policy = scenario }
  mutating func adopt(laterValuesOf world: Ticker) { ticker = world }
  mutating func rekey(lineage: Int) {}
  var closedMonths: (months: [CalendarDate], values: [Double]) { (months, values) }

  private var pace: Double {
    let dated = ticker.datedValues.course(of: "pace").last { $0.from <= day }
    guard case .number(let pace) = dated?.setting else { return ticker.world.pace }
    return pace
  }

  mutating func run(until end: CalendarDate) {
    ticker.counter.add(max(0, end - day))
    while day < end {
      let push = day < policy.from ? 0 : policy.levers.push
      ticks += (pace + push) * luck.uniform()
      events += 1
      let next = CalendarDate(dayNumber: day.dayNumber + 1)
      if next.startOfNextMonth != day.startOfNextMonth {
        months.append(CalendarDate(dayNumber: day.startOfNextMonth.dayNumber - 28))
        values.append(ticks)
        if day >= ticker.calendar.policyFrom { counted += ticks }
        ticks = 0
      }
      day = next
    }
  }

  mutating func finish(areaMonths: Bool) -> RunOutcomes {
    run(until: ticker.calendar.end)
    return RunOutcomes(
      counted: [counted], areas: [], months: months, monthly: values, events: events)
  }
}
