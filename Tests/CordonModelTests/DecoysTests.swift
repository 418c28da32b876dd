// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Decoys and chats")
struct DecoysTests {
  static let lengths: [Law] = [
    .exponential(mean: 0.5), .lognormal(mean: 0.5, sd: 0.75), .fixed(0.5),
  ]

  @Test("Volunteers lose contacts as Erlang's loss formula says, for any law", arguments: lengths)
  func loss(length: Law) {
    let (slots, rate, warmUp, days) = (3, 6.0, 5.0, 60.0)
    let scenario = Scenario.oneGroup(contactsPerDay: rate) {
      $0.parameters.groups.members = .fixed(Double(slots))
      $0.parameters.chats.perVolunteer = 1
      $0.parameters.chats.length = length
    }
    var busy: [Double] = []
    let lost = replicate(60, of: scenario) {
      $0.advance(to: warmUp)
      let before = $0.total(.chatsLost)
      $0.advance(to: warmUp + days)
      busy.append(Double($0.groups[0].chats))
      return $0.total(.chatsLost) - before
    }
    let load = rate * length.mean
    let blocked = (1...slots).reduce(1.0) { $0 * load / (Double($1) + load * $0) }
    expectMean(of: lost, equals: rate * days * blocked, tests: familySize, "lost")
    expectMean(of: busy, equals: load * (1 - blocked), tests: familySize, "chats")
    #expect(busy.allSatisfy { $0 <= Double(slots) })
  }

  @Test("Chats end in a meeting, in communication or in nothing, with the given probabilities")
  func endings() {
    let scenario = Scenario.quiet {
      $0.parameters.chats.endInMeeting = 0.4
      $0.parameters.chats.endInCommunication = 0.25
      $0.parameters.groups.restraint = .fixed(0)
    }
    var simulation = Simulation(scenario, replication: 1)
    _ = simulation.addGroups(1)
    let chats = 3_000
    for index in 0..<chats {
      simulation.endChat(group: 0, number: UInt64(index))
    }
    var counts = [0, 0, chats - simulation.stings.count]
    simulation.stings.forEachSlot { sting in
      counts[simulation.stings[sting].offence == .meeting ? 0 : 1] += 1
    }
    chiSquareTest(of: counts, probabilities: [0.4, 0.25, 0.35], tests: familySize).require()
    #expect(simulation.groups[0].chats == -Int32(chats))
  }

  @Test("Deterrence, fear of enforcement and the depletion of the pool multiply")
  func contactShare() {
    let scenario = Scenario.quiet {
      $0.parameters.publicMood.deterrence = 0.1
      $0.parameters.offenders.pool = 1_000
      $0.parameters.behaviour.stings.toEnforcement = -2
      $0.parameters.chats.headroom = 4
    }
    var simulation = Simulation(scenario, replication: 1)
    #expect(simulation.contactShare(in: 0) * 4 == 1)
    #expect(simulation.contactShare(in: 0, activity: 3.5) * 4 == 3.5)
    #expect(simulation.contactShare(in: 0, activity: 5) == 1)
    for _ in 0..<5 { simulation.countDeterringArrest() }
    #expect(
      abs(simulation.contactShare(in: 0) * 4 - exp(-0.5) * 0.995) < 1e-12)
    simulation.setLevers { $0.enforcement = 0.3 }
    #expect(
      abs(simulation.contactShare(in: 0) * 4 - exp(-0.5 - 0.6) * 0.995)
        < 1e-12)
  }

  @Test("Contacts are thinned: those that deterrence leaves are among those without it")
  func thinning() {
    let scenario = Scenario.oneGroup(contactsPerDay: 50)
    func workable(deterred: Bool) -> Set<UInt32> {
      var simulation = Simulation(scenario, replication: 1)
      if deterred { simulation.activeOffenders *= 0.4 }
      var chats: Set<UInt32> = []
      simulation.advance(to: 40) { event, _ in
        if case .chatEnds(_, let contact) = event { chats.insert(contact) }
      }
      #expect(Int(simulation.groups[0].arrival.number) >= chats.count)
      return chats
    }
    let (all, some) = (workable(deterred: false), workable(deterred: true))
    #expect(some.isSubset(of: all))
    expectShare(Double(some.count), of: all.count, equals: 0.4)
  }

  @Test("When a group stops, its chats come to nothing")
  func stops() {
    let scenario = Scenario.oneGroup(contactsPerDay: 10) {
      $0.parameters.chats.length = .fixed(5)
      $0.parameters.chats.endInMeeting = 1
    }
    var simulation = Simulation(scenario, replication: 1)
    simulation.advance(to: 4)
    #expect(simulation.groups[0].chats > 10)
    simulation.stopGroup(0)
    let chats = simulation.total(.chats)
    simulation.advance(to: 30)
    #expect(simulation.total(.chats) == chats)
    #expect(simulation.total(.stings) + simulation.total(.filesHandedOver) == 0)
    #expect((simulation.files.count, simulation.stings.count) == (0, 0))
  }
}
