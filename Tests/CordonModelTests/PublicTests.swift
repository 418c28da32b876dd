// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Publicity, trust and deterrence")
struct PublicTests {
  @Test("Shot noise has the mean and variance of Campbell's theorem on its way to rest")
  func campbell() {
    let (rate, decay, time) = (3.0, 4.0, 5.0)
    let jumps = Law.gamma(mean: 2, sd: 1)
    let levels = (1...1_000).map { replication -> Double in
      var stream = Luck(seed: 3, replication: replication)
        .stream(StreamAddress(kind: 1, number: 1, purpose: 1))
      var level = DecayingLevel(rest: 10, timeConstant: decay, at: 0)
      var now = stream.exponential(mean: 1 / rate)
      while now < time {
        level.add(stream.draw(jumps), at: now)
        now += stream.exponential(mean: 1 / rate)
      }
      return level.level(at: time)
    }
    let second = jumps.variance + jumps.mean * jumps.mean
    expectMoments(
      of: levels, mean: 10 + rate * jumps.mean * decay * (1 - exp(-time / decay)),
      variance: rate * second * decay / 2 * (1 - exp(-2 * time / decay)), "level")
  }

  @Test("A level decays to its rest, jumps add up, and the integral is that of the path")
  func levels() {
    var level = DecayingLevel(rest: 2, timeConstant: 5, at: 1)
    #expect((level.level(at: 1), level.level(at: 100), level.integral(to: 4)) == (2, 2, 6))
    var expected = 6.0
    level.add(3, at: 4)
    #expect(level.level(at: 4) == 5)
    expected += integral(from: 0, to: 7) { 2 + 3 * exp(-$0 / 5) }
    #expect(abs(level.integral(to: 11) - expected) < 1e-9)
    level.add(-1, at: 11)
    let left = 3 * exp(-1.4) - 1
    #expect(abs(level.level(at: 11) - 2 - left) < 1e-12)
    expected += integral(from: 0, to: 2) { 2 + left * exp(-$0 / 5) }
    #expect(abs(level.integral(to: 13) - expected) < 1e-9)
    #expect(abs(level.level(at: 16) - 2 - left * exp(-1)) < 1e-12)
  }

  @Test("A shock takes a part of the way to 0 or to 1, and no shocks lead beyond")
  func shocks() {
    var trust = DecayingLevel(rest: 0.6, timeConstant: 10, at: 0)
    trust.shock(-0.5, at: 0)
    #expect(abs(trust.level(at: 0) - 0.3) < 1e-12)
    trust.shock(0.1, at: 0)
    #expect(abs(trust.level(at: 0) - 0.37) < 1e-12)
    var stream = Luck(seed: 1, replication: 1)
      .stream(StreamAddress(kind: 1, number: 1, purpose: 1))
    var now = 0.0
    for index in 0..<5_000 {
      now += stream.exponential(mean: index.isMultiple(of: 2) ? 0.001 : 5)
      trust.shock(2 * stream.uniform() - 1, at: now)
      #expect(0...1 ~= trust.level(at: now))
    }
    for extreme in [-1.0, 1] {
      trust.shock(extreme, at: now)
      #expect(abs(trust.level(at: now) - (extreme + 1) / 2) < 1e-12)
    }
  }

  @Test("Streamed stings of one group make publicity as Campbell's theorem says")
  func publicityOfStings() {
    let (rate, decay, days) = (4.0, 5.0, 10.0)
    let audience = Law.lognormal(mean: 2_000, sd: 2_500)
    let scenario = Scenario.oneGroup(contactsPerDay: rate) {
      $0.parameters.chats.endInMeeting = 1
      $0.parameters.groups.restraint = .fixed(0)
      $0.parameters.stings.planning = .fixed(0)
      $0.parameters.stings.dayparts = [0.25, 0.25, 0.25, 0.25]
      $0.parameters.stings.streamed = 0.6
      $0.parameters.stings.audience = audience
      $0.parameters.stings.audienceToFollowers = 0
      $0.parameters.stings.stay = .fixed(0)
      $0.parameters.publicMood.viewersPerUnit = 1_000
      $0.parameters.publicMood.publicityDecay = decay
    }
    var integrals: [Double] = []
    let levels = replicate(300, of: scenario) {
      $0.advance(to: days)
      integrals.append($0.publicity.integral(to: days))
      return $0.publicity.level(at: days)
    }
    // Files of one day are stings of the next: a Poisson process from day 1 on.
    let (jumps, time) = (0.6 * rate, days - 1)
    let mean = audience.mean / 1_000
    let second = (audience.variance + audience.mean * audience.mean) / 1e6
    expectMean(
      of: levels, equals: jumps * mean * decay * (1 - exp(-time / decay)), tests: familySize,
      "level")
    // The integral weighs a jump of age a by decay (1 - e^(-a / decay)).
    let variance =
      jumps * second
      * integral(from: 0, to: time) { pow(decay * (1 - exp(-$0 / decay)), 2) }
    expectMoments(
      of: integrals, mean: jumps * mean * decay * (time - decay * (1 - exp(-time / decay))),
      variance: variance, "integral")
  }

  @Test("Convictions, disorders and scandals move publicity, trust and the perceived risk")
  func shocksOfEvents() {
    let scenario = Scenario.quiet {
      $0.parameters.publicMood.trustMean = 0.5
      $0.parameters.publicMood.publicityOfConviction = 3
      $0.parameters.publicMood.trustGainByConviction = 0.1
      $0.parameters.publicMood.publicityOfDisorder = 20
      $0.parameters.publicMood.trustLossByDisorder = 0.2
      $0.parameters.publicMood.publicityOfScandal = 5
      $0.parameters.publicMood.trustLossByScandal = 0.4
      $0.parameters.stings.streamed = 0
      $0.parameters.stings.stay = .fixed(0)
    }
    func mood(_ simulation: Simulation) -> [Double] {
      [
        simulation.publicity.level(at: simulation.now),
        simulation.publicTrust.level(at: simulation.now),
        simulation.perceivedRisk.level(at: simulation.now),
      ]
    }
    func isClose(_ one: [Double], _ other: [Double]) -> Bool {
      zip(one, other).allSatisfy { abs($0 - $1) < 1e-12 }
    }
    var conviction = Simulation(scenario, replication: 1)
    conviction.convict(conviction.addVolunteerCases(1)[0])
    #expect(isClose(mood(conviction), [3, 0.55, 1]))

    var own = Simulation(scenario, replication: 1)
    own.convict(own.open(Case(number: 1, route: .referral, area: 0)))
    #expect(isClose(mood(own), [0, 0.5, 0]))

    var wrong = scenario
    wrong.parameters.stings.wrongPerson = 10
    var scandal = Simulation(wrong, replication: 1)
    _ = scandal.startStings(of: scandal.addGroups(1))
    scandal.advance(to: .leastNonzeroMagnitude)
    #expect(isClose(mood(scandal), [5, 0.3, 0]))

    var violent = scenario
    violent.parameters.stings.stay = .fixed(0.001)
    violent.parameters.crowd.hostile = 1e9
    violent.parameters.crowd.assault = 1e9
    violent.parameters.crowd.disorderPerPerson = 1e9
    var disorder = Simulation(violent, replication: 1)
    _ = disorder.startStings(of: disorder.addGroups(1), crowd: 1)
    disorder.advance(to: 0.0011)
    #expect(zip(mood(disorder), [20, 0.4, 0]).allSatisfy { abs($0 - $1) < 1e-3 })
  }
}
