// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import CordonModel
import Declarations
import Experiments
import Foundation
import Statistics
import Testing

import func StatisticalTesting.expectMean

@Suite("Verdicts")
struct VerdictTests {
  /// The verdict on an interval of differences that vary, where 10 matters.
  private func verdict(
    _ low: Double, _ high: Double, _ better: Outcome.Direction = .more
  ) -> Verdict {
    Verdict(
      Interval(low: low, high: high), of: Moments([1, 2, 4]), matters: 10, better: better)
  }

  @Test(
    "Better and worse are said only where the whole interval lies beyond what matters",
    arguments: [
      (12, 20, "better"), (-20, -12, "worse"), (10, 12, "undecided"), (-12, -10, "undecided"),
      (5, 20, "undecided"), (-20, -5, "undecided"), (1, 9, "differs by less than matters"),
      (-9, -1, "differs by less than matters"), (-4, 6, "no difference that matters"),
      (0, 9, "no difference that matters"), (-4, 16, "undecided"), (-16, 4, "undecided"),
      (-16, 16, "undecided"), (1, 10, "undecided"),
    ] as [(Double, Double, String)])
  func judged(low: Double, high: Double, word: String) {
    #expect(verdict(low, high).word == word)
  }

  @Test("What is better follows the direction, and without one there is only more or fewer")
  func directions() {
    #expect(verdict(12, 20, .fewer) == .worse && verdict(-20, -12, .fewer) == .better)
    #expect(verdict(12, 20, .none) == .more && verdict(-20, -12, .none) == .fewer)
  }

  @Test("Where nothing varies 29 pairs are needed: more than one in ten others might differ else")
  func nothingVaries() {
    func verdict(_ value: Double, _ count: Int) -> Verdict {
      let differences = Moments(Array(repeating: value, count: count))
      return Verdict(.student(differences), of: differences, matters: 0.5, better: .more)
    }
    #expect(verdict(0, 29) == .noDifference && verdict(1, 29) == .better)
    #expect(verdict(0, 28) == .undecided(further: 1) && verdict(1, 5) == .undecided(further: 24))
    #expect(verdict(0, 1) == .undecided(further: nil))
    #expect(pow(0.9, 29) < 0.05 && pow(0.9, 28) > 0.05)
  }

  @Test(
    "Where every difference matters no difference is none, and the same one is never decided by more of it"
  )
  func everyDifference() {
    func verdict(_ value: Double, matters: Double) -> Verdict {
      let differences = Moments(Array(repeating: value, count: 40))
      return Verdict(.student(differences), of: differences, matters: matters, better: .more)
    }
    #expect(verdict(0, matters: 0) == .noDifference && verdict(-1, matters: 0) == .worse)
    #expect(verdict(2, matters: 2) == .undecided(further: 1_000_000))
  }

  /// Expected: the first number at which a normal mean gives an interval beyond what matters, or within it, with a
  /// chance of 80 per cent; by Student's quantile of each number, from another program.
  @Test(
    "So many further replications would probably tell, if mean and spread are as they seem",
    arguments: [
      (5, 2, 74), (-5, 1, 34), (5, 0.3, 20), (1, 4, 75), (2, 6.5, 23), (0, 4, 51), (0, 3, 110),
    ] as [(Double, Double, Int)])
  func further(mean: Double, matters: Double, further: Int) {
    let differences = Moments((0..<20).map { mean + ($0.isMultiple(of: 2) ? 10 : -10) })
    let verdict = Verdict(.student(differences), of: differences, matters: matters, better: .more)
    #expect(verdict == .undecided(further: further))
  }

  @Test(
    "An interval that all but tells is not said to tell after one replication, and 18 more tell in 80 of 100"
  )
  func borderline() {
    let differences = Moments((0..<20).map { 5.8 + ($0.isMultiple(of: 2) ? 10 : -10) })
    let interval = Interval.student(differences)
    // Student's half-width of these is 4.8017.
    #expect(0.998 < interval.low && interval.low < 1)
    let verdict = Verdict(interval, of: differences, matters: 1, better: .more)
    #expect(verdict == .undecided(further: 18))
    let tell = (1...1_000).map { trial -> Double in
      var stream = Luck(seed: 6, replication: trial)
        .stream(StreamAddress(kind: 1, number: 0, purpose: 0))
      let law = Law.normal(mean: 5.8, sd: differences.standardDeviation)
      let further = Moments((0..<38).map { _ in stream.draw(law) })
      let verdict = Verdict(.student(further), of: further, matters: 1, better: .more)
      return verdict == .better ? 1 : 0
    }
    // The power of Student's test by the noncentral law, from another program.
    expectMean(of: tell, equals: 0.8019)
  }

  @Test("What no number of replications would tell is not given a number of replications")
  func hopeless() {
    let differences = Moments([9, 11])
    let verdict = Verdict(.student(differences), of: differences, matters: 10, better: .more)
    #expect(verdict.words == "undecided: more than 1,000,000 more replications would be needed")
  }

  @Test("Each verdict has its words, and all of them are declared")
  func words() {
    let all: [(Verdict, String)] = [
      (.better, "better"), (.worse, "worse"), (.more, "more"), (.fewer, "fewer"),
      (.lessThanMatters, "differs by less than matters"),
      (.noDifference, "no difference that matters"),
      (.undecided(further: 1_300), "undecided: 1,300 more replications would probably tell"),
      (.undecided(further: 1), "undecided: 1 more replication would probably tell"),
      (.undecided(further: nil), "undecided: more replications would tell"),
      (
        .unknown(.failed(3, of: 5, under: "clampdown")),
        "not known: 3 of 5 runs failed under clampdown"
      ),
      (.unknown(.noCase(under: ["clampdown"])), "no case under clampdown"),
      (.unknown(.noCase(under: ["A", "B"])), "no case under A or B"),
      (.unknown(.noCase(under: [])), "no case under both at once"),
    ]
    #expect(all.allSatisfy { $0.words == $1 })
    #expect(Set(all.map(\.0.word)) == Set(Verdict.allWords))
  }

  @Test("In JSON a verdict has its word, its words and its numbers")
  func json() throws {
    func object(_ verdict: Verdict) throws -> NSDictionary {
      let encoder = JSONEncoder()
      encoder.keyEncodingStrategy = .convertToSnakeCase
      let object = try JSONSerialization.jsonObject(with: encoder.encode(verdict))
      return try #require(object as? NSDictionary)
    }
    #expect(try object(.better) == ["word": "better", "words": "better"])
    #expect(
      try object(.undecided(further: 20)) == [
        "word": "undecided", "words": "undecided: 20 more replications would probably tell",
        "further_replications": 20,
      ])
    #expect(
      try object(.unknown(.failed(1, of: 2, under: "B"))) == [
        "word": "not known", "words": "not known: 1 of 2 runs failed under B", "failed_runs": 1,
        "of_runs": 2, "under": ["B"],
      ])
    #expect(
      try object(.unknown(.noCase(under: ["B"])))
        == ["word": "no case", "words": "no case under B", "under": ["B"]])
  }

  @Test("Of some states a few may seem decided by chance alone")
  func states() {
    // The probability of at most k of n with 0.025 each: 0.904 and 0.996 of 4; 0.929 and 0.975 of 64.
    #expect([1, 4, 64, 1_000].map(StateVerdicts.mostByChance) == [0, 1, 4, 33])
  }
}
