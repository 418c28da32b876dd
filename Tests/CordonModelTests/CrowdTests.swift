// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Crowd")
struct CrowdTests {
  private static let minute = 1.0 / 1_440

  @Test(
    "Without escalation the crowd is that of M_t/G/infinity",
    arguments: [
      Law.exponential(mean: 15.0 / 1_440), .lognormal(mean: 15.0 / 1_440, sd: 12.0 / 1_440),
    ])
  func infiniteServers(stay: Law) {
    let (passing, viewers, travel) = (720.0, 8_000.0, 12 * Self.minute)
    let scenario = Scenario.quiet {
      $0.parameters.crowd.footfall = passing
      $0.parameters.crowd.footfallByPlace = [0, 0, 0.5, 0.5, 0]
      $0.parameters.crowd.localViewers = 0.001
      $0.parameters.crowd.travel = .exponential(mean: travel)
      $0.parameters.crowd.stay = stay
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(300)
    let stings = groups.map { group in
      var row = Sting(
        number: simulation.nextContact(of: group), group: group, area: 0, offence: .meeting,
        quality: 0.5, start: 0)
      row.place = .shoppingCentre
      row.liveViewers = viewers
      return simulation.stings.add(row)
    }
    for sting in stings { simulation.startCrowd(at: sting) }

    let rate = { (time: Double) in
      passing * 0.5 + viewers * 0.001 / travel * exp(-time / travel)
    }
    for time in [5, 15, 45].map({ $0 * Self.minute }) {
      simulation.advance(to: time)
      let mean = integral(from: 0, to: time, steps: 500) { age in
        rate(time - age) * (1 - stay.cdf(age))
      }
      expectMoments(
        of: stings.map { Double(simulation.stings[$0].scene.crowd) }, mean: mean, variance: mean,
        "crowd after \(time) days")
    }
    let joined = integral(from: 0, to: 45 * Self.minute, steps: 500, of: rate)
    let candidates = simulation.total(.crowdJoined) / Double(stings.count)
    #expect(abs(candidates - joined) < 6 * (joined / Double(stings.count)).squareRoot())
  }

  @Test(
    "The footfall of the weekend is that of Saturday and Sunday",
    arguments: [(3.5, 1.0), (4.5, 1), (5.0, 3), (5.5, 3), (6.99, 3), (7.0, 1), (7.5, 1)])
  func weekend(time: Double, factor: Double) {
    var simulation = Simulation(
      .quiet {
        $0.parameters.crowd.footfall = 100
        $0.parameters.crowd.footfallByPlace = [1, 1, 1, 1, 1]
        $0.parameters.crowd.weekendFootfall = 3
      }, replication: 1)
    let group = simulation.addGroups(1)[0]
    // The first day is a Monday.
    simulation.advance(to: time)
    let sting = simulation.startStings(of: [group])[0]
    #expect(simulation.stings[sting].scene.joinBound == 100 * factor)
  }

  @Test("A day that no run reaches is as good as a weekend, so that a search for one ends")
  func endOfDays() {
    let world = World(.quiet())
    #expect(world.isWeekend(1e300) && world.isWeekend(.infinity))
    #expect([4, 5, 6, 7].map(world.isWeekend) == [false, true, true, false])
    #expect([-3, -2, -1, 0].map(world.isWeekend) == [false, true, true, false])
  }

  @Test("A sting that is over leaves nothing behind: no event, no crowd, no row")
  func dissolves() {
    let scenario = Scenario.quiet {
      $0.parameters.crowd.footfall = 2_000
      $0.parameters.crowd.hostilePerPerson = 1
      $0.parameters.callers.bystander = 5
      $0.parameters.response.travel = .fixed(60 * Self.minute)
      $0.parameters.stings.stay = .fixed(30 * Self.minute)
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(50)
    let before = simulation.underWay
    _ = simulation.startStings(of: groups)
    simulation.advance(to: 29.5 * Self.minute)
    let joined = simulation.total(.crowdJoined)
    #expect(joined > 100 && simulation.total(.callsByBystanders) > 0)
    #expect(simulation.crowds.count == 50 && simulation.crowds.people > 100)
    simulation.advance(to: 30.5 * Self.minute)
    #expect(simulation.crowds.count == 0 && simulation.crowds.people == 0)
    #expect(simulation.stings.count == 0 && simulation.underWay == before)
    simulation.advance(to: 0.9)
    #expect(simulation.total(.crowdJoined) >= joined)
    // Their slots are used again.
    _ = simulation.startStings(of: groups)
    #expect(simulation.crowds.count == 50 && simulation.crowds.people == 0)
    simulation.advance(to: 0.95)
    #expect(simulation.stings.count == 0 && simulation.underWay == before)
  }

  @Test("Under constant hazards levels are reached and held as the Markov chain says")
  func absorption() {
    let (stay, competence, crowd) = (60 * Self.minute, 0.5, 10)
    let scenario = Scenario.quiet {
      $0.parameters.groups.competence = .fixed(competence)
      $0.parameters.stings.stay = .exponential(mean: stay)
      $0.parameters.crowd.hostile = 12
      $0.parameters.crowd.hostilePerPerson = 2
      $0.parameters.crowd.assault = 10
      $0.parameters.crowd.assaultPerPerson = 4
      $0.parameters.crowd.disorderPerPerson = 5
      $0.parameters.crowd.stewarding = 0.4
      $0.parameters.crowd.intervention = 0.2
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(3_000)
    let stings = simulation.startStings(of: groups, crowd: UInt32(crowd))
    // When each sting has reached its next level, or its end.
    var moments: [UInt32: [Double]] = [:]
    simulation.advance(to: 3) { event, simulation in
      switch event {
      case .escalates(let sting), .stingEnds(let sting):
        moments[sting, default: [0]].append(simulation.now)
      default: break
      }
    }
    let calming = 1 - 0.4 * competence
    var chain = MarkovChain(states: 5)
    chain.add(calming * (12 + 2 * Double(crowd)), from: 0, to: 1)
    chain.add(calming * 0.8 * (10 + 4 * Double(crowd)), from: 1, to: 2)
    chain.add(calming * 5 * Double(crowd), from: 2, to: 3)
    for level in 0...3 { chain.add(1 / stay, from: level, to: 4) }
    let times = chain.timesBeforeAbsorption(from: 0)
    #expect(abs(times.reduce(0, +) - stay) < 1e-12)
    for level in 0...3 {
      let held = stings.map { sting -> Double in
        guard let path = moments[sting], path.count > level + 1 else { return 0 }
        return path[level + 1] - path[level]
      }
      expectMean(of: held, equals: times[level], tests: familySize, "time at level \(level)")
    }
    let reached = [Measure.hostileStings, .assaults, .seriousDisorders].map(simulation.total)
    for (level, count) in reached.enumerated() {
      // Absorbed from the level or above: time held times the rate of the end.
      let share = times[(level + 1)...].reduce(0, +) / stay
      expectShare(count, of: stings.count, equals: share, "level \(level + 1) or above")
    }
  }

  @Test("A crowd that comes and goes makes a sting hostile as the integral of its hazard says")
  func hazardOfACrowd() {
    let (passing, stay, hazard, time) = (600.0, 15 * Self.minute, 6.0, 40 * Self.minute)
    let scenario = Scenario.quiet {
      $0.parameters.crowd.footfall = passing
      $0.parameters.crowd.footfallByPlace = [0.2, 0.2, 0.2, 0.2, 0.2]
      $0.parameters.crowd.stay = .exponential(mean: stay)
      $0.parameters.crowd.hostilePerPerson = hazard
      $0.parameters.crowd.stewarding = 0
      $0.parameters.stings.stay = .fixed(1)
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(1_500)
    let stings = simulation.startStings(of: groups)
    simulation.advance(to: time)
    let hostile = stings.filter { simulation.stings[$0].scene.escalation.level >= .hostile }.count
    // Each passer-by, in the crowd for min(stay, rest), spares it with the transform of that time.
    let rate = 1 / stay + hazard
    let avoided = integral(from: 0, to: time) { rest in
      let spared = (1 - exp(-rate * rest)) / stay / rate + exp(-rate * rest)
      return passing * 0.2 * (1 - spared)
    }
    expectShare(Double(hostile), of: stings.count, equals: 1 - exp(-avoided))
  }

  @Test("A level is left when the integral of a changing hazard reaches the threshold")
  func escalation() {
    var escalation = Escalation()
    #expect(escalation.crossing == .infinity)
    escalation.enter(.calm, threshold: 2, at: 1)
    #expect(escalation.crossing == .infinity)
    escalation.change(hazard: 0.5, at: 2)
    #expect(escalation.crossing == 6)
    // One half is used up by time 3; what is left takes twice as long at half the hazard.
    escalation.change(hazard: 0.25, at: 3)
    #expect(escalation.crossing == 9)
    escalation.change(hazard: 0, at: 5)
    #expect(escalation.crossing == .infinity)
    #expect(escalation.remaining == 1)
    escalation.change(hazard: 4, at: 105)
    #expect(escalation.crossing == 105.25)
    // A change at the very time of the crossing leaves nothing to wait for.
    escalation.change(hazard: 8, at: 105.25)
    #expect(escalation.crossing == 105.25)
    escalation.enter(.hostile, threshold: 3, at: 105.25)
    #expect((escalation.level, escalation.hazard) == (.hostile, 0))
    escalation.change(hazard: 1, at: 105.25)
    #expect(escalation.crossing == 108.25)
  }

  @Test("Levels follow each other up to disorder")
  func levels() {
    #expect(Escalation.Level.calm.next == .hostile)
    #expect(Escalation.Level.hostile.next == .assault)
    #expect(Escalation.Level.assault.next == .disorder)
    #expect(Escalation.Level.disorder.next == nil)
  }

  @Test("Injuries are Poisson numbers with the means of the levels reached")
  func injuries() {
    let scenario = Scenario.quiet {
      $0.parameters.stings.stay = .fixed(1)
      $0.parameters.crowd.hostile = 1e6
      $0.parameters.crowd.assault = 1e6
      $0.parameters.crowd.disorderPerPerson = 1e6
      $0.parameters.crowd.injuriesAtAssault = 0.5
      $0.parameters.crowd.injuriesAtDisorder = 2
      $0.parameters.crowd.officersInjuredAtDisorder = 0.4
    }
    var injured: [Double] = []
    let officers = replicate(2_000, of: scenario) {
      let groups = $0.addGroups(2)
      _ = $0.startStings(of: [groups[0]], crowd: 1)
      _ = $0.startStings(of: [groups[1]])
      $0.advance(to: 2)
      // Without a crowd an assault is the end of it.
      #expect(($0.total(.assaults), $0.total(.seriousDisorders)) == (2, 1))
      injured.append($0.total(.injuries))
      return $0.total(.officersInjured)
    }
    expectMoments(of: injured, mean: 0.5 + 0.5 + 2, variance: 3, "injured")
    expectMoments(of: officers, mean: 0.4, variance: 0.4, "officers injured")
  }
}
