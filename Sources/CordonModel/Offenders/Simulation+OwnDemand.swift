// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// The work that police have without volunteers, and the offenders whom arrests take away.
extension Simulation {
  /// Starts the referrals and undercover arrests that do not come from volunteers.
  mutating func startOwnDemand() {
    drawOwnDemand()
    expectReferral()
    expectUndercover(0)
    expectOtherDevices()
  }

  private mutating func expectReferral() {
    referralArrival.expect(
      after: referrals.awaited.wait, rate: parameters.investigation.referrals, at: now)
    renewHalt()
  }

  /// Draws anew what is still to come: luck is another one, or what it is drawn by.
  mutating func drawOwnDemand() {
    let world = world
    referrals.begin(at: nextReferral, under: luck, world.drawReferrals)
    otherSets.begin(at: nextOtherDevices, under: luck, world.drawOtherDevices)
  }

  @inline(never)
  private mutating func takeReferrals() {
    let world = world
    referrals.takeNext(world.drawReferrals)
  }

  @inline(never)
  private mutating func takeOtherSets() {
    let world = world
    otherSets.takeNext(world.drawOtherDevices)
  }

  /// The next candidate of the process that dominates arrests by undercover officers, of those that may be one.
  private mutating func expectUndercover(_ number: UInt32) {
    let (limit, luck) = (undercoverLimit, luck)
    undercoverArrival.expect(
      number, rate: world.undercoverCandidates, limit: limit, at: now,
      block: { luck.block(.undercover, UInt64($0), .arrival) })
    renewHalt()
  }

  /// The strength of undercover officers may have risen in some area.
  mutating func renewUndercover() {
    let (limit, luck) = (undercoverLimit, luck)
    undercoverArrival.renew(
      limit: limit, at: now, block: { luck.block(.undercover, UInt64($0), .arrival) })
    renewHalt()
  }

  /// Draws candidates anew that are not yet past, since luck is another one.
  mutating func redrawUndercover(from before: Luck) {
    let (limit, luck) = (undercoverLimit, luck)
    undercoverArrival.redraw(
      limit: limit, at: now,
      before: { before.block(.undercover, UInt64($0), .arrival) },
      after: { luck.block(.undercover, UInt64($0), .arrival) })
    renewHalt()
  }

  /// The share of candidates that are an arrest where officers are strongest.
  @inline(__always)
  private var undercoverLimit: Double {
    var strongest = 0.0
    for area in desks.indices {
      strongest = max(strongest, undercoverStrength(in: UInt32(area)))
    }
    return strongest / UndercoverBound.factor
  }

  private mutating func expectOtherDevices() {
    otherDevicesArrival.expect(
      after: otherSets.awaited.wait, rate: parameters.forensics.otherDevices, at: now)
    renewHalt()
  }

  /// The rates of what comes to police without volunteers, and the pool of offenders, may have changed.
  mutating func renewOwnDemand(from before: World) {
    let (old, new) = (before.parameters, parameters)
    if !world.drawsOwnDemand(as: before) { drawOwnDemand() }
    if !world.drawsWork(as: before) { forgetEfforts() }
    let now = now
    referralArrival.change(
      from: old.investigation.referrals, to: new.investigation.referrals, at: now)
    let (limit, luck) = (undercoverLimit, luck)
    undercoverArrival.change(
      to: world.undercoverCandidates, limit: limit, at: now,
      block: { luck.block(.undercover, UInt64($0), .arrival) })
    otherDevicesArrival.change(
      from: old.forensics.otherDevices, to: new.forensics.otherDevices, at: now)
    renewUndercover()
    // Offenders who were arrested are not in the new pool either.
    activeOffenders = max(0, activeOffenders + new.offenders.pool - old.offenders.pool)
  }

  /// A referral that police received otherwise.
  mutating func referral() {
    let number = nextReferral
    let drawn = referrals.awaited
    nextReferral += 1
    if _slowPath(!referrals.advance()) { takeReferrals() }
    expectReferral()
    count(.referrals, in: drawn.area)
    // One number tells both: whether there is an arrest, and of these for what.
    let (mark, arrests) = (drawn.arrestMark, world.ownArrestShare)
    let meetings = arrests * parameters.investigation.ownOffenceShare
    investigate(
      open(
        Case(
          number: number, route: .referral, offence: mark < meetings ? .meeting : .other,
          grade: drawn.grade, area: drawn.area, leadsToArrest: mark < arrests,
          effort: drawn.work)),
      chance: drawn.patienceChance)
  }

  /// An arrest by undercover officers, with probability strength over the bound of strength.
  ///
  /// The costs of strength beyond that of history are those of the policy.
  mutating func undercoverArrest() {
    let own = parameters.investigation
    let number = UInt64(undercoverArrival.number)
    let chance = undercoverArrival.chance
    expectUndercover(undercoverArrival.number &+ 1)
    let area = UInt32(world.undercoverHomes.index(at: chance.uniform(.third)))
    let rank = chance.uniform(.second) * UndercoverBound.factor
    guard rank < undercoverStrength(in: area) else { return }
    let offence: Offence = chance.uniform(.fourth) < own.ownOffenceShare ? .meeting : .other
    count(.ownArrests, in: area)
    count(.undercoverArrests, in: area)
    if rank >= 1 { spendOnUndercoverArrest(in: area) }
    removeFromPool()
    investigate(
      open(
        Case(number: number, route: .undercover, offence: offence, area: area)))
  }

  /// Undercover officers of an area, special constables among them, relative to history.
  @inline(__always)
  private func undercoverStrength(in area: UInt32) -> Double {
    let specials = specialConstables[Int(area)] * parameters.licence.specialStrength
    return levers(in: area).undercover + specials
      / world.staffing[Int(area)].undercoverOfficers.fullTime
  }

  /// Devices seized for another crime: they only take the laboratory's time.
  mutating func otherDevices() {
    let number = nextOtherDevices
    let drawn = otherSets.awaited
    nextOtherDevices += 1
    if _slowPath(!otherSets.advance()) { takeOtherSets() }
    expectOtherDevices()
    examine(
      open(Case(number: number, route: .otherDevices, area: drawn.area, effort: drawn.work)),
      priority: Int(drawn.grade))
  }

  /// An arrest takes an offender out of the pool.
  mutating func removeFromPool() {
    activeOffenders = max(0, activeOffenders - 1)
  }
}
