// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments

extension Settings {
  /// A year counted after some months of history: enough to tell runs apart, and quick.
  static func short(replications: Int) -> Settings {
    var settings = Settings()
    settings.start = CalendarDate(dayNumber: settings.policyFrom.dayNumber - 181)
    settings.warmUp = 0
    settings.counted = 1
    settings.replications = replications
    return settings
  }
}

/// A plan of policies that differ in one lever from the day on which policies part.
func plan(
  acceptances: KeyValuePairs<String, Double>, replications: Int = 20, only: Int? = nil,
  change: (inout Scenario) -> Void = { _ in }
) throws -> Plan {
  try Plan(
    comparing: acceptances.map { name, acceptance in
      var scenario = Scenario()
      scenario.settings = .short(replications: replications)
      change(&scenario)
      scenario.policy = Policy(
        name: name,
        changes: [
          Policy.Change(
            lever: "acceptance", setting: .number(acceptance), from: scenario.settings.policyFrom)
        ])
      return scenario
    }, only: only)
}

/// A real run, to be filled with numbers of a test.
private let template: RunOutcomes = {
  var scenario = Scenario()
  scenario.settings = .short(replications: 1)
  var simulation = Simulation(scenario, replication: 1)
  return simulation.finish()
}()

/// A replication in which the first outcome has the given values, and every other outcome is zero.
func replication(_ number: Int, _ values: [Double]) -> Replication {
  Replication(
    number: number,
    runs: values.map { value in
      let zeros = [Double](repeating: 0, count: Outcome.all.count - 1)
      var run = template
      run.counted = [value] + zeros
      run.months = [CalendarDate(dayNumber: 0)]
      run.monthly = [Double(number)] + zeros
      return run
    })
}
