// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

extension Simulation {
  /// Somebody other than the volunteers may call police from now on.
  mutating func startAlarm(at sting: UInt32) {
    guard stings[sting].caller == .nobody else { return }
    var stream = luck.stream(.contact, stings[sting].number, .alarm)
    stings[sting].alarm = HazardClock(threshold: stream.exponential(mean: 1), at: now)
    changeAlarm(of: sting)
  }

  /// Sets the hazard of a call for the present crowd and level, and moves the call.
  mutating func changeAlarm(of sting: UInt32) {
    let row = stings[sting]
    guard row.caller == .nobody else { return }
    stings[sting].alarm.change(hazard: callHazards(of: row).total, at: now)
    let call = stings[sting].alarm.crossing
    if call == .infinity {
      calendar.cancel(row.alarmCall)
      stings[sting].alarmCall = .none
    } else if !calendar.reschedule(row.alarmCall, to: call) {
      stings[sting].alarmCall = calendar.schedule(.policeAlarmed(sting), at: call)
    }
  }

  /// Somebody who is there calls police; the caller is drawn by the shares of the competing hazards.
  mutating func policeAlarmed(of sting: UInt32) {
    let hazards = callHazards(of: stings[sting])
    var stream = luck.stream(.contact, stings[sting].number, .caller)
    tellPolice(of: sting, by: hazards.caller(at: stream.uniform()))
  }

  /// The hazards of those who may call, per day.
  @inline(__always)
  func callHazards(of row: Sting) -> CallHazards {
    let own = parameters.callers
    let alarm = own.alarm(at: row.escalation.level)
    return CallHazards(
      suspect: alarm * own.suspect,
      neighbours: row.place == .home ? alarm * own.neighbours : 0,
      staff: row.place == .shoppingCentre || row.place == .transport ? alarm * own.staff : 0,
      bystanders: alarm * own.bystander * Double(row.crowd))
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
