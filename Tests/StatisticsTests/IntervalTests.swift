// SPDX-License-Identifier: GPL-3.0-or-later

import StatisticalTesting
import Statistics
import Testing

@Suite("Intervals")
struct IntervalTests {
  @Test("Law's paired example gives its published 90 per cent interval")
  func pairedExample() {
    let differences = Moments([8.76, 4.09, 4.23, -0.02, 7.83])
    let interval = Interval.student(differences, confidence: 0.9)
    #expect(agree(differences.mean, 4.978))
    #expect(abs(interval.low - 1.649) < 0.001)
    #expect(abs(interval.high - 8.307) < 0.001)
  }

  @Test("Student's interval of three numbers follows from a closed form")
  func studentByHand() {
    // With 2 degrees of freedom the quantile is (2p - 1) sqrt(2 / (4 p (1 - p))).
    let p = 0.975
    let quantile = (2 * p - 1) * (2 / (4 * p * (1 - p))).squareRoot()
    let half = quantile * (1.0 / 3).squareRoot()
    let interval = Interval.student(Moments([1, 2, 3]))
    #expect(agree(interval.low, 2 - half, within: 1e-9))
    #expect(agree(interval.high, 2 + half, within: 1e-9))
  }

  @Test("One number gives no interval", arguments: [[], [1.0]])
  func tooFew(numbers: [Double]) {
    #expect(!Interval.student(Moments(numbers)).isKnown)
  }

  @Test("Equal numbers give an interval without width")
  func withoutVariance() {
    #expect(Interval.student(Moments([7, 7, 7])) == Interval(low: 7, high: 7))
  }

  @Test("None of n has the closed upper limit 1 - (alpha/2)^(1/n)", arguments: [1, 5, 50, 10_000])
  func noneOfMany(trials: Int) {
    var limit = 1.0
    // Solved by bisection of (1 - x)^n = 0.025, without a power function of non-integers.
    var (low, high) = (0.0, 1.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      var survival = 1.0
      for _ in 0..<trials { survival *= 1 - middle }
      if survival > 0.025 { low = middle } else { high = middle }
    }
    limit = high
    let none = Interval.clopperPearson(0, of: trials)
    let all = Interval.clopperPearson(trials, of: trials)
    #expect(none.low == 0)
    #expect(agree(none.high, limit, within: 1e-9))
    #expect(all.high == 1)
    #expect(agree(all.low, 1 - limit, within: 1e-9))
  }

  @Test("0 of 50 is not never: up to 7.11 per cent")
  func noneOfFifty() {
    #expect(abs(Interval.clopperPearson(0, of: 50).high - 0.0711) < 5e-5)
  }

  @Test("The ends of an exact interval leave 2.5 per cent in each tail of the binomial law")
  func exactTails() {
    for (successes, trials) in [(1, 10), (3, 200), (7, 20), (40, 50), (199, 200)] {
      let interval = Interval.clopperPearson(successes, of: trials)
      func probability(of count: Int, _ p: Double) -> Double {
        var term = 1.0
        for index in 0..<count { term *= Double(trials - index) / Double(index + 1) * p }
        for _ in count..<trials { term *= 1 - p }
        return term
      }
      let atLeast = (successes...trials).reduce(0) { $0 + probability(of: $1, interval.low) }
      let atMost = (0...successes).reduce(0) { $0 + probability(of: $1, interval.high) }
      #expect(agree(atLeast, 0.025, within: 1e-9))
      #expect(agree(atMost, 0.025, within: 1e-9))
    }
  }

  @Test("No trial gives no interval")
  func noTrial() {
    #expect(!Interval.clopperPearson(0, of: 0).isKnown)
  }

  @Test("Student's sleep data give Welch's interval, and the paired one, as R prints them")
  func sleep() {
    // The data of Student (1908) that come with R, where t.test(extra ~ group, data = sleep) prints
    // -3.3654832 and 0.2054832, and its paired form -2.4598858 and -0.7001142.
    let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    let apart = Interval.welch(Moments(first), Moments(second))
    #expect(abs(apart.low + 3.365_483_2) < 1e-7)
    #expect(abs(apart.high - 0.205_483_2) < 1e-7)
    let paired = Interval.student(Moments(zip(first, second).map { $0 - $1 }))
    #expect(abs(paired.low + 2.459_885_8) < 1e-7)
    #expect(abs(paired.high + 0.700_114_2) < 1e-7)
  }

  @Test("Of two samples of one size and spread Welch's interval is that of pooled variances")
  func welchPooled() {
    // 2 and 2 degrees of freedom make 4, of which the quantile is known: t = 2.776445.
    let interval = Interval.welch(Moments([1, 2, 3]), Moments([11, 12, 13]))
    let half = 2.776_445_105_2 * (2.0 / 3).squareRoot()
    #expect(agree(interval.low, -10 - half, within: 1e-9))
    #expect(agree(interval.high, -10 + half, within: 1e-9))
  }

  @Test("Without spread in one sample Welch's degrees of freedom are those of the other")
  func welchOneSided() {
    let alone = Interval.student(Moments([1, 2, 4]))
    let interval = Interval.welch(Moments([1, 2, 4]), Moments([5, 5, 5, 5]))
    #expect(agree(interval.low, alone.low - 5) && agree(interval.high, alone.high - 5))
    #expect(Interval.welch(Moments([3, 3]), Moments([1, 1])) == Interval(low: 2, high: 2))
    #expect(!Interval.welch(Moments([3]), Moments([1, 2])).isKnown)
  }

  @Test("Moments know the third one: of one success in n trials it is that of a Bernoulli law")
  func skewness() {
    for trials in 2...20 {
      let p = 1 / Double(trials)
      let moments = Moments([1] + Array(repeating: 0, count: trials - 1))
      #expect(agree(moments.skewness, (1 - 2 * p) / (p * (1 - p)).squareRoot(), within: 1e-10))
    }
    let numbers = [2.0, 8, 0, 4, 1, 9, 9, 0]
    let mean = numbers.reduce(0, +) / 8
    func central(_ power: Int) -> Double {
      numbers.reduce(0) { sum, number in
        sum + (0..<power).reduce(1) { product, _ in product * (number - mean) } / 8
      }
    }
    let exact = central(3) / (central(2) * central(2).squareRoot())
    #expect(agree(Moments(numbers).skewness, exact))
    #expect(agree(Moments(numbers.map { 1e6 - $0 }).skewness, -exact, within: 1e-8))
    #expect(Moments([1, 1]).skewness.isNaN)
  }

  @Test("Turning the difference round turns the interval round")
  func turned() {
    #expect(Interval(low: -1, high: 3).negated == Interval(low: -3, high: 1))
  }
}
