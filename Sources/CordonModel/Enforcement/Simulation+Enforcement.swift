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
    enjoin(group, number: number, in: area)
    enforcementUnderWay.append(number)
    investigate(
      cases.insert(
        Case(number: number, route: .enforcement, area: area, group: group, recorded: now)))
  }

  /// A case against volunteers has been worked: they are charged or not.
  mutating func decideEnforcement(_ slot: UInt32) {
    let row = cases[slot]
    guard chance(.enforcement, row.number, .charge) < parameters.enforcement.charged else {
      cases.remove(slot)
      endEnforcement(number: row.number)
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
    endEnforcement(number: row.number)
    if chance(.enforcement, row.number, .verdict) < parameters.enforcement.convicted {
      count(.volunteersConvicted, in: row.area)
    } else {
      groups[Int(row.group)].restraint *= 1 - parameters.enforcement.emboldened
      publicity.add(parameters.publicMood.publicityOfAcquittal, at: now)
      acquittals.add(1, at: now)
    }
  }

  /// A court may forbid a group to confront anybody; one that obeys hands over quietly what it has.
  private mutating func enjoin(_ group: UInt32, number: UInt64, in area: UInt32) {
    let own = parameters.enforcement
    var stream = luck.stream(.contact, number, .injunction)
    guard stream.uniform() < own.injunction else { return }
    count(.injunctions, in: area)
    if stream.uniform() < own.injunctionObeyed {
      groups[Int(group)].enjoinedUntil = now + own.injunctionLength
    }
  }

  /// Whether the sting of a case has led to a case against volunteers that is still under way.
  ///
  /// There are a few at a time, so that a walk through them is as good as any index.
  @inline(__always)
  func awaitsVolunteersCase(_ row: Case) -> Bool {
    row.route == .volunteer && enforcementUnderWay.contains(row.number)
  }

  /// A case against volunteers is over: the case against their suspect can be tried.
  mutating func endEnforcement(number: UInt64) {
    if let place = enforcementUnderWay.firstIndex(of: number) {
      enforcementUnderWay.remove(at: place)
    }
    guard let place = heldCases.firstIndex(where: { cases[$0].number == number }) else { return }
    let slot = heldCases.remove(at: place)
    count(.heldDays, now - cases[slot].queued, in: cases[slot].area)
    readyForTrial(slot)
  }
}
