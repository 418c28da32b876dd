// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Prosecutor and court")
struct CourtTests {
  @Test("The probability of a charge is proportional to quality and falls with strictness")
  func chargeProbability() {
    var own = CourtParameters()
    own.chargeVolunteer = 0.75
    own.chargeRefusing = 0.05
    own.referenceQuality = 0.6
    for (quality, strictness, probability) in [
      (0.6, 0.0, 0.75), (0.3, 0, 0.375), (0.8, 0, 1), (1, 0, 1), (0, 0, 0),
      (0.6, 1, 0.05), (0.6, 0.5, 0.4), (0.02, 1, 0.025),
    ] {
      #expect(
        abs(own.chargeProbability(quality: quality, strictness: strictness) - probability) < 1e-12)
    }
  }

  @Test("The probability of a conviction at trial fits the share of all charged")
  func convictionAtTrial() {
    var own = CourtParameters()
    (own.guiltyPlea, own.conviction) = (0.6, 0.8)
    #expect(abs(own.convictionAtTrial - 0.5) < 1e-12)
    (own.guiltyPlea, own.conviction) = (0.9, 0.8)
    #expect(own.convictionAtTrial == 0)
    (own.guiltyPlea, own.conviction) = (1, 1)
    #expect(own.convictionAtTrial == 0)
  }

  @Test("Cases go through a funnel of which the shares multiply", arguments: [0.0, 0.5])
  func funnel(strictness: Double) {
    let (count, quality) = (3_000, 0.5)
    let scenario = Scenario.quiet {
      $0.history.prosecutorsStrictness = strictness
      $0.parameters.court.guiltyPlea = 0.5
      $0.parameters.court.conviction = 0.8
      $0.parameters.court.collapse = 0.1
    }
    var simulation = Simulation(scenario, replication: 1)
    for slot in simulation.addVolunteerCases(count, quality: quality) {
      simulation.awaitCharge(slot)
    }
    simulation.advance(to: 5_000)
    let own = scenario.parameters.court
    let charged = own.chargeProbability(quality: quality, strictness: strictness)
    // Of the half that goes to trial a fifth collapses; of what is left 0.6 are convicted.
    let convicted = 0.5 + 0.5 * 0.8 * 0.6
    for (measure, share) in [
      (Measure.volunteerCharges, charged), (.volunteerNotCharged, 1 - charged),
      (.trials, charged * 0.5), (.collapses, charged * 0.1),
      (.volunteerConvictions, charged * convicted), (.acquittals, charged * 0.5 * 0.8 * 0.4),
    ] {
      expectShare(simulation.total(measure), of: count, equals: share, "\(measure)")
    }
    let ended = [Measure.volunteerConvictions, .acquittals, .collapses].map(simulation.total)
    #expect(simulation.total(.casesEnded) == ended.reduce(0, +))
    #expect(simulation.total(.casesEnded) == simulation.total(.volunteerCharges))
    #expect(simulation.total(.volunteerCases) == simulation.total(.volunteerCharges))
    #expect(simulation.cases.count == 0)
  }

  @Test("The police's own cases neither collapse nor count among those of volunteers")
  func ownFunnel() {
    let count = 2_000
    let scenario = Scenario.quiet {
      $0.parameters.court.chargeOwn = 0.6
      $0.parameters.court.guiltyPlea = 0.5
      $0.parameters.court.conviction = 0.8
      $0.parameters.court.collapse = 0.5
    }
    var simulation = Simulation(scenario, replication: 1)
    for number in 0..<UInt64(count) {
      simulation.awaitCharge(
        simulation.open(
          Case(number: number, route: .undercover, offence: .other, area: 0)))
    }
    simulation.advance(to: 5_000)
    expectShare(simulation.total(.ownCharges), of: count, equals: 0.6, "charges")
    expectShare(simulation.total(.ownConvictions), of: count, equals: 0.48, "convictions")
    #expect(simulation.total(.ownCases) == 0)
    for measure in [Measure.collapses, .acquittals, .volunteerCharges, .casesEnded] {
      #expect(simulation.total(measure) == 0)
    }
    #expect(simulation.totalCost == 0)
    #expect(simulation.cases.count == 0)
  }

  @Test("The times of decision, preparation and trial follow each other")
  func tandem() {
    let count = 1_000
    let scenario = Scenario.quiet {
      $0.parameters.court.chargeVolunteer = 1
      $0.parameters.court.decision = .gamma(mean: 20, sd: 10)
      $0.parameters.court.preparation = .gamma(mean: 300, sd: 100)
      $0.parameters.court.pleaTime = 0.6
      $0.parameters.court.guiltyPlea = 0.65
      $0.parameters.court.trial = .exponential(mean: 8)
    }
    var simulation = Simulation(scenario, replication: 1)
    for slot in simulation.addVolunteerCases(count) { simulation.awaitCharge(slot) }
    var charged: [UInt32: Double] = [:]
    var pleas: [Double] = []
    var trials: [Double] = []
    simulation.advance(to: 5_000) { event, simulation in
      switch event {
      case .chargeDecision(let slot): charged[slot] = simulation.now
      case .pleaHeard(let slot): pleas.append(simulation.now - (charged[slot] ?? .nan))
      case .trialEnds(let slot): trials.append(simulation.now - (charged[slot] ?? .nan))
      default: break
      }
    }
    #expect(simulation.total(.courtWait) == 0)
    expectMoments(of: Array(charged.values), mean: 20, variance: 100, "decision")
    expectMean(of: pleas, equals: 0.6 * 300, tests: familySize, "to plea")
    expectMean(of: trials, equals: 300 + 8, tests: familySize, "to end of trial")
    expectShare(Double(pleas.count), of: count, equals: 0.65, "pleas")
    #expect(
      abs(simulation.total(.daysToCharge) - charged.values.reduce(0, +)) < 1e-6 * Double(count))
    let toEnd = (pleas + trials).reduce(0, +)
    #expect(abs(simulation.total(.daysChargeToEnd) - toEnd) < 1e-6 * Double(count))
  }

  @Test("Cases ready at once wait for a courtroom as in a queue that only drains")
  func courtrooms() {
    let (cases, rooms, trial) = (25, 3, 4.0)
    let scenario = Scenario.quiet {
      $0.parameters.court.courtrooms = Double(rooms)
      $0.parameters.court.trial = .exponential(mean: trial)
    }
    let waits = replicate(200, of: scenario) {
      for slot in $0.addVolunteerCases(cases) { $0.readyForTrial(slot) }
      #expect(($0.courts.busy, $0.courts.waiting) == (rooms, cases - rooms))
      $0.advance(to: 1_000)
      #expect($0.total(.trials) == Double(cases))
      #expect(abs($0.courts.queueTime(at: 1_000) - $0.total(.courtWait)) < 1e-9)
      return $0.total(.courtWait)
    }
    // Each that waits is taken after so many more ends of trials, of which rooms / trial come a day.
    let expected = (1...(cases - rooms)).reduce(0.0) { $0 + Double($1) * trial / Double(rooms) }
    expectMean(of: waits, equals: expected, tests: familySize)
  }

  @Test("Cases that wait at the start are tried one after the other, and are the police's own")
  func backlog() {
    let scenario = Scenario.quiet {
      $0.parameters.court.courtrooms = 2
      $0.parameters.court.backlog = 5
      $0.parameters.court.trial = .fixed(3)
      $0.parameters.court.conviction = 1
    }
    var simulation = Simulation(scenario, replication: 1)
    for (time, waiting, convicted) in [
      (0.0, 3, 0), (2.9, 3, 0), (3.1, 1, 2), (6.1, 0, 4), (9.1, 0, 5),
    ] {
      simulation.advance(to: time)
      #expect(simulation.courts.waiting == waiting)
      #expect(simulation.total(.ownConvictions) == Double(convicted))
    }
    #expect(simulation.cases.count == 0)
    #expect(simulation.total(.courtWait) == 3 * 2 + 6)
  }

  @Test("A trial costs its court days")
  func cost() {
    let scenario = Scenario.quiet {
      $0.parameters.court.trial = .fixed(4)
      $0.parameters.costs.courtDay = 1_000
    }
    var simulation = Simulation(scenario, replication: 1)
    for slot in simulation.addVolunteerCases(3) { simulation.readyForTrial(slot) }
    simulation.advance(to: 10)
    #expect(simulation.totalCost == 12_000)
  }
}
