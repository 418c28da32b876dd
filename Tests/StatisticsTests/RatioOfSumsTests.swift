// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Glibc
import StatisticalTesting
import Statistics
import Testing

@Suite("Ratios of sums")
struct RatioOfSumsTests {
  private func ratio(_ pairs: [(Double, Double)]) -> RatioOfSums {
    var ratio = RatioOfSums()
    for (part, whole) in pairs { ratio.add(part, over: whole) }
    return ratio
  }

  @Test("All is divided by all: no mean of ratios, and who has no case counts for nothing")
  func sums() {
    // Ten cases that wait a day each, one that waits ten, none.
    let waits = ratio([(10, 10), (10, 1), (0, 0)])
    #expect(agree(waits.ratio, 20.0 / 11))
    #expect(waits.count == 3)
    #expect(ratio([(0, 0), (0, 0)]).ratio.isNaN)
    #expect(!ratio([(0, 0), (0, 0)]).interval().isKnown)
    #expect(!ratio([(1, 2)]).interval().isKnown)
    #expect(ratio([]).ratio.isNaN)
  }

  @Test("Where all replications have the same whole it is the mean, with Student's interval")
  func equalWholes() {
    let numbers = [3.0, 5, 4, 8, 1]
    let one = ratio(numbers.map { (2 * $0, 2) })
    let student = Interval.student(Moments(numbers))
    #expect(agree(one.ratio, 4.2))
    #expect(agree(one.standardError, Moments(numbers).standardError))
    #expect(agree(one.interval().low, student.low, within: 1e-9))
    #expect(agree(one.interval().high, student.high, within: 1e-9))
  }

  @Test(
    "Fieller's interval contains the ratios at which the difference from zero is just significant")
  func fieller() {
    let pairs = [(3.0, 2.0), (5, 3), (9, 4), (4, 4), (7, 3)]
    let interval = ratio(pairs).interval(confidence: 0.9)
    for end in [interval.low, interval.high] {
      let differences = Moments(pairs.map { $0 - end * $1 })
      let student = Interval.student(differences, confidence: 0.9)
      #expect(min(abs(student.low), abs(student.high)) < 1e-9)
    }
    #expect(interval.covers(ratio(pairs).ratio))
    // The sum of these wholes might as well be nothing.
    #expect(!ratio([(1, 5), (1, -4)]).interval().isKnown)
  }

  @Test(
    "Of normal pairs Fieller's interval covers the ratio as often as it says",
    arguments: [0.8, 0.95])
  func coverage(confidence: Double) {
    let (trials, replications, truth) = (20_000, 12, 2.5)
    var covered = 0
    for trial in 0..<trials {
      var stream = Luck(seed: 4, replication: trial)
        .stream(StreamAddress(kind: 1, number: 0, purpose: 0))
      var ratio = RatioOfSums()
      for _ in 0..<replications {
        let whole = 20 + 4 * stream.normal()
        ratio.add(truth * whole + 6 * stream.normal() + 0.5 * (whole - 20), over: whole)
      }
      if ratio.interval(confidence: confidence).covers(truth) { covered += 1 }
    }
    let error = (confidence * (1 - confidence) / Double(trials)).squareRoot()
    #expect(abs(Double(covered) / Double(trials) - confidence) < 4.5 * error)
  }

  @Test("Of sums over a random number of cases, where the mean of ratios is biased, it covers well")
  func cases() {
    let (trials, replications) = (4_000, 20)
    var (covered, meansCover) = (0, 0)
    for trial in 0..<trials {
      var stream = Luck(seed: 5, replication: trial)
        .stream(StreamAddress(kind: 1, number: 0, purpose: 0))
      var (ratio, means): (RatioOfSums, [Double]) = (RatioOfSums(), [])
      for _ in 0..<replications {
        // Where few come each of them waits long: three days, but one where there are many.
        let isBusy = stream.uniform() < 0.5
        let number = stream.poisson(mean: isBusy ? 30 : 3)
        var wait = 0.0
        for _ in 0..<number { wait += stream.exponential(mean: isBusy ? 1 : 3) }
        ratio.add(wait, over: Double(number))
        if number > 0 { means.append(wait / Double(number)) }
      }
      let truth = (30.0 * 1 + 3 * 3) / 33
      if ratio.interval().covers(truth) { covered += 1 }
      if Interval.student(Moments(means)).covers(truth) { meansCover += 1 }
    }
    let share = Double(covered) / Double(trials)
    #expect(share > 0.93 && share < 0.97, "\(share)")
    #expect(Double(meansCover) / Double(trials) < 0.6)
  }

  @Test("A paired difference leaves out what both have alike, and covers the true one")
  func differences() {
    let (trials, replications) = (4_000, 20)
    var covered = 0
    var gain = 0.0
    for trial in 0..<trials {
      var stream = Luck(seed: 6, replication: trial)
        .stream(StreamAddress(kind: 1, number: 0, purpose: 0))
      var difference = RatioDifference()
      for _ in 0..<replications {
        let (number, common) = (
          Double(5 + stream.poisson(mean: 20)), stream.draw(.gamma(mean: 2, sd: 1))
        )
        let other = 0.6 * number
        difference.add(
          (number * (common + 0.2 * stream.normal()), number),
          (other * (common + 0.5 + 0.2 * stream.normal()), other))
      }
      if difference.interval().covers(-0.5) { covered += 1 }
      gain += difference.gainFromPairing / Double(trials)
    }
    let share = Double(covered) / Double(trials)
    #expect(share > 0.93 && share < 0.97, "\(share)")
    #expect(gain > 5)
  }

  @Test("The difference of two ratios is theirs, and nothing varies where both are the same")
  func differenceByHand() {
    var (difference, first, second) = (RatioDifference(), RatioOfSums(), RatioOfSums())
    for (one, other) in [((3.0, 2.0), (2.0, 4.0)), ((5, 3), (1, 1)), ((9, 4), (6, 5))] {
      difference.add(one, other)
      first.add(one.0, over: one.1)
      second.add(other.0, over: other.1)
    }
    #expect(agree(difference.difference, first.ratio - second.ratio))
    // To the first order each replication adds what it lacks of its ratio.
    let linear = Moments(
      [((3.0, 2.0), (2.0, 4.0)), ((5, 3), (1, 1)), ((9, 4), (6, 5))].map { one, other in
        (one.0 - first.ratio * one.1) / 3 - (other.0 - second.ratio * other.1) / (10.0 / 3)
      })
    #expect(agree(difference.standardError, linear.standardError, within: 1e-9))
    var same = RatioDifference()
    for (part, whole) in [(3.0, 7.0), (0.1, 3), (0.7, 11)] {
      same.add((part, whole), (part, whole))
    }
    #expect((same.difference, same.standardError) == (0, 0))
    #expect(same.interval() == Interval(low: 0, high: 0))
    var empty = RatioDifference()
    empty.add((1, 2), (0, 0))
    empty.add((1, 3), (0, 0))
    #expect(empty.difference.isNaN && !empty.interval().isKnown)
  }
}

extension RandomStream {
  /// A standard normal number (Box and Muller).
  fileprivate mutating func normal() -> Double {
    let radius = (2 * exponential(mean: 1)).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }
}
