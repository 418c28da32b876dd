// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// The work that police have without volunteers, and the offenders whom arrests take away.
extension Simulation {
  /// Starts the referrals and undercover arrests that do not come from volunteers.
  mutating func startOwnDemand() {
    expectReferral()
    expectUndercover()
    expectOtherDevices()
  }

  private mutating func expectReferral() {
    referralArrival.expect(
      luck.block(.referral, nextReferral, .arrival), rate: parameters.investigation.referrals,
      of: .referral, on: &calendar)
  }

  /// The next candidate of the process that dominates arrests by undercover officers.
  private mutating func expectUndercover() {
    undercoverArrival.expect(
      luck.block(.undercover, nextUndercover, .arrival),
      rate: world.undercoverArrests * UndercoverBound.factor, of: .undercoverArrest, on: &calendar)
  }

  private mutating func expectOtherDevices() {
    otherDevicesArrival.expect(
      luck.block(.otherDevices, nextOtherDevices, .arrival),
      rate: parameters.forensics.otherDevices, of: .otherDevices, on: &calendar)
  }

  /// The rates of what comes to police without volunteers, and the pool of offenders, may have changed.
  mutating func renewOwnDemand(from before: World) {
    let (old, new) = (before.parameters, parameters)
    referralArrival.change(
      from: old.investigation.referrals, to: new.investigation.referrals, of: .referral,
      on: &calendar)
    undercoverArrival.change(
      from: before.undercoverArrests * UndercoverBound.factor,
      to: world.undercoverArrests * UndercoverBound.factor, of: .undercoverArrest, on: &calendar)
    otherDevicesArrival.change(
      from: old.forensics.otherDevices, to: new.forensics.otherDevices, of: .otherDevices,
      on: &calendar)
    // Offenders who were arrested are not in the new pool either.
    activeOffenders = max(0, activeOffenders + new.offenders.pool - old.offenders.pool)
  }

  /// A referral that police received otherwise.
  mutating func referral() {
    let own = parameters.investigation
    let number = nextReferral
    let chance = referralArrival.chance
    nextReferral += 1
    expectReferral()
    let area = UInt32(world.homes.index(at: chance.uniform(.second)))
    count(.referrals, in: area)
    let grade = UInt8(world.shares.grades.index(at: chance.uniform(.third)))
    // One number tells both: whether there is an arrest, and of these for what.
    let mark = chance.uniform(.fourth)
    investigate(
      open(
        Case(
          number: number, route: .referral,
          offence: mark < world.ownArrestShare * own.ownOffenceShare ? .meeting : .other,
          grade: grade, area: area, leadsToArrest: mark < world.ownArrestShare)))
  }

  /// An arrest by undercover officers, with probability strength over the bound of strength.
  ///
  /// The costs of strength beyond that of history are those of the policy.
  mutating func undercoverArrest() {
    let own = parameters.investigation
    let number = nextUndercover
    let chance = undercoverArrival.chance
    nextUndercover += 1
    expectUndercover()
    let area = UInt32(world.undercoverHomes.index(at: chance.uniform(.second)))
    let offence: Offence = chance.uniform(.third) < own.ownOffenceShare ? .meeting : .other
    let rank = chance.uniform(.fourth) * UndercoverBound.factor
    guard rank < undercoverStrength(in: area) else { return }
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
    let chance = otherDevicesArrival.chance
    nextOtherDevices += 1
    expectOtherDevices()
    let area = UInt32(world.homes.index(at: chance.uniform(.second)))
    examine(
      open(Case(number: number, route: .otherDevices, area: area)),
      urgency: chance.uniform(.third))
  }

  /// An arrest takes an offender out of the pool.
  mutating func removeFromPool() {
    activeOffenders = max(0, activeOffenders - 1)
  }
}
