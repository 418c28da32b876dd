// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

extension Simulation {
  /// Counts the arrest of a volunteers' suspect, so many days after the sting or the receipt of the file, and plans to
  /// follow it up.
  mutating func countArrest(in area: UInt32, after days: Double) {
    count(.arrests, in: area)
    count(.daysToArrest, days, in: area)
    countDeterringArrest()
    guard isAsked(for: .followUps) else { return }
    calendar.schedule(
      .followUp(area: area, reached: .arrest), at: now + parameters.stings.followUp)
  }

  /// Notes how far a case that began with an arrest has come.
  ///
  /// If that is soon enough, it counts when the arrest is followed up.
  mutating func note(_ reached: Case.Reached, of row: Case) {
    let due = volunteerCases[row.volunteers].arrested + parameters.stings.followUp
    if now <= due, isAsked(for: .followUps) {
      calendar.schedule(.followUp(area: row.area, reached: reached), at: due)
    }
  }

  /// An arrest is followed up: it, its charge or its conviction counts now.
  mutating func followUp(_ reached: Case.Reached, in area: UInt32) {
    switch reached {
    case .arrest: count(.arrestsFollowed, in: area)
    case .charge: count(.arrestsCharged, in: area)
    case .conviction: count(.arrestsConvicted, in: area)
    }
  }

  /// A case of volunteers, after the suspect's arrest.
  mutating func openVolunteerCase(
    number: UInt64, group: UInt32, area: UInt32, offence: Offence, quality: Double,
    recorded: Double, withheldViewers: Double = 0, usesFile: Bool = true
  ) {
    count(.volunteerCasesOpened, in: area)
    count(.forgone, parameters.offenders.forgonePerCase, in: area)
    let volunteers = volunteerCases.add(
      VolunteerCase(
        group: group, quality: quality, arrested: now, withheldViewers: withheldViewers,
        recorded: recorded))
    investigate(
      open(
        Case(
          number: number, route: .volunteer, offence: offence, area: area, usesFile: usesFile,
          volunteers: volunteers)))
  }

  /// Puts a case before its area's investigators.
  ///
  /// - Parameters:
  ///   - slot: Where the case is.
  ///   - left: The days of work that are left if they have begun already.
  ///   - chance: The number of its patience, where its effort is known; drawn if nil.
  mutating func investigate(_ slot: UInt32, left: Double? = nil, chance: RandomBlock? = nil) {
    let row = cases[slot]
    cases[slot].queued = now
    switch investigators[Int(row.area)].request(Int(slot), priority: priority(of: row), at: now) {
    case .granted:
      guard let left else { return work(on: slot) }
      calendar.schedule(.caseWorked(slot), at: now + left)
    case .waiting(let ticket):
      // The effort, which is drawn from the same block, is needed as soon as it is taken up.
      let chance = chance ?? luck.block(row.route.entity, row.number, .investigation)
      let patience = chance.draw(world.laws.patience, .second)
      let lapse = now + patience
      cases[slot].wait(
        with: ticket, until: lapse,
        effort: row.effort.isNaN ? chance.draw(world.laws.effort, .first) : row.effort)
      awaitLapse(of: slot, at: lapse)
    case .refused: preconditionFailure("investigators have room for every case")
    }
  }

  /// Lower numbers first: the grades of assessed risk, with volunteer cases where the lever puts them.
  @inline(__always)
  private func priority(of row: Case) -> Int {
    guard row.route == .volunteer else { return Int(row.grade) }
    return switch levers(in: row.area).priority {
    case .aboveOwn: -1
    case .equal: 1
    case .belowOwn: 4
    }
  }

  /// Lets investigators who are free take the next cases.
  mutating func serveInvestigators(_ area: UInt32) {
    while let grant = investigators[Int(area)].grantNext(at: now) { work(on: grant.row) }
  }

  private mutating func work(on slot: UInt32) {
    let row = cases[slot]
    forgetLapse(of: slot, at: row.lapse)
    let wait = now - row.queued
    if row.route == .referral, row.stage == .enquiries {
      count(.referralsTaken, in: row.area)
      count(.referralWait, wait, in: row.area)
      if wait > parameters.investigation.target(ofGrade: Int(row.grade)) {
        count(.referralsLate, in: row.area)
      }
    } else if row.route == .volunteer {
      count(.volunteerInvestigationWait, wait, in: row.area)
      count(.volunteerInvestigations, in: row.area)
    }
    let effort = effort(of: row)
    cases[slot].takeUp(effort: effort)
    let hours = workHours(on: row, effort: effort)
    if row.route == .volunteer {
      spend(hours: hours, on: .investigationHours, in: row.area)
    }
    if row.route == .enforcement {
      spend(hours: hours, on: .enforcementHours, in: row.area)
    }
    calendar.schedule(.caseWorked(slot), at: now + days(of: hours, in: row.area))
  }

  /// The days that an investigator of an area needs for so many hours.
  @inline(__always)
  private func days(of hours: Double, in area: UInt32) -> Double {
    hours / (parameters.investigation.hoursPerDay * investigatorTime[Int(area)])
  }

  /// The days of an investigator that the next stage of a case takes.
  @inline(__always)
  func workDays(on row: Case) -> Double {
    days(of: workHours(on: row, effort: effort(of: row)), in: row.area)
  }

  /// The officer-hours of a case relative to those stated for its kind.
  ///
  /// A case that takes much work before the devices come back also does so afterwards.
  @inline(__always)
  private func effort(of row: Case) -> Double {
    guard row.effort.isNaN else { return row.effort }
    return luck.block(row.route.entity, row.number, .investigation)
      .draw(world.laws.effort, .first)
  }

  /// Lets efforts be drawn anew: the luck or the law of those to come is another one.
  mutating func forgetEfforts() {
    var slots: [Int] = []
    cases.forEachSlot { slots.append($0) }
    for slot in slots { cases[slot].effort = .nan }
  }

  /// Officer-hours of the next stage of a case.
  @inline(__always)
  private func workHours(on row: Case, effort: Double) -> Double {
    let own = parameters.investigation
    let before = own.arrestToCharge * own.beforeDevices
    return switch (row.route, row.stage) {
    case (.enforcement, _): effort * parameters.enforcement.hours
    case (.referral, .enquiries): effort * (own.enquiries + (row.leadsToArrest ? before : 0))
    case (_, .enquiries): effort * before
    case (_, .preparation): effort * (own.arrestToCharge - before)
    }
  }

  /// A case has waited too long.
  mutating func caseLapses(_ slot: UInt32) {
    let row = cases[slot]
    forgetLapse(of: slot, at: row.lapse)
    guard investigators[Int(row.area)].withdraw(row.ticket, at: now) else {
      preconditionFailure("a case lapses that does not wait")
    }
    switch row.route {
    case .referral, .undercover:
      countLostConviction(of: row)
      if row.route == .referral, row.stage == .enquiries {
        count(.referralsNeverReached, in: row.area)
      }
    case .volunteer: count(.volunteerLapses, in: row.area)
    case .enforcement: endEnforcement(number: row.number)
    case .otherDevices: break
    }
    close(slot)
  }

  /// Investigators have done what there was to do at a stage.
  mutating func caseWorked(_ slot: UInt32) {
    let row = cases[slot]
    investigators[Int(row.area)].release(at: now)
    serveInvestigators(row.area)
    switch (row.route, row.stage) {
    case (.enforcement, _):
      decideEnforcement(slot)
    case (_, .preparation):
      awaitCharge(slot)
    case (.referral, .enquiries):
      guard row.leadsToArrest else {
        close(slot)
        return
      }
      count(.ownArrests, in: row.area)
      removeFromPool()
      examine(slot)
    case (.volunteer, .enquiries):
      let isQuick =
        chance(.contact, row.number, .quickCharge) < parameters.investigation.chargeWithoutDevices
      leaveEnquiries(slot)
      if isQuick { investigate(slot) } else { examine(slot) }
    default:
      examine(slot)
    }
  }

  /// Sets the investigators of all areas: liaison officers are taken from among them.
  mutating func staffInvestigators() {
    for area in investigators.indices { staffInvestigators(UInt32(area)) }
  }

  /// The investigators of areas may have changed.
  mutating func renewInvestigators(from before: World) {
    for area in investigators.indices
    where world.staffing[area].investigators != before.staffing[area].investigators {
      staffInvestigators(UInt32(area))
    }
  }

  /// Sets the investigators of an area.
  mutating func staffInvestigators(_ area: UInt32) {
    let team = world.staffing[Int(area)].investigators(without: liaisonShare(in: area))
    investigators[Int(area)].setServers(team.members, at: now)
    investigatorTime[Int(area)] = team.time
    serveInvestigators(area)
  }
}
