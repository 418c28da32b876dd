// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Glibc

extension Simulation {
  /// Fixes the day and hour of a sting on a group's file.
  mutating func planSting(
    group: UInt32, number: UInt64, area: UInt32, offence: Offence, quality: Double
  ) {
    guard groups[Int(group)].isActive else { return }
    let own = parameters.stings
    var stream = luck.stream(.contact, number, .planning)
    let planning = stream.draw(own.planning)
    let daypart = stream.index(in: world.shares.dayparts)
    let hour = (Double(daypart) + stream.uniform()) / 4
    let isChecked = complies(groups[Int(group)], with: levers(in: area).identityCheck)
    let ready = now + planning + (isChecked ? own.checkTime : 0)
    var day = ready.rounded(.down) + 1
    while !world.isWeekend(day), stream.uniform() >= own.weekdays { day += 1 }
    let start = day + hour
    let sting = stings.add(
      Sting(
        number: number, group: group, area: area, offence: offence, quality: quality,
        start: start, isChecked: isChecked))
    calendar.schedule(.stingStarts(sting), at: start)
  }

  /// The confrontation starts: draws who watches, who is confronted, and whether police are told.
  mutating func startSting(_ sting: UInt32) {
    var row = stings[sting]
    let group = groups[Int(row.group)]
    guard group.isAtWork(at: now) else {
      stings.remove(sting)
      return
    }
    let own = parameters.stings
    let levers = levers(in: row.area)
    count(.stings, in: row.area)
    noteGroup(row.group, in: row.area)
    var stream = luck.stream(.contact, row.number, .confrontation)
    row.place = StingParameters.Place.allCases[stream.index(in: world.shares.places)]
    let streamed = own.streamed * parameters.behaviour.streaming.factor(for: signals(in: row.area))
    let isStreamed = stream.uniform() < streamed
    let viewers = stream.draw(own.audience) * pow(group.reach, own.audienceToFollowers)
    let isWrong = stream.uniform()
    if isStreamed {
      let published = publishedViewers(of: viewers, under: levers)
      switch streamCondition(for: group, under: levers) {
      case .none: (row.liveViewers, row.publishedViewers) = (viewers, published)
      case .delayed: row.publishedViewers = published
      case .afterCharge: row.withheldViewers = viewers
      }
    }
    if row.liveViewers > 0 { count(.streamedStings, in: row.area) }
    let carelessness = world.relativeLack(ofCompetence: competence(of: group))
    row.isWrongPerson =
      isWrong < own.wrongPerson * carelessness * (levers.checklist ? own.checklistWrongPerson : 1)
      * (row.isChecked ? own.checkedWrongPerson : 1)
    if row.isWrongPerson { count(.wrongPersons, in: row.area) }
    groups[Int(row.group)].competence += parameters.groups.learning * (1 - group.competence)

    row.isHidden = group.isHidden(at: now)
    if row.isHidden { count(.hiddenStings, in: row.area) }
    row.end = calendar.schedule(.stingEnds(sting), at: now + stream.draw(own.stay))
    stings[sting] = row
    volunteersTell(of: sting)
    startCrowd(at: sting)
  }

  /// The condition on streams that a group keeps to: that of police if it complies, that of a licence always.
  @inline(__always)
  private func streamCondition(for group: Group, under levers: Levers) -> Levers.StreamCondition {
    if isLicensed(group) { return .afterCharge }
    return group.defiance < levers.streamCompliance ? levers.streamCondition : .none
  }

  /// Volunteers tell police before, at the start, during the sting or never, and most of those who do
  /// hold on until police come; where police have had notice, officers stand by.
  private mutating func volunteersTell(of sting: UInt32) {
    let row = stings[sting]
    let own = parameters.stings
    let group = groups[Int(row.group)]
    var stream = luck.stream(.contact, row.number, .telling)
    let when = stream.uniform()
    let delay = stream.draw(own.callDelay)
    guard !group.isHidden(at: now) else { return }
    let levers = levers(in: row.area)
    if levers.standbyOfficers > 0, complies(group, with: levers.notice) {
      let hours = levers.standbyOfficers * parameters.response.standbyLength * 24
      spend(hours: hours, on: .responseHours, in: row.area)
      recordCall(to: sting, by: .volunteers)
      stings[sting].arrival = calendar.schedule(.policeArrive(sting), at: now)
      return
    }
    // A change of telling is taken from the top, so that a group that tells under the stricter stance
    // also tells under the other, and at the same stage.
    let telling = min(
      1 / (1 - own.told[3]), parameters.behaviour.telling.factor(for: signals(in: row.area)))
    guard when < (1 - own.told[3]) * telling else { return }
    if chance(.contact, row.number, .holding) < own.held {
      calendar.cancel(row.end)
      stings[sting].end = .none
    }
    switch world.shares.told.index(at: when / telling) {
    case 0: tellPolice(of: sting, by: .volunteers, notice: own.toldAhead)
    case 1: tellPolice(of: sting, by: .volunteers)
    default: stings[sting].arrival = calendar.schedule(.volunteersCall(sting), at: now + delay)
    }
  }

  /// Police come: from now on they calm the crowd, and take over.
  mutating func policeArrive(at sting: UInt32) {
    let row = stings[sting]
    stings[sting].isAttended = true
    count(.unattendedDays, now - row.start, in: row.area)
    occupyUnits(at: sting)
    calendar.cancel(row.end)
    let takeover = draw(parameters.response.takeover, .contact, row.number, .takeover)
    stings[sting].arrival = calendar.schedule(.policeTakeOver(sting), at: now + takeover)
    renewHazards(at: sting)
  }

  /// Police have taken over: the suspect is arrested, or let go, and the confrontation is over.
  mutating func policeTakeOver(at sting: UInt32) {
    let row = stings[sting]
    stings[sting].arrival = .none
    count(.policeAttended, in: row.area)
    count(.takeoverDays, now - row.start, in: row.area)
    let own = parameters.response
    let level = row.scene.escalation.level
    let reinforcement = level >= .disorder ? max(0, own.officersAtDisorder - own.officers) : 0
    spend(
      hours: own.firstResponse + reinforcement * own.disorderLength * 24, on: .responseHours,
      in: row.area)
    drawSurge(to: row, officers: reinforcement)
    if row.isWrongPerson {
      scandal(of: row)
    } else {
      arrest(at: row)
    }
    endSting(sting)
    considerEnforcement(number: row.number, group: row.group, area: row.area)
  }

  /// Police who have taken over may arrest the suspect, and may use the volunteers' file.
  ///
  /// Without the file they go on only if they have other evidence.
  private mutating func arrest(at row: Sting) {
    var stream = luck.stream(.contact, row.number, .arrest)
    guard stream.uniform() < parameters.stings.arrest else { return }
    countArrest(in: row.area, after: now - row.start)
    let usesFile = stream.uniform() < levers(in: row.area).acceptance
    count(usesFile ? .filesAdopted : .filesRefused, in: row.area)
    guard
      usesFile || chance(.contact, row.number, .otherEvidence) < parameters.stings.otherEvidence
    else {
      count(.arrestsReleased, in: row.area)
      return
    }
    openVolunteerCase(
      number: row.number, group: row.group, area: row.area, offence: row.offence,
      quality: row.quality, recorded: now, withheldViewers: row.withheldViewers,
      usesFile: usesFile)
  }

  /// The suspect leaves or the volunteers stop before police have come.
  mutating func stingEnds(_ sting: UInt32) {
    let row = stings[sting]
    count(.unattendedDays, now - row.start, in: row.area)
    endSting(sting)
    if row.isWrongPerson {
      scandal(of: row)
      return
    }
    let givesFile =
      !groups[Int(row.group)].isHidden(at: now)
      && chance(.contact, row.number, .fileAfterSting) < parameters.stings.fileAfterSting
    if givesFile {
      _ = submit(
        VolunteerFile(
          number: row.number, group: row.group, area: row.area, offence: row.offence,
          quality: row.quality, received: now, isAfterSting: true,
          withheldViewers: row.withheldViewers))
    }
    // Police who come too late still hear of the sting.
    if givesFile || row.caller != .nobody {
      considerEnforcement(number: row.number, group: row.group, area: row.area)
    }
  }

  private mutating func endSting(_ sting: UInt32) {
    calendar.cancel(stings[sting].end)
    standDown(from: sting)
    exposeByConfrontation(sting)
    countEscalation(of: sting)
    publish(viewers: stings[sting].publishedViewers)
    endCrowd(at: sting)
    stings.remove(sting)
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
