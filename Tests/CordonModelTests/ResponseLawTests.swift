// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

/// A queue with the given calls of each grade, per mean length of a call.
private func queue(
  _ units: Int, _ calls: [Double], pairs: Double = 0, reserve: Int = 0
) -> ResponseQueue {
  var queue = ResponseQueue(
    units: units, callsPerDay: 0, pairShare: pairs, reserve: reserve, callLength: 1)
  (queue.immediate, queue.priority, queue.scheduled) = (calls[0], calls[1], calls[2])
  return queue
}

/// Erlang's second formula, the probability that all units are busy, as the sum that defines it.
private func erlangC(_ units: Int, _ load: Double) -> Double {
  let terms = (0..<units).map { pow(load, Double($0)) / tgamma(Double($0) + 1) }
  let last =
    pow(load, Double(units)) / tgamma(Double(units) + 1) * Double(units) / (Double(units) - load)
  return last / (terms.reduce(0, +) + last)
}

extension ResponseLaw {
  /// The mean of a function of the state that a call meets.
  func mean(of value: (ResponseQueue.State) -> Double) -> Double {
    zip(states, zip(cumulative, [0] + cumulative)).reduce(0) { sum, entry in
      sum + value(entry.0) * (entry.1.0 - entry.1.1)
    }
  }
}

@Suite("The stationary law of the response queue")
struct ResponseLawTests {
  @Test(
    "With one grade it is Erlang's, whichever grade it is",
    arguments: [(1, 0.3), (2, 1.2), (5, 4.2), (8, 5.4), (20, 17.5)], 0..<3)
  func erlang(_ system: (units: Int, load: Double), grade: Int) {
    let (units, load) = system
    var calls = [0.0, 0, 0]
    calls[grade] = load
    let law = ResponseLaw(queue(units, calls))
    let all = erlangC(units, load)
    #expect(abs(law.mean { Int($0.busy) == units ? 1 : 0 } - all) < 1e-8)
    #expect(abs(law.mean { Double($0.busy) } - load) < 1e-7)
    // Those of the two upper grades that wait; scheduled ones are not told apart.
    let waiting = grade == 2 ? 0 : all * load / (Double(units) - load)
    #expect(abs(law.mean { Double($0.immediate + $0.priority) } - waiting) < 1e-6)
  }

  @Test("Known values of Erlang's formula", arguments: [(2, 1.8, 0.852632), (5, 4.5, 0.762493)])
  func known(units: Int, load: Double, busy: Double) {
    let law = ResponseLaw(queue(units, [load / 4, load / 4, load / 2]))
    #expect(abs(law.mean { Int($0.busy) == units ? 1 : 0 } - busy) < 5e-7)
  }

  @Test(
    "Priority waits are Cobham's, for several units those of Kella and Yechiali",
    arguments: [(1, [0.2, 0.3, 0.3]), (4, [0.6, 1.2, 1.6]), (12, [2, 5, 4.4])])
  func priorities(units: Int, calls: [Double]) {
    let law = ResponseLaw(queue(units, calls))
    let shares = calls.map { $0 / Double(units) }
    let together = erlangC(units, calls.reduce(0, +)) / Double(units)
    let first = together / (1 - shares[0])
    let second = first / (1 - shares[0] - shares[1])
    // Little: those who wait are the rate times the wait.
    #expect(abs(law.mean { Double($0.immediate) } / calls[0] - first) < 1e-6)
    #expect(abs(law.mean { Double($0.priority) } / calls[1] - second) < 1e-6)
  }

  @Test(
    "Calls of two units and a reserve: the law of the chain that is solved here, state by state",
    arguments: [
      (4, [0.4, 0.6, 1], 0.4, 0), (4, [0.4, 0.6, 0.8], 0.4, 1), (4, [0.3, 0.6, 0.4], 0.9, 2),
      (4, [0.4, 0.6, 0], 0.4, 1), (2, [0.2, 0.2, 0.2], 0.5, 1), (2, [0.1, 0.2, 0.2], 1, 0),
      (3, [0, 0.5, 0.6], 0.4, 1), (3, [0.2, 0, 0.25], 0.4, 2), (1, [0.1, 0.1, 0.2], 0.4, 1),
    ] as [(Int, [Double], Double, Int)])
  func chain(units: Int, calls: [Double], pairs: Double, reserve: Int) {
    let queue = queue(units, calls, pairs: pairs, reserve: reserve)
    let chain = DivisionChain(queue, room: [8, 10, 26])
    var exact: [ResponseQueue.State: Double] = [:]
    for (state, probability) in zip(chain.states, chain.stationaryLaw(sweeps: 200)) {
      let seen = ResponseQueue.State(
        busy: UInt32(state.busy), immediate: UInt32(state.waiting[0]),
        priority: UInt32(state.waiting[1]))
      exact[seen, default: 0] += probability
    }
    let law = ResponseLaw(queue)
    var kept: Set<ResponseQueue.State> = []
    for (state, (upTo, before)) in zip(law.states, zip(law.cumulative, [0] + law.cumulative)) {
      // The rooms of the chain are finite.
      #expect(abs(upTo - before - exact[state, default: 0]) < 2e-6, "\(state)")
      kept.insert(state)
    }
    for (state, probability) in exact where !kept.contains(state) { #expect(probability < 1e-9) }
  }

  @Test(
    "Nothing is missing but a tail that no uniform number can tell",
    arguments: [
      queue(8, [1, 2, 2], pairs: 0.4, reserve: 1), queue(40, [8, 12, 14], pairs: 0.4, reserve: 5),
      queue(3, [9, 9, 9], pairs: 0.4, reserve: 1), queue(3_000, [500, 900, 1_000]),
      queue(9, [0, 0, 0]), queue(1, [0, 0, 3]),
    ])
  func tail(queue: ResponseQueue) {
    let law = ResponseLaw(queue)
    let missing = 1 - (law.cumulative.last ?? 0)
    #expect(missing < 0x1p-32)
    #expect(missing > -1e-9)
    #expect(Set(law.states).count == law.states.count)
  }

  @Test("Without calls nobody waits; with too many scheduled calls one of them always does")
  func extremes() {
    let idle = ResponseLaw(queue(3, [0, 0, 0]))
    #expect(idle.states == [ResponseQueue.State()])
    let full = ResponseLaw(queue(3, [0.2, 0.3, 9], pairs: 0.5, reserve: 1))
    #expect(full.mean { $0.busy < 2 ? 1 : 0 } == 0)
    let alone = ResponseLaw(queue(3, [0, 0, 9], pairs: 0.5, reserve: 1))
    #expect(alone.states == [ResponseQueue.State(busy: 2)])
    // The limit is reached without a jump: three units less the reserve serve two.
    let near = ResponseLaw(queue(3, [0, 0.001, 1.999_999], reserve: 1))
    let beyond = ResponseLaw(queue(3, [0, 0.001, 2.000_001], reserve: 1))
    for busy in 0...3 {
      let share = { (law: ResponseLaw) in law.mean { Int($0.busy) == busy ? 1 : 0 } }
      #expect(abs(share(near) - share(beyond)) < 1e-2, "\(busy)")
    }
  }

  @Test(
    "Too many calls of the upper grades are as many as the greatest load of what can be served",
    arguments: [0.5, 0.9])
  func limits(mostLoad: Double) {
    var queue = queue(5, [30, 30, 0], pairs: 0.5)
    queue.mostLoad = mostLoad
    queue = queue.limited
    let immediate = mostLoad / (1.0 / 5 + 0.5 / 4)
    #expect(abs(queue.immediate - immediate) < 1e-12)
    #expect(abs(queue.priority * queue.priorityTurn - mostLoad) < 1e-12)
    let few = ResponseQueue(
      units: 5, callsPerDay: 3, grades: [0.5, 0.25, 0.25], pairShare: 0.5, callLength: 1)
    #expect(few.limited == few)
  }
}
