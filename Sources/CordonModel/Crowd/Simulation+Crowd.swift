// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc

extension Simulation {
  /// A crowd may gather and the confrontation may escalate from now on.
  mutating func startCrowd(at sting: UInt32) {
    var row = stings[sting]
    row.leaveTimes = crowds.add()
    row.joinBound = joinBound(of: row)
    expectCandidate(of: &row, at: now)
    row.escalation.enter(.calm, threshold: threshold(.calm, of: row), at: now)
    startAlarm(of: &row)
    stings[sting] = row
    renewHazards(at: sting)
  }

  /// Nobody joins a sting that is over, nothing escalates, and the crowd goes home uncounted.
  mutating func endCrowd(at sting: UInt32) {
    calendar.cancel(stings[sting].next)
    if let slot = stings[sting].leaveTimes { crowds.remove(slot) }
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

  /// Local viewers per day who arrive at a time.
  @inline(__always)
  private func locals(of row: Sting, at time: Double) -> Double {
    let age = time - row.start
    guard age <= levers(in: row.area).streamRemoval else { return 0 }
    return localsBound(of: row) * exp(-age / parameters.crowd.travel.mean)
  }

  @inline(__always)
  private func joinBound(of row: Sting) -> Double { passersBy(of: row) + localsBound(of: row) }

  /// Awaits the next candidate of the Poisson process that dominates joining.
  @inline(__always)
  private func expectCandidate(of row: inout Sting, at time: Double) {
    let candidate = EntityNumber.passerBy(sting: row.number, row.candidates)
    row.nextCandidate.expect(
      luck.block(.passerBy, candidate, .arrival), rate: row.joinBound, at: time)
  }

  /// The most changes of a crowd in one event, so that a run whose crowds grow without bound is given up in time.
  private static let mostChangesAtOnce = 256

  /// The crowd of a sting changes: somebody leaves it, or a candidate comes.
  ///
  /// What happens to it before any other event follows at once, in time of its own: until then all that it depends on
  /// stays as it is. At midnight at the latest it waits, whatever the calendar has, for then policies and luck may change.
  mutating func crowdChanges(at sting: UInt32) {
    var row = stings[sting]
    guard let slot = row.leaveTimes else { return }
    let midnight = min(now.rounded(.down) + 1, endOfStretch)
    let end = calendar.nextTime(before: midnight) ?? midnight
    let (escalation, call) = (escalationHazard(of: row), callHazard(of: row))
    let passing = passersBy(of: row)
    var times = LeaveTimes()
    crowds.exchange(&times, in: slot)
    var (time, changes, joined) = (now, 0, 0.0)
    repeat {
      changes += 1
      let crowd = row.crowd
      if times.first < row.nextCandidate.time {
        row.crowd -= 1
        times.removeFirst()
      } else {
        let chance = row.nextCandidate.chance
        row.candidates += 1
        expectCandidate(of: &row, at: time)
        // A candidate joins with probability joining rate over dominating rate. Of most candidates those who pass by
        // tell enough, at no exponential.
        let rank = chance.uniform(.second) * row.joinBound
        if rank < passing || rank < passing + locals(of: row, at: time) {
          row.crowd += 1
          joined += 1
          times.add(time + chance.draw(world.laws.crowdStay, .third))
        }
      }
      if row.crowd != crowd { row.change(escalation, call, at: time) }
      time = min(row.nextCandidate.time, times.first)
    } while time < end && time < row.crossing && time < row.alarmCall
      && changes < Self.mostChangesAtOnce
    crowds.exchange(&times, in: slot)
    stings[sting] = row
    if joined > 0 { count(.crowdJoined, joined, in: row.area) }
    awaitNext(at: sting)
  }

  /// Puts on the calendar what comes next at a sting by itself: a change of its crowd, the next level or a call.
  mutating func awaitNext(at sting: UInt32) {
    let row = stings[sting]
    calendar.cancel(row.next)
    let leaving = row.leaveTimes.map { crowds.first(in: $0) } ?? .infinity
    let time = min(row.crossing, row.alarmCall, row.nextCandidate.time, leaving)
    guard time < .infinity else {
      stings[sting].next = .none
      return
    }
    let event: Event =
      if time == row.crossing { .escalates(sting) } else if time == row.alarmCall {
        .policeAlarmed(sting)
      } else { .crowdChanges(sting) }
    stings[sting].next = calendar.schedule(event, at: time)
  }

  /// The confrontation reaches its next level.
  mutating func escalate(_ sting: UInt32) {
    let row = stings[sting]
    guard let next = row.escalation.level.next else { return }
    stings[sting].escalation.enter(next, threshold: threshold(next, of: row), at: now)
    renewHazards(at: sting)
  }

  /// Who joins the crowds of stings under way, and their hazards, may have changed.
  mutating func renewCrowds() {
    var underWay: [UInt32] = []
    stings.forEachSlot { if stings[$0].isUnderWay { underWay.append(UInt32($0)) } }
    for sting in underWay {
      renewJoining(at: sting)
      renewHazards(at: sting)
    }
  }

  private mutating func renewJoining(at sting: UInt32) {
    let row = stings[sting]
    let bound = joinBound(of: row)
    stings[sting].joinBound = bound
    stings[sting].nextCandidate.change(from: row.joinBound, to: bound, at: now)
  }

  /// The unit exponential threshold that leaving a level takes, the same under every policy.
  @inline(__always)
  private func threshold(_ level: Escalation.Level, of row: Sting) -> Double {
    var stream = luck.stream(.contact, row.number, .escalation)
    var threshold = stream.exponential(mean: 1)
    for _ in 0..<level.rawValue { threshold = stream.exponential(mean: 1) }
    return threshold
  }

  /// Sets the hazards of escalation and of a call for the present crowd, level and police, and awaits what comes next.
  mutating func renewHazards(at sting: UInt32) {
    let row = stings[sting]
    let (escalation, call) = (escalationHazard(of: row), callHazard(of: row))
    stings[sting].change(escalation, call, at: now)
    awaitNext(at: sting)
  }

  /// Hazard of the next level: it grows with the crowd and falls with stewarding and with police at the scene.
  @inline(__always)
  func escalationHazard(of row: Sting) -> CrowdHazard {
    let own = parameters.crowd
    let stewards = 1 - own.stewarding * competence(of: groups[Int(row.group)])
    let calming = row.isAttended ? stewards * (1 - own.policePresence) : stewards
    return switch row.escalation.level {
    case .calm:
      CrowdHazard(factor: calming, alone: own.hostile, perPerson: own.hostilePerPerson)
    case .hostile:
      CrowdHazard(
        factor: calming * (1 - own.intervention), alone: own.assault,
        perPerson: own.assaultPerPerson)
    case .assault: CrowdHazard(factor: calming * own.disorderPerPerson, alone: 0, perPerson: 1)
    case .disorder: CrowdHazard(factor: 0, alone: 0, perPerson: 0)
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
