// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Glibc
import Testing

@testable import CordonModel

@Suite("Answers of volunteers to police")
struct ResponsesTests {
  @Test("Every behaviour has a declared answer to every signal, marked as a deep uncertainty")
  func declared() {
    let fields = Parameters.fields.filter { $0.evidence.isDeep }
    for behaviour in ["stings", "streaming", "telling", "evidence", "founding"] {
      for signal in ["recognition", "promptness", "enforcement", "acquittals"] {
        let path = "behaviour.\(behaviour)-to-\(signal)"
        let field = fields.first { $0.path == path }
        #expect(field != nil, "\(path)")
        #expect(field?.evidence.grade == .d && field?.evidence.plausible != nil, "\(path)")
      }
    }
  }

  @Test("Under the levers of history no response has any effect")
  func history() {
    let simulation = Simulation(.busy { $0.policy = Policy() }, replication: 1)
    let local = simulation.signals(in: 0)
    let national = simulation.nationalSignals
    for signals in [local, national] {
      #expect(signals.recognition == 0 && signals.promptness == 0)
      #expect(signals.enforcement == 0 && signals.acquittals == 0)
    }
  }

  @Test("Signals are what the levers amount to, relative to history")
  func signals() {
    var simulation = Simulation(
      .quiet {
        $0.history.acceptance = 0.6
        $0.parameters.behaviour.promptnessScale = 14
      }, replication: 1)
    simulation.setLevers {
      $0.acceptance = 0.9
      $0.prosecutorsStrictness = 0.5
      $0.handoverPromise = 7
      $0.enforcement = 0.25
    }
    simulation.acquittals.add(2, at: 0)
    let signals = simulation.signals(in: 0)
    #expect(abs(signals.recognition - (0.45 - 0.6)) < 1e-12)
    #expect(abs(signals.promptness - exp(-0.5)) < 1e-12)
    #expect(abs(signals.enforcement - 0.25) < 1e-12)
    #expect(abs(signals.acquittals - 2) < 1e-12)
    let response = Response(
      toRecognition: 1, toPromptness: 2, toEnforcement: -4, toAcquittals: 0.5)
    #expect(abs(response.change(for: signals) - (-0.15 + 2 * exp(-0.5) - 1 + 1)) < 1e-12)
  }

  @Test("The country sees the mean over its population")
  func mean() {
    var levers = [Levers(), Levers()]
    levers[0].enforcement = 0.1
    levers[1].enforcement = 0.4
    let stance = Stance(
      levers, elsewhere: Levers(), populationShares: [0.75, 0.25], promptnessScale: 14)
    #expect(abs(stance.enforcement - 0.175) < 1e-12)
    #expect(stance.recognition == levers[0].recognition)
  }

  @Test("Decoy activity can rise above that of history, up to the headroom of its candidates")
  func headroom() {
    var simulation = Simulation(
      .quiet {
        $0.history.acceptance = 0.6
        $0.parameters.behaviour.stings.toRecognition = 10
      }, replication: 1)
    simulation.setLevers { $0.acceptance = 0.62 }
    #expect(
      abs(simulation.contactShare(in: 0) * ChatParameters().headroom - exp(10 * 0.02)) < 1e-12)
    simulation.setLevers { $0.acceptance = 1 }
    #expect(simulation.contactShare(in: 0) == 1)
  }
}
