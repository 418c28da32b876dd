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

extension Parameters {
  /// Little work beside that of volunteers, so that a run takes a hundredth of a second.
  static var quiet: Parameters {
    var parameters = Parameters()
    let few: [(path: String, value: Double)] = [
      ("investigation.referrals", 0.3), ("investigation.arrests", 0.2),
      ("investigation.undercover-arrests", 0.01), ("forensics.other-devices", 0.03),
      ("forensics.backlog", 0),
    ]
    for (path, value) in few {
      guard let field = fields.first(where: { $0.path == path }) else {
        preconditionFailure("no parameter is called \(path)")
      }
      field.write(.number(value), &parameters)
    }
    return parameters
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
      scenario.parameters = .quiet
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
  scenario.parameters = .quiet
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

extension Plan {
  /// The scenarios of the policies.
  var scenarios: [Scenario] { scenarios(of: Scenario.self) ?? [] }
}
