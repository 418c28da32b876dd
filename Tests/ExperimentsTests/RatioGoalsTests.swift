// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import StatisticalTesting
import Statistics
import Testing

@Suite("Rules and goals of outcomes that are ratios")
struct RatioGoalsTests {
  private typealias Rule = Declarations.Expectation

  /// Stings and the share of them with an assault: under the scenario as it is, and as it is altered.
  private static let rows = [
    ((100.0, 0.02), (40.0, 0.05)), ((2, 0.5), (10, 0)), ((0, .nan), (20, 0.1)),
    ((60, 0.05), (30, 0.1)),
  ]

  /// Replications with the given stings and shares under each of two policies.
  private func replications(
    _ rows: [((Double, Double), (Double, Double))], times: Int = 1
  ) throws -> [Replication] {
    let stings = try #require(Outcome.all.index(of: "stings"))
    let share = try #require(Outcome.all.index(of: "assault-share"))
    return (0..<(rows.count * times)).map { index in
      let row = rows[index % rows.count]
      let runs = zip(replication(index + 1, [0, 0]).runs, [row.0, row.1]).map { run, values in
        var run = run
        (run.counted[stings], run.counted[share]) = values
        return run
      }
      return Replication(number: index + 1, runs: runs)
    }
  }

  private func rule(
    _ left: String, _ relation: Rule.Relation, _ right: Rule.Bound
  ) throws -> Rule {
    let outcome = try #require(Outcome.named(left))
    return Rule(
      text: "", location: "", left: .init(outcome: outcome, alterations: ""),
      relation: relation, right: right)
  }

  @Test("Both sides of a rule are ratios of sums, and its interval is that of their difference")
  func rules() throws {
    let share = try #require(Outcome.named("assault-share"))
    let altered = Rule.Bound.term(.init(outcome: share, alterations: "altered"))
    let rules = [
      try rule("assault-share", .atMost, altered),
      try rule("assault-share", .atMost, .number(0.05)),
      try rule("stings", .atLeast, .number(10)),
    ]
    var scenario = Scenario()
    scenario.settings = .short(replications: 4)
    var study = try ExpectationStudy(
      rules, of: ["": scenario, "altered": scenario], replications: 4)
    for replication in try replications(Self.rows) { study.add(replication) }
    let found = study.judgements
    #expect(agree(found[0].left, 6.0 / 162) && agree(found[0].right, 7.0 / 100))
    var expected = RatioDifference()
    for (one, other) in Self.rows {
      expected.add((one.0 == 0 ? 0 : one.0 * one.1, one.0), (other.0 * other.1, other.0))
    }
    #expect(found[0].difference == .ofRatios(expected))
    #expect(found[0].interval == expected.interval(confidence: 1 - 2 * 0.01 / 3))
    #expect(agree(found[1].left, 6.0 / 162) && found[1].right == 0.05)
    #expect(agree(found[1].difference.difference, 6.0 / 162 - 0.05))
    // Others are means as before.
    #expect(found[2].left == 40.5 && found[2].difference.count == 4)
    #expect(found.allSatisfy { $0.ruling == .held })
  }

  @Test("A rule of a ratio without a case in any future has none")
  func withoutCase() throws {
    var scenario = Scenario()
    scenario.settings = .short(replications: 4)
    let rule = try rule("assault-share", .atMost, .number(0.05))
    var study = try ExpectationStudy([rule], of: ["": scenario], replications: 4)
    for replication in try replications([((0, .nan), (0, .nan))], times: 4) {
      study.add(Replication(number: replication.number, runs: [replication.runs[0]]))
    }
    #expect(study.judgements[0].ruling == .unknown(.noCase(under: ["the scenario as it is"])))
  }

  @Test("A goal of a ratio is met by the interval of the ratio of all cases")
  func goals() throws {
    let plan = try plan(acceptances: ["A": 0.5, "B": 0.6], replications: 12) {
      $0.precision = [
        PrecisionGoal(outcome: "assault-share", halfWidth: 0.001, replications: 12...12)
      ]
    }
    var rule = try #require(PrecisionRule(plan))
    var expected = RatioDifference()
    for replication in try replications(Self.rows, times: 3) { rule.add(replication) }
    for _ in 0..<3 {
      for (one, other) in Self.rows {
        expected.add((other.0 * other.1, other.0), (one.0 == 0 ? 0 : one.0 * one.1, one.0))
      }
    }
    let ending = try #require(rule.endings.first)
    #expect(rule.isOver && ending.policy == "B" && ending.state == .mostReached)
    #expect(agree(ending.halfWidth, expected.interval().halfWidth, within: 1e-9))
  }

  @Test("An always valid goal is met by the sequence for the middle of its replications")
  func alwaysValid() throws {
    let plan = try plan(acceptances: ["A": 0.5, "B": 0.6], replications: 12) {
      $0.precision = [
        PrecisionGoal(
          outcome: "assault-share", halfWidth: 0.001, confidence: 0.9, interval: .alwaysValid,
          replications: 3...12)
      ]
    }
    var rule = try #require(PrecisionRule(plan))
    var expected = PairedDifference(ofRatios: true)
    for replication in try replications(Self.rows, times: 3) { rule.add(replication) }
    for _ in 0..<3 {
      for (one, other) in Self.rows {
        expected.add((other.0 * other.1, other.0), (one.0 == 0 ? 0 : one.0 * one.1, one.0))
      }
    }
    let ending = try #require(rule.endings.first)
    let sequence = ConfidenceSequence(confidence: 0.9, tightestAt: 6)
    #expect(ending.state == .mostReached && ending.halfWidth.isFinite)
    #expect(agree(ending.halfWidth, sequence.interval(of: expected).halfWidth, within: 1e-9))
  }
}
