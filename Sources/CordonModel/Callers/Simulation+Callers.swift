// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

extension Simulation {
  /// Somebody other than the volunteers may call police from now on, once the hazard is set.
  @inline(__always)
  func startAlarm(of row: inout Sting) {
    guard row.caller == .nobody else { return }
    var stream = luck.stream(.contact, row.number, .alarm)
    row.scene.alarm = HazardClock(threshold: stream.exponential(mean: 1), at: now)
  }

  /// Somebody who is there calls police; the caller is drawn by the shares of the competing hazards.
  mutating func policeAlarmed(of sting: UInt32) {
    let row = stings[sting]
    let hazards = callHazards(of: row, crowd: row.scene.crowd)
    var stream = luck.stream(.contact, row.number, .caller)
    tellPolice(of: sting, by: hazards.caller(at: stream.uniform()))
  }

  /// The hazard of a call as the crowd changes, while the level stays.
  @inline(__always)
  func callHazard(of row: Sting) -> CrowdHazard {
    let hazards = callHazards(of: row, crowd: 1)
    return CrowdHazard(
      factor: 1, alone: hazards.suspect + hazards.neighbours + hazards.staff,
      perPerson: hazards.bystanders)
  }

  /// The hazards of those who may call, per day, with so many people in the crowd.
  @inline(__always)
  private func callHazards(of row: Sting, crowd: UInt32) -> CallHazards {
    let own = parameters.callers
    let alarm = own.alarm(at: row.scene.escalation.level)
    return CallHazards(
      suspect: alarm * own.suspect,
      neighbours: row.place == .home ? alarm * own.neighbours : 0,
      staff: row.place == .shoppingCentre || row.place == .transport ? alarm * own.staff : 0,
      bystanders: alarm * own.bystander * Double(crowd))
  }
}

/// The hazards, per day, with which those who are at a sting call police.
struct CallHazards {
  var suspect: Double
  var neighbours: Double
  var staff: Double
  var bystanders: Double

  var total: Double { suspect + neighbours + staff + bystanders }

  /// Who has called, given that one of them has and a uniform number from 0 to 1.
  func caller(at uniform: Double) -> Caller {
    let mark = uniform * total
    if mark < suspect { return .suspect }
    if mark < suspect + neighbours { return .neighbours }
    if mark < suspect + neighbours + staff { return .staff }
    return .bystanders
  }
}
