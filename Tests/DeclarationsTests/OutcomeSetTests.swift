// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Testing

struct OutcomeSetTests {
  private static let delay = Outcome.Section("Delay", drivers: ["desk"])
  private static let work = Outcome.Section("Work", drivers: ["staff"], isOfRareEvents: true)

  private static func outcome(
    _ name: String, _ section: Outcome.Section, per year: String = "", roles: [Outcome.Role] = []
  ) -> Outcome {
    Outcome(
      name: name, section: section, unit: "cases" + year, monthlyUnit: "cases", summary: "",
      better: .fewer, matters: 1, roles: roles)
  }

  private let set = OutcomeSet([
    outcome("line", delay, roles: [.backlog(of: "desk")]),
    outcome("served", work, per: " per year", roles: [.gain]),
    outcome("wait", delay, roles: [.wait(at: "desk")]),
  ])

  @Test("A name finds the position at which the outcome was declared")
  func positions() {
    #expect(set.map(\.name) == ["line", "served", "wait"])
    #expect(set.index(of: "wait") == 2)
    #expect(set.index(of: "Wait") == nil)
    #expect(set.named("served") == set[1])
  }

  @Test("A role finds its outcome at its own station only")
  func roles() {
    #expect(set.first(as: .wait(at: "desk"))?.name == "wait")
    #expect(set.first(as: .backlog(of: "desk"))?.name == "line")
    #expect(set.first(as: .wait(at: "court")) == nil)
    #expect(set.first(as: .risk) == nil)
  }

  @Test("Sections come in the order of their first outcomes, each once")
  func sections() { #expect(set.sections.map(\.title) == ["Delay", "Work"]) }

  @Test("A year adds up what has a unit per year, and nothing else")
  func totals() { #expect(set.map(\.isTotal) == [false, true, false]) }

  @Test("A ratio counts for as much as there is of what it is a mean of, any other outcome for one")
  func weights() throws {
    func outcome(_ name: String, per counts: [String] = []) -> Outcome {
      Outcome(
        name: name, section: Self.delay, unit: counts.isEmpty ? "per year" : "days",
        monthlyUnit: "days", summary: "", better: .fewer, matters: 1, per: counts)
    }
    let set = OutcomeSet([
      outcome("men"), outcome("wait", per: ["men", "women"]), outcome("women"),
    ])
    #expect(set.indices.map(set.isRatio) == [false, true, false])
    #expect(set.weight(of: 1, in: [3, 9, 4]) == 7)
    #expect(set.weight(of: 0, in: [3, 9, 4]) == 1)
    #expect(set.weight(of: 1, in: [.nan, .nan, .nan]).isNaN)
    // A slice of a run's months begins anywhere.
    #expect(set.weight(of: 1, in: [0, 0, 0, 3, 9, 4][3...]) == 7)

    // Of two months with 7 and 1 who wait, 2 and 10 days, the mean wait is that of the eight.
    let period = try #require(ObservedPeriod(years: 2016...2016))
    let months: [CalendarDate] = ["2016-01-01", "2016-02-01", "2017-01-01"]
    let values = [3.0, 2, 4, 1, 10, 0, 5, 99, 5]
    let wait = try #require(period.value(of: 1, among: set, months: months, values: values))
    #expect((wait.value, wait.weight) == (24.0 / 8, 8))
    let men = try #require(period.value(of: 0, among: set, months: months, values: values))
    #expect((men.value, men.weight) == (4, 1))
    #expect(period.value(of: 1, among: set, months: [], values: []) == nil)
  }
}
