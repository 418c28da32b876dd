// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Testing

@testable import CordonModel

/// Laws that hold on every path, whatever the parameters.
@Suite("Invariants")
struct InvariantTests {
  /// Different worlds: overloaded and idle, calm and violent, of one area and of three.
  static let worlds: [Scenario] = [
    .busy(),
    .busy {
      $0.settings.seed = 5
      $0.areas = ["A", "B", "C"].map { name in
        var area = Area()
        (area.name, area.investigators, area.triageOfficers) = (name, 2, 1)
        area.forensicBenches = 1
        return area
      }
      $0.areas[1].population *= 3
    },
    .busy {
      $0.settings.seed = 6
      $0.parameters.chats.contacts = 40
      $0.parameters.investigation.referrals = 3
      $0.parameters.triage.reading = .exponential(mean: 2)
    },
    .busy {
      $0.settings.seed = 7
      $0.settings.warmUp = 0
      $0.areas[0].investigators = 500
      $0.areas[0].triageOfficers = 50
      $0.areas[0].forensicBenches = 500
      $0.parameters.court.courtrooms = 50
      $0.history.handoverPromise = 0.5
    },
  ]

  /// What the tests follow besides what the model counts.
  private struct Tracker {
    var waitOfLapsed = 0.0
    /// When the cases that came to court joined its queue, in that order.
    var ready: [Double] = []
    /// How long the cases that waited for a courtroom at the beginning had waited by then, in their order, and
    /// how many were granted one at once.
    var early: [Double] = []
    var atOnce = 0

    init(_ simulation: Simulation) {
      let numbers = OwnPastStage.courtroom.number(0)..<OwnPastStage.courtroom.number(1 << 32)
      simulation.cases.forEachSlot { slot in
        let row = simulation.cases[slot]
        if numbers.contains(row.number) { early.append(simulation.now - row.queued) }
      }
      atOnce = simulation.courts.grants
      early = Array(early.sorted(by: >).dropFirst(atOnce))
    }

    mutating func follow(_ event: Event, in simulation: Simulation) {
      guard case .caseLapses(let slot) = event else { return }
      waitOfLapsed += simulation.now - simulation.cases[slot].queued
    }

    mutating func followCourt(_ simulation: Simulation) {
      while ready.count < simulation.courts.arrivals { ready.append(simulation.now) }
    }
  }

  @Test("People, chats, files, stings and cases balance, and queues obey Little", arguments: 0..<4)
  func balance(world: Int) {
    var simulation = Simulation(Self.worlds[world], replication: 1)
    var tracker = Tracker(simulation)
    tracker.followCourt(simulation)
    var events = 0
    simulation.beginStretch(until: 180)
    while let event = simulation.nextEvent() {
      tracker.follow(event, in: simulation)
      simulation.handle(event)
      tracker.followCourt(simulation)
      events += 1
      expectCapacity(simulation, after: event)
      if events.isMultiple(of: 100) { expectBalance(simulation, tracker) }
    }
    expectBalance(simulation, tracker)
    #expect(events > 2_000)
  }

  /// Servers are never busier than they are many, but for those who finish after their shift; none is
  /// idle beside somebody who waits; shares and levels stay in their ranges.
  private func expectCapacity(_ simulation: Simulation, after event: Event) {
    let fixed = simulation.laboratories + [simulation.courts]
    for station in simulation.desks + simulation.investigators + fixed
    where station.waiting > 0 && station.busy < station.servers {
      Issue.record("a server is idle beside \(station.waiting) waiting after \(event)")
    }
    for station in fixed where station.busy > station.servers {
      Issue.record("\(station.busy) of \(station.servers) servers are busy after \(event)")
    }
    let isInRange =
      0...1 ~= simulation.contactShare(in: 0)
      && 0...1 ~= simulation.publicTrust.level(at: simulation.now)
      && simulation.publicity.level(at: simulation.now) >= 0
      && 0...simulation.parameters.groups.foundingMaximum ~= simulation.foundingRate
      && simulation.activeOffenders >= 0
    if !isInRange { Issue.record("a share or a level is out of range after \(event)") }
  }

  private func expectBalance(_ simulation: Simulation, _ tracker: Tracker) {
    func total(_ measures: Measure...) -> Double {
      measures.reduce(0) { $0 + simulation.total($1) }
    }
    let now = simulation.now

    // Groups and chats.
    let active = Double(simulation.groups.count { $0.isActive })
    #expect(total(.groupsFounded) == active + total(.groupsStopped))
    #expect(Double(simulation.groupCount) == active)
    #expect(simulation.activeGroups.reduce(0) { $0 + $1.value } == active)
    #expect(
      simulation.groups.allSatisfy { group in
        0...group.chatSlots ~= group.chats
          && [group.competence, group.restraint, group.trust].allSatisfy { 0...1 ~= $0 }
      })

    // Cases on volunteers' evidence: opened are those ended in any way and those in the system.
    // Referrals: taken up, lapsed, or waiting for the first time.
    var (volunteers, waiting, fresh, waitOfPresent) = (0.0, 0, 0.0, 0.0)
    simulation.cases.forEachSlot { slot in
      let row = simulation.cases[slot]
      if row.route == .volunteer { volunteers += 1 }
      guard row.ticket != .none else { return }
      waiting += 1
      waitOfPresent += now - row.queued
      if row.route == .referral, row.stage == .enquiries { fresh += 1 }
    }
    #expect(
      total(.volunteerCasesOpened)
        == total(.casesEnded, .volunteerLapses, .volunteerNotCharged) + volunteers)
    #expect(total(.arrests) == total(.volunteerCasesOpened, .arrestsReleased))
    #expect(
      total(.policeTold)
        == total(
          .callsByVolunteers, .callsBySuspects, .callsByNeighbours, .callsByStaff,
          .callsByBystanders))
    #expect(
      total(.casesEnded)
        == total(
          .volunteerConvictions, .acquittals, .collapses, .convictionsWithoutFile,
          .acquittalsWithoutFile))
    #expect(total(.referrals) == total(.referralsTaken, .referralsNeverReached) + fresh)
    #expect(waiting == simulation.investigators.reduce(0) { $0 + $1.waiting })

    // Files: every one read was granted an officer, every one withdrawn has lapsed.
    #expect(total(.filesRead) == Double(simulation.desks.reduce(0) { $0 + $1.grants }))
    #expect(total(.handoversLapsed) == Double(simulation.desks.reduce(0) { $0 + $1.reneged }))

    // Escalation is a ladder, and police come to a sting at most once.
    #expect(total(.hostileStings) >= total(.assaults))
    #expect(total(.assaults) >= total(.seriousDisorders))
    #expect(total(.stings) >= total(.policeTold))
    #expect(total(.policeTold) >= total(.policeAttended))

    // Little on the path: time in the line is that of those served, those gone and those present.
    let queued = simulation.investigators.reduce(0) { $0 + $1.queueTime(at: now) }
    let served = simulation.investigators.reduce(0) { $0 + $1.waits.sum }
    #expect(abs(queued - served - tracker.waitOfLapsed - waitOfPresent) < 1e-6)
    let court = simulation.courts
    let present = tracker.ready.suffix(court.waiting).reduce(0) { $0 + now - $1 }
    // What the first cases had waited before the beginning is no time of this line.
    let before = tracker.early.prefix(court.grants - tracker.atOnce).reduce(0, +)
    #expect(abs(court.queueTime(at: now) - total(.courtWait) + before - present) < 1e-6)
    let desks = simulation.desks.reduce(0) { $0 + $1.waits.sum }
    #expect(abs(desks - total(.triageWait)) < 1e-6)
  }
}
