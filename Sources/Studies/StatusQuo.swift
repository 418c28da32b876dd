// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import ScenarioFiles
import Texts

/// The policy under which nothing changes: the levers of the history go on.
public enum StatusQuo {
  /// Its name among the policies of a study.
  public static let name = "status-quo"
  /// Whether `cordon compare` adds it where neither `--status-quo` nor `--no-status-quo` is given.
  ///
  /// This is the only place that says it: the option, its help and the command that repeats a study go by it.
  public static let isAddedByDefault = false

  /// The option that repeats a choice; none where it is the default.
  static func option(adds: Bool) -> [String] {
    adds == isAddedByDefault ? [] : [adds ? "--status-quo" : "--no-status-quo"]
  }
}

extension Scenario {
  /// The same world in which no policy changes anything.
  var underStatusQuo: Scenario {
    var scenario = self
    scenario.name = StatusQuo.name
    scenario.summary = "The levers of the history go on; no policy changes them."
    scenario.policy = Policy(name: StatusQuo.name)
    return scenario
  }
}

extension LoadedScenario {
  /// The same world in which no policy changes anything.
  fileprivate var underStatusQuo: LoadedScenario {
    var loaded = self
    loaded.scenario = scenario.underStatusQuo
    loaded.resolved.removeAll { $0.section == .policy }
    return loaded
  }
}

extension StudyRequest {
  /// The scenarios, with the status quo of their world before them if it is asked for.
  ///
  /// - Throws: A ``RequestFault`` with all reasons why it cannot be added: there are several worlds, or a policy
  ///   has its name or is the status quo itself. Another one if there is nothing to compare.
  func withStatusQuo(_ loaded: [LoadedScenario]) throws -> [LoadedScenario] {
    guard addsStatusQuo == true else {
      guard verb != .compare || loaded.count > 1 else {
        throw RequestFault(
          "compare needs two scenario files or more, or one with several policies, or one beside the status quo "
            + "(--status-quo); `cordon run` takes one")
      }
      return loaded
    }
    let added = loaded[0].underStatusQuo
    let scenarios = loaded.map(\.scenario)
    let worlds = wordsOfWorlds(scenarios)
    var messages: [String] = []
    if let worlds {
      messages.append(
        "\(worlds), so no status quo is that of all: give them the same values, or leave the status quo out "
          + "(--no-status-quo)")
    }
    for policy in scenarios.map(\.policy) {
      if policy.name.likeness == StatusQuo.name.likeness {
        messages.append(
          "a policy is called '\(policy.name)', and the status quo would be too: give the policy another name, or "
            + "leave the status quo out (--no-status-quo)")
      }
    }
    for scenario in scenarios where worlds == nil {
      guard Scenario.partingDay(of: [added.scenario, scenario]) == nil else { continue }
      messages.append(
        "'\(scenario.policy.name)' changes nothing, so it is the status quo already: leave the added one out "
          + "(--no-status-quo)")
    }
    guard messages.isEmpty else { throw RequestFault(messages.joined(separator: "\n")) }
    return [added] + loaded
  }

  /// In which paths scenarios differ beside their policies, in words without a full stop; nil if in none.
  func wordsOfWorlds(_ scenarios: [Scenario]) -> String? {
    var (paths, seen): ([String], Set<String>) = ([], [])
    for path in scenarios.dropFirst().flatMap(scenarios[0].differences)
    where seen.insert(path).inserted {
      paths.append(path)
    }
    guard !paths.isEmpty else { return nil }
    // A table of areas may differ in hundreds.
    let rest = paths.count > 6 ? ["and \(paths.count - 5) more"] : []
    let named = (paths.prefix(rest.isEmpty ? 6 : 5) + rest).joined(separator: ", ")
    return "the scenarios differ in more than their policies (\(named))"
  }
}
