// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Testing

@Suite("Verdicts")
struct VerdictTests {
  @Test(
    "An interval is judged against zero and the smallest difference that matters",
    arguments: [
      (12, 20, .moreUnderFirst), (-20, -12, .moreUnderSecond), (5, 20, .somewhatMoreUnderFirst),
      (-20, -5, .somewhatMoreUnderSecond), (1, 9, .tooSmallToMatter), (-9, -1, .tooSmallToMatter),
      (-4, 6, .notDistinguishable), (-4, 16, .undecided), (-16, 4, .undecided),
      (0, 9, .notDistinguishable), (10, 12, .moreUnderFirst), (-12, -10, .moreUnderSecond),
    ] as [(Double, Double, Verdict)])
  func judged(low: Double, high: Double, verdict: Verdict) {
    let interval = Interval(low: low, high: high)
    #expect(Verdict(interval, matters: 10, count: 9, isSame: false) == verdict)
  }

  @Test("No pair, equal pairs and a single pair are told apart")
  func withoutInterval() {
    #expect(Verdict(.unknown, matters: 1, count: 0, isSame: true) == .noCase)
    #expect(Verdict(Interval(low: 0, high: 0), matters: 1, count: 5, isSame: true) == .same)
    #expect(Verdict(.unknown, matters: 1, count: 1, isSame: false) == .undecided)
  }

  @Test("A verdict says who is better only where the outcome has a direction")
  func sentences() {
    func sentence(_ verdict: Verdict, _ better: Outcome.Direction) -> String {
      verdict.sentence("A", "B", better: better, matters: "10", replications: 200)
    }
    #expect(sentence(.moreUnderFirst, .more) == "more under A, which is better")
    #expect(sentence(.moreUnderFirst, .fewer) == "more under A, so B is better")
    #expect(sentence(.moreUnderSecond, .fewer) == "more under B, so A is better")
    #expect(sentence(.moreUnderSecond, .none) == "more under B")
    #expect(
      sentence(.notDistinguishable, .none)
        == "not distinguishable within the smallest difference that matters (10)")
  }
}
