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
}
