// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Testing

@testable import CordonModel

@Suite("Outcomes")
struct OutcomeTests {
  private func totals(_ values: [Measure: Double]) -> ArraySlice<Double> {
    Measure.allCases.map { values[$0] ?? 0 }[...]
  }

  @Test("A total is per year over a stretch of years and as it is in a month")
  func total() {
    let counted = totals([.days: 730.5, .trials: 6, .collapses: 4])
    let formula = Formula.total([.trials, .collapses])
    #expect(formula.value(counted, perYear: true) == 5)
    #expect(formula.value(counted, perYear: false) == 10)
  }

  @Test("A ratio of nothing is no number")
  func ratio() {
    let formula = Formula.ratio([.takeoverDays], per: [.policeAttended, .stings], scale: 1_440)
    #expect(
      formula.value(totals([.takeoverDays: 0.5, .policeAttended: 10, .stings: 20]), perYear: true)
        == 24)
    #expect(formula.value(totals([.takeoverDays: 0.5]), perYear: true).isNaN)
  }

  @Test("A mean over time is that of the level, and a year with any counts once")
  func levels() {
    #expect(
      Formula.timeMean(.groupDays).value(totals([.days: 30, .groupDays: 75]), perYear: true) == 2.5)
    let formula = Formula.anyInYear(.seriousDisorders)
    #expect(formula.value(totals([.seriousDisorders: 3]), perYear: false) == 1)
    #expect(formula.value(totals([:]), perYear: false) == 0)
  }

  @Test("What there is at the end is that of the last month, not a sum over months")
  func atEnd() throws {
    let formula = Formula.atEnd(.ownCasesOpen)
    #expect(formula.value(totals([.ownCasesOpen: 7, .days: 30]), perYear: true) == 7)
    #expect(formula.value(totals([.ownCasesOpen: 7, .days: 30]), perYear: false) == 7)
    // Three cases of volunteers and two of the police's own, of which one is no arrest as yet.
    let scenario = Scenario.quiet {
      $0.settings.counted = 2
      $0.areas[0].investigators = 1
      $0.parameters.investigation.patience = .fixed(1e6)
      $0.parameters.investigation.effort = .fixed(1_000)
    }
    var simulation = Simulation(scenario, replication: 1)
    for slot in simulation.addVolunteerCases(3) { simulation.investigate(slot) }
    for route in [Case.Route.undercover, .referral] {
      simulation.investigate(
        simulation.open(Case(number: 1, route: route, area: 0)))
    }
    let outcomes = simulation.finish()
    for (name, open) in [("cases-open", 3.0), ("own-cases-open", 1)] {
      let index = try #require(Outcome.all.firstIndex { $0.name == name })
      #expect(outcomes.counted[index] == open)
      let monthly = stride(from: index, to: outcomes.monthly.count, by: Outcome.all.count)
        .map { outcomes.monthly[$0] }
      #expect(monthly == Array(repeating: open, count: 24))
    }
  }

  @Test(
    "Every ratio is weighed by the outcomes that count what it is a mean of, unless all runs have as much"
  )
  func weights() {
    var simulation = Simulation(.busyCalls(), replication: 1)
    let outcomes = simulation.finish()
    let counts = simulation.counts
    func total(_ measure: Measure) -> Double {
      let first = counts.months.firstIndex { $0 >= simulation.scenario.settings.policyFrom } ?? 0
      return (first..<counts.months.count).reduce(0) {
        let totals = counts.totals(ofMonth: $1)
        return $0 + totals[totals.startIndex + measure.rawValue]
      }
    }
    var ratios = 0
    for (index, counted) in CountedOutcome.all.enumerated() {
      guard case .ratio(let part, let per, let scale) = counted.formula else {
        #expect(!Outcome.all.isRatio(index))
        continue
      }
      guard Outcome.all.isRatio(index) else {
        #expect(per.allSatisfy(Measure.isSteady.contains), "\(counted.outcome.name)")
        continue
      }
      ratios += 1
      // Value times weight is the part again, in the unit in which the weight counts the whole.
      let weight = Outcome.all.weight(of: index, in: outcomes.counted)
      let unit = weight / per.reduce(0) { $0 + total($1) }
      let whole = part.reduce(0) { $0 + total($1) } * scale * unit
      #expect(
        abs(outcomes.counted[index] * weight - whole) <= 1e-9 * whole, "\(counted.outcome.name)")
      #expect(abs(unit * total(.days) - 365.25) < 1e-6 || abs(unit * total(.days) - 1) < 1e-9)
    }
    #expect(ratios > 15)
  }

  @Test(
    "The share of years with a disorder covers the counted years, wherever in a month they begin",
    arguments: [
      ("2018-01-01", [], 0.0), ("2018-01-01", [0, 364], 0.5), ("2018-01-01", [365], 0.5),
      ("2018-01-01", [364, 365], 1),
      ("2018-01-15", [], 0), ("2018-01-15", [0, 300], 0.5), ("2018-01-15", [400, 728], 0.5),
      ("2018-01-15", [5, 729], 1),
    ] as [(CalendarDate, [Int], Double)])
  func years(from: CalendarDate, days: [Int], share: Double) throws {
    var simulation = Simulation(
      .quiet {
        $0.settings.start = from
        $0.settings.policyFrom = from
        $0.settings.counted = 2
      }, replication: 1)
    for day in days {
      simulation.advance(to: Double(day) + 0.5)
      simulation.count(.seriousDisorders, in: 0)
    }
    let outcomes = simulation.finish()
    let index = try #require(Outcome.all.firstIndex { $0.name == "years-with-disorder" })
    #expect(outcomes.counted[index] == share)
  }
}
