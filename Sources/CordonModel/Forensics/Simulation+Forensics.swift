// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

extension Simulation {
  /// Puts the sets that wait when the simulation begins before the laboratories.
  mutating func startForensics() {
    for index in 0..<UInt64(parameters.forensics.backlog) {
      guard underWay <= Self.mostUnderWay else { return }
      let number = EntityNumber.backlog + index
      let area = UInt32(world.homes.index(at: chance(.otherDevices, number, .traits)))
      examine(cases.insert(Case(number: number, route: .otherDevices, area: area, recorded: now)))
    }
  }

  /// Puts a suspect's devices before the area's laboratory.
  mutating func examine(_ slot: UInt32) {
    let row = cases[slot]
    cases[slot].stage = .preparation
    cases[slot].queued = now
    let uniform = chance(row.route.entity, row.number, .urgency)
    let priority = Int32(world.shares.forensicPriorities.index(at: uniform))
    switch laboratories[Int(row.area)].request(slot, priority: priority, at: now) {
    case .granted: bench(slot)
    case .waiting: break
    case .refused: preconditionFailure("laboratories have room for every set")
    }
  }

  private mutating func bench(_ slot: UInt32) {
    let row = cases[slot]
    let devices = draw(parameters.forensics.devices, row.route.entity, row.number, .devices)
    if row.route == .volunteer || row.route == .referral {
      let wait = now - row.queued
      count(.forensicWait, wait, in: row.area)
      count(.forensicSets, in: row.area)
      if wait > parameters.forensics.longWait { count(.forensicLongWaits, in: row.area) }
    }
    if row.route == .volunteer { cost(parameters.costs.device * devices, in: row.area) }
    let perDevice = draw(
      parameters.forensics.examination, row.route.entity, row.number, .forensics)
    let benches = world.staffing[Int(row.area)].forensicBenches
    calendar.schedule(.examined(slot), at: now + perDevice * devices / benches.time)
  }

  /// A suspect's devices have been examined: the bench is free, the case goes back.
  mutating func examined(_ slot: UInt32) {
    let row = cases[slot]
    laboratories[Int(row.area)].release(at: now)
    while let grant = laboratories[Int(row.area)].grantNext(at: now) { bench(grant.customer) }
    if row.route == .otherDevices {
      cases.remove(slot)
    } else {
      investigate(slot)
    }
  }
}
