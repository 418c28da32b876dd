// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import DiscreteEvents
import Testing

@testable import CordonModel

@Suite("Triggers")
struct TriggerTests {
  /// A trigger about suicides, the outcome that a test can let happen at will.
  private func trigger(
    _ comparison: Trigger.Condition.Comparison = .atLeast, _ threshold: Double = 1,
    within window: Int, for days: Int, until: Trigger.Condition? = nil,
    scope: Trigger.Scope = .national, rest: Int = 0, care: Double = 1, compliance: Double = 1
  ) -> Trigger {
    Trigger(
      when: .init("suicides", comparison, threshold, within: window),
      changes: [.init(lever: "duty-of-care", setting: .number(care), compliance: compliance)],
      days: days, until: until, scope: scope, rest: rest)
  }

  /// A run in a world in which nothing happens but suicides at the given times.
  private func simulation(
    _ triggers: [Trigger], suicides: [Double], in area: UInt32 = 0, areas: Int = 1,
    _ change: (inout Scenario) -> Void = { _ in }
  ) -> Simulation {
    let scenario = Scenario.quiet { scenario in
      scenario.areas = (0..<areas).map {
        var area = scenario.areas[0]
        area.name = "area \($0)"
        return area
      }
      scenario.policy = Policy(triggers: triggers)
      change(&scenario)
    }
    var simulation = Simulation(scenario, replication: 1)
    for time in suicides { simulation.calendar.schedule(.suicide(area: area), at: time) }
    return simulation
  }

  /// The duty of care at noon of each of the first days.
  private func care(_ days: Int, of simulation: Simulation, in area: UInt32 = 0) -> [Double] {
    var simulation = simulation
    return (0..<days).map { day in
      simulation.advance(to: Double(day) + 0.5)
      return simulation.levers(in: area).dutyOfCare
    }
  }

  /// The days on which there is any duty of care at noon.
  private func active(_ days: Int, of simulation: Simulation, in area: UInt32 = 0) -> [Int] {
    care(days, of: simulation, in: area).enumerated().filter { $0.element > 0 }.map(\.offset)
  }

  @Test("One fires on the morning after, and is active for its days")
  func firing() {
    let once = [trigger(within: 1, for: 5)]
    #expect(active(20, of: simulation(once, suicides: [4.3])) == [5, 6, 7, 8, 9])
    // What happens at midnight belongs to the day that begins.
    #expect(active(20, of: simulation(once, suicides: [5])) == [6, 7, 8, 9, 10])
    #expect(active(20, of: simulation(once, suicides: [Double(5).nextDown])) == [5, 6, 7, 8, 9])
    #expect(active(20, of: simulation(once, suicides: [])) == [])
    // Across the end of a month.
    #expect(active(40, of: simulation(once, suicides: [30.6])) == [31, 32, 33, 34, 35])
  }

  @Test("One whose window still holds when its days are over is active anew")
  func renewal() {
    // Judged on days 5, 10 and 15: the windows [-5, 5) and [0, 10) hold the suicide, [5, 15) not.
    let long = simulation([trigger(within: 10, for: 5)], suicides: [4.3])
    #expect(active(30, of: long) == Array(5..<15))
  }

  @Test("The window counts what lies within it, however many months it spans")
  func window() {
    let two = [trigger(.atLeast, 2, within: 40, for: 3)]
    #expect(active(60, of: simulation(two, suicides: [10.2, 45.7])).first == 46)
    #expect(active(60, of: simulation(two, suicides: [10.2, 50.7])) == [])
    #expect(active(99, of: simulation(two, suicides: [28.5, 60.2])) == Array(61..<70))
    let above = [trigger(.above, 1, within: 40, for: 3)]
    #expect(active(60, of: simulation(above, suicides: [10.2, 45.7])).first == 46)
  }

  @Test("That there was little holds only when the whole window has gone by")
  func downward() {
    let below = [trigger(.below, 1, within: 5, for: 1)]
    #expect(active(8, of: simulation(below, suicides: [])) == [5, 6, 7])
    #expect(active(12, of: simulation(below, suicides: [3.5])) == [9, 10, 11])
    let atMost = [trigger(.atMost, 1, within: 5, for: 1)]
    #expect(active(8, of: simulation(atMost, suicides: [3.5, 4.5])) == [])
    #expect(active(8, of: simulation(atMost, suicides: [3.5])) == [5, 6, 7])
  }

  @Test("One with `until` is released when that holds, after its days and not before")
  func hysteresis() {
    let calm = Trigger.Condition("suicides", .below, 1, within: 7)
    let one = [trigger(within: 1, for: 3, until: calm)]
    // [t - 7, t) is without the suicides of days 4 and 9 first for t = 17.
    #expect(active(40, of: simulation(one, suicides: [4.3, 9.5])) == Array(5..<17))
    // It is calm on day 9 already, but its days last until day 25.
    let long = [trigger(within: 1, for: 24, until: calm)]
    #expect(active(40, of: simulation(long, suicides: [0.5])) == Array(1..<25))
  }

  @Test("One at rest does not fire again")
  func rest() {
    let daily = (0..<20).map { Double($0) + 0.5 }
    let resting = simulation([trigger(within: 1, for: 2, rest: 3)], suicides: daily)
    #expect(active(18, of: resting) == [1, 2, 6, 7, 11, 12, 16, 17])
    let restless = simulation([trigger(within: 1, for: 2)], suicides: daily)
    #expect(active(18, of: restless) == Array(1..<18))
  }

  @Test("Of two at once the later in the list holds, and the earlier when that is released")
  func two() {
    let triggers = [trigger(within: 1, for: 6, care: 0.3), trigger(within: 1, for: 2, care: 0.8)]
    #expect(
      care(10, of: simulation(triggers, suicides: [1.5]))
        == [0, 0, 0.8, 0.8, 0.3, 0.3, 0.3, 0.3, 0, 0])
    #expect(
      care(10, of: simulation(triggers.reversed(), suicides: [1.5]))
        == [0, 0, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0, 0])
  }

  @Test("One for each area is counted and applied there alone, a national one everywhere")
  func areas() {
    let national = simulation([trigger(within: 1, for: 2)], suicides: [1.5], in: 1, areas: 3)
    let each = simulation(
      [trigger(within: 1, for: 2, scope: .each)], suicides: [1.5], in: 1, areas: 3)
    let both = simulation(
      [trigger(.atLeast, 2, within: 9, for: 2, scope: .each)], suicides: [1.5], in: 1, areas: 3)
    for area in [0, 1, 2] as [UInt32] {
      #expect(active(9, of: national, in: area) == [2, 3])
      #expect(active(9, of: each, in: area) == (area == 1 ? [2, 3] : []))
      #expect(active(9, of: both, in: area) == [])
    }
  }

  @Test("On the date of a change it is on top of the levers of that date")
  func tie() {
    let half = [trigger(within: 1, for: 2, compliance: 0.5)]
    let tied = simulation(half, suicides: [4.5]) {
      $0.policy.changes = [
        Policy.Change(lever: "duty-of-care", setting: .number(0.5), from: "2018-01-06"),
        Policy.Change(lever: "duty-of-care", setting: .number(0.25), from: "2018-01-07"),
      ]
    }
    #expect(care(8, of: tied) == [0, 0, 0, 0, 0, 0.75, 0.625, 0.25])
  }

  @Test("Triggers watch from the day on which policies part, whatever happened before")
  func beginning() {
    let late = simulation([trigger(within: 30, for: 2)], suicides: [3.5]) {
      $0.settings.policyFrom = "2018-01-11"
    }
    #expect(active(40, of: late) == [])
    let counted = simulation([trigger(within: 30, for: 2)], suicides: [3.5, 12.5]) {
      $0.settings.policyFrom = "2018-01-11"
    }
    #expect(active(40, of: counted).first == 13)
  }

  @Test("A ratio is that of the sums of the window, and of nothing holds neither way")
  func ratio() {
    func active(_ comparison: Trigger.Condition.Comparison) -> [Int] {
      var simulation = simulation(
        [
          Trigger(
            when: .init("assault-share", comparison, 0.25, within: 2),
            changes: [.init(lever: "duty-of-care", setting: .number(1))], days: 1)
        ], suicides: [])
      return (0..<12).filter { day in
        simulation.advance(to: Double(day) + 0.5)
        if day == 4 { simulation.count(.stings, 3, in: 0) }
        if day == 5 {
          simulation.count(.stings, in: 0)
          simulation.count(.assaults, in: 0)
        }
        return simulation.levers(in: 0).dutyOfCare > 0
      }
    }
    // The windows that end on days 5, 6 and 7 hold 0 of 3, 1 of 4 and 1 of 1.
    #expect(active(.atLeast) == [6, 7])
    #expect(active(.above) == [7])
    #expect(active(.atMost) == [5, 6])
    #expect(active(.below) == [5])
  }

  @Test("Days under a trigger are counted, by area and in the mean over areas")
  func days() throws {
    let index = try #require(Outcome.all.firstIndex { $0.name == "days-under-trigger" })
    var simulation = simulation(
      [trigger(within: 1, for: 20, scope: .each), trigger(within: 1, for: 5)],
      suicides: [9.5], in: 1, areas: 2)
    let outcomes = simulation.finish()
    let days = 365.25 / 365
    #expect(abs(outcomes.areas[0][index] - 5 * days) < 1e-9)
    #expect(abs(outcomes.areas[1][index] - 20 * days) < 1e-9)
    #expect(abs(outcomes.counted[index] - 12.5 * days) < 1e-9)
  }

  @Test("One that never fires changes nothing but the number of events")
  func never() {
    func run(_ triggers: [Trigger]) -> RunOutcomes {
      var simulation = Simulation(.busy { $0.policy.triggers = triggers }, replication: 1)
      return simulation.finish()
    }
    let never = trigger(.atLeast, 1e9, within: 30, for: 10)
    let (with, without) = (run([never]), run([]))
    let bits = [with, without].map { ($0.counted + $0.monthly).map(\.bitPattern) }
    #expect(bits[0] == bits[1])
    #expect(with.events == without.events + 365)
  }

  @Test("A fork on the first day of watching gives the outcomes of a run from the start")
  func fork() {
    let scenario = Scenario.busyAreas { scenario in
      scenario.policy.triggers = [
        Trigger(
          when: .init("stings", .atLeast, 1, within: 3),
          changes: [.init(lever: "enforcement", setting: .number(0.9))], days: 4, scope: .each,
          rest: 2)
      ]
    }
    var whole = Simulation(scenario, replication: 1)
    let outcomes = whole.finish()
    for day in ["2018-01-20", "2018-03-01"] as [CalendarDate] {
      var history = Simulation(.busyAreas { $0.policy = Policy() }, replication: 1)
      history.run(until: day)
      history.adopt(scenario.policy)
      let forked = history.finish()
      #expect(forked.counted.map(\.bitPattern) == outcomes.counted.map(\.bitPattern))
      #expect(forked.monthly.map(\.bitPattern) == outcomes.monthly.map(\.bitPattern))
      #expect(forked.events == outcomes.events)
    }
  }

  @Test("To adopt a policy without triggers ends the watching")
  func ending() {
    var simulation = simulation([trigger(within: 1, for: 5)], suicides: [4.3])
    simulation.run(until: "2018-01-04")
    let events = simulation.events
    simulation.adopt(Policy())
    simulation.run(until: "2018-01-20")
    #expect(simulation.levers(in: 0).dutyOfCare == 0)
    // A suicide and the opening and closing of the desk.
    #expect(simulation.events - events < 10)
  }

  @Test("Policies with triggers part where triggers begin to watch, unless they are all alike")
  func parting() {
    func day(_ policies: [Policy]) -> CalendarDate? {
      Policy.partingDay(of: policies, after: Levers(), in: ["here"], policyFrom: "2018-03-01")
    }
    func policy(_ from: CalendarDate?, _ triggers: [Trigger]) -> Policy {
      Policy(
        changes: from.map { [.init(lever: "duty-of-care", setting: .number(1), from: $0)] } ?? [],
        triggers: triggers)
    }
    let one = trigger(within: 1, for: 5)
    let other = trigger(within: 2, for: 5)
    #expect(day([policy(nil, [one]), policy(nil, [])]) == "2018-03-01")
    #expect(day([policy(nil, [one]), policy(nil, [other])]) == "2018-03-01")
    #expect(day([policy(nil, [one]), policy(nil, [one])]) == nil)
    #expect(day([policy("2019-01-01", [one]), policy("2019-01-01", [one])]) == nil)
    #expect(day([policy("2019-01-01", [one]), policy(nil, [one])]) == "2018-03-01")
    #expect(day([policy("2018-02-01", [one]), policy(nil, [one])]) == "2018-02-01")
  }

  @Test("No condition can be about what is counted only when a month ends")
  func monthly() {
    var simulation = Simulation(.busyAreas(), replication: 1)
    var grown: Set<Measure> = []
    func totals(_ simulation: Simulation) -> [Double] {
      Measure.allCases.map {
        simulation.counts.total(of: [$0], inMonth: simulation.counts.present, area: nil)
      }
    }
    var before = totals(simulation)
    simulation.advance(to: 100) { event, simulation in
      let after = totals(simulation)
      if case .monthEnds = event {
      } else {
        for measure in Measure.allCases where after[measure.rawValue] != before[measure.rawValue] {
          grown.insert(measure)
        }
      }
      before = after
    }
    #expect(grown.isDisjoint(with: Measure.bookedMonthly))
    let others = Measure.allCases.filter { !grown.contains($0) && simulation.total($0) != 0 }
    // Licences are paid for when a month ends, but in hours like any others.
    #expect(Set(others) == Set(Measure.bookedMonthly + [.licenceHours]))
    #expect(Outcome.triggering.contains { $0.name == "serious-disorder" })
    #expect(!Outcome.triggering.contains { $0.name == "groups-active" })
  }
}
