// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Testing

@Suite("Checks of a study")
struct ChecksTests {
  private func findings(
    replications: Int = 2, _ change: (inout Scenario) -> Void = { _ in }
  ) throws -> [Check] {
    try plan(acceptances: ["A": 0.3, "B": 0.9], replications: replications, change: change).checks()
  }

  private func write(_ path: String, _ value: Double, in scenario: inout Scenario) {
    scenario.field(at: path)?.write(.number(value), &scenario)
  }

  @Test("Policies that share their luck pass, and no parameter that matters is warned of")
  func passed() throws {
    let checks = try findings()
    #expect(checks.prefix(2).map(\.result) == [.passed, .passed])
    #expect(checks[1].finding.hasPrefix("what no lever touches is the same"))
    #expect(!checks.contains { $0.finding.hasPrefix("investigation.referrals") })
  }

  @Test("A parameter that was set and never mattered is warned of by its path")
  func idleParameter() throws {
    // No group has a licence here.
    let checks = try findings { write("licence.hours", 17, in: &$0) }
    let idle = checks.filter { $0.finding.hasPrefix("licence.hours is set, but with its declared") }
    #expect(idle.map(\.result) == [.warning])
    #expect(idle.first?.finding.hasSuffix("in replications 1 to 2") == true)
  }

  @Test("Servers are named by the areas of their own policy's scenario")
  func overloadElsewhere() throws {
    let names = [["Ash", "Birch"], ["Cedar", "Elm", "Fir"]]
    let scenarios = names.enumerated().map { index, names in
      var scenario = Scenario()
      scenario.settings = .short(replications: 1)
      scenario.parameters = .quiet
      scenario.policy = Policy(name: ["two", "three"][index], changes: [])
      scenario.areas = names.map { name in
        var area = Area()
        (area.name, area.population) = (name, area.population / Double(names.count))
        return area
      }
      let capacity = Staffing(Area(), .quiet).forensicBenches.fullTime / 3
      write("forensics.other-devices", capacity * 1.5, in: &scenario)
      return scenario
    }
    let found = try Plan(comparing: scenarios).checks().map(\.finding)
      .filter { $0.contains("more work comes to the laboratory") }
    #expect(found.count == 2)
    #expect(found.first?.contains("in 2 of 2 areas, most in ") == true)
    #expect(found.last?.contains("in 3 of 3 areas, most in ") == true)
    for (finding, names) in zip(found, names) {
      #expect(names.contains { finding.contains("most in \($0)") })
    }
  }

  @Test(
    "Servers that get more work than they can do are warned of with the number, from any day on",
    arguments: ["2017-05-01", "2017-05-15"] as [CalendarDate])
  func overload(policyFrom: CalendarDate) throws {
    func warning(_ rate: Double) throws -> Check? {
      try findings(replications: 1) {
        write("forensics.other-devices", rate, in: &$0)
        $0.settings.policyFrom = policyFrom
      }
      .first { $0.finding.contains("more work comes to the laboratory") }
    }
    let benches = Staffing(Area(), .quiet).forensicBenches.fullTime
    // A set has three devices of a day each in the mean: so many sets are exactly what can be done.
    let capacity = benches / 3
    #expect(try warning(capacity * 0.7) == nil)
    let found = try #require(try warning(capacity * 1.5))
    #expect(found.result == .warning)
    #expect(found.finding.hasPrefix("under 'A', in replication 1, more work comes to"))
    #expect(found.finding.contains("1.4") || found.finding.contains("1.5"), "\(found.finding)")
  }

  @Test(
    "Of a study of some replications no more is tried than a small part of it, and what is left is named"
  )
  func allowance() async throws {
    // Nothing comes of any of these where no group has a licence: each would be simulated to the end.
    let idle = ["licence.training", "licence.restraint", "licence.hours", "licence.joining"]
    let plan = try plan(acceptances: ["A": 0.3], replications: 60) { scenario in
      for path in idle { write(path, 0.123, in: &scenario) }
    }
    func named(_ checks: [Check], _ words: String) -> [String] {
      checks.filter { $0.finding.contains(words) && $0.result == .warning }.flatMap { check in
        idle.filter { check.finding.contains($0) }
      }
    }
    let all = plan.checks()
    #expect(named(all, "nothing would differ") == idle)
    #expect(named(all, "did not try").isEmpty)
    let some = try await plan.execute(threads: 2) { _ in }
    // Three replications is what the study has for them: two fields to the end, and the lever.
    #expect(named(some, "nothing would differ") == Array(idle.prefix(2)))
    #expect(some.contains { $0.finding.hasSuffix("in replication 1") })
    #expect(named(some, "did not try") == Array(idle.dropFirst(2)))
  }

  @Test("The first future is the same whether it is checked while it is simulated or not")
  func watched() async throws {
    for names in [["A"], ["A", "B"]] {
      let plan = try plan(
        acceptances: names.count == 1 ? ["A": 0.3] : ["A": 0.3, "B": 0.9], replications: 2)
      var runs: [RunOutcomes] = []
      try await plan.execute(threads: 1) { runs += $0.runs }
      let again = (1...2).flatMap { plan.replicate($0).runs }
      #expect(runs.count == again.count && zip(runs, again).allSatisfy { $0.isIdentical(to: $1) })
      #expect(runs.allSatisfy { $0.areaMonthly.isEmpty })
    }
  }

  @Test("A factor of a sweep that changes nothing is warned of, one that does is not")
  func idleFactor() throws {
    let scenario = try plan(acceptances: ["A": 0.3], replications: 2).scenarios[0]
    let paths = ["licence.hours", "groups.decoys"]
    let factors = try paths.map { path in
      let field = try #require(scenario.field(at: path))
      return Sweep.Factor(path: path, kind: field.kind, summary: field.summary)
    }
    let values: [[Double]] = [[10, 3], [30, 2], [20, 4]]
    let sweep = try Sweep(
      name: "test", factors: factors, states: 3, detail: [],
      values: { state in values[state].map { .number($0) } },
      scenarios: { state in
        var changed = scenario
        for (path, value) in zip(paths, values[state]) {
          changed.field(at: path)?.write(.number(value), &changed)
        }
        return [changed]
      })
    let found = sweep.checks(isLimited: false).filter {
      $0.finding.contains("varies, but between")
    }
    #expect(found.map(\.result) == [.warning])
    #expect(found.first?.finding.hasPrefix("licence.hours varies") == true)
    #expect(found.first?.finding.hasSuffix("2 replications of the first state") == true)
  }
}
