// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import StatisticalTesting
import Statistics
import Testing

@Suite("Coverage of intervals")
struct CoverageTests {
  /// The samples of many studies, each with luck of its own.
  private func samples(of law: Law, studies: Int, numbers: Int) -> [[Double]] {
    (0..<studies).map { study in
      let luck = Luck(seed: 20_170_416, replication: study)
      var stream = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 1))
      return (0..<numbers).map { _ in stream.draw(law) }
    }
  }

  /// For each of many studies, 1 where Student's interval covers the true mean.
  private func coverage(
    of law: Law, mean: Double, studies: Int, numbers: Int, confidence: Double
  ) -> [Double] {
    samples(of: law, studies: studies, numbers: numbers).map { sample in
      Interval.student(Moments(sample), confidence: confidence).covers(mean) ? 1 : 0
    }
  }

  @Test("Student's interval covers the true mean as often as it says", arguments: [2, 5, 30])
  func student(numbers: Int) {
    let covered = coverage(
      of: .normal(mean: 3, sd: 2), mean: 3, studies: 4_000, numbers: numbers, confidence: 0.95)
    expectMean(of: covered, equals: 0.95, tests: 3)
  }

  @Test(
    "Student's interval, cut at what is possible, covers the true mean just as often",
    arguments: [
      (.exponential(mean: 1), 1, 0...Double.infinity), (.beta(mean: 0.9, sd: 0.1), 0.9, 0...1),
    ] as [(Law, Double, ClosedRange<Double>)])
  func cut(law: Law, mean: Double, possible: ClosedRange<Double>) {
    var cuts = 0
    for sample in samples(of: law, studies: 2_000, numbers: 3) {
      let moments = Moments(sample)
      let whole = Interval.student(moments)
      let (interval, kind) = whole.cut(to: possible, about: moments.mean)
      #expect(interval.covers(mean) == whole.covers(mean))
      #expect(possible.contains(interval.low) && possible.contains(interval.high))
      #expect(interval.covers(moments.mean))
      if kind == .cut { cuts += 1 } else { #expect(interval == whole) }
    }
    #expect((200..<1_990).contains(cuts))
  }

  @Test("The same test finds an interval that is too narrow")
  func power() {
    let covered = coverage(
      of: .normal(mean: 3, sd: 2), mean: 3, studies: 4_000, numbers: 5, confidence: 0.92)
    let verdict = meanTest(of: covered, equals: 0.95, tests: 3)
    #expect(verdict.pValue < verdict.level)
  }

  /// For each of many studies of 10 numbers, whether the intervals cover the true mean: Student's, the
  /// bootstrap's, and that of the plain percentiles of the same resamples.
  private func bootstrapCoverage(
    of law: Law, mean: Double, studies: Int
  ) -> (student: [Double], bootstrap: [Double], percentiles: [Double]) {
    var covered: (student: [Double], bootstrap: [Double], percentiles: [Double]) = ([], [], [])
    for (study, sample) in samples(of: law, studies: studies, numbers: 10).enumerated() {
      var bootstrap = Bootstrap(series: 1, seed: study)
      for (index, number) in sample.enumerated() { bootstrap.add([number], replication: index) }
      let means = bootstrap.means(of: 0).sorted()
      let percentiles = Interval(low: means[means.count / 40], high: means[means.count * 39 / 40])
      covered.student.append(Interval.student(Moments(sample)).covers(mean) ? 1 : 0)
      covered.bootstrap.append(bootstrap.interval(of: 0).covers(mean) ? 1 : 0)
      covered.percentiles.append(percentiles.covers(mean) ? 1 : 0)
    }
    return covered
  }

  // What is expected of the bootstrap was found by another program, with NumPy's random numbers, in
  // 12,000 studies: 0.930 of exponential samples (0.900 for Student's interval, 0.879 for percentiles).
  @Test("The bootstrap's interval of 10 normal differences covers about as often as Student's")
  func bootstrapOfNormal() {
    let covered = bootstrapCoverage(of: .normal(mean: 3, sd: 2), mean: 3, studies: 600)
    expectMean(of: covered.bootstrap, equals: 0.947, tests: 2)
  }

  @Test("Of 10 exponential differences it covers more often than Student's and than percentiles")
  func bootstrapOfSkewed() {
    let covered = bootstrapCoverage(of: .exponential(mean: 1), mean: 1, studies: 600)
    expectMean(of: covered.bootstrap, equals: 0.930, tests: 2)
    for other in [covered.student, covered.percentiles] {
      let gain = zip(covered.bootstrap, other).map { $0 - $1 }
      let verdict = meanTest(of: gain, equals: 0, tests: 2)
      #expect(verdict.isRejected && gain.reduce(0, +) > 0, "\(verdict)")
    }
  }

  @Test("Welch's interval covers the true difference of samples of other sizes and spreads")
  func welch() {
    let small = samples(of: .normal(mean: 3, sd: 4), studies: 4_000, numbers: 6)
    let covered = small.enumerated().map { study, sample in
      let luck = Luck(seed: 1, replication: study)
      var stream = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 1))
      let other = (0..<20).map { _ in stream.draw(.normal(mean: 1, sd: 1)) }
      return Interval.welch(Moments(sample), Moments(other)).covers(2) ? 1.0 : 0
    }
    // The interval is not exact: over two million pairs of variances it covers in 0.9482 of cases.
    expectMean(of: covered, equals: 0.948_2)
  }

  @Test("An interval that ends when it is narrow covers a little less often, and not much")
  func replicationRule() {
    let ends = samples(of: .normal(mean: 3, sd: 2), studies: 1_000, numbers: 150).map { sample in
      var rule = ReplicationRule(goals: [.absolute(1)], most: 150)
      for number in sample { rule.add([number]) }
      #expect(rule.state != .goingOn)
      return rule.estimate(of: 0)
    }
    // 0.936 in 6,000 studies of another program, which needed 22.9 replications with the look-ahead.
    expectMean(of: ends.map { $0.interval().covers(3) ? 1 : 0 }, equals: 0.936, tests: 2)
    expectMean(of: ends.map { Double($0.count) }, equals: 22.86, tests: 2)
  }

  @Test("An interval of a sequence that ends when it is narrow covers at least as often as it says")
  func replicationRuleBySequence() {
    let covered = samples(of: .normal(mean: 3, sd: 2), studies: 1_000, numbers: 150).map {
      var rule = ReplicationRule(
        goals: [.absolute(1)], most: 150, by: ConfidenceSequence(tightestAt: 40))
      for number in $0 { rule.add([number]) }
      #expect(rule.state != .goingOn && rule.state != .mostReached)
      let half = rule.halfWidth(of: 0)
      return abs(rule.estimate(of: 0).difference - 3) <= half ? 1.0 : 0
    }
    let verdict = meanTest(of: covered, equals: 0.95)
    #expect(verdict.isRejected && covered.reduce(0, +) > 950, "\(verdict)")
  }

  @Test("The exact interval covers every probability at least as often as it says")
  func clopperPearson() {
    let trials = 40
    let intervals = (0...trials).map { Interval.clopperPearson($0, of: trials) }
    for step in 1..<200 {
      let probability = Double(step) / 200
      var term = 1.0
      for _ in 0..<trials { term *= 1 - probability }
      var covered = 0.0
      for (successes, interval) in intervals.enumerated() {
        if interval.covers(probability) { covered += term }
        term *= Double(trials - successes) / Double(successes + 1)
        term *= probability / (1 - probability)
      }
      #expect(covered >= 0.95 - 1e-12, "probability \(probability)")
    }
  }
}
