// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc

extension Simulation {
  /// Starts the groups that are active when the warm-up begins and the candidates of new ones.
  mutating func startGroups() {
    for number in 0..<parameters.groups.initial { found(number: UInt32(number)) }
    nextCandidate = UInt32(parameters.groups.initial)
    scheduleFoundingCandidate()
  }

  /// The next candidate of the Poisson process that dominates founding.
  mutating func scheduleFoundingCandidate() {
    var stream = luck.stream(.foundingCandidate, UInt64(nextCandidate), .arrival)
    let gap = stream.exponential(mean: 1 / parameters.groups.foundingMaximum)
    calendar.schedule(.foundingCandidate, at: now + gap)
  }

  /// A candidate founds a group with probability founding rate over dominating rate.
  mutating func foundingCandidate() {
    let number = nextCandidate
    nextCandidate += 1
    scheduleFoundingCandidate()
    var stream = luck.stream(.foundingCandidate, UInt64(number), .acceptance)
    if stream.uniform() * parameters.groups.foundingMaximum < foundingRate { found(number: number) }
  }

  /// New groups per day: a Hawkes process, as far as stings feed publicity, below a ceiling.
  @inline(__always)
  var foundingRate: Double {
    let room = max(0, 1 - Double(groupCount) / parameters.groups.ceiling)
    let drive =
      parameters.groups.foundingBase + parameters.groups.foundingResponse * publicity.level(at: now)
    let distrust = parameters.publicMood.trustMean - publicTrust.level(at: now)
    return drive * room
      * parameters.behaviour.founding.factor(for: nationalSignals)
      * exp(parameters.behaviour.foundingToDistrust * distrust)
  }

  mutating func found(number: UInt32) {
    let own = parameters.groups
    var traits = luck.stream(.group, UInt64(number), .traits)
    let area = UInt32(world.homes.index(at: traits.uniform()))
    let activity = traits.draw(own.activity)
    let members = max(2, traits.draw(own.members))
    let competence = traits.draw(own.competence)
    let restraint = traits.draw(own.restraint)
    let trust = traits.draw(own.trust)
    let followers = traits.draw(own.followers)
    let slots = max(1, members * parameters.chats.perVolunteer * activity)
    let contactRate =
      activity * own.decoys * parameters.chats.contacts * parameters.chats.workable
      * ChatParameters.headroom
    let group = UInt32(groups.count)
    groups.append(
      Group(
        number: number, area: area, chatSlots: Int32(min(slots.rounded(), 1e6)),
        contactRate: contactRate, competence: competence, restraint: restraint, trust: trust,
        reach: world.typicalFollowers > 0 ? followers / world.typicalFollowers : 1,
        defiance: traits.uniform(),
        members: members))
    changeGroups(in: area, by: 1)
    count(.groupsFounded, in: area)
    var lifetime = luck.stream(.group, UInt64(number), .lifetime)
    calendar.schedule(
      .groupStops(group), at: now + lifetime.exponential(mean: own.lifetime))
    scheduleContact(of: group)
    scheduleConversion(of: group)
  }

  /// A group stops: its chats and plans end with it, files that police hold do not.
  mutating func stopGroup(_ group: UInt32) {
    guard groups[Int(group)].isActive else { return }
    groups[Int(group)].isActive = false
    let area = groups[Int(group)].area
    changeGroups(in: area, by: -1)
    count(.groupsStopped, in: area)
  }

  private mutating func changeGroups(in area: UInt32, by change: Int) {
    groupCount += change
    activeGroups[Int(area)].add(Double(change), at: now)
  }
}
