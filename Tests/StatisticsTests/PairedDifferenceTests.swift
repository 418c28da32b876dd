// SPDX-License-Identifier: GPL-3.0-or-later

import StatisticalTesting
import Statistics
import Testing

@Suite("Differences of means or of ratios")
struct PairedDifferenceTests {
  private typealias Side = PairedDifference.Side

  private func difference(ofRatios: Bool, _ pairs: [(Side, Side)]) -> PairedDifference {
    var difference = PairedDifference(ofRatios: ofRatios)
    for (first, second) in pairs { difference.add(first, second) }
    return difference
  }

  @Test("A difference of means is that of paired values, without those who have none")
  func means() {
    let values = [(3.0, 1.0), (5, 4), (.nan, 2), (9, 1), (2, .nan)]
    let found = difference(ofRatios: false, values.map { (($0, 1), ($1, 1)) })
    #expect(found == .ofMeans(Moments([2, 1, 8])))
    #expect(agree(found.difference, 11.0 / 3) && found.count == 3 && found.isVaried)
    #expect(found.interval(confidence: 0.9) == .student(Moments([2, 1, 8]), confidence: 0.9))
  }

  @Test(
    "A difference of ratios divides all by all, and a replication without a case counts for nothing"
  )
  func ratios() {
    let pairs: [(Side, Side)] = [((2, 100), (2, 40)), ((1, 2), (0, 10)), ((0, 0), (2, 20))]
    let found = difference(ofRatios: true, pairs + [((.nan, .nan), (1, 1))])
    #expect(agree(found.difference, 3.0 / 102 - 4.0 / 70) && found.count == 3 && found.isVaried)
    var expected = RatioDifference()
    for (first, second) in pairs { expected.add(first, second) }
    #expect(found == .ofRatios(expected) && found.interval() == expected.interval())
    #expect(difference(ofRatios: true, [((0, 0), (1, 2))]).difference.isNaN)
  }

  @Test("Against nothing a difference is the mean or the ratio itself")
  func alone() {
    var (mean, ratio) = (PairedDifference(ofRatios: false), PairedDifference(ofRatios: true))
    for (part, whole) in [(2.0, 1.0), (8, 4)] {
      mean.add((part / whole, 1))
      ratio.add((part, whole))
    }
    #expect(mean.difference == 2 && ratio.difference == 2)
    #expect(!mean.isVaried && !ratio.isVaried)
    ratio.add((6, 1))
    #expect(agree(ratio.difference, 16.0 / 6))
    var sums = RatioOfSums()
    for (part, whole) in [(2.0, 1.0), (8, 4), (6, 1)] { sums.add(part, over: whole) }
    #expect(agree(ratio.standardError, sums.standardError))
  }

  @Test("Ratios of equal wholes end a rule where their means do")
  func rule() {
    let values = (0..<60).map { $0 % 2 == 0 ? 1.0 : 3 }
    var means = ReplicationRule(goals: [.absolute(0.6), .any], most: 60)
    var ratios = ReplicationRule(goals: [.absolute(0.6), .any], ratios: [0, 1], most: 60)
    for value in values {
      means.add([value - 2, value])
      ratios.add([((7 * value, 7), (14, 7)), ((7 * value, 7), PairedDifference.nothing)])
    }
    #expect(means.state == ratios.state && means.count == ratios.count && means.count < 60)
    #expect(agree(means.halfWidth(of: 0), ratios.halfWidth(of: 0)))
    // Few cases make a ratio as uncertain as it is, however alike the ratios of single replications are.
    var few = ReplicationRule(goals: [.absolute(0.6)], ratios: [0], most: 30)
    for number in 0..<30 { few.add([((number < 29 ? 0 : 40, number < 29 ? 1 : 10), (0, 1))]) }
    #expect(few.state == .mostReached)
    #expect(few.estimate(of: 0).difference == 40.0 / 39)
    var none = ReplicationRule(goals: [.absolute(0.6)], ratios: [0], most: 10)
    for _ in 0..<10 { none.add([((0, 0), (0, 0))]) }
    #expect(none.state == .cannotSay(.noCase))
  }
}
