// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

extension Simulation {
  /// Puts the sets that wait when the simulation begins before the laboratories, in the order in which they came.
  mutating func startForensics() {
    let past = world.laboratoriesPast
    let sets = (0..<UInt64(parameters.forensics.backlog)).map { index in
      let chance = luck.block(.otherDevices, EntityNumber.backlog + index, .past)
      let level = past.levels.index(at: chance.uniform(.first))
      let age = chance.uniform(.second) * past.waits[level]
      return (index: index, level: level, age: age)
    }
    var begun: [UInt32] = []
    for set in sets.sorted(by: { ($1.age, $0.index) < ($0.age, $1.index) }) {
      guard underWay + begun.count <= Self.mostUnderWay else { break }
      let slot = open(world.waitingSet(set.index, luck))
      leaveEnquiries(slot)
      cases[slot].queued = now - set.age
      let laboratory = Int(cases[slot].area)
      switch laboratories[laboratory].request(
        Int(slot), priority: set.level, at: now - set.age)
      {
      case .granted: begun.append(slot)
      case .waiting: break
      case .refused: preconditionFailure("laboratories have room for every set")
      }
    }
    for laboratory in laboratories.indices { laboratories[laboratory].resetStatistics(at: now) }
    for slot in begun { bench(slot) }
  }

  /// Puts a suspect's devices before the area's laboratory.
  ///
  /// - Parameters:
  ///   - slot: Where its case is.
  ///   - priority: How urgent they are; drawn if nil.
  ///   - left: The days that are left if they are on a bench already.
  mutating func examine(_ slot: UInt32, priority: Int? = nil, left: Double? = nil) {
    let row = cases[slot]
    leaveEnquiries(slot)
    cases[slot].queued = now
    let priority =
      priority
      ?? world.shares.forensicPriorities.index(
        at: luck.block(row.route.entity, row.number, .forensics).uniform(.third))
    switch laboratories[Int(row.area)].request(Int(slot), priority: priority, at: now) {
    case .granted:
      guard let left else { return bench(slot) }
      calendar.schedule(.examined(slot), at: now + left)
    case .waiting: break
    case .refused: preconditionFailure("laboratories have room for every set")
    }
  }

  /// The benches of the laboratories may have changed.
  mutating func renewLaboratories(from before: World) {
    for area in laboratories.indices {
      let benches = world.staffing[area].forensicBenches
      guard benches != before.staffing[area].forensicBenches else { continue }
      laboratories[area].setServers(benches.members, at: now)
      while let grant = laboratories[area].grantNext(at: now) { bench(grant.row) }
    }
  }

  private mutating func bench(_ slot: UInt32) {
    let row = cases[slot]
    let sizes = examination(of: row)
    if row.route == .volunteer || row.route == .referral {
      let wait = now - row.queued
      count(.forensicWait, wait, in: row.area)
      count(.forensicSets, in: row.area)
      if wait > parameters.forensics.longWait { count(.forensicLongWaits, in: row.area) }
    }
    if row.route == .volunteer {
      cost(parameters.costs.device * sizes.devices, on: .laboratoryCost, in: row.area)
    }
    let answer = parameters.staffing.capacityAnswer.factor(
      waiting: laboratories[Int(row.area)].waiting, usual: world.usualSetsWaiting[Int(row.area)])
    calendar.schedule(.examined(slot), at: now + sizes.days / answer)
  }

  /// The devices of a set, and the days that they need a bench.
  @inline(__always)
  func examination(of row: Case) -> (devices: Double, days: Double) {
    let time = world.staffing[Int(row.area)].forensicBenches.time
    // Nobody asks how many devices of another crime there are.
    if row.route == .otherDevices, !row.effort.isNaN { return (.nan, row.effort / time) }
    let drawn = world.laws.examination(
      luck.block(row.route.entity, row.number, .forensics))
    return (drawn.devices, drawn.days / time)
  }

  /// A suspect's devices have been examined: the bench is free, the case goes back.
  mutating func examined(_ slot: UInt32) {
    let row = cases[slot]
    laboratories[Int(row.area)].release(at: now)
    while let grant = laboratories[Int(row.area)].grantNext(at: now) { bench(grant.row) }
    if row.route == .otherDevices {
      close(slot)
    } else {
      investigate(slot)
    }
  }
}

extension World {
  /// A set that waits when the simulation begins: of another crime, or of one of the police's own cases.
  fileprivate func waitingSet(_ index: UInt64, _ luck: Luck) -> Case {
    let number = EntityNumber.backlog + index
    let chance = luck.block(.otherDevices, number, .past)
    guard chance.uniform(.third) >= laboratoriesPast.ownShare else {
      return pastCase(at: .laboratory, index, luck)
    }
    let area = UInt32(homes.index(at: chance.uniform(.fourth)))
    return Case(number: number, route: .otherDevices, area: area)
  }
}
