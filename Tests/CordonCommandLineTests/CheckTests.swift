// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Foundation
import Testing

@Suite("Rules that a scenario expects")
struct CheckTests {
  let session: Session
  init() throws { session = try Session() }

  private func check(_ rules: String...) async throws -> Session.Ending {
    try session.write(
      "rules.yaml",
      "extends: open.yaml\nname: rules\nexpect:\n" + rules.map { "  - \($0)\n" }.joined())
    return await session.cordon("check", "rules.yaml", "--quiet")
  }

  @Test(
    "Rules that the data do not contradict hold, and each is told with its location and numbers")
  func held() async throws {
    let ending = try await check(
      "wait-investigation(staffing.investigators=+10%) <= wait-investigation",
      "convictions(history.acceptance=0%, policy.levers.acceptance=0%) == 0",
      "own-arrests > 0",
      "suicides(policy.levers.duty-of-care=90%) <= suicides",
      "cost(policy.levers.acceptance=95%) == cost",
      "stings(areas.*.investigators=+1) >= 0")
    #expect(ending.exit == .success, "\(ending.output) \(ending.remarks)")
    #expect(ending.lines.last?.hasSuffix("rules.yaml: 6 of 6 rules held, 0 failed.") == true)
    #expect(ending.lines.count { $0.hasPrefix("held     ") } == 6)
    #expect(ending.output.contains("rules.yaml:4:"))
  }

  @Test(
    "A rule that the data contradict fails, with exit code 1",
    arguments: [
      "arrests < arrests(policy.levers.acceptance=5%)",
      "own-arrests <= 0",
      "cost == cost(policy.levers.acceptance=90%)",
      "cost < 0",
      "suicides < suicides(costs.device=+10%)",
    ])
  func failed(rule: String) async throws {
    let ending = try await check(rule)
    #expect(ending.exit == .someFailed, "\(ending.output) \(ending.remarks)")
    #expect(ending.output.contains("FAILED     \(rule.prefix(4))"))
  }

  @Test("JSON on standard output has every rule with its numbers, and is alone there")
  func json() async throws {
    try session.write(
      "rules.yaml", "extends: open.yaml\nexpect: [own-arrests > 0, cost < 0, cost == cost]\n")
    let ending = await session.cordon("check", "rules.yaml", "open.yaml", "--quiet", "--json")
    #expect(ending.exit == .someFailed && ending.remarks.isEmpty)
    let reports = try #require(
      try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [[String: Any]])
    #expect(reports.map { $0["file"] as? String } == ["rules.yaml", "open.yaml"].map(session.path))
    #expect(reports.map { $0["failed"] as? Int } == [1, 0])
    let rules = try #require(reports[0]["rules"] as? [[String: Any]])
    #expect(rules.map { $0["ruling"] as? String } == ["held", "failed", "held"])
    #expect(rules.map { $0["n"] as? Int } == [4, 4, 4])
    #expect(rules[2]["mean_difference"] as? Double == 0)
    #expect(rules[0]["unit"] as? String == "arrests per year")
  }

  @Test(
    "A rule that cannot be read is a fault with its location",
    arguments: [
      ("convictions", "4:5: error: there is no relation"),
      ("convictions <= arrests <= stings", "4:5: error: there is no relation, or more than one"),
      ("convictons <= 3", "4:5: error: unknown outcome `convictons`"),
      ("convictions <= arests", "4:20: error: unknown outcome `arests`"),
      ("convictions <=", "error: a side of the rule is missing"),
      ("convictions(stings.streamed 0%) <= 3", "4:17: error: `stings.streamed 0%` alters nothing"),
      ("convictions(stings.streamd=0%) <= 3", "4:17: error: a rule cannot alter `stings.streamd`"),
      ("convictions(stings.streamed=140%) <= 3", "4:33: error: 140% is out of range"),
      ("convictions(stings.streamed=+90%) <= 3", "4:33: error: +90% leads out of range"),
      ("convictions(stings.streamed=0% <= 3", "4:5: error: there is no relation"),
      ("convictions(groups.lifetime=+3) <= 3", "4:33: error: `3` has no unit"),
      (
        "convictions(areas.Kent.investigators=3) <= 3",
        "4:17: error: a rule cannot alter `areas.Kent.investigators`"
      ),
      ("convictions(replications=3) <= 3", "4:17: error: a rule cannot alter `replications`"),
      ("{a: b}", "4:5: error: a rule is a text, not a mapping"),
    ])
  func faults(rule: String, message: String) async throws {
    let ending = try await check(rule)
    #expect(ending.exit == .badInput)
    #expect(ending.remarks.contains(message), "\(ending.remarks)")
  }

  @Test("Rules are a file's own; one without rules says so")
  func inherited() async throws {
    _ = try await check("cost < 0")
    try session.write("child.yaml", "extends: rules.yaml\nname: child\n")
    let ending = await session.cordon("check", "child.yaml")
    #expect(ending.exit == .success)
    #expect(ending.output.hasSuffix("child.yaml: no rules.\n"))
  }
}
