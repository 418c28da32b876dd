// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import StatisticalTesting
import Testing

@testable import CordonModel

/// A run that is asked for some outcomes may leave out what can change none of them, and nothing else.
@Suite("Runs that are asked for some outcomes only")
struct AskedTests {
  private func run(
    _ scenario: Scenario, asking outcomes: [Int]?, replication: Int, until day: CalendarDate,
    rekeyed: (day: CalendarDate, lineage: Int)? = nil
  ) -> Simulation {
    var run = Simulation(World(scenario, asking: outcomes), replication: replication)
    if let rekeyed {
      run.run(until: rekeyed.day)
      run.rekey(lineage: rekeyed.lineage)
    }
    run.run(until: day)
    return run
  }

  private func index(_ name: String) throws -> Int { try #require(Outcome.all.index(of: name)) }

  /// Holds the months of an outcome in two runs against each other, bit for bit.
  private func expectSame(
    _ outcome: Int, _ one: Simulation, _ other: Simulation, _ comment: Comment
  ) {
    let runs = [one, other].map { run in
      let (months, values) = run.closedMonths
      return months.indices.map { values[$0 * Outcome.all.count + outcome].bitPattern }
    }
    #expect(!runs[0].isEmpty && runs[0] == runs[1], comment)
  }

  @Test("have the counts of the record bit for bit, in one area, whatever the luck")
  func oneArea() throws {
    let asked = try ["volunteer-cases", "groups-active"].map(index)
    let scenario = Scenario()
    var (events, cases) = ([0, 0], 0.0)
    for replication in 1...10 {
      let runs = [asked, nil].map {
        run(scenario, asking: $0, replication: replication, until: "2017-01-02")
      }
      for outcome in asked { expectSame(outcome, runs[0], runs[1], "replication \(replication)") }
      events = zip(events, runs).map { $0 + $1.events }
      cases += runs[0].total(.volunteerCases)
    }
    #expect(cases > 300)
    // The pleas of the police's own cases alone are more than one event of fifty.
    #expect(Double(events[0]) < 0.98 * Double(events[1]))
  }

  @Test("have them in 43 areas, also with luck of their own from a day on")
  func areas() throws {
    let asked = [try index("volunteer-cases")]
    var scenario = Scenario()
    scenario.settings.start = "2016-01-01"
    scenario.areas = (0..<43).map { number in
      var area = Area()
      area.name = "Area \(number)"
      area.population = area.population * Double(number + 1) / 946
      area.region = Region.allCases[number % Region.allCases.count]
      return area
    }
    for replication in 1...6 {
      let runs = [asked, nil].map {
        run(
          scenario, asking: $0, replication: replication, until: "2017-01-02",
          rekeyed: ("2016-07-02", replication))
      }
      expectSame(asked[0], runs[0], runs[1], "replication \(replication)")
      #expect(runs[0].events < runs[1].events)
    }
  }

  /// What runs ask before they do a piece of work; all that they do follows from the answers.
  private static let questions: [String: MeasureSet] = [
    "ownPleas": .ownPleas, "ownDecisions": .ownDecisions,
    "ownOffenceDecisions": .ownOffenceDecisions, "ownLosses": .ownLosses, "openCases": .openCases,
    "followUps": .followUps, "exposed": .exposed, "groupsSeen": .groupsSeen,
  ]

  @Test("ask no other question than those that are tried here")
  func noOtherQuestion() throws {
    let lines = try sourceLines(inFolder: "Sources/CordonModel") { $0.contains("isAsked(for: ") }
    let asked = lines.flatMap { $0.matches(of: #/isAsked\(for: \.(\w+)\)/#).map { String($0.1) } }
    #expect(Set(asked) == Set(Self.questions.keys))
    #expect(lines.allSatisfy { $0.contains("isAsked(for: .") || $0.contains("func isAsked") })
  }

  /// The outcomes whose runs, asked for one of them alone, get the same answers: such runs are the same, and those of
  /// a run that is asked for all of them at once.
  private func outcomesAlike(_ scenario: Scenario) -> [[Int]] {
    let groups = Dictionary(grouping: Outcome.all.indices) { outcome in
      let asked = World(scenario, asking: [outcome]).asked
      return Self.questions.mapValues { asked.intersects($0) }
    }
    return groups.values.sorted { $0[0] < $1[0] }
  }

  @Test(
    "have any outcome that they are asked for, alone, and say nothing of what they may have left out"
  )
  func everyOutcome() {
    for scenario in [Scenario.busy(), .busyAreas(), .busyCalls()] {
      var (whole, seen) = (Simulation(scenario, replication: 1), 0)
      let outcomes = whole.finish(areaMonths: true)
      for alike in outcomesAlike(scenario) {
        var alone = Simulation(World(scenario, asking: alike), replication: 1)
        let found = alone.finish(areaMonths: true)
        func column(_ outcomes: RunOutcomes, _ other: Int) -> [UInt64] {
          let width = Outcome.all.count
          let rows = [outcomes.monthly] + outcomes.areaMonthly
          let months = rows.flatMap { row in
            outcomes.months.indices.map { row[$0 * width + other] }
          }
          return ([outcomes.counted[other]] + outcomes.areas.map { $0[other] } + months)
            .map(\.bitPattern)
        }
        let name = alike.map { Outcome.all[$0].name }.joined(separator: ", ")
        for outcome in alike {
          #expect(column(found, outcome) == column(outcomes, outcome), "\(name)")
          if outcomes.counted[outcome] > 0 { seen += 1 }
        }
        for other in Outcome.all.indices {
          let made = CountedOutcome.all[other].made
          guard !alone.world.asked.contains(made) else { continue }
          #expect(column(found, other).allSatisfy { Double(bitPattern: $0).isNaN }, "\(name)")
        }
      }
      // Nearly every outcome is there to be missed.
      #expect(seen > Outcome.all.count * 9 / 10, "\(seen)")
    }
  }

  @Test("have what a trigger of their policy looks at, and no policy with another trigger")
  func triggers() throws {
    func asked(_ outcome: String) throws -> MeasureSet {
      let scenario = Scenario.busy {
        $0.policy.triggers = [
          Trigger(
            when: .init(outcome, .atLeast, 1, within: 14),
            changes: [.init(lever: "enforcement", setting: .number(0.6))], days: 7)
        ]
      }
      return World(scenario, asking: [try index("volunteer-cases")]).asked
    }
    #expect(try asked("suicides").contains([.suicides, .volunteerCases]))
    #expect(try !asked("assaults").contains([.suicides]))
  }
}
