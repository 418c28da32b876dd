// SPDX-License-Identifier: GPL-3.0-or-later

import StatisticalTesting
import Statistics
import Testing

@Suite("Sums of several means or ratios")
struct PairedContrastsTests {
  private typealias Side = PairedDifference.Side

  private func contrasts(_ replications: [[Side]], of simulations: Int) -> PairedContrasts {
    var contrasts = PairedContrasts(of: simulations)
    for sides in replications { contrasts.add(sides) }
    return contrasts
  }

  @Test(
    "A sum of means with weights is the mean of the replications' sums, with its Student's interval"
  )
  func means() {
    let values = [[3.0, 1, 7], [5, 4, -2], [9, 1, 0.5], [2, 2, 2]]
    let weights = [2.0, -3, 0.5]
    let found = contrasts(values.map { $0.map { ($0, 1) } }, of: 3)
    let sums = Moments(values.map { zip($0, weights).reduce(0) { $0 + $1.0 * $1.1 } })
    #expect(found.count == 4 && agree(found.value(of: 2), 7.5 / 4))
    #expect(agree(found.value(along: weights), sums.mean))
    #expect(agree(found.standardError(along: weights), sums.standardError))
    let (one, other) = (
      found.interval(along: weights, confidence: 0.9), Interval.student(sums, confidence: 0.9)
    )
    #expect(agree(one.low, other.low) && agree(one.high, other.high))
  }

  @Test("Of two ratios it is their difference, and a replication without a case counts for nothing")
  func ratios() {
    let pairs: [[Side]] = [[(2, 100), (2, 40)], [(1, 2), (0, 10)], [(0, 0), (2, 20)]]
    let found = contrasts(pairs + [[(.nan, .nan), (1, 1)]], of: 2)
    var expected = RatioDifference()
    for sides in pairs { expected.add(sides[0], sides[1]) }
    #expect(found.count == 3 && agree(found.value(along: [1, -1]), expected.difference))
    #expect(agree(found.standardError(along: [1, -1]), expected.standardError))
    #expect(agree(found.interval(along: [1, -1]).high, expected.interval().high))
    // The first ratio alone is that of its own sums.
    var single = RatioOfSums()
    for sides in pairs { single.add(sides[0].part, over: sides[0].whole) }
    #expect(agree(found.value(along: [1, 0]), single.ratio))
    #expect(agree(found.standardError(along: [1, 0]), single.standardError))
  }

  @Test("What all simulations share is no part of a sum whose weights come to nothing")
  func shared() {
    let found = contrasts(
      (0..<50).map { luck in
        let common = 1e6 * Double(luck * luck % 17)
        return [(common + 1, 1), (common + 4, 1), (common, 1)]
      }, of: 3)
    #expect(agree(found.value(along: [1, -2, 1]), -7, within: 1e-8))
    #expect(found.standardError(along: [1, -2, 1]) < 1e-2)
    #expect(found.standardError(along: [1, 1, 1]) > 1e5)
  }

  @Test("Without two replications, or without a case, nothing is known")
  func nothing() {
    #expect(contrasts([], of: 2).value(along: [1, -1]).isNaN)
    let one = contrasts([[(1, 1), (2, 1)]], of: 2)
    #expect(one.value(along: [1, -1]) == -1 && one.standardError(along: [1, -1]).isNaN)
    #expect(!one.interval(along: [1, -1]).isKnown)
    let empty = contrasts([[(0, 0), (2, 1)], [(0, 0), (3, 1)]], of: 2)
    #expect(empty.value(along: [1, -1]).isNaN && !empty.interval(along: [1, -1]).isKnown)
    #expect(empty.value(along: [0, 1]) == 2.5)
  }
}
