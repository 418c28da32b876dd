// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Hand over or sting")
struct HandoverTests {
  private func handedOver(
    of files: Int, channel: Bool, isHidden: Bool = false
  ) -> (simulation: Simulation, share: Double) {
    let scenario = Scenario.quiet {
      $0.parameters.groups.restraint = .fixed(0.8)
      $0.parameters.groups.trust = .fixed(0.5)
      $0.parameters.handover.withoutChannel = 0.25
      $0.history.handoverPromise = channel ? 5 : .infinity
    }
    var simulation = Simulation(scenario, replication: 1)
    _ = simulation.addGroups(1)
    simulation.groups[0].hiddenUntil = isHidden ? .infinity : -.infinity
    for index in 0..<files {
      simulation.fileIsReady(group: 0, number: UInt64(index), area: 0, offence: .meeting)
    }
    return (simulation, simulation.total(.filesHandedOver))
  }

  @Test("With fixed trust files are split binomially", arguments: [(true, 0.4), (false, 0.1)])
  func split(channel: Bool, probability: Double) {
    let (simulation, quiet) = handedOver(of: 3_000, channel: channel)
    expectShare(quiet, of: 3_000, equals: probability)
    #expect(simulation.files.count + simulation.stings.count == 3_000)
  }

  @Test("A group that hides hands nothing over")
  func hidden() {
    let (simulation, quiet) = handedOver(of: 100, channel: true, isHidden: true)
    #expect(quiet == 0)
    #expect(simulation.stings.count == 100)
  }

  @Test("Quality adds up from the file, the checklist, competence and recognition, up to 1")
  func quality() {
    let scenario = Scenario.quiet {
      $0.parameters.handover.quality = .fixed(0.5)
      $0.parameters.handover.checklistEffect = 0.1
      $0.parameters.handover.competenceEffect = 0.14
      $0.parameters.behaviour.evidence.toRecognition = 0.5
      $0.history.acceptance = 0.5
    }
    var simulation = Simulation(scenario, replication: 1)
    func quality(competence: Double) -> Double {
      var stream = simulation.luck.stream(.contact, 0, .handover)
      return simulation.fileQuality(
        &stream, competence: competence, in: 0)
    }
    #expect(abs(quality(competence: 0.3) - 0.5) < 1e-12)
    #expect(abs(quality(competence: 1) - 0.64) < 1e-12)
    simulation.setLevers { $0.checklist = true }
    #expect(abs(quality(competence: 0.3) - 0.6) < 1e-12)
    simulation.setLevers { $0.acceptance = 0.7 }
    #expect(abs(quality(competence: 0.3) - 0.7) < 1e-12)
    simulation.setLevers { $0.acceptance = 1 }
    #expect(abs(quality(competence: 0.3) - 0.85) < 1e-12)
    #expect(abs(quality(competence: 1) - 0.99) < 1e-12)
    #expect(quality(competence: 1.2) == 1)
  }

  @Test("Files wait for the desk, or lapse into a sting, as in M/M/n+M")
  func deadlines() {
    let (rate, officers, reading, patience) = (24.0, 2, 0.125, 0.25)
    let scenario = Scenario.oneGroup(contactsPerDay: rate) {
      $0.areas[0].triageOfficers = officers
      $0.history.handoverPromise = 0
      $0.history.acceptance = 0
      $0.parameters.chats.endInMeeting = 1
      $0.parameters.groups.restraint = .fixed(1)
      $0.parameters.groups.trust = .fixed(1)
      $0.parameters.handover.patience = .exponential(mean: patience)
      $0.parameters.handover.stingAfterRefusal = 0
      $0.parameters.triage.reading = .exponential(mean: reading)
    }
    let days = 5.0
    var waiting: [Double] = []
    let lapsed = replicate(60, of: scenario) {
      $0.advance(to: days)
      waiting.append($0.desks[0].queueTime(at: days))
      let planned = $0.total(.stings) + Double($0.stings.count)
      #expect(planned >= $0.total(.handoversLapsed))
      return $0.total(.handoversLapsed)
    }
    let queue = { (files: Int) in Double(max(0, files - officers)) }
    let chain = MarkovChain(
      highest: 80, birth: { _ in rate },
      death: { Double(min($0, officers)) / reading + queue($0) / patience })
    let expected = chain.evolve(from: 0, for: days, reward: queue).reward
    expectMean(of: waiting, equals: expected, tests: familySize, "waiting")
    expectMean(of: lapsed, equals: expected / patience, tests: familySize, "lapsed")

    // The chain itself has the limit that Palm gave for Erlang-A.
    let (capacity, leaving) = (Double(officers) / reading, 1 / patience)
    var (sum, term) = (1.0, 1.0)
    for index in 1...200 {
      term *= rate / leaving / (capacity / leaving + Double(index))
      sum += term
    }
    let load = rate * reading
    let blocked = (1...officers).reduce(1.0) { $0 * load / (Double($1) + load * $0) }
    let waits = sum * blocked / (1 + (sum - 1) * blocked)
    let utilisation = rate / capacity
    let leaves = waits * (1 / (utilisation * sum) + 1 - 1 / utilisation)
    let later = chain.evolve(from: 0, for: days + 1, reward: queue).reward - expected
    #expect(abs(later / patience - rate * leaves) < 1e-6)
  }

  @Test("A promise is a deadline no earlier than itself, and an answer in time cancels it")
  func promise() {
    let scenario = Scenario.oneGroup(contactsPerDay: 0) {
      $0.areas[0].triageOfficers = 1
      $0.history.handoverPromise = 1.5
      $0.history.acceptance = 1
      $0.parameters.groups.restraint = .fixed(1)
      $0.parameters.groups.trust = .fixed(1)
      $0.parameters.handover.patience = .fixed(0.5)
      $0.parameters.handover.trustLoss = 0.2
      $0.parameters.triage.reading = .fixed(1)
    }
    var simulation = Simulation(scenario, replication: 1)
    for index in 0..<3 {
      simulation.fileIsReady(group: 0, number: UInt64(index), area: 0, offence: .meeting)
    }
    // The first is read at once, the second after one day; the third would be after two.
    simulation.advance(to: 1.4)
    #expect(simulation.total(.filesRead) == 2)
    #expect(simulation.total(.handoversLapsed) == 0)
    simulation.advance(to: 1.6)
    #expect(simulation.total(.handoversLapsed) == 1)
    #expect(simulation.groups[0].trust == 0.8)
    #expect((simulation.files.count, simulation.stings.count) == (1, 1))
    simulation.advance(to: 4)
    #expect(simulation.total(.filesRead) == 2)
    #expect(simulation.total(.arrests) == 2)
  }

  @Test("A timely answer closes a share of missing trust, a bad one takes a share of it")
  func trust() {
    let scenario = Scenario.quiet {
      $0.parameters.groups.trust = .fixed(0.5)
      $0.parameters.handover.trustGain = 0.1
      $0.parameters.handover.trustLoss = 0.2
    }
    var simulation = Simulation(scenario, replication: 1)
    _ = simulation.addGroups(1)
    simulation.encourage(0)
    #expect(abs(simulation.groups[0].trust - 0.55) < 1e-12)
    simulation.disappoint(0)
    #expect(abs(simulation.groups[0].trust - 0.44) < 1e-12)
  }
}
