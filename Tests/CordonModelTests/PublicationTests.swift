// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Publication")
struct PublicationTests {
  private static let stings = 4_000

  /// Stings of as many groups, all of whom keep footage back; police come to each at once, and arrest.
  private func run(
    _ condition: Levers.StreamCondition = .afterCharge,
    _ change: (inout Scenario) -> Void = { _ in }
  ) -> Simulation {
    let scenario = Scenario.quiet {
      $0.history.streamCondition = condition
      $0.history.streamCompliance = 1
      $0.history.acceptance = 1
      $0.parameters.stings.told = [0, 1, 0, 0]
      $0.parameters.stings.held = 1
      $0.parameters.stings.arrest = 1
      $0.parameters.stings.streamed = 0.6
      $0.parameters.stings.audience = .fixed(1_000)
      $0.parameters.stings.audienceToFollowers = 0
      $0.parameters.handover.quality = .fixed(0.6)
      $0.parameters.court.chargeVolunteer = 0.75
      $0.parameters.publicMood.viewersPerUnit = 500
      $0.parameters.publicMood.publicityOfConviction = 0
      $0.parameters.harm.suicide = 0.3
      $0.parameters.harm.streamFactor = 2
      change(&$0)
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(Self.stings)
    _ = simulation.startStings(of: groups)
    simulation.advance(to: 1)
    let early = simulation.publicity.integral(to: 1)
    #expect(condition == .afterCharge ? early == 0 : early > 0)
    simulation.advance(to: 5_000)
    return simulation
  }

  @Test(
    "Footage that is kept back comes out at the charge, as publicity and as danger to the suspect")
  func atCharge() {
    let simulation = run()
    let (published, charged) = (0.6 * 0.75, simulation.total(.volunteerCharges))
    expectShare(charged, of: Self.stings, equals: 0.75, "charged")
    let out = simulation.total(.publishedAfterCharge)
    expectShare(out, of: Self.stings, equals: published, "published")
    expectShare(out, of: Int(charged), equals: 0.6, "published of those charged")
    // Each adds two units, which last for the time constant on average.
    let publicity = simulation.publicity.integral(to: 5_000)
    let expected = 2 * out * simulation.parameters.publicMood.publicityDecay
    #expect(abs(publicity - expected) < 1e-6 * expected)
    // Twice the risk of 0.3/1.6 for those whose confrontation has come out.
    let unwatched = 0.3 / 1.6
    expectShare(
      simulation.total(.suicides), of: Self.stings, equals: unwatched * (1 + published), "deaths")
    // A person is exposed once, whenever who watches.
    #expect(simulation.total(.exposures) == Double(Self.stings))
    #expect(simulation.total(.streamedStings) == 0)
  }

  @Test("Where everybody is charged, footage endangers as many later as it would at once")
  func laterOrAtOnce() {
    let change: (inout Scenario) -> Void = {
      $0.parameters.court.chargeVolunteer = 1
      $0.parameters.investigation.patience = .fixed(1e6)
    }
    let (later, once) = (run(.afterCharge, change), run(.none, change))
    #expect(later.total(.volunteerCharges) == Double(Self.stings))
    #expect(later.total(.publishedAfterCharge) == once.total(.streamedStings))
    #expect(later.total(.suicides) == once.total(.suicides))
    // Less what had decayed of the publicity of the last day; what is left is the same in all.
    let sums = [later, once].map { $0.publicity.integral(to: 5_000) }
    #expect(abs(sums[0] - sums[1]) < 1e-6 * sums[1])
  }

  @Test("Without a charge nothing comes out")
  func withoutCharge() {
    for change in [
      { $0.parameters.court.chargeVolunteer = 0 },
      {
        $0.history.acceptance = 0
        $0.parameters.stings.otherEvidence = 0
      },
    ] as [(inout Scenario) -> Void] {
      let simulation = run(.afterCharge, change)
      #expect(simulation.total(.arrests) == Double(Self.stings))
      #expect(simulation.total(.publishedAfterCharge) == 0)
      #expect(simulation.publicity.integral(to: 5_000) == 0)
      expectShare(simulation.total(.suicides), of: Self.stings, equals: 0.3 / 1.6)
    }
  }

  @Test(
    "At the charge platforms remove a stream, and police care for the suspect, as at any other time"
  )
  func removalAndCare() {
    let removed = run { $0.history.streamRemoval = 0 }
    #expect(removed.total(.publishedAfterCharge) == 0)
    #expect(removed.publicity.integral(to: 5_000) == 0)
    let cared = run {
      $0.history.dutyOfCare = 1
      $0.parameters.harm.careDelay = .fixed(0)
      $0.parameters.harm.careEffect = 1
      $0.parameters.harm.careHours = 6
    }
    #expect(cared.total(.suicides) == 0)
    let reached = Double(Self.stings) + cared.total(.publishedAfterCharge)
    #expect(cared.total(.careHours) == 6 * reached)
  }

  @Test("A file handed over after a sting brings the footage out as well")
  func fileAfterSting() {
    let simulation = run {
      $0.parameters.stings.told = [0, 0, 0, 1]
      $0.parameters.stings.fileAfterSting = 1
      $0.parameters.stings.stay = .fixed(0.01)
    }
    let charged = simulation.total(.volunteerCharges)
    expectShare(charged, of: Self.stings, equals: 0.75)
    expectShare(simulation.total(.publishedAfterCharge), of: Int(charged), equals: 0.6)
  }
}
