// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("The wait of a sting's call")
struct ResponseWaitTests {
  private static let queue = ResponseQueue(
    units: 4, callsPerDay: 2.6, grades: [0.3, 0.3, 0.4], pairShare: 0.4, reserve: 1,
    callLength: 1)

  private func stream(_ number: Int) -> RandomStream {
    Luck(seed: 20, replication: 0)
      .stream(StreamAddress(kind: 1, number: number, purpose: 1))
  }

  /// From a state that it meets, one unit or two: what waits before it and what may overtake it.
  @Test(
    "Its mean from a given state is that of the turns before it",
    arguments: [
      (.init(busy: 4), 1, false, queue.priorityTurn),
      (.init(busy: 4, immediate: 2), 1, false, 2 * queue.immediateSpell + queue.priorityTurn),
      (.init(busy: 4, priority: 3), 1, false, 4 * queue.priorityTurn),
      (
        .init(busy: 3, immediate: 1), 1, false,
        1.0 / 3 / (1 - queue.immediate * queue.immediateTurn) + queue.priorityTurn
      ),
      (.init(busy: 4), 1, true, 1.0 / 4), (.init(busy: 4, priority: 3), 2, true, 1.0 / 4 + 1.0 / 3),
      (.init(busy: 4, immediate: 3), 1, true, 3 * queue.immediateTurn + 1.0 / 4),
      (.init(busy: 3, immediate: 1), 2, true, 1.0 / 3 + 1.0 / 4 + 1.0 / 3),
      (.init(busy: 4), 9, true, 1.0 / 4 + 1.0 / 3 + 1.0 / 2 + 1),
    ] as [(ResponseQueue.State, Int, Bool, Double)])
  func means(state: ResponseQueue.State, needed: Int, isImmediate: Bool, mean: Double) {
    let waits = (0..<4_000).map { number in
      var stream = stream(number)
      return Self.queue.wait(from: state, needed: needed, isImmediate: isImmediate, &stream)
    }
    expectMean(of: waits, equals: mean, tests: familySize)
  }

  @Test("Enough free units are granted at once, and no number is drawn")
  func atOnce() {
    for (busy, needed) in [(0, 4), (0, 5), (2, 2), (3, 1)] as [(UInt32, Int)] {
      for isImmediate in [false, true] {
        var stream = stream(0)
        let wait = Self.queue.wait(
          from: .init(busy: busy), needed: needed, isImmediate: isImmediate, &stream)
        #expect(wait == 0)
        #expect(stream == self.stream(0))
      }
    }
  }

  @Test("With calls of one unit it is that of a priority call by Kella and Yechiali")
  func kellaAndYechiali() {
    var queue = Self.queue
    (queue.pairShare, queue.reserve) = (0, 0)
    let law = ResponseLaw(queue)
    let waits = (0..<20_000).map { number in
      var stream = stream(number)
      return law.drawWait(needed: 1, isImmediate: false, &stream)
    }
    // Erlang's second formula for 4 units and a load of 2.6, as a sum.
    let terms = [1, 2.6, 2.6 * 2.6 / 2, 2.6 * 2.6 * 2.6 / 6]
    let last = 2.6 * 2.6 * 2.6 * 2.6 / 24 * 4 / 1.4
    let all = last / (terms.reduce(0, +) + last)
    let first = 0.3 * 2.6 / 4
    expectMean(
      of: waits, equals: all / 4 / (1 - first) / (1 - 2 * first), tests: familySize, "wait")
    expectShare(
      Double(waits.count { $0 > 0 }), of: waits.count, equals: all, "probability of a wait")
  }
}
