// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Groups")
struct GroupsTests {
  private func founding(_ change: (inout GroupParameters) -> Void) -> Scenario {
    .quiet {
      $0.parameters.groups.foundingMaximum = 4
      change(&$0.parameters.groups)
    }
  }

  @Test(
    "Without publicity and legitimation their number is that of M/M/infinity",
    arguments: [0, 10])
  func infiniteServers(initial: Int) {
    let (rate, lifetime, time) = (1.0, 15.0, 20.0)
    let scenario = founding {
      $0.initial = initial
      $0.foundingBase = rate
      $0.lifetime = lifetime
      $0.legitimation = 0
    }
    let counts = replicate(400, of: scenario) {
      $0.advance(to: time)
      return Double($0.groupCount)
    }
    let stays = exp(-time / lifetime)
    let founded = rate * lifetime * (1 - stays)
    expectMoments(
      of: counts, mean: Double(initial) * stays + founded,
      variance: Double(initial) * stays * (1 - stays) + founded, "groups")
  }

  @Test("Founding by density rises and falls: a birth-and-death chain", arguments: [0, 6])
  func density(initial: Int) {
    let (rate, lifetime, legitimation, peak, time) = (0.5, 8.0, 1.4, 5.0, 12.0)
    let scenario = founding {
      $0.initial = initial
      $0.foundingBase = rate
      $0.lifetime = lifetime
      $0.legitimation = legitimation
      $0.densityPeak = peak
    }
    let counts = replicate(400, of: scenario) {
      $0.advance(to: time)
      return Double($0.groupCount)
    }
    func birth(_ groups: Int) -> Double {
      let x = Double(groups) / peak
      return rate * exp(legitimation * x * (2 - x))
    }
    #expect(birth(5) > 4 * birth(0) && birth(10) == birth(0) && birth(13) < birth(0) / 2)
    let chain = MarkovChain(highest: 40, birth: birth, death: { Double($0) / lifetime })
    let law = chain.evolve(from: initial, for: time).probabilities
    let mean = law.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    let variance = law.enumerated().reduce(0) {
      $0 + (Double($1.offset) - mean) * (Double($1.offset) - mean) * $1.element
    }
    expectMoments(of: counts, mean: mean, variance: variance, "groups")
  }

  /// Founding fed by the publicity of stings: the mean of a Hawkes process with a group's lifetime
  /// and a sting's delay between an event and those that it brings about.
  private struct Feedback {
    let base = 0.5
    let response = 0.09
    let lifetime = 10.0
    let decay = 5.0
    let stings = 0.25
    let jump = 0.5

    /// Probability that a group still exists when a sting, of which the file was made on one day,
    /// starts on the next.
    var survival: Double { pow(lifetime * (1 - exp(-1 / lifetime)), 2) }

    /// Groups that one group brings about in its life.
    var branching: Double { lifetime * stings * survival * jump * decay * response }

    /// The expected number of groups and of groups founded after so many days, from no group and no
    /// publicity, by steps that end with the days.
    func expected(days: Int, stepsPerDay: Int = 400) -> (groups: Double, founded: Double) {
      let step = 1 / Double(stepsPerDay)
      var (groups, founded, publicity) = (0.0, 0.0, 0.0)
      var filesOfYesterday = 0.0
      for _ in 0..<days {
        var filesOfToday = 0.0
        for index in 0..<stepsPerDay {
          // Heun's method; files are discounted to the end of their day by the lifetime.
          let starts = { (at: Double) in filesOfYesterday * exp(-at / lifetime) }
          let at = Double(index) * step
          let founding = base + response * publicity
          let gain = (founding - groups / lifetime, jump * starts(at) - publicity / decay)
          let (nextGroups, nextPublicity) = (groups + step * gain.0, publicity + step * gain.1)
          let nextFounding = base + response * nextPublicity
          let nextGain = (
            nextFounding - nextGroups / lifetime, jump * starts(at + step) - nextPublicity / decay
          )
          filesOfToday +=
            step * stings * (groups + nextGroups) / 2 * exp(-(1 - at - step / 2) / lifetime)
          founded += step * (founding + nextFounding) / 2
          groups += step * (gain.0 + nextGain.0) / 2
          publicity += step * (gain.1 + nextGain.1) / 2
        }
        filesOfYesterday = filesOfToday
      }
      return (groups, founded)
    }
  }

  @Test("Publicity of stings feeds back on founding as in a subcritical Hawkes process")
  func hawkes() {
    let world = Feedback()
    #expect(0.4...0.6 ~= world.branching)
    let (lately, late) = (world.expected(days: 400), world.expected(days: 500))
    let stationary = world.base / (1 - world.branching)
    #expect(abs((late.founded - lately.founded) / 100 - stationary) < 1e-4 * stationary)

    let scenario = Scenario.quiet {
      $0.parameters.groups.foundingMaximum = 20
      $0.parameters.groups.foundingBase = world.base
      $0.parameters.groups.foundingResponse = world.response
      $0.parameters.groups.lifetime = world.lifetime
      $0.parameters.groups.legitimation = 0
      $0.parameters.groups.decoys = 1
      $0.parameters.chats.contacts = world.stings
      $0.parameters.chats.length = .fixed(0)
      $0.parameters.chats.endInMeeting = 1
      $0.parameters.groups.restraint = .fixed(0)
      $0.parameters.stings.planning = .fixed(0)
      $0.parameters.stings.dayparts = [0.25, 0.25, 0.25, 0.25]
      $0.parameters.stings.streamed = 1
      $0.parameters.stings.audience = .fixed(world.jump * 1_000)
      $0.parameters.stings.audienceToFollowers = 0
      $0.parameters.stings.stay = .fixed(0)
      $0.parameters.publicMood.viewersPerUnit = 1_000
      $0.parameters.publicMood.publicityDecay = world.decay
    }
    let days = 30
    var founded: [Double] = []
    let groups = replicate(150, of: scenario) {
      $0.advance(to: Double(days))
      founded.append($0.total(.groupsFounded))
      return Double($0.groupCount)
    }
    let expected = world.expected(days: days)
    expectMean(of: groups, equals: expected.groups, tests: familySize, "groups")
    expectMean(of: founded, equals: expected.founded, tests: familySize, "founded")
  }

  @Test("Recognition and distrust multiply the founding rate by their exponentials")
  func responses() {
    let scenario = founding {
      $0.foundingBase = 0.01
    }
    var simulation = Simulation(scenario, replication: 1)
    #expect(simulation.foundingRate == 0.01)
    simulation.setLevers {
      $0.acceptance = 1
      $0.prosecutorsStrictness = 0.5
    }
    let own = scenario.parameters.behaviour
    let recognition = own.founding.toRecognition * (1 * 0.5 - scenario.history.recognition)
    #expect(abs(simulation.foundingRate - 0.01 * exp(recognition)) < 1e-15)
    simulation.setLevers { $0 = scenario.history }
    simulation.publicTrust.shock(-0.5, at: 0)
    let distrust = own.foundingToDistrust * scenario.parameters.publicMood.trustMean / 2
    #expect(abs(simulation.foundingRate - 0.01 * exp(distrust)) < 1e-15)
  }

  @Test("A sting closes a share of the gap in competence")
  func learning() {
    let scenario = Scenario.quiet {
      $0.parameters.groups.learning = 0.25
      $0.parameters.groups.competence = .fixed(0.2)
    }
    var simulation = Simulation(scenario, replication: 1)
    let group = simulation.addGroups(1)
    for sting in 1...3 {
      _ = simulation.startStings(of: group)
      #expect(abs(simulation.groups[0].competence - (1 - 0.8 * pow(0.75, Double(sting)))) < 1e-12)
    }
  }

  @Test("Each scandal stops a group with the same probability, whatever came of earlier ones")
  func scandals() {
    let scenario = Scenario.quiet {
      $0.parameters.groups.stopAfterScandal = 0.3
      $0.parameters.stings.wrongPerson = 1
      $0.parameters.groups.competence = .fixed(0)
      $0.parameters.stings.stay = .fixed(0.01)
    }
    var simulation = Simulation(scenario, replication: 1)
    var going = simulation.addGroups(2_000)
    for round in 1...3 {
      _ = simulation.startStings(of: going)
      simulation.advance(to: Double(round))
      let left = going.filter { simulation.groups[Int($0)].isActive }
      expectShare(
        Double(going.count - left.count), of: going.count, equals: 0.3, "scandal \(round)")
      going = left
    }
    #expect(simulation.total(.groupsStopped) == Double(2_000 - going.count))
  }
}
