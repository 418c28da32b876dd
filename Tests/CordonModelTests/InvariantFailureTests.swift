// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Testing

@testable import CordonModel

@Suite("A broken invariant")
struct InvariantFailureTests {
  @Test("Names the scenario, the policy, the seed, the replication and the time")
  func namesRun() async throws {
    let ending = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var scenario = Scenario()
      scenario.name = "Base"
      var simulation = Simulation(scenario, replication: 17)
      simulation.adopt(Policy(name: "clampdown"))
      simulation.named { Invariants.fail("two groups have one number", at: $0.now) }
    }
    let message = String(decoding: try #require(ending).standardErrorContent, as: UTF8.self)
    for part in [
      "two groups have one number", "time -365.25", "'Base'", "'clampdown'", "seed 20170416",
      "replication 17",
    ] {
      #expect(message.contains(part), "\(part) is missing in \(message)")
    }
  }

  @Test("Stops a run whose stations hold cases that nobody knows")
  func unknownCases() async {
    await #expect(processExitsWith: .failure) {
      var simulation = Simulation(Scenario.quiet(), replication: 1)
      for slot in 0..<3 { _ = simulation.courts.request(slot, at: simulation.now) }
      simulation.checkInvariants()
    }
  }

  @Test("Stops a run in which a case in line would never lapse")
  func forgottenLapse() async {
    await #expect(processExitsWith: .failure) {
      let scenario = Scenario.quiet {
        $0.areas[0].investigators = 1
        $0.parameters.investigation.patience = .fixed(4)
      }
      var simulation = Simulation(scenario, replication: 1)
      let slots = simulation.addVolunteerCases(2)
      for slot in slots { simulation.investigate(slot) }
      simulation.lapses.remove(slots[1], at: simulation.cases[slots[1]].lapse)
      simulation.checkInvariants()
    }
  }
}
