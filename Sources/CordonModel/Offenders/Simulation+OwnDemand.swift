// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// The work that police have without volunteers, and the offenders whom arrests take away.
extension Simulation {
  /// Starts the referrals and undercover arrests that do not come from volunteers.
  mutating func startOwnDemand() {
    scheduleArrival(.referral, nextReferral, rate: parameters.investigation.referrals)
    scheduleUndercover()
    scheduleArrival(.otherDevices, nextOtherDevices, rate: parameters.forensics.otherDevices)
  }

  /// The next arrival of a Poisson process that no policy touches.
  private mutating func scheduleArrival(_ entity: Entity, _ number: UInt64, rate: Double) {
    guard rate > 0 else { return }
    let gap = exponential(mean: 1 / rate, entity, number, .arrival)
    let time = now + gap
    switch entity {
    case .referral: referralArrival.expect(calendar.schedule(.referral, at: time), at: time)
    case .undercover:
      undercoverArrival.expect(calendar.schedule(.undercoverArrest, at: time), at: time)
    default: otherDevicesArrival.expect(calendar.schedule(.otherDevices, at: time), at: time)
    }
  }

  /// The rates of what comes to police without volunteers, and the pool of offenders, may have changed.
  mutating func renewOwnDemand(from before: World) {
    let (old, new) = (before.parameters, parameters)
    let luck = luck
    func draw(_ entity: Entity, _ number: UInt64) -> Double {
      var stream = luck.stream(entity, number, .arrival)
      return stream.exponential(mean: 1)
    }
    referralArrival.change(
      from: old.investigation.referrals, to: new.investigation.referrals, of: .referral,
      on: &calendar, draw: { draw(.referral, nextReferral) })
    undercoverArrival.change(
      from: before.undercoverArrests * UndercoverBound.factor,
      to: world.undercoverArrests * UndercoverBound.factor, of: .undercoverArrest, on: &calendar,
      draw: { draw(.undercover, nextUndercover) })
    otherDevicesArrival.change(
      from: old.forensics.otherDevices, to: new.forensics.otherDevices, of: .otherDevices,
      on: &calendar, draw: { draw(.otherDevices, nextOtherDevices) })
    // Offenders who were arrested are not in the new pool either.
    activeOffenders = max(0, activeOffenders + new.offenders.pool - old.offenders.pool)
  }

  /// A referral that police received otherwise.
  mutating func referral() {
    let own = parameters.investigation
    let number = nextReferral
    nextReferral += 1
    scheduleArrival(.referral, nextReferral, rate: own.referrals)
    var traits = luck.stream(.referral, number, .traits)
    let area = UInt32(world.homes.index(at: traits.uniform()))
    count(.referrals, in: area)
    let grade = UInt8(traits.index(in: world.shares.grades))
    let offence: Offence = traits.uniform() < own.ownOffenceShare ? .meeting : .other
    let leadsToArrest = traits.uniform() < world.ownArrestShare
    investigate(
      cases.add(
        Case(
          number: number, route: .referral, offence: offence, grade: grade, area: area,
          leadsToArrest: leadsToArrest)))
  }

  /// The next candidate of the process that dominates arrests by undercover officers.
  private mutating func scheduleUndercover() {
    let rate = world.undercoverArrests * UndercoverBound.factor
    scheduleArrival(.undercover, nextUndercover, rate: rate)
  }

  /// An arrest by undercover officers, with probability strength over the bound of strength.
  ///
  /// The costs of strength beyond that of history are those of the policy.
  mutating func undercoverArrest() {
    let own = parameters.investigation
    let number = nextUndercover
    nextUndercover += 1
    scheduleUndercover()
    var traits = luck.stream(.undercover, number, .traits)
    let area = UInt32(world.undercoverHomes.index(at: traits.uniform()))
    let offence: Offence = traits.uniform() < own.ownOffenceShare ? .meeting : .other
    let rank = chance(.undercover, number, .strength) * UndercoverBound.factor
    guard rank < undercoverStrength(in: area) else { return }
    count(.ownArrests, in: area)
    count(.undercoverArrests, in: area)
    if rank >= 1 { spendOnUndercoverArrest(in: area) }
    removeFromPool()
    investigate(
      cases.add(
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
    nextOtherDevices += 1
    scheduleArrival(.otherDevices, nextOtherDevices, rate: parameters.forensics.otherDevices)
    let area = UInt32(world.homes.index(at: chance(.otherDevices, number, .traits)))
    examine(cases.add(Case(number: number, route: .otherDevices, area: area)))
  }

  /// An arrest takes an offender out of the pool.
  mutating func removeFromPool() {
    activeOffenders = max(0, activeOffenders - 1)
  }
}
