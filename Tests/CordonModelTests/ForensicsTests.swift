// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Digital forensics")
struct ForensicsTests {
  private func laboratory(
    benches: Int, backlog: Int, _ change: (inout ForensicsParameters) -> Void
  ) -> Scenario {
    .quiet {
      $0.areas[0].forensicBenches = benches
      $0.parameters.forensics.backlog = backlog
      $0.parameters.forensics.devices = .fixed(1)
      change(&$0.parameters.forensics)
    }
  }

  @Test("The initial backlog drains by as many sets at a time as there are benches")
  func drains() {
    let scenario = laboratory(benches: 3, backlog: 11) {
      $0.examination = .fixed(0.5)
      $0.devices = .fixed(4)
    }
    var simulation = Simulation(scenario, replication: 1)
    for (time, busy, waiting) in [
      (0.0, 3, 8), (1.9, 3, 8), (2.1, 3, 5), (4.1, 3, 2), (6.1, 2, 0), (8.1, 0, 0),
    ] {
      simulation.advance(to: time)
      #expect(simulation.laboratories[0].busy == busy)
      #expect(simulation.laboratories[0].waiting == waiting)
      #expect(simulation.cases.count == busy + waiting)
    }
    #expect(abs(simulation.laboratories[0].waits.sum - (3 * 2 + 3 * 4 + 2 * 6)) < 1e-9)
    // Sets of other crimes are no volunteer's and no referral's, and cost volunteer matters nothing.
    #expect((simulation.total(.forensicSets), simulation.totalCost) == (0, 0))
  }

  @Test("The sets that outcomes speak of are those of volunteers' and referred cases")
  func counted() {
    var simulation = Simulation(laboratory(benches: 1, backlog: 0) { _ in }, replication: 1)
    let routes: [Case.Route] = [.volunteer, .referral, .undercover, .otherDevices]
    let counts = routes.map { route in
      let slot =
        route == .volunteer
        ? simulation.addVolunteerCases(1)[0]
        : simulation.open(Case(number: 1, route: route, area: 0))
      let before = simulation.total(.forensicSets)
      simulation.examine(slot)
      simulation.advance(to: simulation.now + 30)
      return simulation.total(.forensicSets) - before
    }
    #expect(counts == [1, 1, 0, 0])
  }

  @Test("From a backlog the queue is that of M/M/c, whatever their priorities")
  func queue() {
    let (benches, backlog, rate, examination, days) = (2, 12, 6.0, 0.25, 3.0)
    let scenario = laboratory(benches: benches, backlog: backlog) {
      $0.otherDevices = rate
      $0.examination = .exponential(mean: examination)
      $0.priorities = [0.3, 0.5, 0.2]
      $0.priorityWorth = 0.2
    }
    var busy: [Double] = []
    let waiting = replicate(200, of: scenario) {
      $0.advance(to: days)
      busy.append($0.laboratories[0].busyTime(at: days))
      return $0.laboratories[0].queueTime(at: days)
    }
    let chain = MarkovChain(
      highest: 120, birth: { _ in rate }, death: { Double(min($0, benches)) / examination })
    let queue = chain.evolve(from: backlog, for: days) { Double(max(0, $0 - benches)) }
    let taken = chain.evolve(from: backlog, for: days) { Double(min($0, benches)) }
    expectMean(of: waiting, equals: queue.reward, tests: familySize, "waiting")
    expectMean(of: busy, equals: taken.reward, tests: familySize, "busy")
  }

  @Test("Sets of one day go by their priorities, each kind in its order")
  func urgent() {
    let scenario = laboratory(benches: 1, backlog: 200) {
      $0.examination = .fixed(1)
      $0.priorities = [0.3, 0.7, 0]
    }
    var simulation = Simulation(scenario, replication: 1)
    let all = (0..<200).map(UInt32.init)
    let urgent = all.filter { slot in
      let block = simulation.luck.block(.otherDevices, simulation.cases[slot].number, .past)
      return block.uniform(.first) < 0.3
    }
    let others = all.filter { !urgent.contains($0) }
    // The first has found the bench free.
    let expected = [0] + (urgent + others).filter { $0 != 0 }
    var examined: [UInt32] = []
    simulation.advance(to: 201) { event, _ in
      if case .examined(let slot) = event { examined.append(slot) }
    }
    #expect(examined == expected)
    expectShare(Double(urgent.count), of: 200, equals: 0.3)
  }

  @Test("A set goes before one of the next better priority when it has waited longer by its worth")
  func worth() {
    for (later, first) in [(2.9, 1), (3.1, 0)] {
      let scenario = laboratory(benches: 1, backlog: 0) {
        $0.examination = .fixed(10)
        $0.priorities = [0, 1, 0]
        $0.priorityWorth = 3
      }
      var simulation = Simulation(scenario, replication: 1)
      let slots = simulation.addVolunteerCases(3)
      simulation.examine(slots[0])
      _ = simulation.laboratories[0].request(Int(slots[1]), priority: 2, at: 0)
      simulation.advance(to: later)
      simulation.examine(slots[2])
      var order: [UInt32] = []
      simulation.advance(to: 25) { event, _ in
        if case .examined(let slot) = event { order.append(slot) }
      }
      #expect(order == [slots[0], slots[first == 1 ? 2 : 1]])
    }
  }

  @Test("A suspect's devices take a bench one after the other, and cost by the piece")
  func devices() {
    let scenario = laboratory(benches: 5, backlog: 0) {
      $0.examination = .fixed(2)
      $0.devices = .fixed(3)
    }
    var simulation = Simulation(scenario, replication: 1)
    for slot in simulation.addVolunteerCases(4) { simulation.examine(slot) }
    var ends: [Double] = []
    simulation.advance(to: 6.5) { event, simulation in
      if case .examined = event { ends.append(simulation.now) }
    }
    #expect(ends == [6, 6, 6, 6])
    #expect(simulation.total(.forensicSets) == 4)
    #expect(simulation.investigators[0].busy == 4)
    let officers = simulation.total(.investigationHours) * scenario.parameters.costs.officerHour
    let devices = 4 * 3 * scenario.parameters.costs.device
    #expect(abs(simulation.totalCost - officers - devices) < 1e-6)
  }
}
