// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc

/// What a chat has led to.
enum Offence: UInt8, Sendable, BitwiseCopyable {
  /// A meeting arranged: meeting a child following sexual grooming (section 15).
  case meeting
  /// Sexual communication with a child, without a meeting (section 15A).
  case communication
  /// Any other offence; only among cases of the police's own.
  case other
}

extension Simulation {
  /// The next contact of a group's decoys, of the Poisson process before thinning, of those that may lead to a chat.
  mutating func scheduleContact(_ number: UInt32 = 0, of group: UInt32) {
    let row = groups[Int(group)]
    let luck = luck
    groups[Int(group)].arrival.expect(
      number, rate: row.contactRate, limit: contactLimit(of: row), of: .contact(group),
      on: &calendar, block: { luck.contact($0, of: row.number) })
  }

  /// What the share of a group's contacts that is left does not exceed may have risen.
  mutating func renewContact(of group: UInt32) {
    let row = groups[Int(group)]
    guard row.isActive else { return }
    let luck = luck
    groups[Int(group)].arrival.renew(
      limit: contactLimit(of: row), on: &calendar,
      block: { luck.contact($0, of: row.number) })
  }

  /// Draws the contacts of all groups anew that are not yet past, since luck is another one.
  mutating func redrawContacts(from before: Luck) {
    let luck = luck
    for group in groups.indices where groups[group].isActive {
      let row = groups[group]
      groups[group].arrival.redraw(
        limit: contactLimit(of: row), on: &calendar,
        before: { before.contact($0, of: row.number) },
        after: { luck.contact($0, of: row.number) })
    }
  }

  /// The rate of a group's contacts has changed.
  mutating func changeContactRate(of group: UInt32) {
    let row = groups[Int(group)]
    let luck = luck
    groups[Int(group)].arrival.change(
      to: row.contactRate, limit: contactLimit(of: row), of: .contact(group),
      on: &calendar, block: { luck.contact($0, of: row.number) })
  }

  /// A contact that could become a chat: thinned by deterrence and by the pool, lost where all
  /// volunteers are busy.
  mutating func contact(of group: UInt32) {
    guard groups[Int(group)].isActive else { return }
    let row = groups[Int(group)]
    let number = EntityNumber.contact(group: row.number, row.arrival.number)
    scheduleContact(row.arrival.number &+ 1, of: group)

    guard row.isAtWork(at: now) else { return }
    let rank = row.arrival.chance.uniform(.second)
    let activity = activity(of: row)
    assert(
      contactShare(in: row.area, activity: activity) <= contactLimit(of: row),
      "contacts may have been passed over that count")
    let bounds = contactBounds(in: row.area, activity: activity)
    guard rank < bounds.most else {
      assert(rank >= contactShare(in: row.area, activity: activity), "a bound below the share")
      return
    }
    if rank >= bounds.least {
      let pull = contactPull(in: row.area)
      note(pull, in: row.area)
      guard rank < contactShare(under: pull, activity: activity) else { return }
    }
    assert(rank < contactShare(in: row.area, activity: activity), "a bound above the share")
    guard Double(row.chats) < Double(row.chatSlots) * row.strength else {
      if isOfAnArea(row) { count(.chatsLost, in: row.area) }
      return
    }
    groups[Int(group)].chats += 1
    if isOfAnArea(row) { count(.chats, in: row.area) }
    calendar.schedule(
      .chatEnds(group: group, contact: UInt32(truncatingIfNeeded: number)),
      at: now + row.arrival.chance.draw(world.laws.chatLength, .third))
  }

  /// The share of contacts that deterrence, the volunteers' answer to police and the shrinking pool leave.
  ///
  /// - Parameters:
  ///   - home: The group's home.
  ///   - activity: The group's activity, relative to that of its founding.
  /// - Returns: The share of contacts before thinning, 0 to 1.
  @inline(__always)
  func contactShare(in home: UInt32, activity: Double = 1) -> Double {
    contactShare(under: contactPull(in: home), activity: activity)
  }

  @inline(__always)
  private func contactShare(under pull: ContactPull, activity: Double) -> Double {
    let left = activeOffenders / parameters.offenders.pool
    return min(1, activity * pull.deterred * pull.encouraged * left / parameters.chats.headroom)
  }

  /// A group's activity relative to that of its founding: it falls with its members, and police who act
  /// against a group may make it defiant.
  @inline(__always)
  func activity(of group: Group) -> Double {
    guard group.actions > 0 else { return group.strength }
    return group.strength * exp(parameters.behaviour.defiance * Double(group.actions))
  }

  /// A chat ends: it is dropped, or there is a file to hand over or to act upon.
  mutating func endChat(group: UInt32, number: UInt64) {
    guard groups[Int(group)].isActive else { return }
    groups[Int(group)].chats -= 1
    guard groups[Int(group)].isAtWork(at: now) else { return }
    let ending = luck.block(.contact, number, .arrival).uniform(.fourth)
    let own = parameters.chats
    guard ending < own.endInMeeting + own.endInCommunication else { return }
    let area = zoneOfSuspect(group: group, number: number)
    guard isArea(area) else {
      actElsewhere(group: group, number: number)
      return
    }
    if ending < own.endInMeeting {
      fileIsReady(group: group, number: number, area: area, offence: .meeting)
    } else {
      fileIsReady(group: group, number: number, area: area, offence: .communication)
    }
  }

  /// The zone in which the suspect lives: the group acts there, or police there get the file.
  @inline(__always)
  private func zoneOfSuspect(group: UInt32, number: UInt64) -> UInt32 {
    let strength = parameters.behaviour.displacementToEnforcement
    let usual = scenario.history.enforcement
    return world.travel.zone(
      fromHome: groups[Int(group)].area, uniform: chance(.contact, number, .travel),
      avoidance: { strength * max(0, stance[UInt32($0)].enforcement - usual) })
  }
}
