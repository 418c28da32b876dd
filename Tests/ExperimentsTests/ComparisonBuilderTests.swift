// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Testing

@Suite("Comparison of policies")
struct ComparisonBuilderTests {
  private func comparison(
    _ rows: [[Double]], names: [String] = ["A", "B"], baseline: String? = nil
  ) throws -> Comparison {
    let scenarios = names.map { name in
      var scenario = Scenario()
      scenario.settings = .short(replications: rows.count)
      scenario.policy = Policy(name: name)
      return scenario
    }
    var builder = ComparisonBuilder(try Plan(comparing: scenarios, baseline: baseline))
    for (place, row) in rows.enumerated() { builder.add(replication(place + 1, row)) }
    return builder.comparison()
  }

  @Test("A hand-computed case: means, paired difference, shares and gain from pairing")
  func byHand() throws {
    let found = try comparison([[3, 1], [5, 4], [10, 4]])
    let difference = found.differences[0][0]
    // Differences 2, 1, 6: mean 3, variance 7. A: mean 6, variance 13. B: mean 3, variance 3.
    #expect(found.summaries.map { $0[0].mean } == [6, 3])
    #expect(difference.mean == 3)
    #expect(agree(difference.standardError, (7.0 / 3).squareRoot()))
    #expect(agree(difference.gainFromPairing, 16.0 / 7))
    #expect([difference.lower, difference.equal, difference.higher] == [0, 0, 3])
  }

  @Test("Runs without a case are counted and left out of means and pairs")
  func missing() throws {
    let found = try comparison([[1, 2], [.nan, 4], [5, .nan], [9, 6]])
    #expect(found.summaries.map { $0[0].missing } == [1, 1])
    #expect(found.summaries.map { $0[0].mean } == [5, 4])
    #expect(found.differences[0][0].count == 2)
    #expect(found.differences[0][0].mean == 1)
  }

  @Test("No case at all leaves nothing to say")
  func neverACase() throws {
    let found = try comparison([[.nan, 1], [.nan, 2]])
    #expect(found.summaries[0][0].mean.isNaN)
    #expect(!found.summaries[0][0].interval.isKnown)
    #expect(found.differences[0][0].verdict == .noCase)
  }

  @Test("Zeros and ones get the exact interval of a probability")
  func binary() throws {
    let found = try comparison((0..<50).map { [0, $0 < 3 ? 1 : 0] })
    let (none, three) = (found.summaries[0][0], found.summaries[1][0])
    #expect(none.isExact && three.isExact)
    #expect(none.interval == .clopperPearson(0, of: 50))
    #expect(three.interval == .clopperPearson(3, of: 50))
    #expect(three.occurred == 3)
  }

  @Test("A number that is neither 0 nor 1 gives Student's interval, and still counts occurrences")
  func notBinary() throws {
    let found = try comparison([[0, 0], [0, 2], [0, 1]])
    #expect(!found.summaries[1][0].isExact)
    #expect(found.summaries[1][0].occurred == 2)
  }

  @Test("A number of things that is zero throughout under one policy is no yes or no")
  func zeroUnderOnePolicy() throws {
    let found = try comparison([[0, 3], [0, 2], [0, 4]])
    #expect(!found.summaries[0][0].isExact)
    #expect(found.summaries[0][0].interval == Interval(low: 0, high: 0))
    #expect(found.summaries[0][0].occurrence == .clopperPearson(0, of: 3))
  }

  @Test(
    "What is zero under every policy has an exact interval only where it is declared a yes or no")
  func zeroEverywhere() throws {
    let found = try comparison((0..<8).map { _ in [0, 0] })
    for summary in found.summaries.joined() {
      let isDeclared = summary.outcome.name == "years-with-disorder"
      #expect(summary.isExact == isDeclared)
      #expect(
        summary.interval == (isDeclared ? .clopperPearson(0, of: 8) : Interval(low: 0, high: 0)))
    }
  }

  @Test("A few policies are compared all with all, many with the baseline only", arguments: 1...6)
  func pairs(policies: Int) throws {
    let names = (1...policies).map { "policy \($0)" }
    let found = try comparison([names.indices.map(Double.init)], names: names)
    let expected = policies <= 4 ? policies * (policies - 1) / 2 : policies - 1
    #expect(found.differences.count == expected)
    #expect(found.differences.prefix(policies - 1).allSatisfy { $0[0].first == "policy 1" })
  }

  @Test("Another baseline turns the pairs round and leaves the policies in their order")
  func otherBaseline() throws {
    let rows: [[Double]] = [[3, 1, 2], [5, 4, 9], [10, 4, 1]]
    let first = try comparison(rows, names: ["A", "B", "C"])
    let other = try comparison(rows, names: ["A", "B", "C"], baseline: "B")
    #expect(other.summaries == first.summaries)
    let names = other.differences.map { [$0[0].first, $0[0].second] }
    #expect(names == [["B", "A"], ["B", "C"], ["A", "C"]])
    #expect(other.differences[0][0].mean == -first.differences[0][0].mean)
    #expect(other.differences[0][0].interval == first.differences[0][0].interval.negated)
    #expect(other.differences[1][0].mean == first.differences[2][0].mean)
    #expect(throws: PlanFaults.self) { try comparison(rows, baseline: "D") }
  }

  @Test("Many policies are compared with the baseline only, wherever it stands")
  func manyWithBaseline() throws {
    let names = (1...6).map { "policy \($0)" }
    let found = try comparison([names.indices.map(Double.init)], names: names, baseline: "policy 4")
    #expect(found.differences.map { $0[0].first } == Array(repeating: "policy 4", count: 5))
    #expect(found.differences.map { $0[0].second } == names.filter { $0 != "policy 4" })
  }

  @Test("Every difference has the bootstrap's interval of its own pairs")
  func bootstrap() throws {
    let rows: [[Double]] = [
      [3, 1, 2], [5, 4, 9], [10, 4, 1], [2, .nan, 7], [0, 8, 1], [6, 6, 2],
    ]
    let found = try comparison(rows, names: ["A", "B", "C"])
    for (place, pair) in [(0, 1), (0, 2), (1, 2)].enumerated() {
      var bootstrap = Bootstrap(series: 1, seed: Settings().seed)
      for (number, row) in rows.enumerated() {
        bootstrap.add([row[pair.0] - row[pair.1]], replication: number + 1)
      }
      #expect(found.differences[place][0].bootstrap == bootstrap.interval(of: 0))
      // Everything else is zero under all policies.
      #expect(found.differences[place][1].bootstrap == Interval(low: 0, high: 0))
    }
  }

  @Test("Replications that repeat an earlier one are warned of, and others are not")
  func repetitions() throws {
    let plan = try plan(acceptances: ["A": 0.5, "B": 0.6], replications: 3)
    var builder = ComparisonBuilder(plan)
    builder.add(replication(1, [1, 2]))
    builder.add(replication(2, [1, 3]))
    #expect(builder.comparison().checks.isEmpty)
    builder.add(Replication(number: 3, runs: replication(2, [1, 3]).runs))
    let finding = try #require(builder.comparison().checks.first?.finding)
    #expect(finding.contains("3 is 2"))
  }

  @Test("Different policies with the same outcomes are warned of")
  func sameOutcomes() throws {
    var builder = ComparisonBuilder(try plan(acceptances: ["A": 0.5, "B": 0.6], replications: 2))
    builder.add(replication(1, [1, 1]))
    builder.add(replication(2, [2, 2]))
    let found = builder.comparison()
    #expect(found.differences[0].allSatisfy { $0.verdict == .same })
    #expect(found.checks.map(\.result) == [.warning])
  }
}
