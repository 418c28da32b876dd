// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import ScenarioFiles
import Texts

/// The policy under which nothing changes: the levers of the history go on.
public enum StatusQuo {
  /// Its name among the policies of a study.
  public static let name = "status-quo"

  /// Whether a study has it beside its policies.
  public enum Wish: String, Codable, Sendable {
    /// The study is refused if it cannot be added.
    case required
    /// It is added where all policies are of one world and none of them is the status quo: what `cordon compare` does
    /// unless it is told otherwise.
    case ifPossible = "if possible"
  }

  /// The option that repeats a wish of `cordon compare`; none where it is the default.
  static func option(_ wish: Wish?) -> [String] {
    switch wish {
    case .required: ["--status-quo"]
    case .ifPossible: []
    case nil: ["--no-status-quo"]
    }
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
  /// The scenarios, with the status quo of their world if it is wished for and can be added.
  ///
  /// It comes last, so that the first policy stays the baseline; a way that leads from it lever by lever begins with it.
  ///
  /// - Returns: The scenarios, and why the status quo is left out, if it is and is not there already.
  /// - Throws: A ``RequestFault`` with all reasons why it cannot be added, if it is required; another one if there is
  ///   nothing to compare.
  func withStatusQuo(
    _ loaded: [LoadedScenario]
  ) throws -> (scenarios: [LoadedScenario], leftOut: String?) {
    let added = loaded[0].underStatusQuo
    let (reasons, isThere) = reasonsAgainst(added.scenario, beside: loaded.map(\.scenario))
    // A way between two policies begins with the first of them.
    let isUnneeded = isWaterfall == true && loaded.count > 1
    switch statusQuo {
    case .required:
      guard reasons.isEmpty else { throw RequestFault(reasons.joined(separator: "\n")) }
    case .ifPossible where reasons.isEmpty && !isUnneeded: break
    case .ifPossible, nil:
      guard verb != .compare || loaded.count > 1 else {
        throw RequestFault(
          ([
            "compare needs two scenario files or more, or one with several policies, or one beside the status quo; "
              + "`cordon run` takes one"
          ] + (statusQuo == nil ? [] : reasons)).joined(separator: "\n"))
      }
      let isSaid = statusQuo == .ifPossible && !isThere && !isUnneeded
      return (loaded, isSaid ? reasons.joined(separator: "; ") : nil)
    }
    return (isWaterfall == true ? [added] + loaded : loaded + [added], nil)
  }

  /// Why the status quo cannot be added, a sentence for each reason, and whether a policy is the status quo already.
  private func reasonsAgainst(
    _ added: Scenario, beside scenarios: [Scenario]
  ) -> (reasons: [String], isThere: Bool) {
    let worlds = wordsOfWorlds(scenarios)
    var messages: [String] = []
    if let worlds {
      messages.append(
        "\(worlds), so no status quo is that of all: give them the same values, or leave the status quo out "
          + "(--no-status-quo)")
    }
    for policy in scenarios.map(\.policy) where policy.name.likeness == StatusQuo.name.likeness {
      messages.append(
        "a policy is called '\(policy.name)', and the status quo would be too: give the policy another name, or "
          + "leave the status quo out (--no-status-quo)")
    }
    let same =
      worlds == nil ? scenarios.filter { Scenario.partingDay(of: [added, $0]) == nil } : []
    messages += same.map {
      "'\($0.policy.name)' changes nothing, so it is the status quo already: leave the added one out "
        + "(--no-status-quo)"
    }
    return (messages, !same.isEmpty)
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
