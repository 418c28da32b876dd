// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Testing

@testable import Experiments

@Suite("Histories that states have in common")
struct CommonHistoriesTests {
  /// The runs of a sweep in the order of the plan, without its checks.
  private func runs(of sweep: Sweep, threads: Int, from position: Int = 0) async throws
    -> [RunOutcomes]
  {
    var agenda = Agenda(sweep)
    for done in 0..<position { agenda.markDone(done) }
    var runs: [RunOutcomes] = []
    try await sweep.execute(agenda, threads: threads, checking: false) { _, replication in
      runs += replication.runs
      return .goOn
    }
    return runs
  }

  /// The runs of each state's plan alone, which knows of no other state.
  private func runsAlone(of sweep: Sweep) throws -> [RunOutcomes] {
    try (0..<sweep.futures).flatMap { position in
      let future = sweep.future(at: position)
      return try sweep.plan(ofState: future.state).replicate(future.replication).runs
    }
  }

  private func expectSame(_ one: [RunOutcomes], _ two: some Collection<RunOutcomes>) {
    #expect(one.count == two.count && !one.isEmpty)
    #expect(zip(one, two).allSatisfy { $0.isIdentical(to: $1) })
  }

  /// Two policies in states with so much push and so fast a pace.
  private func ticking(
    _ counter: DayCounter, _ states: [(pace: Double, push: Double)], replications: Int = 3,
    luck: StateLuck = .shared, from: CalendarDate = "2020-07-01"
  ) throws -> Sweep {
    try Sweep(
      name: "ticks",
      factors: ["pace", "policy.levers.push"].map { path in
        let field = try #require(Ticker.catalogue[path]).field
        return Sweep.Factor(path: path, kind: field.kind, summary: field.summary)
      },
      states: states.count, luck: luck, detail: .usual,
      values: { [.number(states[$0].pace), .number(states[$0].push)] },
      scenarios: { state in
        [1.0, 2].map { times in
          var ticker = Ticker(counter: counter, policyName: "times \(times)")
          ticker.replications = replications
          ticker.world.pace = states[state].pace
          ticker.levers.push = times * states[state].push
          ticker.from = from
          return ticker
        }
      })
  }

  /// The days of a history and of a run after it.
  private static let (history, rest) = (10 + 182, 365)

  @Test("A history is simulated once for all states that set levers alone")
  func simulatesOnce() async throws {
    let states = [1.0, 3, 5, 7].map { (pace: 1.0, push: $0) }
    for threads in [1, 2, 5] {
      let counter = DayCounter()
      let sweep = try ticking(counter, states)
      let together = try await runs(of: sweep, threads: threads)
      #expect(counter.count == 3 * Self.history + 12 * 2 * Self.rest)
      #expect(sweep.histories == 3)
      #expect(sweep.days == Double(counter.count))
      expectSame(together, try runsAlone(of: sweep))
    }
  }

  @Test("States of another world, or with luck of their own, have histories of their own")
  func keepsApart() async throws {
    let states = [(1.0, 1.0), (1, 2), (4, 2), (4, 3), (1, 5)].map { (pace: $0.0, push: $0.1) }
    for (luck, histories) in [(StateLuck.shared, 9), (.own, 15)] {
      let counter = DayCounter()
      let sweep = try ticking(counter, states, luck: luck)
      let together = try await runs(of: sweep, threads: 2)
      #expect(counter.count == histories * Self.history + 15 * 2 * Self.rest)
      #expect(sweep.histories == histories)
      expectSame(together, try runsAlone(of: sweep))
    }
  }

  @Test(
    "Levers that reach back before the day from which policies part share the history until they begin"
  )
  func reachesBack() async throws {
    let counter = DayCounter()
    let states = [1.0, 3].map { (pace: 1.0, push: $0) }
    let sweep = try ticking(counter, states, from: "2020-03-01")
    let together = try await runs(of: sweep, threads: 2)
    let (history, rest) = (10 + 60, 122 + Self.rest)
    #expect(counter.count == 3 * history + 6 * 2 * rest)
    expectSame(together, try runsAlone(of: sweep))
  }

  /// Two policies in states whose pace changes on a day.
  private func ticking(
    _ counter: DayCounter, paces: [Double], from day: CalendarDate,
    push: CalendarDate = "2020-07-01"
  ) throws -> Sweep {
    let field = try #require(Ticker.catalogue["pace"]).field
    return try Sweep(
      name: "ticks",
      factors: [Sweep.Factor(path: "pace@\(day)", kind: field.kind, summary: field.summary)],
      states: paces.count, luck: .shared, detail: .usual, values: { [.number(paces[$0])] },
      scenarios: { state in
        [1.0, 2].map { times in
          var ticker = Ticker(counter: counter, policyName: "times \(times)")
          ticker.levers.push = times
          ticker.from = push
          ticker.datedValues = [
            DatedValue(path: "pace", setting: .number(2), from: "2020-02-01"),
            DatedValue(path: "pace", setting: .number(paces[state]), from: day),
          ]
          return ticker
        }
      })
  }

  @Test(
    "Values that begin when policies part or later leave the history in common, those before do not",
    arguments: [("2020-07-01", 3), ("2020-09-12", 3), ("2020-06-30", 9)] as [(CalendarDate, Int)])
  func laterValues(day: CalendarDate, histories: Int) async throws {
    for threads in [1, 3] {
      let counter = DayCounter()
      let sweep = try ticking(counter, paces: [1, 5, 9], from: day)
      let together = try await runs(of: sweep, threads: threads)
      #expect(counter.count == histories * Self.history + 9 * 2 * Self.rest)
      #expect(sweep.histories == histories)
      #expect(sweep.days == Double(counter.count))
      expectSame(together, try runsAlone(of: sweep))
      #expect(!together[0].isIdentical(to: together[6]))
    }
  }

  @Test("Later values go on from a history that ends before them because a lever reaches back")
  func laterValuesAndLevers() async throws {
    let counter = DayCounter()
    let sweep = try ticking(counter, paces: [1, 5], from: "2020-08-01", push: "2020-03-01")
    let together = try await runs(of: sweep, threads: 2)
    let (history, rest) = (10 + 60, 122 + Self.rest)
    #expect(counter.count == 3 * history + 6 * 2 * rest)
    expectSame(together, try runsAlone(of: sweep))
  }

  @Test(
    "No more histories are kept than there is room for, and the rest is simulated by each state")
  func isBounded() async throws {
    let counter = DayCounter()
    let count = CommonHistories.most + 3
    let sweep = try ticking(counter, [(1, 1), (1, 2)], replications: count)
    let together = try await runs(of: sweep, threads: 2)
    // Two futures are simulated before their turn, to know how long they take, each with a history of its own.
    let timed = 2 * Self.history
    #expect(counter.count == timed + (count + 3) * Self.history + 2 * count * 2 * Self.rest)
    #expect(sweep.days == Double(counter.count - timed))
    expectSame(together, try runsAlone(of: sweep))
  }

  @Test("A sweep that goes on in the middle gives what one gives that was not stopped")
  func resumes() async throws {
    let states = [1.0, 3, 5, 7].map { (pace: 1.0, push: $0) }
    let sweep = try ticking(DayCounter(), states)
    let whole = try await runs(of: sweep, threads: 2)
    for position in [1, 4, 8] {
      expectSame(
        try await runs(of: sweep, threads: 2, from: position), whole.dropFirst(2 * position))
    }
  }

  @Test(
    "Levers of police, with triggers and dates of their own, go on from a common history bit for bit"
  )
  func police() async throws {
    let base = try plan(acceptances: ["A": 0.3, "B": 0.9], replications: 2).scenarios
    let lever = try #require(Scenario.catalogue["policy.levers.acceptance"]).field
    let later = CalendarDate(dayNumber: base[0].settings.policyFrom.dayNumber + 50)
    let sweep = try Sweep(
      name: "levers",
      factors: [.init(path: lever.path, kind: lever.kind, summary: lever.summary)], states: 3,
      luck: .shared, detail: .usual, values: { [.number(0.2 + 0.3 * Double($0))] },
      scenarios: { state in
        var scenarios = base
        lever.write(.number(0.2 + 0.3 * Double(state)), &scenarios[0])
        scenarios[1].policy.changes[0].from = later
        scenarios[1].policy.triggers = [
          Trigger(
            when: .init("chats", .atLeast, 1, within: 30),
            changes: [.init(lever: "enforcement", setting: .number(0.5))], days: 60)
        ]
        return scenarios
      })
    #expect(sweep.histories == 2)
    let together = try await runs(of: sweep, threads: 2)
    expectSame(together, try runsAlone(of: sweep))
    #expect(!together[0].isIdentical(to: together[4]))
  }

  @Test(
    "Values of the world of police that begin later, one after another, go on from a common history bit for bit"
  )
  func policeLater() async throws {
    let base = try plan(acceptances: ["A": 0.3, "B": 0.9], replications: 2).scenarios
    let field = try #require(Scenario.catalogue["investigation.referrals"]).field
    let parting = base[0].settings.policyFrom
    let days = [-40, 0, 25, 60].map { CalendarDate(dayNumber: parting.dayNumber + $0) }
    let paths = days.dropFirst().map { "investigation.referrals@\($0)" }
    let sweep = try Sweep(
      name: "referrals",
      factors: paths.map { .init(path: $0, kind: field.kind, summary: field.summary) }, states: 4,
      luck: .shared, detail: .usual,
      values: { state in paths.indices.map { .number(state > $0 ? 20 : 60) } },
      scenarios: { state in
        base.map { scenario in
          var scenario = scenario
          scenario.datedValues = days.enumerated().map { index, day in
            DatedValue(
              path: "investigation.referrals", setting: .number(state >= index ? 20 : 60), from: day
            )
          }
          return scenario
        }
      })
    #expect(sweep.histories == 2)
    let together = try await runs(of: sweep, threads: 2)
    expectSame(together, try runsAlone(of: sweep))
    #expect(!together[0].isIdentical(to: together[12]))
  }
}
