// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import Statistics
import Testing

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
    "So many further replications would tell, if mean and spread stay as they are",
    arguments: [(5, 2), (1, 4), (0, 3), (-5, 1)] as [(Double, Double)])
  func further(mean: Double, matters: Double) throws {
    func verdict(_ count: Int) -> Verdict {
      let differences = Moments((0..<count).map { mean + ($0.isMultiple(of: 2) ? 10 : -10) })
      return Verdict(.student(differences), of: differences, matters: matters, better: .more)
    }
    guard case .undecided(let found) = verdict(20), let further = found else {
      Issue.record("\(verdict(20))")
      return
    }
    #expect(verdict((20 + further + 1) / 2 * 2 + 2).word != "undecided", "\(further)")
    #expect(verdict(Int(Double(20 + further) * 0.4) * 2).word == "undecided", "\(further)")
  }

  @Test("What no number of replications would tell is not given a number of replications")
  func hopeless() {
    let differences = Moments([9, 11])
    let verdict = Verdict(.student(differences), of: differences, matters: 10, better: .more)
    #expect(verdict.words == "undecided: more than 1,000,000 more replications would tell")
  }

  @Test("Each verdict has its words, and all of them are declared")
  func words() {
    let all: [(Verdict, String)] = [
      (.better, "better"), (.worse, "worse"), (.more, "more"), (.fewer, "fewer"),
      (.lessThanMatters, "differs by less than matters"),
      (.noDifference, "no difference that matters"),
      (.undecided(further: 1_300), "undecided: 1,300 more replications would tell"),
      (.undecided(further: 1), "undecided: 1 more replication would tell"),
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
        "word": "undecided", "words": "undecided: 20 more replications would tell",
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
