// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Chance
import StatisticalTesting
import Statistics
import Testing

@Suite("Confidence sequences")
struct ConfidenceSequenceTests {
  @Test("The boundary of Howard and others, tuned by their formula, is 30.35209 at 100")
  func mixtureReference() {
    // Their closed form of the best rho at v: v / (2 log(1/a) + log(1 + 2 log(1/a))).
    let twice = 2 * log(20.0)
    let sequence = ConfidenceSequence(rho: 100 / (twice + log(1 + twice)))
    #expect(abs(sequence.boundary(at: 100) - 30.352_09) < 5e-6)
    // By hand, at a variance of 0: sqrt(rho log(1 / a^2)).
    #expect(agree(ConfidenceSequence(rho: 3).boundary(at: 0), (3 * twice).squareRoot()))
  }

  @Test(
    "The asymptotic width of Waudby-Smith and others, tuned by their formula for 100, is theirs",
    arguments: [(50, 0.434_152), (100, 0.303_545), (400, 0.156_933)])
  func asymptoticReference(count: Int, width: Double) {
    // Their closed form of the best rho^2 at n: (-2 log a + log(-2 log a) + 1) / n, and their half-width.
    let square = (2 * log(20.0) + log(2 * log(20.0)) + 1) / 100
    let n = Double(count)
    let theirs =
      (2 * (n * square + 1) / (n * n * square) * log((n * square + 1).squareRoot() / 0.05))
      .squareRoot()
    let sequence = ConfidenceSequence(rho: 1 / square)
    #expect(agree(sequence.asymptoticHalfWidth(of: count), theirs))
    #expect(abs(sequence.asymptoticHalfWidth(of: count) - width) < 5e-7)
  }

  @Test(
    "No other precision has a lower boundary where a sequence was tuned",
    arguments: [0.5, 0.8, 0.95, 0.9999])
  func tuned(confidence: Double) {
    for variance in [0.3, 20, 100, 5_000] {
      let best = ConfidenceSequence(confidence: confidence, tightestAt: variance)
      let least = best.boundary(at: variance)
      for factor in [0.2, 0.9, 0.99, 1.01, 1.1, 5] {
        let other = ConfidenceSequence(confidence: confidence, rho: factor * best.rho)
        #expect(other.boundary(at: variance) > least)
      }
      // The slope is zero: a change of a millionth moves the boundary by less than a millionth of that.
      let near = ConfidenceSequence(confidence: confidence, rho: best.rho * (1 + 1e-6))
      #expect(agree(near.boundary(at: variance) / least, 1, within: 1e-11))
    }
    // The papers' formulas come close, and no closer: 30.35122 against 30.35209 and 30.35446.
    #expect(abs(ConfidenceSequence(tightestAt: 100).boundary(at: 100) - 30.351_22) < 5e-6)
  }

  /// The likelihood ratio of `count` normal numbers with the given mean and the standard deviation 1: of means that
  /// are normal with variance 1 / rho in units of a scale about which nothing is known, against the mean 0.
  ///
  /// Integrated over the logarithm of the scale and over the mean by sums of 600 and 400 terms.
  private func likelihoodRatio(_ mean: Double, count: Int, rho: Double) -> Double {
    let n = Double(count)
    var (mixed, none) = (0.0, 0.0)
    for step in -300...300 {
      let scale = exp(0.02 * Double(step))
      let base = -n * log(scale) - (n - 1) / (2 * scale * scale)
      none += exp(base - n * mean * mean / (2 * scale * scale))
      var sum = 0.0
      for place in -200...200 {
        let effect = 0.04 * Double(place) / rho.squareRoot()
        let distance = mean / scale - effect
        sum += exp(base - n * distance * distance / 2 - rho * effect * effect / 2)
      }
      mixed += sum * 0.04 / (2 * Double.pi).squareRoot()
    }
    return mixed / none
  }

  @Test(
    "An interval ends where the mixture's likelihood ratio, integrated over all scales, is 1 / a",
    arguments: [(12, 4.0, 0.95), (30, 12.2, 0.95), (8, 1, 0.8)])
  func student(count: Int, rho: Double, confidence: Double) {
    let sequence = ConfidenceSequence(confidence: confidence, rho: rho)
    let end = sequence.halfWidth(of: count)
    let ratio = likelihoodRatio(end, count: count, rho: rho)
    #expect(agree(ratio, 1 / (1 - confidence), within: 1e-6))
  }

  @Test("An interval is wider than the asymptotic one, and in the end as wide")
  func limit() {
    let sequence = ConfidenceSequence(tightestAt: 100)
    for count in [20, 100, 1_000, 100_000] {
      let ratio = sequence.halfWidth(of: count) / sequence.asymptoticHalfWidth(of: count)
      #expect(ratio > 1 && ratio < 1 + 20 / Double(count))
    }
  }

  /// In how many of 2,000 studies of 500 numbers with mean 0 an interval ever leaves it out.
  private func exclusions(of law: Law, by interval: (Statistics.Moments) -> Interval) -> Int {
    (0..<2_000).count { study in
      let luck = Luck(seed: 20_210_401, replication: study)
      var stream = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 1))
      var moments = Statistics.Moments()
      for _ in 0..<500 {
        moments.add(stream.draw(law) - law.mean)
        if moments.count > 1, !interval(moments).covers(0) { return true }
      }
      return false
    }
  }

  @Test("At most 5 of 100 studies in which nothing differs ever leave zero out")
  func watched() {
    for sequence in [20.0, 100].map({ ConfidenceSequence(tightestAt: $0) }) {
      let excluded = exclusions(of: .normal(mean: 0, sd: 2)) { sequence.interval(of: $0) }
      #expect((20...100).contains(excluded), "\(excluded)")
    }
  }

  @Test("The same studies leave zero out of Student's interval nearly every other time")
  func watchedStudent() {
    let excluded = exclusions(of: .normal(mean: 0, sd: 2)) { .student($0) }
    #expect(excluded > 900, "\(excluded)")
  }

  @Test("Other units give the same interval in other units")
  func units() {
    let numbers = (0..<40).map { Double($0 * $0 % 17) }
    let sequence = ConfidenceSequence(tightestAt: 30)
    let interval = sequence.interval(of: Moments(numbers))
    let other = sequence.interval(of: Moments(numbers.map { 60 * $0 - 7 }))
    #expect(interval.isKnown && agree(other.low, 60 * interval.low - 7))
    #expect(agree(other.high, 60 * interval.high - 7))
    // In the unit of a variance rho is one, too.
    let wide = ConfidenceSequence(rho: 9 * sequence.rho)
    #expect(agree(wide.boundary(at: 9 * 50), 3 * sequence.boundary(at: 50)))
  }

  @Test("Of no number, one, a few or equal ones all numbers are possible")
  func nothingKnown() {
    let sequence = ConfidenceSequence(tightestAt: 20)
    let equal = Array(repeating: 7.0, count: 50)
    for numbers in [[], [1], [1, 2, 3], equal] {
      let interval = sequence.interval(of: Moments(numbers))
      #expect(interval == Interval(low: -.infinity, high: .infinity) && !interval.isKnown)
    }
    #expect(sequence.interval(of: Moments(equal + [8])).isKnown)
    for count in [-1, 0, 1] {
      #expect(sequence.halfWidth(of: count) == .infinity)
      #expect(sequence.asymptoticHalfWidth(of: count) == .infinity)
    }
  }

  @Test("A difference of ratios has the interval of its linearised values")
  func ratios() {
    let sequence = ConfidenceSequence(tightestAt: 30)
    var (equal, ratios, means) = (
      PairedDifference(ofRatios: true), PairedDifference(ofRatios: true), Statistics.Moments()
    )
    var pairs: [(first: PairedDifference.Side, second: PairedDifference.Side)] = []
    for number in 0..<30 {
      let (part, whole) = (Double(number * number % 13), Double(number % 5))
      pairs.append(((part, whole), (Double(number % 3), 4)))
      ratios.add(pairs[number].first, pairs[number].second)
      // Of equal wholes a ratio is a mean.
      equal.add((7 * part, 7), (7 * whole, 7))
      means.add(part - whole)
    }
    let interval = sequence.interval(of: equal)
    #expect(agree(interval.low, sequence.interval(of: means).low, within: 1e-10))
    #expect(agree(interval.high, sequence.interval(of: .ofMeans(means)).high, within: 1e-10))
    // By hand: (y - r x) / m of one side less that of the other.
    let r = pairs.reduce(0) { $0 + $1.first.part } / pairs.reduce(0) { $0 + $1.first.whole }
    let s = pairs.reduce(0) { $0 + $1.second.part } / pairs.reduce(0) { $0 + $1.second.whole }
    let mean = pairs.reduce(0) { $0 + $1.first.whole } / 30
    let linearised = Statistics.Moments(
      pairs.map { ($0.part - r * $0.whole) / mean - ($1.part - s * $1.whole) / 4 })
    let byHand = sequence.interval(of: linearised)
    #expect(agree(sequence.interval(of: ratios).low, r - s + byHand.low, within: 1e-10))
    #expect(agree(sequence.interval(of: ratios).high, r - s + byHand.high, within: 1e-10))
    #expect(!sequence.interval(of: PairedDifference(ofRatios: true)).isKnown)
  }
}
