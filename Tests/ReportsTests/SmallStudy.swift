// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Reports

/// A study of two policies that takes a second, and its report.
struct SmallStudy: Sendable {
  /// Made once for all tests that ask nothing special of it.
  static let usual = Result { try SmallStudy(replications: 12) }

  /// The same, of whose outcomes two matter however little they differ, so that few futures decide.
  static let decided = Result {
    try SmallStudy(
      replications: 12,
      valuations: ["officer-hours", "cost"].map { OutcomeValuation(outcome: $0, matters: 1) })
  }

  let plan: Plan
  let replications: [Replication]
  let comparison: Comparison
  let builder: ReportBuilder

  init(
    policies: [String] = ["open", "shut"], replications count: Int = 6, areas: Int = 1,
    named names: [String] = [],
    valuations: [OutcomeValuation] = [], observing observations: [Observation] = [],
    policyFrom: CalendarDate = Settings().policyFrom, pastsUntil day: CalendarDate? = nil
  ) throws {
    let scenarios: [Scenario] = policies.enumerated().map { index, name in
      var scenario = Scenario()
      scenario.settings.policyFrom = policyFrom
      scenario.settings.start = CalendarDate(
        dayNumber: scenario.settings.policyFrom.dayNumber - 61)
      scenario.settings.warmUp = 0
      scenario.settings.counted = 1
      scenario.settings.replications = count
      scenario.valuations = valuations
      scenario.observations = observations
      if areas > 1 {
        scenario.areas = (1...areas).map { number in
          var area = Area()
          area.name = names.isEmpty ? "Area \(number)" : names[number - 1]
          area.population = Double(number) * 1e6
          return area
        }
      }
      scenario.policy = Policy(
        name: name,
        changes: [
          Policy.Change(
            lever: "acceptance", setting: .number(index == 0 ? 0.9 : 0),
            from: scenario.settings.policyFrom)
        ])
      return scenario
    }
    let pasts = day.map { day in
      KnownPasts(
        source: "the test", madeFrom: scenarios[0].pastDigest(without: []), unknowns: [],
        dates: [day], counts: [],
        pasts: (1...40).map {
          .init(replication: $0, lineage: [0], weight: 1, simulated: [], values: [])
        })
    }
    let plan = try Plan(
      comparing: scenarios, from: pasts.map { PastDraws($0, replications: count) })
    var comparisons = ComparisonBuilder(plan)
    var builder = ReportBuilder(Sweep(plan))
    let replications = plan.replications.map(plan.replicate)
    for replication in replications {
      comparisons.add(replication)
      builder.add(Sweep.Future(state: 0, replication: replication.number), replication)
    }
    self.plan = plan
    self.replications = replications
    comparison = comparisons.comparison()
    self.builder = builder
  }

  /// What the study would find if its policies were swapped.
  var swapped: Comparison {
    var builder = ComparisonBuilder(plan)
    for replication in replications {
      builder.add(Replication(number: replication.number, runs: replication.runs.reversed()))
    }
    return builder.comparison()
  }

  /// What a sweep collects that finds the same in each of many states, or the opposite in the first ones.
  func sweep(
    states: Int, replications count: Int = .max, swapped swaps: Int = 0
  ) throws -> ReportBuilder {
    let scenarios = plan.scenarios
    let sweep = try Sweep(
      name: "many",
      factors: [
        Sweep.Factor(
          path: "crowd.hostile", kind: .number(unit: .share, allowed: 0...1), summary: "Whatever.")
      ], states: states, detail: .usual, values: { [.number(Double($0) / 10)] },
      scenarios: { _ in scenarios })
    var builder = ReportBuilder(sweep)
    for state in 0..<states {
      for replication in replications.prefix(count) {
        builder.add(Sweep.Future(state: state, replication: replication.number), replication)
      }
      builder.add(state < swaps ? swapped : comparison, ofState: state)
    }
    return builder
  }

  /// The report's text, with or without pictures.
  func html(_ context: ReportContext = ReportContext(), charts: ChartLibrary? = nil) -> String {
    builder.html(comparison, context: context, charts: charts)
  }
}

extension Plan {
  /// The scenarios of the policies.
  var scenarios: [Scenario] { scenarios(of: Scenario.self) ?? [] }
}
