// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
public import Declarations

extension Simulation: StudyRun {
  /// Prepares what all replications of a scenario share, whatever their policy.
  public static func world(of scenario: Scenario) -> World { World(scenario) }
  /// Prepares the same, and shares with another world what depends on nothing that differs.
  public static func world(of scenario: Scenario, beside neighbour: World) -> World {
    World(scenario, beside: neighbour)
  }
  /// Prepares runs that are asked for some outcomes only, by their indices.
  public static func world(of scenario: Scenario, asking outcomes: [Int]) -> World {
    World(scenario, asking: outcomes)
  }

  /// Follows the policy of another scenario from now on.
  public mutating func adopt(policyOf scenario: Scenario) { adopt(scenario.policy) }

  /// Goes on in another world, whose values have been the same until now.
  public mutating func adopt(laterValuesOf world: World) {
    follow(world)
  }

  /// The first days of the months that have ended, and their outcomes.
  public var closedMonths: (months: [CalendarDate], values: [Double]) { counts.closedMonths }

  /// Takes luck of its own from now on, by the number of the copy.
  public mutating func rekey(lineage: Int) {
    let before = luck
    luck = luck.child(lineage)
    redrawContacts(from: before)
    redrawUndercover(from: before)
    drawOwnDemand()
    forgetEfforts()
  }
}
