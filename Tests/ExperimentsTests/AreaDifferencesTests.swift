// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Statistics
import Testing

@Suite("How areas differ between policies")
struct AreaDifferencesTests {
  /// A plan of policies in a country of two areas, one with three times the residents of the other.
  private func plan(
    _ policies: [String] = ["A", "B"], valuations: [OutcomeValuation] = []
  ) throws -> Plan {
    try Plan(
      comparing: policies.enumerated().map { index, name in
        var scenario = Scenario()
        scenario.areas = [("Ash", 15e6), ("Birch", 45e6)].map { name, residents in
          var area = Area()
          (area.name, area.population) = (name, residents)
          return area
        }
        scenario.valuations = valuations
        scenario.settings.replications = 40
        scenario.policy = Policy(
          name: name,
          changes: [
            Policy.Change(
              lever: "acceptance", setting: .number(Double(index) / 10),
              from: scenario.settings.policyFrom)
          ])
        return scenario
      })
  }

  /// A replication in which every outcome of a policy has one value in each area.
  private func replication(_ number: Int, _ values: [[Double]]) -> Replication {
    Replication(
      number: number,
      runs: values.map { areas in
        let all = areas.map { value in Outcome.all.map { _ in value } }
        return RunOutcomes(
          counted: Outcome.all.map { _ in areas.reduce(0, +) }, areas: all, months: [], monthly: [],
          events: 1)
      })
  }

  @Test(
    "Of a count an area has its residents' share of what matters, stated or declared; of a share all of it"
  )
  func matters() throws {
    let counted = try #require(Outcome.named("convictions"))
    let share = try #require(Outcome.named("disorder-share"))
    #expect(counted.isCount && !share.isCount)
    let declared = try plan()
    let whole = declared.valuation(of: counted).matters
    #expect(whole == counted.matters)
    #expect(
      [0, 1].map { declared.valuation(of: counted, inArea: $0).matters } == [
        whole / 4, whole * 3 / 4,
      ])
    #expect(declared.valuation(of: share, inArea: 0).matters == share.matters)
    let stated = try plan(valuations: [
      OutcomeValuation(outcome: counted.name, matters: 8),
      OutcomeValuation(outcome: share.name, matters: 0.2),
    ])
    #expect(stated.valuation(of: counted, inArea: 0).matters == 2)
    #expect(stated.valuation(of: share, inArea: 0).matters == 0.2)
  }

  @Test("The comparison of an area judges a count by the area's share of what matters")
  func verdict() throws {
    let plan = try plan(valuations: [OutcomeValuation(outcome: "convictions", matters: 8)])
    let index = try #require(Outcome.all.index(of: "convictions"))
    // 3 more in Ash: more than its 2 that matter, less than the country's 8.
    var (country, ash) = (ComparisonBuilder(plan), ComparisonBuilder(plan, area: 0))
    for number in 1...40 {
      let replication = replication(number, [[13 + Double(number % 2) / 10, 5], [10, 5]])
      country.add(replication)
      ash.add(replication)
    }
    let (all, part) = (country.comparison(), ash.comparison())
    #expect(all.differences[0][index].matters == 8)
    #expect(all.differences[0][index].verdict == .lessThanMatters)
    #expect(part.differences[0][index].matters == 2)
    #expect(part.differences[0][index].verdict == .better)
    #expect(part.areaDifferences.isEmpty)
  }

  @Test("Each area's paired differences from the reference are kept, with their mean and its error")
  func differences() throws {
    let plan = try plan(["A", "B", "C"])
    #expect(plan.reference == 0)
    var builder = ComparisonBuilder(plan)
    let (ash, birch) = ([1.0, 4, 2, 7], [3.0, 3, 5, 1])
    for number in 1...4 {
      let (one, two) = (ash[number - 1], birch[number - 1])
      builder.add(replication(number, [[10, 20], [10 + one, 20 + two], [10 - one, 20]]))
    }
    // What failed has no value, and adds nothing.
    builder.add(
      Replication(
        number: 5,
        runs: (0..<3).map { _ in .failed("late", outcomes: Outcome.all.count, areas: 2) }))
    let found = builder.comparison().areaDifferences.filter { $0.outcome.name == "convictions" }
    #expect(found.map(\.policy) == ["B", "B", "C", "C"])
    #expect(found.allSatisfy { $0.reference == "A" })
    #expect(found.map(\.area) == ["Ash", "Birch", "Ash", "Birch"])
    #expect(found.map(\.moments.count) == [4, 4, 4, 4])
    #expect(found.map(\.mean) == [3.5, 3, -3.5, 0])
    // The sums of squares about the means are 21 and 8.
    let errors = [(21.0 / 3 / 4), (8.0 / 3 / 4)].map { $0.squareRoot() }
    #expect(
      zip(found.map(\.standardError), [errors[0], errors[1], errors[0], 0]).allSatisfy {
        abs($0 - $1) < 1e-12
      })
    let matters = try #require(Outcome.named("convictions")).matters
    #expect(found.map(\.matters) == [0.25, 0.75, 0.25, 0.75].map { $0 * matters })
    #expect(found[0].times == 3.5 / (0.25 * matters))
    let disorder = builder.comparison().areaDifferences.first {
      $0.outcome.name == "serious-disorder" && $0.policy == "B" && $0.area == "Ash"
    }
    // More serious disorder is worse, so it is on the other side.
    #expect(try #require(disorder).times < 0)
  }

  @Test("What areas do not add up to, or only the country has, has no difference by area")
  func countsAlone() throws {
    var builder = ComparisonBuilder(try plan())
    builder.add(replication(1, [[1, 2], [3, 4]]))
    let found = builder.comparison().areaDifferences
    #expect(found.allSatisfy { $0.outcome.isCount && !$0.outcome.isNational })
    let counts = Outcome.all.count { $0.isCount && !$0.isNational }
    #expect(counts > 50 && found.count == 2 * counts)
  }

  @Test("A country that is one area has no differences by area")
  func oneArea() throws {
    var scenarios = [Scenario(), Scenario()]
    for index in scenarios.indices { scenarios[index].policy = Policy(name: "p\(index)") }
    var builder = ComparisonBuilder(try Plan(comparing: scenarios))
    builder.add(
      Replication(
        number: 1,
        runs: scenarios.map { _ in .failed("late", outcomes: Outcome.all.count, areas: 1) }))
    #expect(builder.comparison().areaDifferences.isEmpty)
  }
}
