// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import ScenarioFiles

/// The policies on the way from one policy to another, lever by lever.
///
/// A part is a lever, with all that a policy says of it for any day and area, or all triggers together. Parts come in
/// the order of the policy to which the way leads; then those that only the first policy has.
struct PolicySteps {
  /// The scenarios of all policies on the way: where it begins, where it ends, and then the others.
  let scenarios: [Scenario]
  /// Which of them lead from the first to the second.
  let path: PolicyPath

  /// What all triggers of a policy are called as a part.
  fileprivate static let triggersPart = "triggers"

  /// The way from a scenario's policy to another one's.
  ///
  /// - Parameters:
  ///   - start: The scenario in whose policy it begins.
  ///   - end: The scenario to whose policy it leads, in the same world.
  /// - Throws: A ``RequestFault`` if both policies do the same.
  init(from start: Scenario, to end: Scenario) throws(RequestFault) {
    let (first, last) = (start.policy, end.policy)
    var seen: Set<String> = []
    let levers = (last.changes + first.changes).map(\.lever).filter { seen.insert($0).inserted }
    let parts =
      levers.filter { lever in
        let one = start.with([lever], of: last, named: first.name)
        return Scenario.partingDay(of: [start.withoutTriggers, one.withoutTriggers]) != nil
      } + (first.triggers == last.triggers ? [] : [Self.triggersPart])
    guard !parts.isEmpty else {
      throw RequestFault(
        "'\(first.name)' and '\(last.name)' do the same, so no lever leads from one to the other")
    }
    var scenarios = [start, end]
    var (inOrder, alone) = ([0], [Int]())
    for number in 1..<parts.count {
      inOrder.append(scenarios.count)
      let name = number == 1 ? "\(parts[0]) alone" : "up to \(parts[number - 1])"
      scenarios.append(start.with(Set(parts.prefix(number)), of: last, named: name))
    }
    inOrder.append(1)
    for (number, part) in parts.enumerated() {
      guard number > 0 else {
        // The first part in order is the first part alone.
        alone.append(inOrder[1])
        continue
      }
      alone.append(scenarios.count)
      scenarios.append(start.with([part], of: last, named: "\(part) alone"))
    }
    self.scenarios = scenarios
    path = PolicyPath(parts, inOrder: inOrder, alone: alone)
  }

  /// The name of a study of the way.
  var name: String {
    "\(scenarios[0].policy.name) to \(scenarios[1].policy.name) lever by lever"
  }
}

extension Scenario {
  /// The same scenario with what another policy says of some parts, and with a name of its own.
  fileprivate func with(_ parts: Set<String>, of other: Policy, named name: String) -> Scenario {
    var scenario = self
    scenario.name = name
    scenario.summary = "On the way from \(policy.name) to \(other.name)."
    scenario.policy = Policy(
      name: name,
      changes: policy.changes.filter { !parts.contains($0.lever) }
        + other.changes.filter { parts.contains($0.lever) },
      triggers: parts.contains(PolicySteps.triggersPart) ? other.triggers : policy.triggers)
    return scenario
  }

  fileprivate var withoutTriggers: Scenario {
    var scenario = self
    scenario.policy.triggers = []
    return scenario
  }
}

extension StudyRequest {
  /// The way from the first of two scenarios to the second.
  ///
  /// - Throws: A ``RequestFault`` with all reasons why there is none: there are not two policies, or several worlds
  ///   or states; or both policies do the same.
  func steps(between loaded: [LoadedScenario], varies: Bool) throws(RequestFault) -> PolicySteps {
    let scenarios = loaded.map(\.scenario)
    var messages: [String] = []
    if scenarios.count != 2 {
      messages.append(
        "--waterfall goes from one policy to another, and here "
          + (scenarios.count == 1
            ? "is one: add the status quo (--status-quo)"
            : "are \(scenarios.count): name two of \(scenarios.map(\.policy.name).joined(separator: ", "))")
      )
    }
    if varies { messages.append("--waterfall takes one state of the world: let nothing vary") }
    if baseline != nil {
      messages.append("--waterfall begins with the first policy: leave --baseline out")
    }
    if let words = wordsOfWorlds(scenarios) {
      messages.append("\(words): give them the same values")
    }
    guard messages.isEmpty else { throw RequestFault(messages.joined(separator: "\n")) }
    return try PolicySteps(from: scenarios[0], to: scenarios[1])
  }
}
