// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

extension Simulation {
  /// Police who hear of a sting may act against the volunteers; the group stops, hides or goes on, and
  /// conditions of bail, or custody, may pause it.
  mutating func considerEnforcement(number: UInt64, group: UInt32, area: UInt32) {
    stingsHeardOf.add(1, at: now)
    guard groups[Int(group)].isActive,
      chance(.contact, number, .enforcement) < levers(in: area).enforcement
    else { return }
    count(.volunteersArrested, in: area)
    volunteerActions.add(1, at: now)
    groups[Int(group)].actions += 1
    renewContact(of: group)
    let reaction = chance(.contact, number, .reaction)
    let own = parameters.behaviour
    if reaction < own.stopAfterEnforcement {
      stopGroup(group)
    } else {
      if reaction < own.stopAfterEnforcement + own.hideAfterEnforcement {
        let length = exponential(mean: own.hidingLength, .contact, number, .hiding)
        groups[Int(group)].hiddenUntil = max(groups[Int(group)].hiddenUntil, now + length)
      }
      pause(group, number: number, in: area)
    }
    enjoin(group, number: number, in: area)
    enforcementUnderWay.append(number)
    investigate(
      open(
        Case(
          number: number, route: .enforcement, area: area,
          volunteers: volunteerCases.add(VolunteerCase(group: group)))))
  }

  /// Bail conditions or custody may keep a group from doing anything for a time.
  private mutating func pause(_ group: UInt32, number: UInt64, in area: UInt32) {
    let own = parameters.enforcement
    var stream = luck.stream(.contact, number, .pause)
    guard stream.uniform() < own.bail else { return }
    let present = groups[Int(group)].pausedUntil
    let end = max(present, now + stream.draw(own.bailLength))
    count(.pausedDays, end - max(present, now), in: area)
    groups[Int(group)].pausedUntil = end
  }

  /// The certainty, relative to history, with which volunteers expect police to act on a sting.
  ///
  /// It is the share of recent stings, of those of which police heard, on which they acted. Stings fade from memory
  /// as risk does; some more, with the share of history, stand for what was known before.
  @inline(__always)
  var perceivedCertainty: Double {
    let heard = stingsHeardOf.level(at: now)
    let usual = scenario.history.enforcement * heard
    return (volunteerActions.level(at: now) - usual) / (heard + parameters.behaviour.certaintyPrior)
  }

  /// A case against volunteers has been worked: they are charged or not.
  mutating func decideEnforcement(_ slot: UInt32) {
    let row = cases[slot]
    guard chance(.enforcement, row.number, .charge) < parameters.enforcement.charged else {
      close(slot)
      endEnforcement(number: row.number)
      return
    }
    count(.volunteersCharged, in: row.area)
    let delay = draw(parameters.enforcement.court, .enforcement, row.number, .court)
    calendar.schedule(.volunteersTried(slot), at: now + delay)
  }

  /// The court decides on volunteers; an acquittal emboldens their group.
  mutating func decideOnVolunteers(_ slot: UInt32) {
    let row = cases[slot]
    let group = volunteerCases[row.volunteers].group
    close(slot)
    endEnforcement(number: row.number)
    if chance(.enforcement, row.number, .decision) < parameters.enforcement.convicted {
      count(.volunteersConvicted, in: row.area)
      loseMembers(group, number: row.number)
    } else {
      groups[Int(group)].restraint *= 1 - parameters.enforcement.emboldened
      publicity.add(parameters.publicMood.publicityOfAcquittal, at: now)
      acquittals.add(1, at: now)
      renewContactLimits()
    }
  }

  /// A conviction ends a group, or takes some of its members.
  private mutating func loseMembers(_ group: UInt32, number: UInt64) {
    let own = parameters.enforcement
    guard chance(.enforcement, number, .conviction) >= own.convictionEnds else {
      stopGroup(group)
      return
    }
    groups[Int(group)].members *= 1 - own.convictionLoses
    groups[Int(group)].strength *= 1 - own.convictionLoses
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

  /// A case against volunteers is over: the case against their suspect can be tried.
  mutating func endEnforcement(number: UInt64) {
    if let index = enforcementUnderWay.firstIndex(of: number) {
      enforcementUnderWay.remove(at: index)
    }
    guard let index = heldCases.firstIndex(where: { cases[$0].number == number }) else { return }
    let slot = heldCases.remove(at: index)
    count(.heldDays, now - cases[slot].queued, in: cases[slot].area)
    readyForTrial(slot)
  }
}
