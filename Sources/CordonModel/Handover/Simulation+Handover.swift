// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

extension Simulation {
  /// A group has a file: it hands it over quietly or plans a sting.
  mutating func fileIsReady(group: UInt32, number: UInt64, area: UInt32, offence: Offence) {
    let row = groups[Int(group)]
    let levers = levers(in: area)
    let channel = levers.hasChannel ? 1 : parameters.handover.withoutChannel
    var stream = luck.stream(.contact, number, .handover)
    let isInclined = stream.uniform() < restraint(of: row) * row.trust * channel
    let isQuiet = isInclined && !row.isHidden(at: now) || now < row.enjoinedUntil
    let quality = fileQuality(&stream, competence: competence(of: row), in: area)
    if isQuiet {
      count(.filesHandedOver, in: area)
      var patience = draw(parameters.handover.patience, .contact, number, .patience)
      if levers.hasChannel { patience = max(patience, levers.handoverPromise) }
      let file = submit(
        VolunteerFile(
          number: number, group: group, area: area, offence: offence, quality: quality,
          received: now, isAfterSting: false))
      if files[file].ticket != .none {
        files[file].deadline = calendar.schedule(.handoverDeadline(file), at: now + patience)
      }
    } else {
      planSting(
        group: group, number: number, area: area, offence: offence, quality: quality)
    }
  }

  /// Quality of a new file, 0 to 1, under the levers and the recognition of the moment.
  @inline(__always)
  func fileQuality(
    _ stream: inout RandomStream, competence: Double, in area: UInt32
  ) -> Double {
    let own = parameters.handover
    let quality =
      stream.draw(own.quality) + (levers(in: area).checklist ? own.checklistEffect : 0)
      + own.competenceEffect * (1 - world.relativeLack(ofCompetence: competence))
      + parameters.behaviour.evidence.change(for: signals(in: area))
    return min(max(quality, 0), 1)
  }

  /// Police have not looked at a file in time: the group stings after all.
  mutating func handoverDeadline(_ file: UInt32) {
    let row = files[file]
    guard desks[Int(row.area)].withdraw(row.ticket, at: now) else { return }
    count(.handoversLapsed, in: row.area)
    disappoint(row.group)
    files.remove(file)
    planSting(
      group: row.group, number: row.number, area: row.area, offence: row.offence,
      quality: row.quality)
  }

  /// A timely answer raises a group's trust in police.
  mutating func encourage(_ group: UInt32) {
    groups[Int(group)].trust += parameters.handover.trustGain * (1 - groups[Int(group)].trust)
  }

  /// A late or negative answer lowers a group's trust in police.
  mutating func disappoint(_ group: UInt32) {
    groups[Int(group)].trust *= 1 - parameters.handover.trustLoss
  }
}
