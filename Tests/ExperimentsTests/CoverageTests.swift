// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Experiments
import StatisticalTesting
import Testing

@Suite("Coverage of intervals")
struct CoverageTests {
  /// For each of many studies with their own seed, 1 where the interval covers the true mean.
  private func coverage(
    of law: Law, mean: Double, studies: Int, numbers: Int, confidence: Double
  ) -> [Double] {
    (0..<studies).map { study in
      let luck = Luck(seed: 20_170_416, replication: UInt32(study))
      var stream = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 1))
      let interval = Interval.student(
        Moments((0..<numbers).map { _ in stream.draw(law) }), confidence: confidence)
      return interval.covers(mean) ? 1 : 0
    }
  }

  @Test("Student's interval covers the true mean as often as it says", arguments: [2, 5, 30])
  func student(numbers: Int) {
    let covered = coverage(
      of: .normal(mean: 3, sd: 2), mean: 3, studies: 4_000, numbers: numbers, confidence: 0.95)
    expectMean(of: covered, equals: 0.95, tests: 3)
  }

  @Test("The same test finds an interval that is too narrow")
  func power() {
    let covered = coverage(
      of: .normal(mean: 3, sd: 2), mean: 3, studies: 4_000, numbers: 5, confidence: 0.92)
    let verdict = meanTest(of: covered, equals: 0.95, tests: 3)
    #expect(verdict.pValue < verdict.level)
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
