// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

extension Simulation {
  /// Puts a file on its area's desk.
  mutating func submit(_ file: VolunteerFile) -> UInt32 {
    let slot = files.add(file)
    queue(file: slot)
    return slot
  }

  private mutating func queue(file: UInt32) {
    switch desks[Int(files[file].area)].request(Int(file), at: now) {
    case .granted: read(file: file, waited: 0)
    case .waiting(let ticket): files[file].ticket = ticket
    case .refused: preconditionFailure("a desk has room for every file")
    }
  }

  private mutating func read(file: UInt32, waited: Double) {
    calendar.cancel(files[file].deadline)
    files[file].deadline = .none
    files[file].ticket = .none
    let area = files[file].area
    count(.triageWait, waited, in: area)
    count(.filesRead, in: area)
    let own = parameters.triage
    let reading =
      draw(own.reading, .contact, files[file].number, .reading)
      * (levers(in: area).checklist ? own.checklistReading : 1)
    spend(hours: reading * 24, on: .triageHours, in: area)
    calendar.schedule(.fileRead(file), at: now + reading / deskTime[Int(area)])
  }

  /// Lets officers who are free take the next files.
  mutating func serveDesk(_ area: UInt32) {
    while let grant = desks[Int(area)].grantNext(at: now) {
      read(file: grant.row, waited: grant.waited)
    }
  }

  /// An officer has read a file: it is returned for completion, adopted or refused.
  mutating func fileRead(_ file: UInt32) {
    let row = files[file]
    let own = parameters.triage
    let levers = levers(in: row.area)
    desks[Int(row.area)].release(at: now)
    serveDesk(row.area)

    var stream = luck.stream(.contact, row.number, .returned)
    let returned = own.returned * (levers.checklist ? own.checklistReturned : 1)
    if !row.wasReturned, stream.uniform() < returned {
      files[file].wasReturned = true
      calendar.schedule(.fileCompleted(file), at: now + stream.draw(own.completion))
      return
    }
    files.remove(file)
    if chance(.contact, row.number, .adoption) < levers.acceptance {
      encourage(row.group)
      if !row.isAfterSting { exposeByArrest(number: row.number, area: row.area) }
      count(.filesAdopted, in: row.area)
      countArrest(in: row.area, after: now - row.received)
      openVolunteerCase(
        number: row.number, group: row.group, area: row.area, offence: row.offence,
        quality: row.quality, recorded: row.received, withheldViewers: row.withheldViewers)
    } else {
      count(.filesRefused, in: row.area)
      disappoint(row.group)
      guard !row.isAfterSting else { return }
      if chance(.contact, row.number, .refusal) < parameters.handover.stingAfterRefusal {
        planSting(
          group: row.group, number: row.number, area: row.area, offence: row.offence,
          quality: row.quality)
      }
    }
  }

  /// A returned file comes back; its group waits for the answer without a deadline.
  mutating func fileCompleted(_ file: UInt32) {
    queue(file: file)
  }

  /// Opens or closes the desks, by the time of the week.
  mutating func changeDeskShift() {
    for area in desks.indices {
      staffDesk(UInt32(area))
      serveDesk(UInt32(area))
    }
    nextDeskShift = calendar.schedule(
      .deskShift, at: world.deskHours.nextChange(after: now), priority: .staffing)
  }

  /// The hours of the desks and their officers may have changed.
  mutating func renewDesks(from before: World) {
    let areNewHours = world.deskHours != before.deskHours
    if areNewHours {
      calendar.reschedule(nextDeskShift, to: world.deskHours.nextChange(after: now))
    }
    for area in desks.indices where areNewHours || world.staffing[area] != before.staffing[area] {
      staffDesk(UInt32(area))
      serveDesk(UInt32(area))
    }
  }

  /// Sets the officers on a desk: the area's own and any liaison officers, in office hours.
  mutating func staffDesk(_ area: UInt32) {
    let isOpen = world.deskHours.level(at: now) > 0
    let desk = world.staffing[Int(area)].desk(with: liaisonShare(in: area))
    desks[Int(area)].setServers(isOpen ? desk.members : 0, at: now)
    deskTime[Int(area)] = desk.time
  }

  /// The share of an area's investigators set aside as liaison officers.
  @inline(__always)
  func liaisonShare(in area: UInt32) -> Double {
    levers(in: area).liaison
  }
}
