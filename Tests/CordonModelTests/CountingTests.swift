// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Testing

@testable import CordonModel

/// Sums, shares, units and months of outcomes, each from numbers that can be counted by hand.
@Suite("What a run counts")
struct CountingTests {
  /// The outcome over the one counted year of a quiet world, to which something is done first.
  private func outcome(
    _ name: String, _ change: (inout Scenario) -> Void = { _ in },
    after act: (inout Simulation) -> Void = { _ in }
  ) throws -> Double {
    var simulation = Simulation(.quiet(change), replication: 1)
    // What comes before the first event belongs to the warm-up.
    simulation.advance(to: 1e-6)
    act(&simulation)
    let outcomes = simulation.finish()
    return outcomes.counted[try #require(Outcome.all.firstIndex { $0.name == name })]
  }

  @Test("The warm-up has days of its own, in the country and in an area")
  func warmUp() {
    var simulation = Simulation(.quiet { $0.settings.warmUp = 30 }, replication: 1)
    simulation.advance(to: 1)
    #expect(simulation.total(.days) == 30)
    #expect(simulation.total(.areaDays) == 30)
  }

  @Test("A month is split where the counted years begin within it")
  func splitMonth() {
    let counts = MonthlyCounts(
      start: "2018-01-01", counted: "2018-01-15", end: "2018-03-10", areas: 1, observedFrom: 0)
    #expect(counts.months == ["2018-01-01", "2018-01-15", "2018-02-01", "2018-03-01"])
  }

  @Test("The counted years end on the same day of the year, leap years or not")
  func end() {
    var settings = Settings()
    (settings.policyFrom, settings.counted) = ("2019-05-01", 5)
    #expect(settings.end == "2024-05-01")
    (settings.policyFrom, settings.counted) = ("2016-02-29", 1)
    #expect(settings.end == "2017-02-28")
  }

  @Test("What happens at the midnight between two months belongs to one of them, in any order")
  func midnight() throws {
    var simulation = Simulation(.quiet(), replication: 1)
    simulation.calendar.schedule(.suicide(area: 0), at: 31)
    simulation.advance(to: 10)
    simulation.calendar.schedule(.suicide(area: 0), at: 31)
    let outcomes = simulation.finish()
    let index = try #require(Outcome.all.firstIndex { $0.name == "suicides" })
    let months = [0, 1].map { outcomes.monthly[$0 * Outcome.all.count + index] }
    #expect(months.sorted() == [0, 2], "\(months)")
  }

  @Test("A cost is told in the arrests by undercover officers that it would pay for")
  func equivalents() throws {
    let arrests = try outcome(
      "undercover-equivalents", { $0.parameters.costs.undercoverArrest = 7_000 },
      after: { $0.cost(7_000 * 365, on: .courtCost, in: 0) })
    // 365 in a year of 365 days are 365.25 per year.
    #expect(abs(arrests - 365.25) < 1e-9)
  }

  @Test("The cost is that of officers, laboratories, courts and undercover work together")
  func costs() throws {
    let spent: [(name: String, measure: Measure, pounds: Double)] = [
      ("cost-officers", .officerCost, 1_000), ("cost-laboratories", .laboratoryCost, 200),
      ("cost-courts", .courtCost, 30), ("cost-undercover", .undercoverCost, 4),
    ]
    func book(_ simulation: inout Simulation) {
      for part in spent { simulation.cost(part.pounds * 365, on: part.measure, in: 0) }
    }
    for part in spent {
      #expect(try abs(outcome(part.name, after: book) - part.pounds * 365.25) < 1e-6)
    }
    #expect(try abs(outcome("cost", after: book) - 1_234 * 365.25) < 1e-6)
  }

  @Test("A mean is over what it is the mean of")
  func means() throws {
    let minutes = try outcome(
      "takeover-minutes",
      after: {
        $0.count(.takeoverDays, 0.5, in: 0)
        $0.count(.policeAttended, 10, in: 0)
        $0.count(.stings, 20, in: 0)
      })
    #expect(minutes == 72)
    let wait = try outcome(
      "wait-forensics",
      after: {
        $0.count(.forensicWait, 60, in: 0)
        $0.count(.forensicSets, 20, in: 0)
        $0.count(.volunteerInvestigations, 30, in: 0)
      })
    #expect(wait == 3)
  }

  @Test("A backlog is who waits, and a share that is busy is of those on duty")
  func backlogs() throws {
    let sets = try outcome(
      "backlog-forensics",
      {
        $0.areas[0].forensicBenches = 1
        $0.parameters.forensics.backlog = 4
        $0.parameters.forensics.devices = .fixed(1)
        $0.parameters.forensics.examination = .fixed(1_000)
      })
    #expect(abs(sets - 3) < 1e-9)
    let cases = try outcome(
      "backlog-court",
      {
        $0.parameters.court.courtrooms = 2
        $0.parameters.court.backlog = 7
        $0.parameters.court.trial = .fixed(1_000)
      })
    #expect(abs(cases - 5) < 1e-9)
    let busy = try outcome(
      "investigators-busy",
      {
        $0.areas[0].investigators = 4
        $0.parameters.investigation.arrestToCharge = 10_000
        $0.parameters.investigation.hoursPerDay = 0.1
      },
      after: { simulation in
        for slot in simulation.addVolunteerCases(1) { simulation.investigate(slot) }
      })
    #expect(abs(busy - 0.25) < 1e-6)
  }

  @Test("Sums and ratios of outcomes hold among the outcomes of a run in which everything happens")
  func identities() throws {
    let outcomes = Simulation(.busy { $0.parameters.licence.hours = 500 }, replication: 1).finished
    func value(_ name: String) throws -> Double {
      outcomes.counted[try #require(Outcome.all.firstIndex { $0.name == name })]
    }
    let hours = try [
      "response-hours", "triage-hours", "investigator-hours", "enforcement-hours", "care-hours",
      "licence-hours",
    ].map(value)
    #expect(hours.allSatisfy { $0 > 0 }, "\(hours)")
    let sum = try hours.reduce(0, +) + value("undercover-hours")
    #expect(abs(try value("officer-hours") - sum) < 1e-9 * sum)
    let perMonth = try value("stings") / value("groups-active") / 12
    #expect(abs(try value("stings-per-group-month") - perMonth) < 1e-9 * perMonth)
    let convictions =
      try value("convictions") + value("convictions-without-file") + value("own-convictions")
    #expect(abs(try value("all-convictions") - convictions) < 1e-9 * convictions)
  }

  @Test("A total is per year over the counted years, and says so in its unit")
  func units() {
    for counted in CountedOutcome.all {
      guard case .total = counted.formula else { continue }
      #expect(counted.outcome.unit == counted.outcome.monthlyUnit + " per year")
    }
  }
}

extension Simulation {
  /// What came out at the end.
  fileprivate var finished: RunOutcomes {
    var run = self
    return run.finish()
  }
}
