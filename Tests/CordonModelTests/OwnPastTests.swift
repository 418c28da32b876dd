// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("The police's own past")
struct OwnPastTests {
  private static let (referrals, withArrest, undercover) = (6.0, 2.0, 1.0)
  private static let arrests = withArrest + undercover

  /// The police's own cases where nobody waits for anybody.
  private static func ample(_ change: (inout Scenario) -> Void = { _ in }) -> Scenario {
    .quiet {
      $0.parameters.investigation.ownPast = true
      $0.parameters.investigation.referrals = referrals
      $0.parameters.investigation.arrests = arrests
      $0.parameters.investigation.undercoverArrests = undercover
      $0.parameters.investigation.enquiries = 8
      $0.parameters.investigation.arrestToCharge = 40
      $0.parameters.investigation.hoursPerDay = 4
      $0.parameters.forensics.devices = .gamma(mean: 3, sd: 2)
      $0.parameters.forensics.examination = .gamma(mean: 4, sd: 2)
      $0.parameters.court.decision = .gamma(mean: 20, sd: 10)
      $0.parameters.court.chargeOwn = 0.7
      $0.parameters.court.preparation = .gamma(mean: 200, sd: 100)
      $0.parameters.court.guiltyPlea = 0.6
      $0.parameters.court.pleaTime = 0.9
      $0.parameters.court.conviction = 0.8
      change(&$0)
    }
  }

  @Test("Where nobody waits each stage has the Poisson number of a queue M/G/infinity")
  func poisson() {
    var (working, examined, elsewhere): ([Double], [Double], [Double]) = ([], [], [])
    for replication in 1...300 {
      let simulation = Simulation(Self.ample(), replication: replication)
      working.append(Double(simulation.investigators[0].busy))
      examined.append(Double(simulation.laboratories[0].busy))
      elsewhere.append(Double(simulation.cases.count) - working.last! - examined.last!)
    }
    // Two days of enquiries, and twenty hours at four a day before and after the devices.
    let atWork = Self.referrals * 2 + 2 * Self.arrests * 5
    expectMoments(of: working, mean: atWork, variance: atWork, "at work")
    expectMoments(of: examined, mean: Self.arrests * 12, variance: Self.arrests * 12, "on benches")
    let late = Self.arrests * (20 + 0.7 * 200 * (0.6 * 0.9 + 0.4))
    expectMoments(of: elsewhere, mean: late, variance: late, "with prosecutors and courts")
  }

  @Test("Convictions of the first year are as many as those of the fifth, and as they must be")
  func stationary() {
    var years: [[Double]] = Array(repeating: [], count: 5)
    for replication in 1...60 {
      var simulation = Simulation(Self.ample(), replication: replication)
      var before = 0.0
      for year in years.indices {
        simulation.advance(to: 365 * Double(year + 1))
        let convictions = simulation.total(.ownConvictions)
        years[year].append(convictions - before)
        before = convictions
      }
    }
    let mean = Self.arrests * 365 * 0.7 * 0.8
    for (year, convictions) in years.enumerated() {
      expectMoments(of: convictions, mean: mean, variance: mean, "year \(year)")
    }
    // From an empty start most of the first year's convictions would be missing.
    var empty = Simulation(
      Self.ample { $0.parameters.investigation.ownPast = false }, replication: 1)
    empty.advance(to: 365)
    #expect(empty.total(.ownConvictions) < 0.7 * mean)
  }

  @Test("Who is at a stage stays there for as long as is left of its time")
  func residual() {
    let length = 40.0
    let scenario = Self.ample {
      $0.parameters.investigation.referrals = 0
      $0.parameters.investigation.undercoverArrests = 20
      $0.parameters.investigation.arrestToCharge = 0
      $0.parameters.forensics.devices = .fixed(0)
      $0.parameters.court.decision = .fixed(length)
      $0.parameters.court.chargeOwn = 0
    }
    var simulation = Simulation(scenario, replication: 1)
    let present = simulation.cases.count
    var left: [Double] = []
    simulation.advance(to: length) { event, simulation in
      if case .chargeDecision = event { left.append(simulation.now) }
    }
    #expect(left.count == present)
    kolmogorovSmirnovTest(of: left, tests: familySize) { $0 / length }.require()
  }

  @Test(
    "The line before laboratories is as long as it is, by Little's law",
    arguments: [
      ([0.1, 0.65, 0.25], 400.0, 4_000), ([0.1, 0.65, 0.25], 400, 40_000),
      ([0.1, 0.65, 0.25], 400, 10), ([0.3, 0.5, 0.2], 0, 500), ([0, 1, 0], 90, 500),
      ([1, 0, 0], 90, 500), ([0.5, 0, 0.5], 30, 700),
    ])
  func line(priorities: [Double], worth: Double, backlog: Int) {
    var own = ForensicsParameters()
    (own.priorities, own.priorityWorth, own.backlog) = (priorities, worth, backlog)
    own.otherDevices = 20
    let past = LaboratoriesPast(own, ownSets: 12)
    #expect(past.ownShare == 12.0 / 32)
    let line = zip(priorities, past.waits).reduce(0) { $0 + 32 * $1.0 * $1.1 }
    #expect(abs(line - Double(backlog)) < 1e-9 * Double(backlog))
    for (better, worse) in zip(past.waits, past.waits.dropFirst()) where worse > 0 {
      // Who is begun now has waited longer by the worth of a step, or the better one never waits.
      #expect(better > 0 ? abs(worse - better - worth) < 1e-9 : worse <= worth + 1e-9)
    }
    for level in priorities.indices {
      let share = 32 * priorities[level] * past.waits[level] / Double(backlog)
      #expect(abs(past.levels[level] - share) < 1e-9)
    }
  }

  @Test(
    "Sets in line have waited evenly, are the police's own in their share, and go on as they came")
  func sets() {
    let scenario = Self.ample {
      $0.areas[0].forensicBenches = 10
      $0.parameters.forensics.backlog = 3_010
      $0.parameters.forensics.otherDevices = 7
      $0.parameters.forensics.priorities = [1, 0, 0]
      $0.parameters.forensics.devices = .fixed(1)
      $0.parameters.forensics.examination = .fixed(1)
    }
    let simulation = Simulation(scenario, replication: 1)
    let laboratory = simulation.laboratories[0]
    #expect((laboratory.busy, laboratory.waiting) == (10, 3_000))
    var ages: [Double] = []
    var own = 0
    simulation.cases.forEachSlot { slot in
      let row = simulation.cases[slot]
      guard row.queued < 0 else { return }
      ages.append(-row.queued)
      if row.route != .otherDevices { own += 1 }
    }
    #expect(ages.count == 3_010)
    // Ten come in a day.
    kolmogorovSmirnovTest(of: ages, tests: familySize) { $0 / 301 }.require()
    expectShare(Double(own), of: ages.count, equals: 0.3)
    var examined = 0
    var run = simulation
    run.advance(to: 200) { event, _ in if case .examined = event { examined += 1 } }
    #expect(examined == 10 * 199)
  }

  @Test(
    "Cases before the courts have come one after the other, and some of them are for the offence")
  func courts() {
    let scenario = Self.ample {
      $0.parameters.court.courtrooms = 2
      $0.parameters.court.backlog = 402
      $0.parameters.investigation.ownOffenceShare = 0.25
    }
    let simulation = Simulation(scenario, replication: 1)
    #expect((simulation.courts.busy, simulation.courts.waiting) == (2, 400))
    var (queued, meeting): ([Double], Int) = ([], 0)
    simulation.cases.forEachSlot { slot in
      let row = simulation.cases[slot]
      guard row.queued < 0 else { return }
      queued.append(row.queued)
      if row.offence == .meeting { meeting += 1 }
    }
    // Of three arrests a day 0.7 are charged and 0.4 of them tried.
    let gap = 1 / (Self.arrests * 0.7 * 0.4)
    #expect(abs((queued.min() ?? 0) + 402 * gap) < 1e-9)
    #expect(queued.count == 402)
    expectShare(Double(meeting), of: 402, equals: 0.25)
  }
}
