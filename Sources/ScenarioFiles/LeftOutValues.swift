// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// What paths have in states that leave them out: what the scenario says, where that is one value.
///
/// Where it is none the path is at fault, not each of its states: one fault tells of all of them.
struct LeftOutValues {
  private struct Absence {
    let path: String
    let first: Location
    var states = 1
  }

  private let scenario: Scenario
  private var values: [String: Setting] = [:]
  private var absences: [Absence] = []

  /// Begins with nothing left out.
  init(of scenario: Scenario) {
    self.scenario = scenario
  }

  /// Whether a value was left out that has no single value in the scenario.
  var isAtFault: Bool { !absences.isEmpty }

  /// The value of the path in a state that leaves it out; nil if the scenario has not one value.
  mutating func value(of path: String, at location: Location) -> Setting? {
    if let value = values[path] { return value }
    if let index = absences.firstIndex(where: { $0.path == path }) {
      absences[index].states += 1
      return nil
    }
    let given = Set(scenario.fields(at: path).map { $0.read(scenario) })
    let isDated = scenario.fields(at: path).contains { field in
      scenario.datedValues.contains { $0.path == field.path }
    }
    if let value = given.first, given.count == 1, !path.hasPrefix("policy."), !isDated {
      values[path] = value
      return value
    }
    absences.append(Absence(path: path, first: location))
    return nil
  }

  /// The faults, one for each path, at the first state that leaves it out.
  var faults: [Fault] {
    absences.map {
      let more = $0.states - 1
      return $0.first.error(
        "`\($0.path)` is varied in other states and left out here"
          + (more > 0 ? " and in \(more) more" : "") + ", where it has no single value",
        allowed: "a value for each state")
    }
  }
}
