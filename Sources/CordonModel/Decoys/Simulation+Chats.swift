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
  /// The next contact of a group's decoys, of the Poisson process before thinning.
  mutating func scheduleContact(of group: UInt32) {
    let row = groups[Int(group)]
    guard row.contactRate > 0 else { return }
    let number = EntityNumber.contact(group: row.number, row.contacts)
    let time = now + exponential(mean: 1 / row.contactRate, .contact, number, .arrival)
    groups[Int(group)].arrival.expect(calendar.schedule(.contact(group), at: time), at: time)
  }

  /// The rate of a group's contacts has changed.
  mutating func renewContact(of group: UInt32, from old: Double) {
    let row = groups[Int(group)]
    let number = EntityNumber.contact(group: row.number, row.contacts)
    let luck = luck
    groups[Int(group)].arrival.change(
      from: old, to: row.contactRate, of: .contact(group), on: &calendar,
      draw: {
        var stream = luck.stream(.contact, number, .arrival)
        return stream.exponential(mean: 1)
      })
  }

  /// A contact that could become a chat: thinned by deterrence and by the pool, lost where all
  /// volunteers are busy.
  mutating func contact(of group: UInt32) {
    guard groups[Int(group)].isActive else { return }
    let row = groups[Int(group)]
    let number = EntityNumber.contact(
      group: groups[Int(group)].number, groups[Int(group)].contacts)
    groups[Int(group)].contacts += 1
    scheduleContact(of: group)

    guard row.isAtWork(at: now) else { return }
    let rank = chance(.contact, number, .acceptance)
    let activity = activity(of: row)
    guard rank < contactBound(in: row.area, activity: activity) else {
      assert(rank >= contactShare(in: row.area, activity: activity), "a bound below the share")
      return
    }
    let pull = contactPull(in: row.area)
    note(pull, in: row.area)
    guard rank < contactShare(under: pull, activity: activity) else { return }
    guard Double(row.chats) < Double(row.chatSlots) * row.strength else {
      if isOfAnArea(row) { count(.chatsLost, in: row.area) }
      return
    }
    groups[Int(group)].chats += 1
    if isOfAnArea(row) { count(.chats, in: row.area) }
    var length = luck.stream(.contact, number, .length)
    calendar.schedule(
      .chatEnds(group: group, contact: UInt32(truncatingIfNeeded: number)),
      at: now + length.draw(parameters.chats.length))
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
  private func activity(of group: Group) -> Double {
    guard group.actions > 0 else { return group.strength }
    return group.strength * exp(parameters.behaviour.defiance * Double(group.actions))
  }

  /// A chat ends: it is dropped, or there is a file to hand over or to act upon.
  mutating func endChat(group: UInt32, number: UInt64) {
    guard groups[Int(group)].isActive else { return }
    groups[Int(group)].chats -= 1
    guard groups[Int(group)].isAtWork(at: now) else { return }
    let ending = chance(.contact, number, .ending)
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
