// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Statistics
import Testing

@Suite("What a study says first")
struct AnswerTests {
  /// A plan of policies; those without an acceptance change nothing.
  private func plan(
    _ acceptances: KeyValuePairs<String, Double?>, replications: Int, baseline: String? = nil,
    valuing valuations: [OutcomeValuation] = []
  ) throws -> Plan {
    try Plan(
      comparing: acceptances.map { name, acceptance in
        var scenario = Scenario()
        scenario.settings = .short(replications: replications)
        scenario.valuations = valuations
        scenario.policy = Policy(
          name: name,
          changes: acceptance.map {
            [
              Policy.Change(
                lever: "acceptance", setting: .number($0), from: scenario.settings.policyFrom)
            ]
          } ?? [])
        return scenario
      }, baseline: baseline)
  }

  private func comparison(_ plan: Plan, _ rows: [[Double]]) -> Comparison {
    var builder = ComparisonBuilder(plan)
    for (index, row) in rows.enumerated() { builder.add(replication(index + 1, row)) }
    return builder.comparison()
  }

  @Test("The status quo is the policy that changes nothing, where another changes something")
  func statusQuo() throws {
    let among = try plan(["open": 0.9, "before": nil, "shut": 0.1], replications: 2)
    #expect(among.statusQuo == 1 && among.reference == 1 && among.baseline == 0)
    #expect(among.name == "open-shut" && among.compared == ["before", "shut"])
    let first = try plan(["before": nil, "open": 0.9], replications: 2)
    #expect(first.statusQuo == 0 && first.name == "before-open")
    let none = try plan(["open": 0.9, "shut": 0.1], replications: 2, baseline: "shut")
    #expect(none.statusQuo == nil && none.reference == 1)
    let alone = try plan(["before": nil, "after": nil], replications: 2)
    #expect(alone.statusQuo == nil)
  }

  @Test("Every policy is compared with the status quo, its own value first, however many there are")
  func pairs() throws {
    let few = try plan(["open": 0.9, "before": nil, "shut": 0.1], replications: 2)
    let rows = [[3.0, 1, 2], [5, 1, 2]]
    #expect(
      comparison(few, rows).differences.map { [$0[0].first, $0[0].second] } == [
        ["open", "shut"], ["open", "before"], ["shut", "before"],
      ])
    let many = try plan(
      ["before": nil, "a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4], replications: 2, baseline: "a")
    let found = comparison(many, [[0, 1, 2, 3, 4], [0, 1, 2, 3, 5]])
    let pairs = found.differences.map { [$0[0].first, $0[0].second] }
    #expect(pairs.count == 7)
    for policy in ["a", "b", "c", "d"] { #expect(pairs.contains([policy, "before"])) }
    let answer = try #require(Answer(found, of: many))
    #expect(answer.reference == "before" && answer.policies == ["a", "b", "c", "d"])
    #expect(answer.rows[0].cells.map(\.difference.mean) == [1, 2, 3, 4.5])
    #expect(answer.rows[0].reference.mean == 0)
  }

  @Test("A difference the other way round has every number and word turned")
  func reversed() throws {
    let plan = try plan(["open": 0.9, "shut": 0.1], replications: 40)
    let rows = (0..<40).map { [100 + Double($0 % 4), Double($0 % 3)] }
    let one = comparison(plan, rows).differences[0][0]
    let other = one.reversed
    #expect((other.first, other.second) == ("shut", "open"))
    #expect(other.mean == -one.mean && other.standardError == one.standardError)
    #expect(other.interval == Interval(low: -one.interval.high, high: -one.interval.low))
    #expect(other.bootstrap == Interval(low: -one.bootstrap.high, high: -one.bootstrap.low))
    #expect([other.lower, other.equal, other.higher] == [one.higher, one.equal, one.lower])
    #expect(one.verdict == .better && other.verdict == .worse)
    #expect(other.reversed == one)
    // The baseline is the status quo, so that the pair of the comparison is the other way round.
    let first = try self.plan(["before": nil, "open": 0.9], replications: 40)
    let answer = try #require(Answer(comparison(first, rows.map { [$0[1], $0[0]] }), of: first))
    #expect(answer.rows[0].cells[0].difference.mean == one.mean)
    #expect(answer.rows[0].cells[0].difference.verdict == .better)
  }

  @Test(
    "Rows are what the scenario values, then headlines that have a better direction, ten at most")
  func rows() throws {
    let plan = try plan(
      ["open": 0.9, "before": nil], replications: 2,
      valuing: [OutcomeValuation(outcome: "groups-active", better: .fewer, matters: 10)])
    let answer = try #require(Answer(comparison(plan, [[3, 1], [5, 1]]), of: plan))
    let outcomes = answer.rows.map(\.outcome)
    #expect(outcomes[0].name == "groups-active" && outcomes.count == Answer.mostRows)
    for outcome in outcomes.dropFirst() {
      #expect(outcome.isHeadline && outcome.better != .none && !outcome.isYesOrNo)
    }
    #expect(Set(outcomes).count == outcomes.count)
    #expect(Answer(comparison(plan, []), of: plan)?.rows.count == Answer.mostRows)
    let single = try self.plan(["open": 0.9], replications: 2)
    #expect(Answer(comparison(single, [[3], [5]]), of: single) == nil)
  }

  @Test(
    "A multiple of what matters is positive where it is better, and not known where all matters")
  func times() throws {
    func cell(_ better: Outcome.Direction, _ matters: Double) throws -> Answer.Cell {
      let plan = try plan(
        ["open": 0.9, "before": nil], replications: 2,
        valuing: [OutcomeValuation(outcome: "convictions", better: better, matters: matters)])
      let answer = try #require(Answer(comparison(plan, [[8, 2], [10, 2]]), of: plan))
      return answer.rows[0].cells[0]
    }
    #expect(try cell(.more, 2).times(7) == 3.5)
    #expect(try cell(.fewer, 2).times(7) == -3.5)
    #expect(try cell(.none, 2).times(7) == 3.5)
    #expect(try cell(.more, 0).times(7).isNaN)
  }

  @Test("The sentence names what is better and worse than the status quo, and counts the rest")
  func sentence() throws {
    let plan = try plan(["open": 0.9, "before": nil, "shut": 0.1], replications: 40)
    let rows = (0..<40).map { [100 + Double($0 % 4), 50 + Double($0 % 3), 1] }
    let answer = try #require(Answer(comparison(plan, rows), of: plan))
    #expect(
      answer.sentence
        == "Against the status quo, open is better in convictions on volunteers' evidence (+50.5 a year); "
        + "shut is worse in convictions on volunteers' evidence (-50.0 a year).")
    #expect(answer.rows[0].head.title == "Convictions on volunteers' evidence")
    #expect(answer.rows[0].head.unit == "")
    #expect(answer.rows[0].cells[0].difference.sideWords == "more in 40 of 40")
    #expect(answer.rows[1].cells[0].difference.sideWords == "equal in all 40")
    let without = try self.plan(["open": 0.9, "shut": 0.1], replications: 2)
    let few = try #require(Answer(comparison(without, [[3, 1], [5, 1]]), of: without))
    #expect(few.reference == "open" && !few.isFromStatusQuo)
    #expect(few.sentence == "Against open, nothing is decided for shut.")
    let alike = try #require(
      Answer(comparison(without, (0..<40).map { _ in [3, 3] }), of: without))
    // No future has a case of the two means.
    #expect(
      alike.sentence
        == "Against open, shut has no difference that matters in 8 of 10 outcomes; the others are not decided."
    )
  }

  @Test("What was observed marks a row only if it lies outside nine of ten of enough futures")
  func record() throws {
    func outside(futures: Int, value: Double) throws -> Bool? {
      var scenario = Scenario()
      scenario.settings = .short(replications: futures)
      scenario.parameters = .quiet
      scenario.observations = [
        Observation(
          quantity: "stings", value: value, unit: "stings", evidence: Evidence(.d, "the test"),
          outcome: "stings", period: ObservedPeriod(from: (2016, 12), through: (2017, 2)))
      ]
      let plan = try Plan(comparing: [scenario])
      var observed = try #require(ObservedYears.all(of: plan).first)
      for number in 1...futures { observed.add(plan.replicate(number)) }
      return observed.isOutside
    }
    #expect(try outside(futures: 20, value: -1) == true)
    #expect(try outside(futures: 20, value: 1e9) == true)
    #expect(try outside(futures: 19, value: 1e9) == nil)
  }
}
