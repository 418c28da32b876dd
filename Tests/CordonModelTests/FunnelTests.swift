// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

/// From a sting to the decision of a court: arrest, use of the file and prosecution are three things.
@Suite("Funnel")
struct FunnelTests {
  private static let stings = 4_000

  /// Stings to which police come at once, whose cases need no time; after so many days.
  private func stings(
    until end: Double, acceptance: Double, _ change: (inout Parameters) -> Void = { _ in }
  ) -> Simulation {
    let scenario = Scenario.quiet {
      $0.history.acceptance = acceptance
      var own = $0.parameters
      own.stings.told = [1, 0, 0, 0]
      own.response.travel = .fixed(0)
      own.handover.quality = .fixed(0.6)
      own.investigation.arrestToCharge = 0
      own.investigation.chargeWithoutDevices = 1
      own.court.decision = .fixed(0)
      own.court.preparation = .fixed(1)
      own.court.pleaTime = 1
      own.court.collapse = 0
      change(&own)
      $0.parameters = own
    }
    var simulation = Simulation(scenario, replication: 1)
    _ = simulation.startStings(of: simulation.addGroups(Self.stings))
    simulation.advance(to: end)
    return simulation
  }

  @Test("The funnel is the product of its branching probabilities", arguments: [0.6, 1, 0])
  func products(acceptance: Double) {
    let simulation = stings(until: 300, acceptance: acceptance) {
      $0.stings.arrest = 0.8
      $0.stings.otherEvidence = 0.4
      $0.court.chargeVolunteer = 0.7
      $0.court.chargeOwn = 0.5
      $0.court.conviction = 0.9
    }
    func expect(_ measure: Measure, _ share: Double) {
      let count = simulation.total(measure)
      if share == 0 {
        #expect(count == 0, "\(measure)")
      } else {
        expectShare(count, of: Self.stings, equals: share, "\(measure)")
      }
    }
    let (used, refused) = (0.8 * acceptance, 0.8 * (1 - acceptance))
    #expect(simulation.total(.policeAttended) == Double(Self.stings))
    expect(.arrests, 0.8)
    expect(.filesAdopted, used)
    expect(.filesRefused, refused)
    expect(.arrestsReleased, refused * 0.6)
    expect(.volunteerCharges, used * 0.7)
    expect(.chargesWithoutFile, refused * 0.4 * 0.5)
    expect(.volunteerConvictions, used * 0.7 * 0.9)
    expect(.convictionsWithoutFile, refused * 0.4 * 0.5 * 0.9)
    // All stings are about meetings: a prosecution has volunteers' evidence or has not.
    #expect(simulation.total(.volunteerCases) == simulation.total(.volunteerCharges))
    #expect(simulation.total(.ownCases) == simulation.total(.chargesWithoutFile))
    #expect(
      simulation.total(.casesEnded)
        == simulation.total(.volunteerCharges) + simulation.total(.chargesWithoutFile))
    let outcome = CountedOutcome.formula(of: "all-convictions")
    #expect(outcome?.measures.contains(.convictionsWithoutFile) == true)
  }

  @Test("Whatever police think of files, they arrest the same suspects at the same stings")
  func acceptance() {
    let runs = [0.0, 0.3, 1].map { stings(until: 1, acceptance: $0) }
    #expect(Set(runs.map { $0.total(.arrests) }).count == 1)
    #expect(runs.map { $0.total(.filesAdopted) }.isSorted)
  }

  @Test("Of arrests a year before, those count as convicted whose trial ended within the year")
  func followUp() {
    let mean = 200.0
    let simulation = stings(until: 366, acceptance: 1) {
      $0.stings.arrest = 1
      $0.court.chargeVolunteer = 0.8
      $0.court.guiltyPlea = 1
      $0.court.preparation = .exponential(mean: mean)
    }
    let followed = simulation.total(.arrestsFollowed)
    #expect(followed == simulation.total(.arrests) && followed == Double(Self.stings))
    expectShare(simulation.total(.arrestsCharged), of: Self.stings, equals: 0.8, "charged")
    expectShare(
      simulation.total(.arrestsConvicted), of: Self.stings,
      equals: 0.8 * (1 - exp(-365.25 / mean)), "convicted")
  }

  @Test("An arrest is not followed up before its time has come")
  func notYet() {
    let simulation = stings(until: 365, acceptance: 1)
    #expect(simulation.total(.volunteerConvictions) > 0)
    #expect(simulation.total(.arrestsFollowed) == 0)
    #expect(simulation.total(.arrestsConvicted) == 0)
  }
}

extension [Double] {
  fileprivate var isSorted: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}
