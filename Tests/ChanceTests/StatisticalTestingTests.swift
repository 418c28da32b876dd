// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import StatisticalTesting
import Testing

/// The tests that the other tests stand on: right hypotheses survive as often as they should, wrong
/// ones do not.
@Suite("Statistical tests") struct StatisticalTestingTests {
  /// The p-values of 1,000 tests, each on samples of its own.
  private func pValues(_ test: (inout RandomStream) -> Verdict) -> [Double] {
    (0..<1_000).map { number in
      var stream = Luck(seed: 11, replication: 1)
        .stream(StreamAddress(kind: 5, number: number, purpose: 1))
      return test(&stream).pValue
    }
  }

  private static func numbers(_ count: Int, _ stream: inout RandomStream) -> [Double] {
    (0..<count).map { _ in stream.uniform() }
  }

  /// The share of p-values up to 0.05 and 0.5 of a right hypothesis, with a family-wise error of 1e-4.
  private func expectUniform(_ values: [Double], _ subject: String) {
    for level in [0.05, 0.5] {
      let below = values.map { $0 <= level ? 1.0 : 0 }
      expectMean(of: below, equals: level, tests: 6, "\(subject) at \(level)")
    }
  }

  @Test("reject a right hypothesis as often as their level says")
  func size() {
    expectUniform(
      pValues { meanTest(of: Self.numbers(30, &$0), equals: 0.5) }, "Student")
    expectUniform(
      pValues { kolmogorovSmirnovTest(of: Self.numbers(50, &$0)) { $0 } }, "Kolmogorov-Smirnov")
    expectUniform(
      pValues { stream in
        var counts = [Int](repeating: 0, count: 10)
        for _ in 0..<1_000 { counts[stream.index(below: 10)] += 1 }
        return chiSquareTest(of: counts, probabilities: [Double](repeating: 0.1, count: 10))
      }, "chi-square")
  }

  @Test("reject a wrong mean, a wrong law and wrong shares")
  func power() {
    var stream = Luck(seed: 11, replication: 1)
      .stream(StreamAddress(kind: 5, number: 0, purpose: 2))
    let numbers = Self.numbers(2_000, &stream)
    #expect(meanTest(of: numbers, equals: 0.54).isRejected)
    #expect(kolmogorovSmirnovTest(of: numbers) { $0 * $0 }.isRejected)
    #expect(chiSquareTest(of: [1_100, 900], probabilities: [0.5, 0.5]).isRejected)
  }

  @Test("reject samples that all agree on a wrong value")
  func constantSamples() {
    let samples = [Double](repeating: 2, count: 30)
    #expect(meanTest(of: samples, equals: 2.1).isRejected)
    #expect(!meanTest(of: samples, equals: 2).isRejected)
    #expect(meanTest(of: [Double](repeating: .nan, count: 30), equals: 2).isRejected)
  }

  /// Levels from Stephens' table 1A of 1974, and from tables of chi-square and Student's t.
  @Test("have the p-values of the published tables")
  func published() {
    // A distance D at n = 100 for which (10 + 0.12 + 0.011) D is the upper five per cent point.
    let distance = 1.358 / (10 + 0.12 + 0.011)
    let samples = (0..<100).map { (Double($0) + 1) / 100 - distance }
    #expect(abs(kolmogorovSmirnovTest(of: samples) { $0 }.pValue - 0.05) < 5e-4)
    let verdict = chiSquareTest(of: [600, 538], probabilities: [0.5, 0.5])
    #expect(abs(verdict.pValue - 0.0661) < 5e-4)
    #expect(abs(studentQuantile(0.975, degreesOfFreedom: 29) - 2.045) < 5e-4)
    #expect(abs(normalQuantile(0.975) - 1.96) < 5e-5)
  }

  @Test("join rare categories and count what was never listed")
  func rareCategories() {
    let verdict = chiSquareTest(of: [50, 50, 0], probabilities: [0.5, 0.49, 0.01])
    #expect(verdict.finding.contains("2 categories"))
    #expect(chiSquareTest(of: [50, 50], probabilities: [0.25, 0.25]).isRejected)
  }

  @Test("share the error of a family among its tests")
  func levels() {
    #expect(abs(levelPerTest(familywise: 0.05, tests: 1) - 0.05) < 1e-12)
    #expect(abs(levelPerTest(familywise: 1e-4, tests: 100) - 1.00005e-6) < 1e-11)
  }

  @Test("count mean and variance in one pass")
  func moments() {
    let moments = Moments(of: [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])
    #expect(moments.mean == 1e9 + 10)
    #expect(moments.variance == 30)
    #expect(moments.standardError == 7.5.squareRoot())
    #expect(Moments(of: [1]).variance.isNaN)
  }

  @Test("record an issue that tells what was found")
  func issue() {
    withKnownIssue {
      expectMean(of: (0..<30).map(Double.init), equals: 3, "waiting time")
    } matching: { issue in
      issue.comments.first?.rawValue.hasPrefix("waiting time: mean 14.5 with standard error")
        == true
    }
  }
}
