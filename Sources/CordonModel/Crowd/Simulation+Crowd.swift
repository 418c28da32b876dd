// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc

extension Simulation {
  /// A crowd may gather and the confrontation may escalate from now on.
  mutating func startCrowd(at sting: UInt32) {
    let row = stings[sting]
    stings[sting].joinBound = joinBound(of: row)
    stings[sting].escalation.enter(.calm, threshold: threshold(.calm, of: row), at: now)
    scheduleCandidate(of: sting)
    changeHazard(of: sting)
    startAlarm(at: sting)
  }

  /// People per day who stop to watch.
  @inline(__always)
  private func passersBy(of row: Sting) -> Double {
    let footfall = parameters.crowd.footfall * parameters.crowd.footfallByPlace[row.place.rawValue]
    return world.isWeekend(row.start) ? footfall * parameters.crowd.weekendFootfall : footfall
  }

  /// Local viewers per day who arrive right after the start; their number then decays as their
  /// travel times run out, which is exact for exponential travel and the bound of the thinning.
  @inline(__always)
  private func localsBound(of row: Sting) -> Double {
    row.liveViewers * parameters.crowd.localViewers / parameters.crowd.travel.mean
  }

  /// Local viewers per day who arrive now.
  @inline(__always)
  private func locals(of row: Sting) -> Double {
    let age = now - row.start
    guard age <= levers(in: row.area).streamRemoval else { return 0 }
    return localsBound(of: row) * exp(-age / parameters.crowd.travel.mean)
  }

  @inline(__always)
  private func joinBound(of row: Sting) -> Double { passersBy(of: row) + localsBound(of: row) }

  /// The next candidate of the Poisson process that dominates joining.
  private mutating func scheduleCandidate(of sting: UInt32) {
    let row = stings[sting]
    let candidate = EntityNumber.passerBy(sting: row.number, row.candidates)
    let chance = luck.block(.passerBy, candidate, .arrival)
    stings[sting].nextCandidate.expect(
      chance, rate: row.joinBound, of: .crowdCandidate(sting), on: &calendar)
  }

  /// A candidate joins with probability joining rate over dominating rate, as long as there is
  /// something to see.
  mutating func crowdCandidate(at sting: UInt32) {
    let row = stings[sting]
    guard !row.isOver else {
      stings[sting].joinBound = 0
      removeStingOnceAlone(sting)
      return
    }
    let chance = row.nextCandidate.chance
    stings[sting].candidates += 1
    scheduleCandidate(of: sting)

    // Of most candidates those who pass by tell enough, at no exponential.
    let (rank, passing) = (chance.uniform(.second) * row.joinBound, passersBy(of: row))
    guard rank < passing || rank < passing + locals(of: row) else { return }
    stings[sting].crowd += 1
    count(.crowdJoined, in: row.area)
    calendar.schedule(.crowdLeaves(sting), at: now + chance.draw(world.laws.crowdStay, .third))
    changeHazards(of: sting)
  }

  /// Somebody leaves the crowd.
  mutating func crowdLeaves(_ sting: UInt32) {
    stings[sting].crowd -= 1
    if stings[sting].isOver {
      removeStingOnceAlone(sting)
    } else {
      changeHazards(of: sting)
    }
  }

  /// Removes a sting that is over once its crowd has gone and nobody can come any more.
  mutating func removeStingOnceAlone(_ sting: UInt32) {
    if stings[sting].crowd == 0, stings[sting].joinBound == 0 { stings.remove(sting) }
  }

  /// The confrontation reaches its next level.
  mutating func escalate(_ sting: UInt32) {
    let row = stings[sting]
    guard let next = row.escalation.level.next else { return }
    stings[sting].crossing = .none
    stings[sting].escalation.enter(next, threshold: threshold(next, of: row), at: now)
    changeHazards(of: sting)
  }

  /// The crowd or the level has changed: so do the hazards of escalation and of a call to police.
  private mutating func changeHazards(of sting: UInt32) {
    changeHazard(of: sting)
    changeAlarm(of: sting)
  }

  /// Who joins the crowds of stings under way, and their hazards, may have changed.
  mutating func renewCrowds() {
    var underWay: [UInt32] = []
    stings.forEachSlot {
      if stings[$0].start < now, !stings[$0].isOver { underWay.append(UInt32($0)) }
    }
    for sting in underWay {
      renewJoining(at: sting)
      changeHazards(of: sting)
    }
  }

  private mutating func renewJoining(at sting: UInt32) {
    let row = stings[sting]
    let bound = joinBound(of: row)
    stings[sting].joinBound = bound
    stings[sting].nextCandidate.change(
      from: row.joinBound, to: bound, of: .crowdCandidate(sting), on: &calendar)
  }

  /// The unit exponential threshold that leaving a level takes, the same under every policy.
  @inline(__always)
  private func threshold(_ level: Escalation.Level, of row: Sting) -> Double {
    var stream = luck.stream(.contact, row.number, .escalation)
    var threshold = stream.exponential(mean: 1)
    for _ in 0..<level.rawValue { threshold = stream.exponential(mean: 1) }
    return threshold
  }

  /// Sets the hazard for the present crowd and moves the crossing of the next level.
  mutating func changeHazard(of sting: UInt32) {
    // Read first: within the call it would cost a copy of the run.
    let row = stings[sting]
    let hazard = escalationHazard(of: row)
    stings[sting].escalation.change(hazard: hazard, at: now)
    let crossing = stings[sting].escalation.crossing
    let handle = stings[sting].crossing
    if crossing == .infinity {
      calendar.cancel(handle)
      stings[sting].crossing = .none
    } else if !calendar.reschedule(handle, to: crossing) {
      stings[sting].crossing = calendar.schedule(.escalates(sting), at: crossing)
    }
  }

  /// Hazard per day of the next level: it grows with the crowd and falls with stewarding and with police
  /// at the scene.
  @inline(__always)
  func escalationHazard(of row: Sting) -> Double {
    let own = parameters.crowd
    let crowd = Double(row.crowd)
    let stewards = 1 - own.stewarding * competence(of: groups[Int(row.group)])
    let calming = row.isAttended ? stewards * (1 - own.policePresence) : stewards
    switch row.escalation.level {
    case .calm: return calming * (own.hostile + own.hostilePerPerson * crowd)
    case .hostile:
      return calming * (1 - own.intervention) * (own.assault + own.assaultPerPerson * crowd)
    case .assault: return calming * own.disorderPerPerson * crowd
    case .disorder: return 0
    }
  }

  /// Counts how far a confrontation went, and who was hurt, when it is over.
  mutating func countEscalation(of sting: UInt32) {
    let row = stings[sting]
    let own = parameters.crowd
    let level = row.escalation.level
    guard level >= .hostile else { return }
    count(.hostileStings, in: row.area)
    guard level >= .assault else { return }
    count(.assaults, in: row.area)
    var stream = luck.stream(.contact, row.number, .injuries)
    count(.injuries, Double(stream.poisson(mean: own.injuriesAtAssault)), in: row.area)
    guard level >= .disorder else { return }
    count(.seriousDisorders, in: row.area)
    count(Measure.disorders(at: row.place), in: row.area)
    if row.isHidden { count(.hiddenDisorders, in: row.area) }
    if row.isAttended { count(.attendedDisorders, in: row.area) }
    count(.injuries, Double(stream.poisson(mean: own.injuriesAtDisorder)), in: row.area)
    count(
      .officersInjured, Double(stream.poisson(mean: own.officersInjuredAtDisorder)), in: row.area)
    publicity.add(parameters.publicMood.publicityOfDisorder, at: now)
    publicTrust.shock(-parameters.publicMood.trustLossByDisorder, at: now)
  }
}
