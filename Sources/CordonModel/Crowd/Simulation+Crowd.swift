// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc

extension Simulation {
  /// A crowd may gather and the confrontation may escalate from now on.
  mutating func startCrowd(at sting: UInt32) {
    var row = stings[sting]
    row.scene.leaveTimes = crowds.add()
    (row.scene.passersBy, row.scene.localViewers) = (passersBy(of: row), localViewers(of: row))
    expectCandidate(of: row.number, at: &row.scene, now)
    row.scene.escalation.enter(.calm, threshold: threshold(.calm, of: row), at: now)
    startAlarm(of: &row)
    stings[sting] = row
    renewHazards(at: sting)
  }

  /// Nobody joins a sting that is over, nothing escalates, and the crowd goes home uncounted.
  mutating func endCrowd(at sting: UInt32) {
    calendar.cancel(stings[sting].next)
    if let slot = stings[sting].scene.leaveTimes { crowds.remove(slot) }
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
  private func localViewers(of row: Sting) -> Double {
    row.liveViewers * parameters.crowd.localViewers / parameters.crowd.travel.mean
  }

  /// The share of them who still arrive at an age of the sting.
  @inline(__always)
  private func shareOfLocals(at age: Double, in area: UInt32) -> Double {
    age <= levers(in: area).streamRemoval ? exp(-age / parameters.crowd.travel.mean) : 0
  }

  /// Awaits the next candidate of the Poisson process that dominates joining.
  @inline(__always)
  private func expectCandidate(of number: UInt64, at scene: inout Scene, _ time: Double) {
    let candidate = EntityNumber.passerBy(sting: number, scene.candidates)
    scene.nextCandidate.expect(
      luck.block(.passerBy, candidate, .arrival), rate: scene.joinBound, at: time)
  }

  /// The most changes of a crowd in one event, so that a run whose crowds grow without bound is given up in time.
  private static let mostChangesAtOnce = 256

  /// The crowd of a sting changes: somebody leaves it, or a candidate comes.
  ///
  /// What happens to it before any other event follows at once, in time of its own: until then all that it depends on
  /// stays as it is. At midnight at the latest it waits, whatever the calendar has, for then policies and luck may change.
  mutating func crowdChanges(at sting: UInt32) {
    let row = stings[sting]
    var scene = row.scene
    guard let slot = scene.leaveTimes else { return }
    let halt = min(now.rounded(.down) + 1, halt.time)
    let end = calendar.nextTime(before: halt) ?? halt
    let (escalation, call) = (escalationHazard(of: row), callHazard(of: row))
    var times = LeaveTimes()
    crowds.exchange(&times, in: slot)
    var (time, changes, joined) = (now, 0, 0.0)
    repeat {
      changes += 1
      let before = scene.crowd
      if times.first < scene.nextCandidate.time {
        scene.crowd -= 1
        times.removeFirst()
      } else {
        let chance = scene.nextCandidate.chance
        scene.candidates += 1
        expectCandidate(of: row.number, at: &scene, time)
        // A candidate joins with probability joining rate over dominating rate. Of most candidates those who pass by
        // tell enough, at no exponential.
        let rank = chance.uniform(.second) * scene.joinBound
        let passing = scene.passersBy
        if rank < passing
          || rank < passing + scene.localViewers * shareOfLocals(at: time - row.start, in: row.area)
        {
          scene.crowd += 1
          joined += 1
          times.add(time + chance.draw(world.laws.crowdStay, .third))
        }
      }
      if scene.crowd != before { scene.change(escalation, call, at: time) }
      time = min(scene.nextCandidate.time, times.first)
    } while time < min(end, scene.nextCrossing) && changes < Self.mostChangesAtOnce
    crowds.exchange(&times, in: slot)
    stings[sting].scene = scene
    if joined > 0 { count(.crowdJoined, joined, in: row.area) }
    awaitNext(of: scene, at: sting, crowdChangesAt: time)
  }

  /// Awaits what comes next at a sting by itself, in place of what was awaited.
  mutating func awaitNext(at sting: UInt32) {
    calendar.cancel(stings[sting].next)
    let scene = stings[sting].scene
    let leaving = scene.leaveTimes.map { crowds.first(in: $0) } ?? .infinity
    awaitNext(of: scene, at: sting, crowdChangesAt: min(scene.nextCandidate.time, leaving))
  }

  /// Puts on the calendar what comes next at a sting by itself: a change of its crowd, the next level or a call.
  @inline(__always)
  private mutating func awaitNext(
    of scene: Scene, at sting: UInt32, crowdChangesAt change: Double
  ) {
    let (crossing, call) = (scene.escalation.crossing, scene.alarm.crossing)
    let time = min(crossing, call, change)
    guard time < .infinity else {
      stings[sting].next = .none
      return
    }
    let event =
      time == crossing
      ? Event.escalates(sting) : time == call ? .policeAlarmed(sting) : .crowdChanges(sting)
    stings[sting].next = calendar.schedule(event, at: time)
  }

  /// The confrontation reaches its next level.
  mutating func escalate(_ sting: UInt32) {
    let row = stings[sting]
    guard let next = row.scene.escalation.level.next else { return }
    stings[sting].scene.escalation.enter(next, threshold: threshold(next, of: row), at: now)
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
    var scene = row.scene
    (scene.passersBy, scene.localViewers) = (passersBy(of: row), localViewers(of: row))
    scene.nextCandidate.change(from: row.scene.joinBound, to: scene.joinBound, at: now)
    stings[sting].scene = scene
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
    stings[sting].scene.change(escalation, call, at: now)
    awaitNext(at: sting)
  }

  /// Hazard of the next level: it grows with the crowd and falls with stewarding and with police at the scene.
  @inline(__always)
  func escalationHazard(of row: Sting) -> CrowdHazard {
    let own = parameters.crowd
    let stewards = 1 - own.stewarding * competence(of: groups[Int(row.group)])
    let calming = row.isAttended ? stewards * (1 - own.policePresence) : stewards
    return switch row.scene.escalation.level {
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
    let level = row.scene.escalation.level
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
