// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// The police's own cases that are under way when the simulation begins.
///
/// A stage that takes each case its own time, without waiting, is a queue M/G/infinity. Arrivals since ever leave a
/// Poisson number of cases at each stage, independent of the other stages (Jackson's networks have this law, too).
/// So each stage has a Poisson process of past arrivals, and a case is still at it if it came less than the stage's
/// length ago. A case that finds no investigator free waits in line. The lines before laboratories and courtrooms
/// are as long as their backlogs say.
extension Simulation {
  /// Puts the cases that are under way before investigators, prosecutors and courts.
  mutating func startOwnPast() {
    let (own, court) = (parameters.investigation, parameters.court)
    let mostHours =
      (own.enquiries + own.arrestToCharge * max(own.beforeDevices, 1 - own.beforeDevices))
      * own.effort.lookBack
    let work = mostHours / (own.hoursPerDay * (investigatorTime.filter { $0 > 0 }.min() ?? 1))
    let rates = world.ownRates
    recall(at: .enquiries, rate: rates.referrals + rates.undercoverArrests, lookBack: work)
    // Where there is a backlog it has all the benches.
    if parameters.forensics.backlog == 0 {
      let benches = world.staffing.map(\.forensicBenches.time)
      let (devices, each) = (parameters.forensics.devices, parameters.forensics.examination)
      recall(
        at: .laboratory, rate: rates.arrests,
        lookBack: devices.lookBack * each.lookBack / (benches.filter { $0 > 0 }.min() ?? 1))
    }
    recall(at: .preparation, rate: rates.arrests, lookBack: work)
    recall(at: .decision, rate: rates.arrests, lookBack: court.decision.lookBack)
    recall(
      at: .hearing, rate: rates.arrests * court.chargeOwn, lookBack: court.preparation.lookBack)
  }

  /// Lets cases come to a stage in the past, the last one first, and takes up those that are still at it.
  private mutating func recall(at stage: OwnPastStage, rate: Double, lookBack: Double) {
    guard rate > 0 else { return }
    var arrivals = luck.stream(.referral, stage.number(0), .arrival)
    var age = arrivals.exponential(mean: 1 / rate)
    var index: UInt64 = 0
    // A run with more cases than this would be given up for its number of events.
    let limit = UInt64(scenario.settings.eventLimit)
    while age < lookBack, index < limit, underWay <= Self.mostUnderWay {
      takeUp(world.pastCase(at: stage, index, luck), at: stage, after: age)
      index += 1
      age += arrivals.exponential(mean: 1 / rate)
    }
  }

  /// A case that came to a stage so long ago goes on there, unless it has left it since.
  private mutating func takeUp(_ row: Case, at stage: OwnPastStage, after age: Double) {
    switch stage {
    case .enquiries, .preparation:
      let left = workDays(on: row) - age
      guard left > 0 else { return }
      let slot = open(row)
      investigate(slot, left: left)
      // A case that finds no investigator free waits to be taken up, like a referral that comes now.
      if row.route == .referral, row.stage == .enquiries, cases[slot].ticket != .none {
        count(.referrals, in: row.area)
      }
    case .laboratory:
      let left = examination(of: row).days - age
      if left > 0 { examine(open(row), left: left) }
    case .decision:
      let left = decisionDays(of: row) - age
      if left > 0 { calendar.schedule(.chargeDecision(open(row)), at: now + left) }
    case .hearing:
      let plea = plea(of: row)
      let left = plea.preparation * (plea.isGuilty ? parameters.court.pleaTime : 1) - age
      guard left > 0, !plea.isGuilty || isAsked(for: .ownPleas) else { return }
      let slot = open(row)
      calendar.schedule(plea.isGuilty ? .pleaHeard(slot) : .readyForTrial(slot), at: now + left)
    case .courtroom: return
    }
  }
}

extension World {
  /// One of the police's own cases that came to a stage before the simulation began.
  func pastCase(at stage: OwnPastStage, _ index: UInt64, _ luck: Luck) -> Case {
    let number = stage.number(index)
    let rates = ownRates
    let chance = luck.block(.referral, number, .traits)
    let mark = chance.uniform(.first) * (rates.referrals(to: stage) + rates.undercoverArrests)
    let route: Case.Route = mark < rates.undercoverArrests ? .undercover : .referral
    let homes = route == .undercover ? undercoverHomes : homes
    let area = UInt32(homes.index(at: chance.uniform(.second)))
    let grade = UInt8(shares.grades.index(at: chance.uniform(.third)))
    let isArrested = stage != .enquiries || route == .undercover
    let arrestShare = isArrested ? 1 : ownArrestShare
    let arrest = chance.uniform(.fourth)
    return Case(
      number: number, route: route, stage: stage == .enquiries ? .enquiries : .preparation,
      offence: arrest < arrestShare * parameters.investigation.ownOffenceShare
        ? .meeting : .other,
      grade: route == .undercover ? 1 : grade, area: area, leadsToArrest: arrest < arrestShare)
  }
}
