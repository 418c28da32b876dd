// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import StatisticalTesting
import Statistics
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
    for (index, row) in rows.enumerated() { builder.add(replication(index + 1, row)) }
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

  @Test("A chance is of the runs that have a value")
  func chanceOfMissing() throws {
    let found = try comparison([[1, 2], [.nan, 4], [0, .nan], [9, 6]])
    let summary = found.summaries[0][0]
    #expect((summary.count, summary.missing, summary.occurred) == (3, 1, 2))
    #expect(summary.occurrence == .clopperPearson(2, of: 3))
  }

  @Test("In an area what only the country has is missing")
  func ofArea() throws {
    let plan = try plan(acceptances: ["A": 0.3], replications: 1) { scenario in
      scenario.areas = ["Ash", "Birch"].map { name in
        var area = Area()
        (area.name, area.population) = (name, 30e6)
        return area
      }
    }
    var run = plan.replicate(1).runs[0]
    run.areas = [0, 1].map { _ in Outcome.all.map { _ in 1 } }
    var builder = ComparisonBuilder(plan, area: 1)
    builder.add(Replication(number: 1, runs: [run]))
    for summary in builder.comparison().summaries[0] {
      let expected = summary.outcome.isNational ? (0, 1) : (1, 0)
      #expect((summary.count, summary.missing) == expected, "\(summary.outcome.name)")
    }
  }

  @Test("Observations are compared only where the whole of their period is simulated")
  func observedPeriods() throws {
    let plan = try plan(acceptances: ["A": 0.3], replications: 1) { scenario in
      (scenario.settings.start, scenario.settings.policyFrom) = ("2016-07-01", "2017-01-01")
      let months = [
        ((2016, 6), (2016, 9)), ((2016, 7), (2016, 9)), ((2017, 1), (2017, 12)),
        ((2017, 1), (2018, 1)),
      ]
      scenario.observations = months.map { first, last in
        Observation(
          quantity: "stings", value: 1, unit: "stings", evidence: Evidence(.d, "the test"),
          outcome: "stings", period: ObservedPeriod(from: first, through: last))
      }
    }
    let periods = ObservedYears.all(of: plan).map { $0.observation.period?.description }
    #expect(periods == ["2016-07 to 2016-09", "2017"])
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
    #expect(found.differences[0][0].verdict == .unknown(.noCase(under: ["A"])))
    let both = try comparison([[.nan, .nan], [.nan, .nan]])
    #expect(both.differences[0][0].verdict == .unknown(.noCase(under: ["A", "B"])))
    let neverAtOnce = try comparison([[.nan, 1], [2, .nan]])
    #expect(neverAtOnce.differences[0][0].verdict == .unknown(.noCase(under: [])))
  }

  @Test("A policy with failed runs is no finding, and not the same as another one")
  func failed() throws {
    var builder = ComparisonBuilder(try plan(acceptances: ["A": 0.5, "B": 0.6], replications: 3))
    for number in 1...3 {
      let runs = replication(number, [1, 2]).runs
      let failed =
        number > 1 ? RunOutcomes.failed("too much", outcomes: Outcome.all.count, areas: 1) : runs[1]
      builder.add(Replication(number: number, runs: [runs[0], failed]))
    }
    let found = builder.comparison()
    let verdict = Verdict.unknown(.failed(2, of: 3, under: "B"))
    #expect(found.differences[0].allSatisfy { $0.verdict == verdict })
    #expect(found.summaries.map { $0[0].failed } == [0, 2])
    var all = ComparisonBuilder(try plan(acceptances: ["A": 0.5, "B": 0.6], replications: 2))
    for number in 1...2 {
      let runs = [
        replication(number, [1]).runs[0],
        RunOutcomes.failed("too much", outcomes: Outcome.all.count, areas: 1),
      ]
      all.add(Replication(number: number, runs: runs))
    }
    // Every pair is missing: that is not to be the same in every replication.
    #expect(all.comparison().checks.isEmpty)
    #expect(all.comparison().differences[0][0].verdict.words.hasPrefix("not known: 2 of 2 runs"))
  }

  @Test("Before the first replication nothing is known, and that is not called no case")
  func nothingYet() throws {
    let builder = ComparisonBuilder(try plan(acceptances: ["A": 0.5, "B": 0.6]))
    #expect(builder.comparison().differences[0][0].verdict == .undecided(further: nil))
  }

  @Test("A number of things that happens to be 0 or 1 has no interval of a probability")
  func zeroOrOne() throws {
    let found = try comparison((0..<50).map { [0, $0 < 3 ? 1 : 0] })
    let (none, three) = (found.summaries[0][0], found.summaries[1][0])
    #expect(none.kind == .student && three.kind == .cut)
    #expect(EstimateText(none).words == "0")
    #expect(three.occurrence == .clopperPearson(3, of: 50))
    #expect(three.occurred == 3)
  }

  @Test("No interval of a mean reaches beyond what is possible, and what is cut is called so")
  func cut() throws {
    let found = try comparison([[1_100, 700], [90, 720]])
    let (wide, narrow) = (found.summaries[0][0], found.summaries[1][0])
    #expect(wide.kind == .cut && wide.interval.low == 0 && wide.interval.high > 7_000)
    #expect(
      EstimateText(wide).interval.hasPrefix("(0 to ")
        && EstimateText(wide).interval.hasSuffix(", cut)"))
    #expect(narrow.kind == .student && narrow.interval.low > 0)
    // A difference of counts may be negative.
    #expect(found.differences[0][0].kind == .student && found.differences[0][0].interval.low < 0)
    let shares = Outcome.all.filter { $0.unit.hasPrefix("share") }
    #expect(!shares.isEmpty && shares.allSatisfy { $0.possible == 0...1 })
  }

  @Test("A policy that wins against some of the others is not best")
  func best() throws {
    // A beats B in every future; against C nothing is known of it.
    let few = try comparison(
      (0..<6).map { [100 + Double($0), 10, $0.isMultiple(of: 2) ? 10 : 190] },
      names: ["A", "B", "C"])
    #expect(few.differences.map { $0[0].favoured } == ["A", nil, nil])
    #expect(few.best(0, among: ["A", "B", "C"]) == .notKnown)
    let clear = try comparison(
      (0..<6).map { [100 + Double($0), 10, 40 + Double($0 % 3)] }, names: ["A", "B", "C"])
    #expect(clear.best(0, among: ["A", "B", "C"]) == .policy("A"))
    // A and C are alike, and both beat B: that none is best is known.
    let alike = try comparison(
      (0..<6).map { [100 + Double($0), 10, 101 + Double($0 % 3)] }, names: ["A", "B", "C"])
    #expect(alike.best(0, among: ["A", "B", "C"]) == .none)
    let one = try comparison([[100, 10]])
    #expect(one.best(0, among: ["A", "B"]) == .notKnown)
  }

  @Test("The order of policies that turns over the counted years is told beside the verdict")
  func turning() throws {
    func found(_ gaps: [Double], years: Int = 3) throws -> Difference {
      let plan = try plan(acceptances: ["A": 0.5, "B": 0.6], replications: 8) {
        $0.settings.counted = years
      }
      var builder = ComparisonBuilder(plan)
      let start = plan.scenarios[0].settings.policyFrom
      let first = CalendarDate(dayNumber: start.dayNumber - 181)
      let months = (0..<(6 + 12 * years)).reduce(into: [first]) { dates, _ in
        dates.append(dates[dates.count - 1].startOfNextMonth)
      }.filter { $0 < start.adding(years: years) }
      for number in 1...8 {
        var runs = replication(number, [0, 0]).runs
        for policy in 0...1 {
          runs[policy].months = months
          runs[policy].monthly = months.flatMap { month -> [Double] in
            let year = (0..<years).last { start.adding(years: $0) <= month }
            // Before policies part there is a difference that does not count.
            let gap = year.map { gaps[$0] } ?? -500
            let value = policy == 0 ? gap + Double(number) / 100 : 0
            return [value] + [Double](repeating: 0, count: Outcome.all.count - 1)
          }
        }
        builder.add(Replication(number: number, runs: runs))
      }
      return builder.comparison().differences[0][0]
    }
    let turned = try found([2, -3, -4])
    #expect(turned.turning?.more == [1] && turned.turning?.fewer == [2, 3])
    #expect(
      turned.verdictWords.hasSuffix(
        "; turns over the years: under A more in year 1, fewer in years 2 and 3"))
    // 10 convictions a year matter: where no year reaches that, in one of them less is no turn.
    #expect(try found([0.3, -0.5, 0.3]).turning == nil)
    let slightly = try found([2, -0.5, 2]).turning
    #expect(slightly?.more == [1, 3] && slightly?.fewer == [2])
    #expect(try found([2, 3, 4]).turning == nil)
    #expect(try found([-2], years: 1).turning == nil)
  }

  @Test("Ties and the futures that have a value are counted in the sentence")
  func sentence() throws {
    let found = try comparison([[30, 1], [5, 5], [10, 4], [.nan, 4], [8, 9]])
    let difference = found.differences[0][0]
    #expect(
      difference.countsWords
        == "higher under A in 2, lower in 1, equal in 1 of 4 futures that have both")
    #expect(difference.verdictClause.hasPrefix("undecided: "))
    let equal = try comparison([[1, 1], [2, 2]]).differences[0][0]
    #expect(equal.countsWords == "equal in all 2 futures")
    #expect(equal.verdict == .undecided(further: 27))
  }

  @Test("A number that is neither 0 nor 1 gives Student's interval, and still counts occurrences")
  func notBinary() throws {
    let found = try comparison([[0, 0], [0, 2], [0, 1]])
    #expect(found.summaries[1][0].kind != .exact)
    #expect(found.summaries[1][0].occurred == 2)
  }

  @Test("A number of things that is zero throughout under one policy is no yes or no")
  func zeroUnderOnePolicy() throws {
    let found = try comparison([[0, 3], [0, 2], [0, 4]])
    #expect(found.summaries[0][0].kind != .exact)
    #expect(found.summaries[0][0].interval == Interval(low: 0, high: 0))
    #expect(found.summaries[0][0].occurrence == .clopperPearson(0, of: 3))
  }

  @Test(
    "What is zero under every policy has an exact interval only where it is declared a yes or no")
  func zeroEverywhere() throws {
    let found = try comparison((0..<8).map { _ in [0, 0] })
    // A ratio of nothing is none.
    for summary in found.summaries.joined() where summary.outcome.per.isEmpty {
      let isDeclared = summary.outcome.name == "years-with-disorder"
      #expect((summary.kind == .exact) == isDeclared)
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
    // A ratio of nothing is no number, and equals none.
    let summaries = [other, first].map {
      $0.summaries.map { $0.filter { $0.outcome.per.isEmpty } }
    }
    #expect(summaries[0] == summaries[1])
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
    for (index, pair) in [(0, 1), (0, 2), (1, 2)].enumerated() {
      var bootstrap = Bootstrap(series: 1, seed: Settings().seed)
      for (number, row) in rows.enumerated() {
        bootstrap.add([row[pair.0] - row[pair.1]], replication: number + 1)
      }
      #expect(found.differences[index][0].bootstrap == bootstrap.interval(of: 0))
      // Everything else is zero under all policies.
      #expect(found.differences[index][1].bootstrap == Interval(low: 0, high: 0))
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
    #expect(found.differences[0].allSatisfy { $0.equal == $0.count })
    #expect(found.checks.map(\.result) == [.warning])
  }

  @Test(
    "A ratio is that of all futures together, its difference too, and a future without a case counts"
  )
  func ratios() throws {
    let (stings, share) = (
      try #require(Outcome.all.index(of: "stings")),
      try #require(Outcome.all.index(of: "assault-share"))
    )
    let plan = try plan(acceptances: ["A": 0.5, "B": 0.6], replications: 4)
    var builder = ComparisonBuilder(plan)
    // Stings and the share of them with an assault, under either policy.
    let rows = [
      ((100.0, 0.02), (40.0, 0.05)), ((2, 0.5), (10, 0)), ((0, .nan), (20, 0.1)),
      ((60, 0.05), (30, 0.1)),
    ]
    for (index, row) in rows.enumerated() {
      var replication = replication(index + 1, [0, 0])
      let runs = zip(replication.runs, [row.0, row.1]).map { run, values in
        var run = run
        (run.counted[stings], run.counted[share]) = values
        return run
      }
      replication = Replication(number: index + 1, runs: runs)
      builder.add(replication)
    }
    let found = builder.comparison()
    let summaries = found.summaries.map { $0[share] }
    #expect(agree(summaries[0].mean, (2.0 + 1 + 3) / 162))
    #expect(agree(summaries[1].mean, (2.0 + 2 + 3) / 100))
    #expect((summaries[0].count, summaries[0].missing) == (3, 1))
    #expect(summaries[1].kind == .ratio || summaries[1].kind == .cut)
    let difference = found.differences[0][share]
    #expect(agree(difference.mean, 6.0 / 162 - 7.0 / 100))
    var expected = RatioDifference()
    for (one, other) in rows {
      expected.add((one.0 * (one.0 > 0 ? one.1 : 0), one.0), (other.0 * other.1, other.0))
    }
    #expect(agree(difference.standardError, expected.standardError, within: 1e-9))
    #expect(difference.kind == .ratio && difference.interval == expected.interval())
    #expect(difference.bootstrap.isKnown && difference.bootstrap.low < difference.mean)
    #expect(difference.mean < difference.bootstrap.high)
    #expect(difference.count == 3)
  }
}
