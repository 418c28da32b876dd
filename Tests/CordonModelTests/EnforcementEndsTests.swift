// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Enforcement ends somewhere")
struct EnforcementEndsTests {
  /// A group of which every sting brings an action, with contacts at a constant rate.
  private func acted(_ change: (inout Scenario) -> Void) -> Scenario {
    .oneGroup(contactsPerDay: 0.1) {
      $0.history.enforcement = 1
      $0.settings.counted = 50
      $0.parameters.chats.endInMeeting = 1
      $0.parameters.groups.restraint = .fixed(0)
      $0.parameters.stings.planning = .fixed(0)
      $0.parameters.stings.dayparts = [0.25, 0.25, 0.25, 0.25]
      $0.parameters.behaviour.stopAfterEnforcement = 0
      $0.parameters.behaviour.hideAfterEnforcement = 0
      $0.parameters.enforcement.injunction = 0
      $0.parameters.enforcement.bail = 1
      change(&$0)
    }
  }

  @Test("Pause and work alternate as a renewal process")
  func renewal() {
    let (rate, pause) = (0.1, 30.3)
    var simulation = Simulation(
      acted {
        $0.parameters.enforcement.charged = 0
        $0.parameters.enforcement.bailLength = .fixed(pause)
      }, replication: 1)
    // Police hear of each sting as it starts.
    var actions: [Double] = []
    var stings = 0.0
    simulation.beginStretch(until: 50_000)
    while actions.count < 400, let event = simulation.nextEvent() {
      simulation.handle(event)
      guard simulation.total(.stings) > stings else { continue }
      stings = simulation.total(.stings)
      let number = simulation.nextContact(of: 0)
      simulation.considerEnforcement(number: number, group: 0, area: 0)
      actions.append(simulation.now)
    }
    // A contact at time t after midnight stings at a uniform hour of the next day, so that by x days after
    // the pause has ended at an hour h (uniform as well) contacts with a mean of m(x) have done so.
    func mean(_ hour: Double, _ end: Double) -> Double {
      // Day by day: contacts of a day, from the end of the pause on, that sting before the end.
      var sum = 0.0
      var day = 0.0
      while day + 1 < hour + end {
        let contacts = day == 0 ? 1 - hour : 1
        sum += contacts * min(1, hour + end - day - 1)
        day += 1
      }
      return rate * sum
    }
    let work = integral(from: 0, to: 1, steps: 50) { hour in
      integral(from: 0, to: 200, steps: 2_000) { exp(-mean(hour, $0)) }
    }
    #expect(abs(work - 1 / rate - 1) < 0.1)
    let cycles = zip(actions.dropFirst(), actions).map { $0 - $1 }
    expectMean(
      of: Array(cycles), equals: pause + work, tests: familySize, "days from action to action")
    #expect(abs(simulation.total(.pausedDays) - pause * Double(actions.count)) < 1e-6)
  }

  @Test("Pauses that begin at random cover a share of time as busy periods of M/G/infinity do")
  func covering() {
    let (rate, time, law) = (0.02, 300.0, Law.gamma(mean: 40, sd: 30))
    let scenario = Scenario.quiet {
      $0.history.enforcement = 1
      $0.parameters.behaviour.stopAfterEnforcement = 0
      $0.parameters.behaviour.hideAfterEnforcement = 0
      $0.parameters.enforcement.charged = 0
      $0.parameters.enforcement.bail = 0.5
      $0.parameters.enforcement.bailLength = law
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(2_000)
    var stream = simulation.luck.stream(.group, 1 << 40, .arrival)
    var at = 0.0
    while true {
      at += stream.exponential(mean: 1 / (rate * Double(groups.count)))
      guard at < time else { break }
      simulation.advance(to: at)
      let group = groups[Int(stream.uniform() * Double(groups.count))]
      let number = simulation.nextContact(of: group)
      simulation.considerEnforcement(number: number, group: group, area: 0)
    }
    let free = simulation.groups.count { $0.isAtWork(at: time) }
    expectShare(
      Double(free), of: groups.count, equals: exp(-rate * 0.5 * 40), "groups that work")
  }

  @Test("Hiding wears off at a constant rate")
  func hiding() {
    var simulation = Simulation(
      .quiet {
        $0.history.enforcement = 1
        $0.parameters.behaviour.stopAfterEnforcement = 0
        $0.parameters.behaviour.hideAfterEnforcement = 1
        $0.parameters.behaviour.hidingLength = 50
      }, replication: 1)
    for group in simulation.addGroups(3_000) {
      let number = simulation.nextContact(of: group)
      simulation.considerEnforcement(number: number, group: group, area: 0)
    }
    for time in [0.0, 20, 100] {
      let hidden = simulation.groups.count { $0.isHidden(at: time) }
      expectShare(Double(hidden), of: 3_000, equals: exp(-time / 50), "hidden after \(time) days")
    }
  }

  @Test("A conviction ends a group or takes a share of its members")
  func convictions() {
    var simulation = Simulation(
      .quiet {
        $0.parameters.enforcement.convicted = 1
        $0.parameters.enforcement.convictionEnds = 0.3
        $0.parameters.enforcement.convictionLoses = 0.25
        $0.parameters.groups.members = .fixed(8)
      }, replication: 1)
    for group in simulation.addGroups(2_000) {
      simulation.decideOnVolunteers(
        simulation.open(
          Case(
            number: UInt64(group), route: .enforcement, area: 0,
            volunteers: simulation.volunteerCases.add(VolunteerCase(group: group)))))
    }
    let ended = simulation.groups.count { !$0.isActive }
    expectShare(Double(ended), of: 2_000, equals: 0.3, "groups that end")
    #expect(
      simulation.groups.allSatisfy { !$0.isActive || ($0.members == 6 && $0.strength == 0.75) })
    #expect(simulation.total(.groupsStopped) == Double(ended))
  }

  @Test("A group with three quarters of its members has three quarters of the chats")
  func weakened() {
    func chats(strength: Double) -> [Double] {
      let scenario = Scenario.oneGroup(contactsPerDay: 5)
      return replicate(60, of: scenario) {
        $0.groups[0].strength = strength
        $0.advance(to: 20)
        return $0.total(.chats)
      }
    }
    expectMean(of: chats(strength: 0.75), equals: 75, tests: familySize, "chats")
  }

  @Test("Perceived certainty is the share of stings that brought an action, beyond history's")
  func certainty() {
    var simulation = Simulation(
      .quiet {
        $0.history.enforcement = 0.1
        $0.parameters.behaviour.deterrenceByCertainty = 2
        $0.parameters.behaviour.certaintyPrior = 3
        $0.parameters.behaviour.defiance = 0.1
        $0.parameters.behaviour.defianceOfFounders = 0.02
        $0.parameters.behaviour.stopAfterEnforcement = 0
        $0.parameters.groups.foundingBase = 0.01
        $0.parameters.groups.foundingMaximum = 1
        $0.parameters.groups.legitimation = 0
        $0.parameters.enforcement.bail = 0
      }, replication: 1)
    #expect(simulation.perceivedCertainty == 0)
    let group = simulation.addGroups(1)[0]
    let usual = simulation.contactShare(in: 0)
    simulation.setLevers { $0.enforcement = 1 }
    let answered = simulation.contactShare(in: 0)
    for _ in 0..<9 {
      let number = simulation.nextContact(of: group)
      simulation.considerEnforcement(number: number, group: group, area: 0)
    }
    let certainty = (9 - 0.9) / 12
    #expect(abs(simulation.perceivedCertainty - certainty) < 1e-12)
    #expect(abs(simulation.contactShare(in: 0) / answered - exp(-2 * certainty)) < 1e-12)
    #expect(answered < usual)
    #expect(simulation.groups[0].actions == 9)
    let founding = simulation.parameters.behaviour.founding.toEnforcement * 0.9
    let rate = 0.01 * exp(founding - 2 * certainty + 0.02 * 9)
    #expect(abs(simulation.foundingRate - rate) < 1e-12)
  }

  @Test("Deterrence and defiance are neutral unless a scenario says otherwise")
  func neutral() {
    let own = BehaviourParameters()
    #expect((own.deterrenceByCertainty, own.defiance, own.defianceOfFounders) == (0, 0, 0))
  }
}
