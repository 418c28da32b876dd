// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Experiments
import StatisticalTesting
import Statistics
import Testing

/// Exact waterfalls; the probability that any test rejects although all is right is about 1e-3.
@Suite("A waterfall")
struct WaterfallTests {
  private typealias Side = PairedDifference.Side

  /// Three parts: policy 0, each part on top of those before it, and the last two alone.
  private static let path = PolicyPath(
    ["a", "b", "c"], inOrder: [0, 2, 3, 1], alone: [2, 4, 5])
  /// Which parts each of these policies has.
  private static let sets: [Set<Int>] = [[], [0, 1, 2], [0], [0, 1], [1], [2]]

  private func waterfall(_ replications: [[Double]]) -> Waterfall {
    var found = Waterfall(Self.path, of: Self.sets.count)
    for values in replications { found.add(values.map { ($0, 1) }) }
    return found
  }

  private func sum(_ values: [Measured]) -> Double { values.reduce(0) { $0 + $1.value } }

  @Test("of parts that add up has no interaction, and each part does the same in order and alone")
  func additive() {
    let effects = [5.0, -2, 11]
    let found = waterfall(
      (1...8).map { luck in
        Self.sets.map { set in Double(100 + luck * luck) + set.reduce(0) { $0 + effects[$1] } }
      })
    #expect(found.count == 8)
    #expect(found.steps.map(\.part) == ["a", "b", "c"])
    for (step, effect) in zip(found.steps, effects) {
      // Luck is shared, so that nothing of it is left in a difference.
      for measured in [step.inOrder, step.alone] {
        #expect(agree(measured.value, effect) && measured.standardError < 1e-7)
      }
      #expect(agree(step.after - step.before, effect))
    }
    #expect(abs(found.interaction.value) < 1e-9 && found.interaction.standardError < 1e-7)
    #expect(agree(found.whole.value, 14) && agree(found.start.value, 100 + 204.0 / 8))
  }

  @Test("of parts that multiply sums to the whole in order, and alone with the interaction")
  func multiplicative() {
    let factors = [1.5, 0.4, 3]
    let luck = [1.0, 2, 4, 9]
    let found = waterfall(
      luck.map { base in Self.sets.map { set in set.reduce(base) { $0 * factors[$1] } } })
    let mean = luck.reduce(0, +) / 4
    #expect(agree(found.whole.value, mean * (1.5 * 0.4 * 3 - 1)))
    let inOrder = [0.5, 1.5 * (0.4 - 1), 1.5 * 0.4 * (3 - 1)]
    let alone = [0.5, -0.6, 2]
    for (number, step) in found.steps.enumerated() {
      #expect(agree(step.inOrder.value, mean * inOrder[number]))
      #expect(agree(step.alone.value, mean * alone[number]))
      // A difference of a future is its luck times a constant.
      let spread = Moments(luck.map { $0 * inOrder[number] })
      #expect(agree(step.inOrder.standardError, spread.standardError))
      #expect(agree(step.inOrder.interval.high, Interval.student(spread).high))
    }
    let rest = 0.8 - alone.reduce(0, +)
    #expect(agree(found.interaction.value, mean * rest))
    #expect(
      agree(found.interaction.standardError, Moments(luck.map { $0 * rest }).standardError))
    #expect(agree(sum(found.steps.map(\.inOrder)), found.whole.value))
    #expect(agree(sum(found.steps.map(\.alone) + [found.interaction]), found.whole.value))
  }

  @Test("of a single part has nothing that is done only together")
  func single() {
    var found = Waterfall(PolicyPath(["a"], inOrder: [0, 1], alone: [1]), of: 2)
    for (one, other) in [(1.0, 4.0), (2, 9), (3, 8)] { found.add([(one, 1), (other, 1)]) }
    #expect(found.interaction.value == 0 && found.interaction.interval == Interval(low: 0, high: 0))
    #expect(found.steps[0].inOrder == found.steps[0].alone)
    #expect(found.steps[0].inOrder == found.whole)
    let paired = Moments([3.0, 7, 5])
    #expect(agree(found.whole.value, 5) && agree(found.whole.standardError, paired.standardError))
  }

  @Test("of a ratio divides all by all, and its parts still sum to the whole")
  func ratio() {
    /// Minutes and how many waited, by future, then policy.
    let futures: [[Side]] = [
      [(10, 2), (60, 20), (30, 3), (8, 4), (0, 0), (7, 1)],
      [(40, 10), (11, 2), (50, 5), (9, 9), (12, 4), (2, 1)],
      [(6, 3), (30, 15), (12, 6), (5, 1), (20, 10), (9, 3)],
    ]
    var found = Waterfall(Self.path, of: 6)
    for sides in futures { found.add(sides) }
    func ratio(_ policy: Int) -> Double {
      futures.reduce(0) { $0 + $1[policy].part } / futures.reduce(0) { $0 + $1[policy].whole }
    }
    #expect(agree(found.whole.value, ratio(1) - ratio(0)))
    #expect(agree(found.steps[1].inOrder.value, ratio(3) - ratio(2)))
    #expect(agree(found.steps[2].alone.value, ratio(5) - ratio(0)))
    #expect(agree(sum(found.steps.map(\.inOrder)), found.whole.value))
    #expect(agree(sum(found.steps.map(\.alone) + [found.interaction]), found.whole.value))
    var paired = RatioDifference()
    for sides in futures { paired.add(sides[3], sides[2]) }
    #expect(agree(found.steps[1].inOrder.standardError, paired.standardError))
    #expect(agree(found.steps[1].inOrder.interval.low, paired.interval().low))
  }

  @Test("leaves out a future in which any policy says nothing, from all its numbers")
  func missing() {
    let whole = [[1.0, 2, 3, 4, 5, 6], [2, 4, 7, 1, 1, 3]]
    let found = waterfall([whole[0], [9, 9, .nan, 9, 9, 9], whole[1]])
    #expect(found == waterfall(whole) && found.count == 2)
    #expect(waterfall([]).whole.value.isNaN && !waterfall([]).whole.interval.isKnown)
  }

  @Test("covers an interaction as often as it says")
  func coverage() {
    let studies = 1_000
    var covered = [0, 0]
    for study in 1...studies {
      var normals = Normals(study)
      let found = waterfall(
        (0..<15).map { _ in
          let (a, b, c) = (normals.next(mean: 1), normals.next(mean: 2), normals.next(mean: 4))
          let luck = normals.next(sd: 10)
          return Self.sets.map { set in
            let parts = [a, b, c].enumerated().filter { set.contains($0.offset) }.map(\.element)
            return luck + parts.reduce(0, +) + (set.count == 3 ? 6 + a * b : 0)
          }
        })
      // The mean of a product of independent numbers is that of their means.
      if found.interaction.interval.covers(8) { covered[0] += 1 }
      if found.steps[1].alone.interval.covers(2) { covered[1] += 1 }
    }
    for count in covered {
      let test = coverageTest(count, of: studies, share: 0.93...0.96, tests: 2)
      #expect(!test.isRejected, "\(test)")
    }
  }
}
