// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

extension Simulation {
  /// Time from a call to the arrival of police, in days: the wait for units and their travel.
  @inline(__always)
  func responseTime(at time: Double, in area: UInt32, _ stream: inout Stream) -> Double {
    let own = parameters.response
    let travel = stream.draw(own.travel)
    let wait = world.responseLaws.law(of: area, at: time).drawWait(
      needed: own.unitsAtSting, isImmediate: own.stingGrade == .immediate, &stream)
    return wait + travel
  }
}
