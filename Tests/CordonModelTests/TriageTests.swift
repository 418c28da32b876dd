// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Triage desk")
struct TriageTests {
  private static let hour = 1.0 / 24

  private func office(
    officers: Int = 1, _ change: (inout Scenario) -> Void = { _ in }
  ) -> Scenario {
    .quiet {
      $0.areas[0].triageOfficers = officers
      $0.parameters.triage.opens = 8
      $0.parameters.triage.closes = 18
      $0.parameters.triage.reading = .fixed(2 * Self.hour)
      $0.parameters.stings.stay = .fixed(Self.hour)
      change(&$0)
    }
  }

  @Test("A file handed in on Friday evening is read on Monday morning")
  func weekend() {
    var simulation = Simulation(office(), replication: 1)
    let groups = simulation.addGroups(1)
    // Day 4 is the first Friday; the desk closed at 18:00.
    simulation.advance(to: 4 + 19 * Self.hour)
    _ = simulation.submitFiles(of: groups)
    var answers: [Double] = []
    simulation.advance(to: 10) { event, simulation in
      if case .fileRead = event { answers.append(simulation.now) }
    }
    #expect(answers.count == 1)
    #expect(abs(answers[0] - (7 + 10 * Self.hour)) < 1e-9)
    #expect(abs(simulation.total(.triageWait) - (3 - 11 * Self.hour)) < 1e-9)
  }

  @Test("Files are read in their order, and one begun before the desk closes is read to the end")
  func order() {
    var simulation = Simulation(office(), replication: 1)
    let groups = simulation.addGroups(4)
    simulation.advance(to: 13 * Self.hour)
    let files = simulation.submitFiles(of: groups)
    var read: [UInt32] = []
    var answers: [Double] = []
    simulation.advance(to: 3) { event, simulation in
      guard case .fileRead(let file) = event else { return }
      read.append(file)
      answers.append(simulation.now)
    }
    #expect(read == files)
    // 13 to 15, 15 to 17, 17 to 19 in overtime, and the last on the next morning.
    for (answer, hour) in zip(answers, [15, 17, 19, 24 + 10]) {
      #expect(abs(answer - Double(hour) * Self.hour) < 1e-9)
    }
    let wait = (0 + 2 + 4 + 19) * Self.hour
    #expect(abs(simulation.total(.triageWait) - wait) < 1e-9)
    #expect(abs(simulation.desks[0].queueTime(at: 3) - wait) < 1e-9)
    #expect(abs(simulation.total(.triageHours) - 8) < 1e-9)
    #expect(abs(simulation.desks[0].overtime(at: 3) - Self.hour) < 1e-9)
  }

  @Test("Several officers read at once")
  func officers() {
    var simulation = Simulation(office(officers: 3), replication: 1)
    let groups = simulation.addGroups(7)
    simulation.advance(to: 8 * Self.hour)
    _ = simulation.submitFiles(of: groups)
    // The desk opens at this very instant: four of the files must wait for an officer.
    simulation.advance(to: 9 * Self.hour)
    #expect((simulation.desks[0].busy, simulation.desks[0].waiting) == (3, 4))
    simulation.advance(to: 11 * Self.hour)
    #expect((simulation.desks[0].busy, simulation.desks[0].waiting) == (3, 1))
    simulation.advance(to: 12.5 * Self.hour)
    #expect((simulation.desks[0].busy, simulation.desks[0].waiting) == (1, 0))
  }

  @Test("A desk open day and night holds the queue of Pollaczek and Khinchine")
  func steady() {
    let (rate, reading) = (60.0, Law.gamma(mean: 0.01, sd: 0.008))
    let scenario = Scenario.oneGroup(contactsPerDay: rate) {
      $0.areas[0].triageOfficers = 1
      $0.history.acceptance = 0
      $0.parameters.chats.endInMeeting = 1
      $0.parameters.groups.restraint = .fixed(1)
      $0.parameters.groups.trust = .fixed(1)
      $0.parameters.handover.withoutChannel = 1
      $0.parameters.handover.patience = .fixed(1e9)
      $0.parameters.handover.stingAfterRefusal = 0
      $0.parameters.triage.reading = reading
    }
    var busy: [Double] = []
    let waiting = replicate(40, of: scenario) {
      $0.advance(to: 1)
      let before = ($0.desks[0].queueTime(at: 1), $0.desks[0].busyTime(at: 1))
      $0.advance(to: 5)
      busy.append($0.desks[0].busyTime(at: 5) - before.1)
      return $0.desks[0].queueTime(at: 5) - before.0
    }
    let utilisation = rate * reading.mean
    let second = reading.variance + reading.mean * reading.mean
    let queue = rate * rate * second / (2 * (1 - utilisation))
    expectMean(of: waiting, equals: 4 * queue, tests: familySize, "waiting")
    expectMean(of: busy, equals: 4 * utilisation, tests: familySize, "busy")
  }

  @Test("A file is returned once, at most, and the checklist lowers how often and how long")
  func returned() {
    for checklist in [false, true] {
      let scenario = Scenario.quiet {
        $0.history.checklist = checklist
        $0.parameters.triage.reading = .fixed(0.1)
        $0.parameters.triage.returned = 0.6
        $0.parameters.triage.checklistReturned = 0.5
        $0.parameters.triage.checklistReading = 0.7
        $0.parameters.triage.completion = .fixed(1)
      }
      var simulation = Simulation(scenario, replication: 1)
      let groups = simulation.addGroups(1_500)
      _ = simulation.submitFiles(of: groups, isAfterSting: true)
      simulation.advance(to: 0.5)
      let returned = Double(simulation.files.count)
      expectShare(returned, of: groups.count, equals: checklist ? 0.3 : 0.6)
      simulation.advance(to: 4)
      #expect(simulation.files.count == 0)
      #expect(simulation.total(.filesRead) == Double(groups.count) + returned)
      let reading = (checklist ? 0.07 : 0.1) * 24
      let hours = simulation.total(.filesRead) * reading
      #expect(abs(simulation.total(.triageHours) - hours) < 1e-6)
    }
  }

  @Test("A file is adopted or refused; after a refusal the group may sting and trusts less")
  func answers() {
    let scenario = Scenario.quiet {
      $0.history.acceptance = 0.7
      $0.parameters.groups.trust = .fixed(0.5)
      $0.parameters.handover.trustGain = 0.1
      $0.parameters.handover.trustLoss = 0.2
      $0.parameters.handover.stingAfterRefusal = 0.4
      $0.parameters.triage.reading = .fixed(0.1)
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(2_000)
    _ = simulation.submitFiles(of: groups)
    simulation.advance(to: 0.2)
    let refused = simulation.total(.filesRefused)
    expectShare(refused, of: groups.count, equals: 0.3, "refused")
    expectShare(
      Double(simulation.stings.count), of: Int(refused), equals: 0.4, "stings after refusal")
    #expect(simulation.total(.arrests) == Double(groups.count) - refused)
    #expect(simulation.total(.volunteerCasesOpened) == simulation.total(.arrests))
    #expect(simulation.total(.exposures) == simulation.total(.arrests))
    let trust = groups.map { simulation.groups[Int($0)].trust }
    #expect(trust.count { abs($0 - 0.4) < 1e-12 } == Int(refused))
    #expect(trust.count { abs($0 - 0.55) < 1e-12 } == groups.count - Int(refused))
  }

  @Test("After a sting a refused file ends there, and an arrest exposes nobody anew")
  func afterSting() {
    let scenario = Scenario.quiet {
      $0.history.acceptance = 0.5
      $0.parameters.handover.stingAfterRefusal = 1
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(200)
    _ = simulation.submitFiles(of: groups, isAfterSting: true)
    simulation.advance(to: 4)
    #expect(simulation.total(.filesRefused) > 50)
    #expect(simulation.total(.arrests) > 50)
    #expect(simulation.total(.exposures) == 0)
    #expect((simulation.stings.count, simulation.total(.stings)) == (0, 0))
  }
}
