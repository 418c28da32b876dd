// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

extension Simulation {
  /// Puts the cases that wait when the simulation begins before the courts.
  ///
  /// They are the police's own, and came one after the other.
  mutating func startCourt() {
    let backlog = parameters.court.backlog
    let own = parameters.court
    let rate = world.ownRates.arrests * own.chargeOwn * (1 - own.guiltyPlea)
    for index in 0..<backlog {
      guard underWay <= Self.mostUnderWay else { return }
      let since = rate > 0 ? now - Double(backlog - index) / rate : now
      let slot = open(world.pastCase(at: .courtroom, UInt64(index), luck))
      readyForTrial(slot)
      // A case that is tried at once has waited, too, but nothing counts its wait.
      cases[slot].queued = since
    }
  }

  /// The file goes to the prosecutor.
  mutating func awaitCharge(_ slot: UInt32) {
    let row = cases[slot]
    let time = now + decisionDays(of: row)
    if isForeseen(row, at: time) {
      decideCharge(slot, at: time)
    } else {
      calendar.schedule(.chargeDecision(slot), at: time)
    }
  }

  /// Whether the decision of a case can be made ahead of its time: it depends on nothing that happens until then,
  /// and does nothing then that anybody asks for.
  ///
  /// Luck is taken anew between stretches of a run, and the world changes between its periods.
  @inline(__always)
  private func isForeseen(_ row: Case, at time: Double) -> Bool {
    guard row.route != .volunteer, !isAsked(for: .ownDecisions) else { return false }
    return !(row.offence == .meeting && isAsked(for: .ownOffenceDecisions))
      && time < endOfStretch && time < (world.next?.begins ?? .infinity)
  }

  /// What prosecutor and court of a case are drawn from, until there is a trial.
  @inline(__always)
  private func chances(of row: Case) -> RandomBlock {
    luck.block(row.route.entity, row.number, .charge)
  }

  /// The time that the prosecutor needs for a case, in days.
  @inline(__always)
  func decisionDays(of row: Case) -> Double {
    chances(of: row).draw(world.laws.decision, .first)
  }

  /// The prosecutor decides now, or on a later day that is foreseen.
  mutating func decideCharge(_ slot: UInt32, at time: Double) {
    let row = cases[slot]
    let own = parameters.court
    let probability =
      row.isOnVolunteersEvidence
      ? own.chargeProbability(
        quality: volunteerCases[row.volunteers].quality,
        strictness: levers(in: row.area).prosecutorsStrictness)
      : own.chargeOwn
    let chance = chances(of: row)
    guard chance.uniform(.second) < probability else {
      if row.route == .volunteer { count(.volunteerNotCharged, in: row.area) }
      close(slot)
      return
    }
    if row.route == .volunteer {
      volunteerCases[row.volunteers].charged = time
      note(.charge, of: row)
      count(.daysToCharge, now - volunteerCases[row.volunteers].recorded, in: row.area)
      count(row.usesFile ? .volunteerCharges : .chargesWithoutFile, in: row.area)
      publishAtCharge(row)
    } else {
      count(.ownCharges, in: row.area)
    }
    if row.offence == .meeting {
      count(row.isOnVolunteersEvidence ? .volunteerCases : .ownCases, in: row.area)
    }
    let (preparation, pleadsGuilty) = plea(chance)
    if pleadsGuilty {
      guard row.route == .volunteer || isAsked(for: .ownPleas) else { return close(slot) }
      calendar.schedule(.pleaHeard(slot), at: time + preparation * own.pleaTime)
    } else {
      calendar.schedule(.readyForTrial(slot), at: time + preparation)
    }
  }

  /// The time until a case could be heard, in days, and whether its suspect pleads guilty.
  @inline(__always)
  func plea(of row: Case) -> (preparation: Double, isGuilty: Bool) { plea(chances(of: row)) }

  @inline(__always)
  private func plea(_ chance: RandomBlock) -> (preparation: Double, isGuilty: Bool) {
    let preparation = chance.draw(world.laws.preparation, .third)
    return (preparation, chance.uniform(.fourth) < parameters.court.guiltyPlea)
  }

  /// Whether one of the police's own cases that is not worked to its end would have ended in a conviction.
  ///
  /// Chance is addressed, so the model knows what prosecutor and court would have made of this very case.
  @inline(__always)
  func wouldBeConvicted(_ row: Case) -> Bool {
    let chance = chances(of: row)
    guard chance.uniform(.second) < parameters.court.chargeOwn else { return false }
    let atTrial = luck.block(row.route.entity, row.number, .trial)
    return plea(chance).isGuilty || atTrial.uniform(.third) < parameters.court.convictionAtTrial
  }

  /// A case joins the queue for a courtroom, but not before a case against its volunteers has ended: the outcome of
  /// that decides what their evidence is worth.
  mutating func readyForTrial(_ slot: UInt32) {
    cases[slot].queued = now
    let row = cases[slot]
    // There are few cases against volunteers at a time, so a search through all of them is fast enough.
    if row.route == .volunteer, enforcementUnderWay.contains(row.number) {
      count(.casesHeld, in: row.area)
      heldCases.append(slot)
      return
    }
    switch courts.request(Int(slot), at: now) {
    case .granted: startTrial(slot)
    case .waiting: break
    case .refused: preconditionFailure("courts have room for every case")
    }
  }

  /// The courtrooms may have changed.
  mutating func renewCourt(from before: World) {
    guard world.courtrooms != before.courtrooms else { return }
    courts.setServers(world.courtrooms.members, at: now)
    while let grant = courts.grantNext(at: now) { startTrial(grant.row) }
  }

  private mutating func startTrial(_ slot: UInt32) {
    let row = cases[slot]
    count(.courtWait, now - row.queued, in: row.area)
    count(.trials, in: row.area)
    let chance = luck.block(row.route.entity, row.number, .trial)
    let length = chance.draw(world.laws.trial, .first)
    if row.route == .volunteer {
      cost(parameters.costs.courtDay * length, on: .courtCost, in: row.area)
    }
    let answer = parameters.staffing.capacityAnswer.factor(
      waiting: courts.waiting, usual: world.usualCasesWaiting)
    calendar.schedule(.trialEnds(slot), at: now + length / (world.courtrooms.time * answer))
  }

  /// A trial ends: conviction, acquittal, or the collapse of a case on volunteers' evidence.
  mutating func endTrial(_ slot: UInt32) {
    let row = cases[slot]
    courts.release(at: now)
    while let grant = courts.grantNext(at: now) { startTrial(grant.row) }
    let own = parameters.court
    let chance = luck.block(row.route.entity, row.number, .trial)
    if row.isOnVolunteersEvidence {
      let collapse = own.guiltyPlea < 1 ? own.collapse / (1 - own.guiltyPlea) : 0
      if chance.uniform(.second) < collapse {
        count(.collapses, in: row.area)
        finish(slot)
        return
      }
    }
    if chance.uniform(.third) < own.convictionAtTrial {
      convict(slot)
    } else {
      if row.route == .volunteer {
        count(row.usesFile ? .acquittals : .acquittalsWithoutFile, in: row.area)
      }
      finish(slot)
    }
  }

  /// A suspect is convicted, by plea or at trial.
  mutating func convict(_ slot: UInt32) {
    let row = cases[slot]
    if row.offence == .meeting { count(.offenceConvictions, in: row.area) }
    if row.route == .volunteer {
      note(.conviction, of: row)
      count(row.usesFile ? .volunteerConvictions : .convictionsWithoutFile, in: row.area)
      publicity.add(parameters.publicMood.publicityOfConviction, at: now)
      perceivedRisk.add(1, at: now)
      publicTrust.shock(parameters.publicMood.trustGainByConviction, at: now)
    } else {
      count(.ownConvictions, in: row.area)
    }
    finish(slot)
  }

  private mutating func finish(_ slot: UInt32) {
    let row = cases[slot]
    if row.route == .volunteer {
      count(.casesEnded, in: row.area)
      count(.daysChargeToEnd, now - volunteerCases[row.volunteers].charged, in: row.area)
    }
    close(slot)
  }
}
