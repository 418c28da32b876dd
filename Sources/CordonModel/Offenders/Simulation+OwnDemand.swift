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
    let event: Event =
      switch entity {
      case .referral: .referral
      case .undercover: .undercoverArrest
      default: .otherDevices
      }
    calendar.schedule(event, at: now + gap)
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
      cases.insert(
        Case(
          number: number, route: .referral, offence: offence, grade: grade, area: area,
          leadsToArrest: leadsToArrest, recorded: now)))
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
    if rank >= 1 { cost(parameters.costs.undercoverArrest, in: area) }
    removeFromPool()
    investigate(
      cases.insert(
        Case(number: number, route: .undercover, offence: offence, area: area, recorded: now)))
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
    examine(cases.insert(Case(number: number, route: .otherDevices, area: area, recorded: now)))
  }

  /// An arrest takes an offender out of the pool.
  mutating func removeFromPool() {
    activeOffenders = max(0, activeOffenders - 1)
  }
}
