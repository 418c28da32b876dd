// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel

/// What came out of one replication: a run for each policy, all with the same luck.
public struct Replication: Sendable {
  /// The number of the replication.
  public let number: Int
  /// The runs, in the order of the plan's policies.
  public let runs: [RunOutcomes]

  /// Creates a replication from its runs.
  public init(number: Int, runs: [RunOutcomes]) {
    self.number = number
    self.runs = runs
  }
}

extension Plan {
  /// Runs every policy in one replication.
  ///
  /// Where the policies share a history it is simulated once and then forked, which changes nothing
  /// but the time it takes.
  public func replicate(_ number: Int) -> Replication {
    guard case .history(let parting) = sharing else { return replicateSeparately(number) }
    var history = Simulation(worlds[0], replication: number)
    history.run(until: parting ?? scenarios[0].settings.policyFrom)
    return Replication(number: number, runs: scenarios.map { run($0.policy, after: history) })
  }

  /// Runs every policy in one replication, each from its own start.
  func replicateSeparately(_ number: Int) -> Replication {
    Replication(
      number: number,
      runs: zip(scenarios, worlds).map { scenario, world in
        run(scenario.policy, after: Simulation(world, replication: number))
      })
  }

  /// The levers that a policy sets and that made no difference at all to the given replication.
  func idleLevers(in replication: Replication) -> [IdleLever] {
    var idle: [IdleLever] = []
    for (index, scenario) in scenarios.enumerated() {
      let whole = replication.runs[index]
      let areas = scenario.areas.map(\.name)
      let steps = scenario.policy.steps(after: scenario.history, in: areas)
      var history = Simulation(worlds[index], replication: replication.number)
      history.adopt(scenario.policy)
      history.run(until: steps.first?.from ?? scenario.settings.start)
      var seen: Set<String> = []
      for lever in scenario.policy.changes.map(\.lever) where seen.insert(lever).inserted {
        var without = scenario.policy
        without.changes.removeAll { $0.lever == lever }
        if without.steps(after: scenario.history, in: areas) == steps
          || run(without, after: history).isIdentical(to: whole)
        {
          idle.append(IdleLever(policy: scenario.policy.name, lever: lever))
        }
      }
    }
    return idle
  }

  private func run(_ policy: Policy, after history: Simulation) -> RunOutcomes {
    var simulation = history
    simulation.adopt(policy)
    return simulation.finish()
  }
}

/// A lever that a policy sets and that made no difference to anything.
struct IdleLever: Hashable, Sendable {
  let policy: String
  let lever: String
}

extension RunOutcomes {
  /// Whether every number of both runs is the same, bit for bit; a NaN is the same as itself.
  public func isIdentical(to other: RunOutcomes) -> Bool {
    func isSame(_ one: [Double], _ two: [Double]) -> Bool {
      one.elementsEqual(two) { $0.bitPattern == $1.bitPattern }
    }
    return isSame(counted, other.counted) && isSame(monthly, other.monthly)
      && months == other.months && events == other.events
  }
}
