// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// Something that a scenario or a policy sets and that made no difference to anything.
enum Idle: Hashable, Sendable {
  /// A lever or a trigger of a policy, for example `lever acceptance` or `trigger 2`.
  case part(String, policy: String)
  /// The path of a parameter, and what its declaration has instead.
  case parameter(String, declared: String)

  /// What did nothing, without the replications.
  var words: String {
    switch self {
    case .part(let part, let policy): "\(part) of policy '\(policy)' changed nothing"
    case .parameter(let path, let declared):
      "\(path) is set, and with its declared value, \(declared), nothing would be different"
    }
  }
}

extension Plan {
  /// What a policy sets and that made no difference at all to the given replication: levers, with all
  /// their changes wherever and whenever they stand, and triggers.
  func idleParts(in replication: Replication) -> [Idle] {
    var idle: [Idle] = []
    for (index, scenario) in scenarios.enumerated() {
      let policy = scenario.policy
      let whole = replication.runs[index]
      let areas = scenario.areas.map(\.name)
      func steps(_ policy: Policy) -> [Policy.Step] {
        policy.steps(after: scenario.history, in: areas)
      }
      let first = steps(policy).first?.from ?? scenario.settings.policyFrom
      var history = Simulation(worlds[index], replication: replication.number)
      history.adopt(policy)
      history.run(until: min(first, scenario.settings.policyFrom))
      func isIdle(_ without: Policy) -> Bool {
        without.triggers == policy.triggers && steps(without) == steps(policy)
          || run(without, after: history, keeping: .all).isAlike(to: whole)
      }
      var seen: Set<String> = []
      for lever in policy.changes.map(\.lever) where seen.insert(lever).inserted {
        var without = policy
        without.changes.removeAll { $0.lever == lever }
        if isIdle(without) { idle.append(.part("lever \(lever)", policy: policy.name)) }
      }
      for number in policy.triggers.indices {
        var without = policy
        without.triggers.remove(at: number)
        if isIdle(without) {
          idle.append(.part("trigger \(number + 1)", policy: policy.name))
        }
      }
    }
    return idle
  }

  /// Parameters whose value is not the declared one and that made no difference at all to the given
  /// replication, under any policy whose scenario sets them.
  ///
  /// - Parameters:
  ///   - replication: What was run.
  ///   - candidates: Where to look; nil for all parameters.
  /// - Returns: Those that did nothing, in the order of their declarations.
  func idleParameters(in replication: Replication, among candidates: [Idle]? = nil) -> [Idle] {
    let declared = Parameters()
    return Parameters.fields.compactMap { field in
      let idle = Idle.parameter(field.path, declared: field.kind.text(of: field.read(declared)))
      let policies = scenarios.indices.filter {
        field.read(scenarios[$0].parameters) != field.read(declared)
      }
      guard !policies.isEmpty, candidates?.contains(idle) ?? true else { return nil }
      // Where scenarios share a world it is made once.
      var worlds: [ObjectIdentifier: World] = [:]
      let isIdle = policies.allSatisfy { policy in
        let key = ObjectIdentifier(self.worlds[policy])
        let world =
          worlds[key]
          ?? {
            var scenario = scenarios[policy]
            field.write(field.read(declared), &scenario.parameters)
            return World(scenario)
          }()
        worlds[key] = world
        let run = run(
          scenarios[policy].policy, after: Simulation(world, replication: replication.number),
          keeping: .all)
        return run.isAlike(to: replication.runs[policy])
      }
      return isIdle ? idle : nil
    }
  }
}
