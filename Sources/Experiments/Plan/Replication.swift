// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
public import Declarations

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
  public func replicate(_ number: Int) -> Replication { replicate(number, keeping: detail) }

  func replicate(_ number: Int, keeping detail: Detail) -> Replication {
    guard case .history(let parting) = sharing else {
      return replicateSeparately(number, keeping: detail)
    }
    var history = Simulation(worlds[0], replication: number)
    history.run(until: parting ?? scenarios[0].settings.policyFrom)
    return Replication(
      number: number,
      runs: scenarios.map { run($0.policy, after: history, keeping: detail) })
  }

  /// Runs every policy in one replication, each from its own start.
  func replicateSeparately(_ number: Int, keeping detail: Detail) -> Replication {
    Replication(
      number: number,
      runs: zip(scenarios, worlds).map { scenario, world in
        run(scenario.policy, after: Simulation(world, replication: number), keeping: detail)
      })
  }

  /// Lets a run follow a policy from where it is to its end.
  func run(
    _ policy: Policy, after history: Simulation, keeping detail: Detail
  ) -> RunOutcomes {
    var simulation = history
    simulation.adopt(policy)
    return outcomes(of: &simulation, keeping: detail)
  }

  /// Lets a run go on to its end, and keeps what is asked for.
  func outcomes(of simulation: inout Simulation, keeping detail: Detail) -> RunOutcomes {
    var outcomes = simulation.finish(areaMonths: detail.contains(.areaMonths))
    if !detail.contains(.months) { (outcomes.months, outcomes.monthly) = ([], []) }
    if !detail.contains(.areas) { outcomes.areas = [] }
    return outcomes
  }
}

extension RunOutcomes {
  /// How many numbers are kept of the run.
  public var numberCount: Int {
    counted.count + monthly.count + (areas.first?.count ?? 0) * areas.count
      + (areaMonthly.first?.count ?? 0) * areaMonthly.count
  }

  /// Whether every number of both runs is the same, bit for bit; a NaN is the same as itself.
  public func isIdentical(to other: RunOutcomes) -> Bool {
    isAlike(to: other) && events == other.events && failure == other.failure
  }

  /// The same, whatever the number of events: to judge a trigger is one.
  func isAlike(to other: RunOutcomes) -> Bool {
    func isSame(_ one: [Double], _ two: [Double]) -> Bool {
      one.elementsEqual(two) { $0.bitPattern == $1.bitPattern }
    }
    return isSame(counted, other.counted) && isSame(monthly, other.monthly)
      && areas.count == other.areas.count && zip(areas, other.areas).allSatisfy(isSame)
      && months == other.months
  }
}
