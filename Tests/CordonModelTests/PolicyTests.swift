// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Testing

@testable import CordonModel

@Suite("Policies")
struct PolicyTests {
  private func change(_ lever: String, _ setting: Setting, _ from: CalendarDate) -> Policy.Change {
    Policy.Change(lever: lever, setting: setting, from: from)
  }

  @Test("Changes of one day make one step, steps add up, and what alters nothing makes none")
  func steps() {
    let history = Levers()
    let policy = Policy(
      changes: [
        change("acceptance", .number(0.2), "2018-06-01"),
        change("liaison", .number(0.1), "2018-03-01"),
        change("acceptance", .number(0.9), "2018-03-01"),
        change("acceptance", .number(0.8), "2018-03-01"),
        change("liaison", .number(0.1), "2018-04-01"),
        change("enforcement", .number(history.enforcement), "2018-02-01"),
      ])
    var spring = history
    spring.liaison = 0.1
    spring.acceptance = 0.8
    var summer = spring
    summer.acceptance = 0.2
    #expect(
      policy.steps(after: history, in: ["here"]) == [
        Policy.Step(from: "2018-03-01", levers: [spring]),
        Policy.Step(from: "2018-06-01", levers: [summer]),
      ])
    #expect(Policy().steps(after: history, in: ["here"]) == [])
  }

  /// The value of a number lever at each step of a policy.
  private func course(_ lever: String, _ changes: [Policy.Change]) -> [String: Double] {
    let field = Levers.field(lever)
    var history = Levers()
    history.acceptance = 0.6
    let steps = Policy(changes: changes).steps(after: history, in: ["here"])
    return Dictionary(
      uniqueKeysWithValues: steps.map { step in
        guard case .number(let value) = field.read(step.levers[0]) else { return ("none", 0) }
        return (step.from.description, (value * 1e6).rounded() / 1e6)
      })
  }

  @Test("A ramp is a stair of equal monthly steps from the value in force to the new one")
  func ramp() {
    // 90 days are three months: four steps of a quarter of the way from 60% to 100%, the first on
    // the date and the last 90 days later.
    let slow = Policy.Change(
      lever: "acceptance", setting: .number(1), from: "2018-01-01", over: 90)
    #expect(
      course("acceptance", [slow])
        == ["2018-01-01": 0.7, "2018-01-31": 0.8, "2018-03-02": 0.9, "2018-04-01": 1])
    // A later change cuts it off and starts from where it has got.
    let cut = Policy.Change(
      lever: "acceptance", setting: .number(0.4), from: "2018-02-15", over: 10)
    #expect(
      course("acceptance", [slow, cut])
        == ["2018-01-01": 0.7, "2018-01-31": 0.8, "2018-02-15": 0.6, "2018-02-25": 0.4])
  }

  @Test("The steps of a ramp are on the nearest days to equal parts of its length")
  func rampDays() {
    func days(_ over: Int) -> [Int] {
      let from: CalendarDate = "2018-01-01"
      return Policy.Change(lever: "acceptance", setting: .number(1), from: from, over: over)
        .ramp.map { $0.day - from }
    }
    // A third and two thirds of 100 days are 33.3 and 66.7.
    #expect(days(100) == [0, 33, 67, 100])
    #expect(days(59) == [0, 30, 59])
    #expect(days(10) == [0, 10])
    #expect(days(0) == [0])
  }

  @Test("A ramp over no time is a jump, and full compliance is the value itself, bit for bit")
  func jump() {
    let value = Setting.number(0.1 + 0.2)
    let jump = Policy.Change(
      lever: "acceptance", setting: value, from: "2018-01-01", over: 0, compliance: 1)
    let ramp = Policy.Change(lever: "acceptance", setting: value, from: "2018-01-01", over: 200)
    for change in [jump, ramp] {
      let steps = Policy(changes: [change]).steps(after: Levers(), in: ["here"])
      #expect(steps.last.map { Levers.field("acceptance").read($0.levers[0]) } == value)
    }
    #expect(Policy(changes: [jump]).steps(after: Levers(), in: ["here"]).count == 1)
  }

  @Test("Compliance is the share of the way that forces go")
  func compliance() {
    let half = Policy.Change(
      lever: "acceptance", setting: .number(1), from: "2018-01-01", compliance: 0.5)
    let back = Policy.Change(
      lever: "acceptance", setting: .number(0.5), from: "2018-07-01", over: 31, compliance: 0.2)
    #expect(
      course("acceptance", [half, back])
        == ["2018-01-01": 0.8, "2018-07-01": 0.77, "2018-08-01": 0.74])
    // Without compliance nothing happens; what is not a finite number has nothing in between.
    let none = Policy.Change(
      lever: "acceptance", setting: .number(1), from: "2018-01-01", compliance: 0)
    #expect(course("acceptance", [none]) == [:])
    let promise = Policy.Change(
      lever: "handover-promise", setting: .number(7), from: "2018-01-01", over: 60, compliance: 0.5)
    #expect(course("handover-promise", [promise]) == ["2018-01-01": 7])
  }

  @Test("What an area says of a lever replaces what is said of it for all")
  func local() {
    let policy = Policy(changes: [
      change("acceptance", .number(0.9), "2018-01-01"),
      change("acceptance", .number(1), "2018-06-01"),
      change("duty-of-care", .number(0.5), "2018-01-01"),
      Policy.Change(lever: "acceptance", setting: .number(0.1), from: "2018-03-01", area: "Ash"),
    ])
    let steps = policy.steps(after: Levers(), in: ["Ash", "Birch"])
    #expect(steps.map(\.from) == ["2018-01-01", "2018-03-01", "2018-06-01"])
    #expect(steps.map { $0.levers[0].acceptance } == [Levers().acceptance, 0.1, 0.1])
    #expect(steps.map { $0.levers[1].acceptance } == [0.9, 0.9, 1])
    #expect(steps.allSatisfy { $0.levers.allSatisfy { $0.dutyOfCare == 0.5 } })
  }

  @Test("Policies part on the first day on which any two differ")
  func parting() {
    let history = Levers()
    let shared = change("acceptance", .number(0.9), "2018-01-01")
    func day(_ policies: [Policy.Change]...) -> CalendarDate? {
      Policy.partingDay(
        of: policies.map { Policy(changes: $0) }, after: history, in: ["here"],
        policyFrom: "2017-05-01")
    }
    #expect(day([]) == nil)
    #expect(day([shared]) == nil)
    #expect(day([shared], [shared], [shared]) == nil)
    #expect(day([shared], []) == "2018-01-01")
    let care = change("duty-of-care", .number(1), "2019-05-03")
    let earlier = change("duty-of-care", .number(1), "2019-05-02")
    #expect(day([shared], [shared, care]) == "2019-05-03")
    #expect(day([shared, care], [shared, care], [shared, earlier]) == "2019-05-02")
    #expect(day([], [change("acceptance", .number(history.acceptance), "2018-01-01")]) == nil)
  }

  private func run(_ scenario: Scenario, replication: Int = 1) -> RunOutcomes {
    var simulation = Simulation(scenario, replication: replication)
    return simulation.finish()
  }

  /// Whether all numbers are the same, bit for bit; a NaN is the same as itself.
  private func isSame(
    _ one: some Sequence<Double>, _ other: some Sequence<Double>
  ) -> Bool {
    one.elementsEqual(other) { $0.bitPattern == $1.bitPattern }
  }

  private func isSame(_ one: RunOutcomes, _ other: RunOutcomes) -> Bool {
    isSame(one.counted, other.counted) && isSame(one.monthly, other.monthly)
      && one.months == other.months && one.events == other.events
  }

  @Test("Outcomes before the day on which a policy starts are bit-equal to those without it")
  func before() throws {
    let with = Scenario.busy()
    let without = Scenario.busy { $0.policy = Policy() }
    let (one, other) = (run(with), run(without))
    let parted = try #require(one.months.firstIndex { $0 >= with.settings.policyFrom })
    let width = Outcome.all.count
    #expect(parted == 2)
    #expect(isSame(one.monthly[..<(parted * width)], other.monthly[..<(parted * width)]))
    // From that day on the policies show.
    #expect(!isSame(one.monthly[(parted * width)...], other.monthly[(parted * width)...]))
    #expect(!isSame(one.counted, other.counted))
  }

  @Test("A fork gives the outcomes of a run from the start, at whatever day it is made")
  func fork() {
    let scenario = Scenario.busy()
    let whole = run(scenario)
    var history = Simulation(Scenario.busy { $0.policy = Policy() }, replication: 1)
    for day in ["2018-01-01", "2018-02-14", "2018-03-01"] as [CalendarDate] {
      history.run(until: day)
      var fork = history
      fork.adopt(scenario.policy)
      #expect(isSame(fork.finish(), whole), "forked on \(day)")
    }
    var same = history
    #expect(isSame(same.finish(), run(Scenario.busy { $0.policy = Policy() })))
  }

  @Test("With all levers set equal every difference is exactly 0")
  func equal() {
    let whole = run(.busy())
    let other = run(
      .busy {
        // The same levers, in another order, some of them set twice, under another name.
        let extra = change("acceptance", .number(0.1), $0.settings.policyFrom)
        $0.policy = Policy(
          name: "other", changes: [extra] + $0.policy.changes, triggers: $0.policy.triggers)
      })
    #expect(isSame(whole, other))
    let idle = run(
      .busy { scenario in
        scenario.policy = Policy(
          name: "history",
          changes: Levers.fields.map {
            change($0.path, $0.read(scenario.history), scenario.settings.policyFrom)
          })
      })
    #expect(isSame(idle, run(.busy { $0.policy = Policy() })))
  }

  @Test("A lever without effect on a queue leaves its outcomes the same to the last bit")
  func untouched() throws {
    // Without groups nothing follows from what is changed.
    let alone = Scenario.busy {
      $0.parameters.groups.initial = 0
      $0.parameters.groups.foundingMaximum = 1e-9
      $0.policy = Policy()
    }
    var pulled = alone
    pulled.policy.changes = [
      change("duty-of-care", .number(1), "2018-04-05"),
      change("triage-priority", .choice(2), "2018-05-06"),
    ]
    #expect(isSame(run(alone).counted, run(pulled).counted))
  }

  @Test("To take up the levers that are in force already changes nothing")
  func nothingNew() {
    let scenario = Scenario.busy { $0.policy = Policy() }
    let whole = run(scenario)
    var simulation = Simulation(scenario, replication: 1)
    simulation.steps = [Policy.Step(from: "2018-04-10", levers: [scenario.history])]
    simulation.calendar.schedule(.leversChange, at: 99, priority: .levers)
    var outcomes = simulation.finish()
    outcomes.events -= 1
    #expect(isSame(outcomes, whole))
  }

  @Test("A replication depends on its number and the seed alone")
  func replications() async {
    let alone = run(.busy(), replication: 17)
    let many = await withTaskGroup(of: (Int, RunOutcomes).self) { group in
      for number in 15...18 {
        group.addTask { (number, run(.busy(), replication: number)) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(many[17].map { isSame($0, alone) } == true)
    #expect(many[16].map { isSame($0, alone) } == false)
    let swapped = [(1, 2), (2, 1)].map { seed, replication in
      run(.busy { $0.settings.seed = seed }, replication: replication)
    }
    #expect(!isSame(swapped[0], swapped[1]))
    #expect(isSame(swapped[0], run(.busy { $0.settings.seed = 1 }, replication: 2)))
  }
}

@Suite("Months")
struct MonthTests {
  @Test("A month is split on the day from which outcomes are counted")
  func split() {
    func months(_ start: CalendarDate, _ counted: CalendarDate, _ end: CalendarDate) -> [String] {
      MonthlyCounts(start: start, counted: counted, end: end, areas: 1, observedFrom: 0).months.map(
        \.description)
    }
    let split = months("2018-11-20", "2019-01-15", "2019-03-15")
    #expect(
      split.joined(separator: " ")
        == "2018-11-20 2018-12-01 2019-01-01 2019-01-15 2019-02-01 2019-03-01")
    let whole = months("2018-11-01", "2019-01-01", "2019-02-01")
    #expect(whole == ["2018-11-01", "2018-12-01", "2019-01-01"])
  }

  @Test("Every day belongs to one month, and the counted years are those from the split on")
  func days() {
    let scenario = Scenario.quiet {
      $0.settings.start = "2018-11-20"
      $0.settings.policyFrom = "2019-01-15"
      $0.settings.warmUp = 12.5
      $0.parameters.investigation.referrals = 1
    }
    var simulation = Simulation(scenario, replication: 1)
    let outcomes = simulation.finish()
    let months = simulation.counts.months
    let ends = months.dropFirst() + [scenario.settings.end]
    for (index, (start, end)) in zip(months, ends).enumerated() {
      let totals = simulation.counts.totals(ofMonth: index)
      #expect(totals[totals.startIndex + Measure.days.rawValue] == Double(end - start))
    }
    let warmUp = simulation.counts.totals(ofMonth: -1)
    #expect(warmUp[warmUp.startIndex + Measure.days.rawValue] == 12.5)
    #expect(warmUp[warmUp.startIndex + Measure.referrals.rawValue] > 0)
    #expect(outcomes.months == months)
    #expect(outcomes.monthly.count == months.count * Outcome.all.count)
  }

  @Test("An event at the very start of a month counts in the month that it begins")
  func boundary() {
    let scenario = Scenario.quiet()
    var simulation = Simulation(scenario, replication: 1)
    simulation.calendar.schedule(.suicide(area: 0), at: 31)
    simulation.calendar.schedule(.suicide(area: 0), at: 31.0.nextDown)
    simulation.calendar.schedule(.suicide(area: 0), at: 365)
    _ = simulation.finish()
    let suicides = (0..<12).map { month in
      let totals = simulation.counts.totals(ofMonth: month)
      return totals[totals.startIndex + Measure.suicides.rawValue]
    }
    #expect(suicides == [1, 1] + Array(repeating: 0, count: 10))
  }
}
