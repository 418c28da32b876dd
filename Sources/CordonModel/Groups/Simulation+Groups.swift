// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Glibc

extension Simulation {
  /// Starts the groups that are active when the warm-up begins and the candidates of new ones.
  mutating func startGroups() {
    renewContactLimits()
    for number in 0..<parameters.groups.initial { found(number: UInt32(number)) }
    nextCandidate = UInt32(parameters.groups.initial)
    scheduleFoundingCandidate()
  }

  /// The next candidate of the Poisson process that dominates founding.
  mutating func scheduleFoundingCandidate() {
    candidateArrival.expect(
      luck.block(.foundingCandidate, UInt64(nextCandidate), .arrival),
      rate: parameters.groups.foundingMaximum, at: now)
    renewHalt()
  }

  /// Founding and what groups do may have changed; groups keep their traits.
  mutating func renewGroups(from before: World) {
    candidateArrival.change(
      from: before.parameters.groups.foundingMaximum, to: parameters.groups.foundingMaximum,
      at: now)
    renewHalt()
    for group in groups.indices where groups[group].isActive {
      let row = groups[group]
      groups[group].contactRate = contactRate(activity: row.activity)
      groups[group].chatSlots = chatSlots(
        members: row.members / row.strength, activity: row.activity)
      changeContactRate(of: UInt32(group))
    }
  }

  /// Contacts per day before thinning of a group of so much activity.
  @inline(__always)
  private func contactRate(activity: Double) -> Double {
    activity * parameters.groups.decoys * parameters.chats.contacts * parameters.chats.workable
      * parameters.chats.headroom
  }

  /// Chats that a group can hold at once with all its founding members.
  @inline(__always)
  private func chatSlots(members: Double, activity: Double) -> Int32 {
    Int32(min(max(1, members * parameters.chats.perVolunteer * activity).rounded(), 1e6))
  }

  /// A candidate founds a group with probability founding rate over dominating rate.
  mutating func foundingCandidate() {
    let number = nextCandidate
    let rank = candidateArrival.chance.uniform(.second)
    nextCandidate += 1
    scheduleFoundingCandidate()
    if rank * parameters.groups.foundingMaximum < foundingRate { found(number: number) }
  }

  /// New groups per day, at most the rate of candidates.
  ///
  /// Stings feed publicity, which makes it a Hawkes process; it also depends on the number of groups.
  @inline(__always)
  var foundingRate: Double {
    let own = parameters.groups
    let behaviour = parameters.behaviour
    let drive = own.foundingBase + own.foundingResponse * publicity.level(at: now)
    let distrust = parameters.publicMood.trustMean - publicTrust.level(at: now)
    let rate =
      drive * densityFactor * behaviour.founding.factor(for: nationalSignals)
      * exp(
        behaviour.foundingToDistrust * distrust
          - behaviour.deterrenceByCertainty * perceivedCertainty
          + behaviour.defianceOfFounders * volunteerActions.level(at: now))
    return min(own.foundingMaximum, rate)
  }

  /// What the number of groups does to founding: it legitimates the form, and then competes.
  ///
  /// The logarithm is a parabola through 0 at no group with its top at the peak, the form that
  /// organisational ecology uses for founding by density (Hannan and Carroll 1992).
  @inline(__always)
  private var densityFactor: Double {
    let density = Double(groupCount) / parameters.groups.densityPeak
    return exp(parameters.groups.legitimation * density * (2 - density))
  }

  /// Where a new group is at home: near another group, which is drawn by followers, or anywhere, by residents.
  private func homeOfNewGroup(number: UInt32) -> UInt32 {
    let travel = world.travel
    let all = groupCount > 0 ? followersAtHome.reduce(0, +) : 0
    let near = all > 0 ? parameters.groups.nearFounding : 0
    var rest = chance(.group, UInt64(number), .home)
    var last: UInt32 = 0
    for zone in 0..<travel.zones where travel.residents[zone] > 0 {
      var share = (1 - near) * travel.residents[zone]
      for home in 0..<travel.zones where near > 0 && followersAtHome[home] > 0 {
        share += near * followersAtHome[home] / all * travel.share(near: home, in: zone)
      }
      rest -= share
      last = UInt32(zone)
      if rest < 0 { break }
    }
    return last
  }

  /// Whether a group is at home in an area, and not elsewhere in the country.
  @inline(__always)
  func isOfAnArea(_ group: Group) -> Bool { Int(group.area) < scenario.areas.count }

  mutating func found(number: UInt32) {
    let own = parameters.groups
    let area = homeOfNewGroup(number: number)
    var traits = luck.stream(.group, UInt64(number), .traits)
    let activity = traits.draw(own.activity)
    let members = max(own.fewestMembers, traits.draw(own.members))
    let competence = traits.draw(own.competence)
    let restraint = traits.draw(own.restraint)
    let trust = traits.draw(own.trust)
    let followers = traits.draw(own.followers)
    let group = UInt32(groups.count)
    groups.append(
      Group(
        number: number, area: area, chatSlots: chatSlots(members: members, activity: activity),
        activity: activity, contactRate: contactRate(activity: activity), competence: competence,
        restraint: restraint, trust: trust,
        reach: world.typicalFollowers > 0 ? followers / world.typicalFollowers : 1,
        defiance: traits.uniform(),
        members: members))
    seenIn.append(contentsOf: repeatElement(.min, count: scenario.areas.count))
    changeGroups(by: 1, with: group, counting: .groupsFounded)
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
    changeGroups(by: -1, with: group, counting: .groupsStopped)
  }

  /// Groups elsewhere are part of the country's, but no area counts them.
  private mutating func changeGroups(by change: Int, with group: UInt32, counting measure: Measure)
  {
    let area = groups[Int(group)].area
    groupCount += change
    let followers = followersAtHome[Int(area)] + Double(change) * groups[Int(group)].reach
    followersAtHome[Int(area)] = max(0, followers)
    guard isArea(area) else { return }
    activeGroups[Int(area)].add(Double(change), at: now)
    count(measure, in: area)
  }

  /// Counts each group once in an area and year, from the day on which policies part.
  mutating func noteGroup(_ group: UInt32, in area: UInt32) {
    guard isAsked(for: .groupsSeen) else { return }
    let settings = scenario.settings
    let parting = Double(settings.policyFrom - settings.start)
    let year = Int32(((now - parting) / Unit.years.inCanonicalUnits).rounded(.down))
    let row = Int(group) * scenario.areas.count + Int(area)
    guard seenIn[row] != year else { return }
    seenIn[row] = year
    count(.groupsSeen, in: area)
  }
}
