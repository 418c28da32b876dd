// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

extension Simulation {
  /// Police who hear of a sting may act against the volunteers; the group stops, hides or goes on.
  mutating func considerEnforcement(number: UInt64, group: UInt32, area: UInt32) {
    guard groups[Int(group)].isActive,
      chance(.contact, number, .enforcement) < levers(in: area).enforcement
    else { return }
    count(.volunteersArrested, in: area)
    let reaction = chance(.contact, number, .reaction)
    let own = parameters.behaviour
    if reaction < own.stopAfterEnforcement {
      stopGroup(group)
    } else if reaction < own.stopAfterEnforcement + own.hideAfterEnforcement {
      groups[Int(group)].isHidden = true
    }
    investigate(
      cases.insert(
        Case(number: number, route: .enforcement, area: area, group: group, recorded: now)))
  }

  /// A case against volunteers has been worked: they are charged or not.
  mutating func decideEnforcement(_ slot: UInt32) {
    let row = cases[slot]
    guard chance(.enforcement, row.number, .charge) < parameters.enforcement.charged else {
      cases.remove(slot)
      return
    }
    count(.volunteersCharged, in: row.area)
    let delay = draw(parameters.enforcement.court, .enforcement, row.number, .court)
    calendar.schedule(.volunteerVerdict(slot), at: now + delay)
  }

  /// The court decides on volunteers; an acquittal emboldens their group.
  mutating func decideVolunteerVerdict(_ slot: UInt32) {
    let row = cases[slot]
    cases.remove(slot)
    if chance(.enforcement, row.number, .verdict) < parameters.enforcement.convicted {
      count(.volunteersConvicted, in: row.area)
    } else {
      groups[Int(row.group)].restraint *= 1 - parameters.enforcement.emboldened
      publicity.add(parameters.publicMood.publicityOfAcquittal, at: now)
    }
  }
}
