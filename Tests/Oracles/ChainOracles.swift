// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

/// Each replication begins in a state drawn from the chain's stationary law.
@Suite("Stations against Markov chains that are solved here, where no formula is known")
struct ChainOracles {
  /// Those of each of two classes in service, and the classes of those in the line.
  private struct State: Hashable {
    var serving = [0, 0]
    var line: [Int] = []
  }

  /// A station with two classes of customers and a waiting room.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var arrivals: [Double]
    var service: [Double]
    var impatience = [0.0, 0]
    var units = [1, 1]
    var leaving = [0, 0]
    var priorities: [Int] = [0, 0]
    var servers: Int
    var room: Int
    var allowsOvertaking = false

    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "priorities with reneging and unequal rates of service", arrivals: [0.8, 1.1],
      service: [1, 0.6], impatience: [0.3, 0.8], priorities: [0, 1], servers: 2, room: 7),
    Case(
      name: "two units for some, in strict order", arrivals: [1, 0.5], service: [1, 0.7],
      units: [1, 2], servers: 3, room: 5),
    Case(
      name: "two units for some, who are overtaken", arrivals: [1, 0.5], service: [1, 0.7],
      units: [1, 2], servers: 3, room: 5, allowsOvertaking: true),
    Case(
      name: "three units for the urgent, with reneging", arrivals: [0.3, 1.5], service: [0.8, 1],
      impatience: [0, 0.5], units: [3, 1], priorities: [0, 1], servers: 4, room: 5),
  ]

  private func fits(_ kind: Int, _ state: State, _ one: Case) -> Bool {
    let busy = state.serving[0] * one.units[0] + state.serving[1] * one.units[1]
    return one.units[kind] + one.leaving[kind] <= one.servers - busy
  }

  /// The state after all those have been served who can be.
  private func granted(_ state: State, _ one: Case) -> State {
    var state = state
    while true {
      let positions = one.allowsOvertaking ? state.line.indices : state.line.indices.prefix(1)
      guard let position = positions.first(where: { fits(state.line[$0], state, one) }) else {
        return state
      }
      state.serving[state.line.remove(at: position)] += 1
    }
  }

  private func arrival(_ kind: Int, _ state: State, _ one: Case) -> State? {
    var state = state
    let isServed = fits(kind, state, one) && (state.line.isEmpty || one.allowsOvertaking)
    if !isServed && state.line.count == one.room { return nil }
    let position = state.line.firstIndex { one.priorities[$0] > one.priorities[kind] }
    state.line.insert(kind, at: position ?? state.line.count)
    return granted(state, one)
  }

  private func chain(_ one: Case) -> MarkovChain<State> {
    MarkovChain(from: State()) { state in
      var steps: [MarkovChain<State>.Step] = []
      for kind in 0..<2 {
        if let next = arrival(kind, state, one) {
          steps.append(.init(to: next, rate: one.arrivals[kind]))
        }
        var next = state
        next.serving[kind] -= 1
        steps.append(
          .init(
            to: granted(next, one), rate: Double(state.serving[kind]) * one.service[kind]))
      }
      for (position, kind) in state.line.enumerated() {
        var next = state
        next.line.remove(at: position)
        steps.append(.init(to: granted(next, one), rate: one.impatience[kind]))
      }
      return steps
    }
  }

  @Test(arguments: cases)
  func queuesOfTwoClasses(one: Case) {
    let chain = chain(one)
    let law = chain.stationaryLaw
    let time = 600.0
    let seed: Int = 41
    let samples = replications(100) { replication in
      var system = QueueingSystem(
        (0..<2).map { kind in
          QueueingSystem.Class(
            arrivals: one.arrivals[kind], service: .exponential(mean: 1 / one.service[kind]),
            priority: one.priorities[kind], units: one.units[kind], leaving: one.leaving[kind],
            patience: one.impatience[kind] > 0
              ? .exponential(mean: 1 / one.impatience[kind]) : nil)
        },
        station: Station(
          servers: one.servers, allowsOvertaking: one.allowsOvertaking, room: one.room),
        seed: seed, replication: replication)
      let state = chain.states[drawState(law, seed: seed, replication: replication)]
      // Those who must leave a reserve before those who may use it.
      system.admit(
        Array(repeating: 1, count: state.serving[1])
          + Array(repeating: 0, count: state.serving[0]) + state.line)
      system.run(until: time)
      var found: [String: Double] = [:]
      for (kind, record) in system.records.enumerated() {
        found["waiting \(kind)"] = record.waiting.mean(to: time)
        found["serving \(kind)"] = record.serving.mean(to: time)
        found["refused \(kind)"] = Double(record.refused) / time
        found["reneged \(kind)"] = Double(record.reneged) / time
      }
      return found
    }
    for kind in 0..<2 {
      func waiting(_ state: State) -> Double { Double(state.line.count { $0 == kind }) }
      func compare(_ name: String, _ power: Double, _ value: (State) -> Double) {
        expect(
          samples["\(name) \(kind)"] ?? [], equal: chain.mean(of: value, under: law),
          detecting: power, "\(name) \(kind)")
      }
      compare("waiting", 0.2, waiting)
      compare("serving", 0.1) { Double($0.serving[kind]) }
      compare("refused", 1) { arrival(kind, $0, one) == nil ? one.arrivals[kind] : 0 }
      if one.impatience[kind] > 0 {
        compare("reneged", 0.2) { waiting($0) * one.impatience[kind] }
      }
    }
  }
}
