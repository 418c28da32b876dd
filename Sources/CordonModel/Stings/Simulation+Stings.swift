// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Glibc

extension Simulation {
  /// Fixes day and hour of a sting for which a group has a file.
  mutating func planSting(
    group: UInt32, number: UInt64, area: UInt32, offence: Offence, quality: Double
  ) {
    guard groups[Int(group)].isActive else { return }
    let own = parameters.stings
    var stream = luck.stream(.contact, number, .planning)
    let day = (now + stream.draw(own.planning)).rounded(.down) + 1
    let daypart = stream.index(in: world.shares.dayparts)
    let start = day + (Double(daypart) + stream.uniform()) / 4
    let sting = stings.insert(
      Sting(
        number: number, group: group, area: area, offence: offence, quality: quality,
        start: start))
    calendar.schedule(.stingStarts(sting), at: start)
  }

  /// The confrontation starts: who watches, who is confronted, and who is told are drawn.
  mutating func startSting(_ sting: UInt32) {
    var row = stings[sting]
    let group = groups[Int(row.group)]
    guard group.isActive else {
      stings.remove(sting)
      return
    }
    let own = parameters.stings
    let levers = levers(in: row.area)
    count(.stings, in: row.area)
    var stream = luck.stream(.contact, row.number, .confrontation)
    row.place = stream.index(in: world.shares.places)
    let isStreamed = stream.uniform() < own.streamed
    let viewers = stream.draw(own.audience) * pow(group.reach, own.audienceToFollowers)
    let isWrong = stream.uniform()
    if isStreamed {
      let complies = group.defiance < levers.streamCompliance
      switch complies ? levers.streamCondition : .none {
      case .none: (row.liveViewers, row.publishedViewers) = (viewers, viewers)
      case .delayed: row.publishedViewers = viewers
      case .afterCharge: break
      }
    }
    if row.liveViewers > 0 { count(.streamedStings, in: row.area) }
    let carefulness = 2 * (1 - group.competence) / 1.4
    row.isWrongPerson =
      isWrong < own.wrongPerson * carefulness * (levers.checklist ? own.checklistWrongPerson : 1)
    if row.isWrongPerson { count(.wrongPersons, in: row.area) }
    groups[Int(row.group)].competence += parameters.groups.learning * (1 - group.competence)

    row.end = calendar.schedule(.stingEnds(sting), at: now + stream.draw(own.stay))
    stings[sting] = row
    callPolice(to: sting)
    startCrowd(at: sting)
    exposeByConfrontation(sting)
  }

  /// Police are told before, at the start, during the sting or never, and come when they can.
  private mutating func callPolice(to sting: UInt32) {
    let row = stings[sting]
    let own = parameters.stings
    var stream = luck.stream(.contact, row.number, .telling)
    let when = stream.uniform()
    let delay = stream.draw(own.callDelay)
    guard !groups[Int(row.group)].isHidden else { return }
    // Fear of enforcement takes its share from the top, so that a group that tells under
    // enforcement also tells without, and at the same stage.
    let fear = exp(
      -parameters.behaviour.tellingToEnforcement
        * max(0, levers(in: row.area).enforcement - scenario.history.enforcement))
    guard when < (1 - own.told[3]) * fear else { return }
    let called: Double
    switch world.shares.told.index(at: when / fear) {
    case 0: called = now - Unit.hours.inCanonicalUnits
    case 1: called = now
    default: called = now + delay
    }
    var response = luck.stream(.contact, row.number, .response)
    let arrival = max(now, called + responseTime(at: called, in: row.area, &response))
    stings[sting].arrival = calendar.schedule(.policeArrive(sting), at: arrival)
  }

  /// Police take over: the suspect is arrested, or let go, and the confrontation is over.
  mutating func policeArrive(at sting: UInt32) {
    let row = stings[sting]
    stings[sting].arrival = .none
    let own = parameters.response
    count(.policeAttended, in: row.area)
    count(.takeoverDays, now - row.start, in: row.area)
    let level = row.escalation.level
    let reinforcement = level >= .disorder ? max(0, own.officersAtDisorder - own.officers) : 0
    spend(
      hours: own.firstResponse + reinforcement * own.disorderHours * 24, on: .responseHours,
      in: row.area)
    if row.isWrongPerson {
      scandal(of: row)
    } else {
      var stream = luck.stream(.contact, row.number, .arrest)
      let isArrested = stream.uniform() < parameters.stings.arrest
      if stream.uniform() < levers(in: row.area).acceptance {
        if isArrested {
          count(.arrests, in: row.area)
          countDeterringArrest()
          openVolunteerCase(
            number: row.number, group: row.group, area: row.area, offence: row.offence,
            quality: row.quality, recorded: now, isPublished: row.publishedViewers > 0)
        }
      } else {
        count(.filesRefused, in: row.area)
      }
    }
    endSting(sting)
    considerEnforcement(number: row.number, group: row.group, area: row.area)
  }

  /// The suspect leaves or the volunteers stop before police have come.
  mutating func stingEnds(_ sting: UInt32) {
    let row = stings[sting]
    endSting(sting)
    if row.isWrongPerson {
      scandal(of: row)
      return
    }
    guard !groups[Int(row.group)].isHidden,
      chance(.contact, row.number, .fileAfterSting) < parameters.stings.fileAfterSting
    else { return }
    _ = submit(
      VolunteerFile(
        number: row.number, group: row.group, area: row.area, offence: row.offence,
        quality: row.quality, received: now, isAfterSting: true,
        isPublished: row.publishedViewers > 0))
    considerEnforcement(number: row.number, group: row.group, area: row.area)
  }

  private mutating func endSting(_ sting: UInt32) {
    calendar.cancel(stings[sting].end)
    calendar.cancel(stings[sting].arrival)
    calendar.cancel(stings[sting].crossing)
    stings[sting].isOver = true
    countEscalation(of: sting)
    publish(viewers: stings[sting].publishedViewers)
    removeStingOnceAlone(sting)
  }

  /// A wrong person was confronted: the group may stop, and the public hears of it.
  private mutating func scandal(of row: Sting) {
    publicTrust.shock(-parameters.publicMood.trustLossByScandal, at: now)
    publicity.add(parameters.publicMood.publicityOfScandal, at: now)
    if chance(.contact, row.number, .scandal) < parameters.groups.stopAfterScandal {
      stopGroup(row.group)
    }
  }
}
