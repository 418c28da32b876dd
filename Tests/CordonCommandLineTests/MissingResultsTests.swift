// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Foundation
import Testing

@Suite("Missing results")
struct MissingResultsTests {
  let session: Session
  init() throws { session = try Session() }

  /// A limit on events that the first future of one policy stays within and that of the other does not.
  private func limit() async throws -> (events: Int, failing: String) {
    let ending = await session.cordon(
      "compare", "open.yaml", "shut.yaml", "--no-status-quo", "--replications", "1", "--output",
      session.studies)
    #expect(ending.exit == .success, "\(ending.remarks)")
    let study = try #require(session.studyNames().first)
    let plan = try String(contentsOfFile: "\(session.studies)/\(study)/plan.csv", encoding: .utf8)
    let events = plan.split(whereSeparator: \.isNewline).dropFirst().compactMap {
      $0.split(separator: ",", omittingEmptySubsequences: false).last.flatMap { Int($0) }
    }
    try #require(events.count == 2 && events[0] != events[1])
    return (events.reduce(0, +) / 2, events[0] > events[1] ? "open" : "shut")
  }

  @Test("Where the runs of one policy failed nothing is said of it in text, JSON, tables or page")
  func onePolicyFailed() async throws {
    let (events, failing) = try await limit()
    let words = "not known: 1 of 1 run failed under \(failing)"
    func compare(_ option: String) async -> Session.Ending {
      await session.cordon(
        "compare", "open.yaml", "shut.yaml", "--no-status-quo", "--replications", "1", "--set",
        "event-limit=\(events)", "--output", session.path("limited"), option)
    }
    let text = await compare("--quiet")
    #expect(text.exit == .someFailed)
    #expect(text.output.contains("  " + words.prefix(1).uppercased() + words.dropFirst() + "."))
    #expect(!text.output.contains("o case") && !text.output.contains("same outcomes"))
    let json = await compare("--json")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let differences = try #require(report["differences"] as? [[String: Any]])
    let verdicts = differences.compactMap { ($0["verdict"] as? [String: Any])?["words"] as? String }
    #expect(verdicts.count == differences.count && verdicts.allSatisfy { $0 == words })
    let study = try #require(
      try FileManager.default.contentsOfDirectory(atPath: session.path("limited")).first)
    let folder = session.path("limited") + "/" + study
    let table = try String(contentsOfFile: folder + "/differences.csv", encoding: .utf8)
    let rows = table.split(whereSeparator: \.isNewline).dropFirst()
    #expect(!rows.isEmpty && rows.allSatisfy { $0.contains(",not known,\(words),") })
    let page = try String(contentsOfFile: folder + "/report.html", encoding: .utf8)
    #expect(page.contains("<h4>N\(words.dropFirst())</h4>"))
    #expect(!page.contains("<b>No difference that matters</b>") && !page.contains("no case in"))
  }

  @Test("check fails where runs failed, with how many and why, and nothing held")
  func checkFailed() async throws {
    try session.write(
      "rules.yaml",
      """
      extends: open.yaml
      replications: 5
      event-limit: 10
      expect:
        - days-to-charge <= days-to-charge(policy.levers.acceptance=0%)
        - cost == cost
        - own-arrests >= 0
      """)
    let ending = await session.cordon("check", "rules.yaml", "--quiet")
    #expect(ending.exit == .someFailed)
    #expect(ending.output.contains("5 of 5 runs failed: given up after 10 events"))
    #expect(ending.output.contains("0 of 3 rules held, 0 failed, 3 not known."))
    #expect(ending.output.contains("not known  cost == cost"))
    let json = await session.cordon("check", "rules.yaml", "--quiet", "--json")
    #expect(json.exit == .someFailed && json.output.contains(#""failed_runs" : 5"#))
  }

  @Test("What has no case on one side is called so, with exit code 0")
  func noCase() async throws {
    try session.write(
      "rules.yaml",
      """
      extends: open.yaml
      expect: ['wait-immediate-calls == wait-immediate-calls', wait-immediate-calls <= 3]
      """)
    let ending = await session.cordon("check", "rules.yaml", "--quiet")
    #expect(ending.exit == .success, "\(ending.output)")
    #expect(ending.output.contains("0 of 2 rules held, 0 failed, 2 had no case."))
  }

  @Test("Precision is given up early where every run fails, and says that runs failed")
  func precision() async throws {
    let ending = await session.cordon(
      "compare", "open.yaml", "shut.yaml", "--no-status-quo", "--replications", "5", "--set",
      "event-limit=10",
      "--set",
      "precision={of: convictions, half-width: 1 per year, at-most: 20}", "--output",
      session.studies)
    #expect(ending.exit == .someFailed)
    let words = ending.output.replacing("\n", with: " ")
    #expect(
      words.contains("no precision can be said, because all runs failed in all 5 replications"))
    #expect(ending.remarks.contains("0 runs done, 10 failed"))
  }

  @Test("Precision that is always valid says so, and of a few replications that nothing is known")
  func alwaysValid() async throws {
    for (most, words) in [
      (30, " at every number of replications at once, where +-2,000 is asked for: enough after "),
      (3, ": not known within any limits, where +-2,000 is asked for: NOT enough after the most"),
    ] {
      let goal = "{of: stings, half-width: 2000 per year, interval: always-valid, at-least: 3"
      let ending = await session.cordon(
        "compare", "open.yaml", "shut.yaml", "--no-status-quo", "--no-drivers", "--output",
        session.studies, "--set", "precision=\(goal), at-most: \(most)}")
      #expect(ending.exit == .success, "\(ending.remarks)")
      #expect(ending.output.replacing("\n", with: " ").contains(words), "\(ending.output)")
    }
  }

  @Test("Two futures give no count below 0 and no share outside 0 to 1 without a word")
  func impossible() async throws {
    let ending = await session.cordon(
      "compare", "open.yaml", "shut.yaml", "--no-status-quo", "--replications", "2", "--output",
      session.studies,
      "--all")
    #expect(ending.exit == .success)
    let rows = ending.lines.filter { $0.hasPrefix("  open ") || $0.hasPrefix("  shut ") }
    #expect(!rows.isEmpty && rows.allSatisfy { !$0.contains("(-") })
    #expect(rows.contains { $0.contains("(0 to ") && $0.contains(", cut)") })
    #expect(ending.output.contains("cut: the interval would reach beyond what is possible"))
  }
}
