// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Foundation
import Testing

@Suite("A sweep")
struct SweepTests {
  let session: Session
  init() throws {
    session = try Session()
    try session.write("study.yaml", Session.study(replications: 2))
  }

  private var folder: String {
    get throws { "\(session.studies)/\(try #require(session.studyNames().first))" }
  }

  private func table(_ name: String) throws -> [[String]] {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func sweep(_ arguments: String...) async -> Session.Ending {
    await session.cordon(["sweep", "study.yaml", "--output", session.studies] + arguments)
  }

  @Test("says what it runs, and writes a row for each run with its state's values")
  func tables() async throws {
    let ending = await sweep()
    #expect(ending.exit == .success)
    #expect(
      ending.faults.first?.hasPrefix("2 policies x 4 states x 2 replications = 16 runs, about ")
        == true)
    #expect(ending.output.contains("In how many of 4 states there is more under open"))
    let plan = try table("plan.csv")
    #expect(
      plan[0] == [
        "run", "state", "stings.streamed", "groups.lifetime", "policy", "replication", "status",
        "reason", "events",
      ])
    #expect(plan.dropFirst().map { $0[0] } == (1...16).map(String.init))
    #expect(plan[1].dropLast() == ["1", "1", "0.4", "\(500 / 365.25)", "open", "1", "done", ""])
    #expect(plan[16].dropLast() == ["16", "4", "0.8", "\(900 / 365.25)", "shut", "2", "done", ""])
    #expect(try table("runs.csv").count == 17)
    let summary = try table("summary.csv")
    #expect(Set(summary.dropFirst().map { $0[0] }).sorted() == ["1", "2", "3", "4"])
    #expect(!FileManager.default.fileExists(atPath: try folder + "/monthly.csv"))
  }

  @Test("with one replication a state sums nothing up: runs.csv has all that is known")
  func single() async throws {
    #expect(await sweep("--replications", "1").exit == .success)
    #expect(try table("runs.csv").count == 9)
    for name in ["summary.csv", "differences.csv"] {
      #expect(try table(name).count == 1, "\(name)")
    }
  }

  @Test("has luck of its own in each state unless states share it, and says which")
  func luck() async throws {
    func words() async -> String {
      await sweep().output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    #expect(await words().contains("Each state has luck of its own"))
    let own = try table("runs.csv")
    try FileManager.default.removeItem(atPath: session.studies)
    try session.write(
      "study.yaml",
      Session.study(replications: 2).replacing("  vary:", with: "  luck: shared\n  vary:"))
    #expect(await words().contains("All states share the luck of the same 2 futures"))
    let shared = try table("runs.csv")
    #expect(own[0] == shared[0] && own.count == shared.count && own != shared)
  }

  @Test(
    "in shards, merged, has the same tables byte for byte as one process, in any number of shards")
  func shards() async throws {
    #expect(await sweep().exit == .success)
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder + "/runs.csv"))
    let differences = try Data(contentsOf: URL(fileURLWithPath: folder + "/differences.csv"))
    // Eleven are more than there are futures.
    for count in [1, 3, 11] {
      try FileManager.default.removeItem(atPath: session.studies)
      for number in (1...count).reversed() {
        let part = await sweep("--shard", "\(number)/\(count)")
        #expect(part.exit == .success, "\(part.remarks)")
      }
      let merged = await session.cordon("merge", try folder)
      #expect(merged.exit == .success, "\(merged.remarks)")
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/runs.csv")) == whole)
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: folder + "/differences.csv")) == differences)
    }
  }

  @Test("of which a shard is missing is not merged, unless a part is asked for")
  func missingShard() async throws {
    for number in [1, 3] { _ = await sweep("--shard", "\(number)/3") }
    let refused = await session.cordon("merge", try folder)
    #expect(refused.exit == .refused)
    #expect(refused.remarks.contains("shard 2 has no results"))
    let partial = await session.cordon("merge", try folder, "--partial")
    #expect(partial.exit == .success)
    let statuses = try table("plan.csv").dropFirst().map { $0[6] }
    #expect(statuses.count { $0 == "pending" } == 6 && statuses.count == 16)
    _ = await sweep("--shard", "2/3")
    #expect(await session.cordon("merge", try folder).exit == .success)
    #expect(try table("plan.csv").dropFirst().allSatisfy { $0[6] == "done" })
  }

  @Test(
    "goes on after a run that fails, tells it as a row with its reason, and ends with exit code 1")
  func failure() async throws {
    let limit = try await session.dividingLimit()
    let ending = await sweep("--set", "event-limit=\(limit) events")
    #expect(ending.exit == .someFailed)
    let rows = try table("plan.csv").dropFirst()
    let failed = rows.filter { $0[6] == "failed" }
    #expect(!failed.isEmpty && failed.count < rows.count)
    #expect(failed.allSatisfy { $0[7].contains("given up after \(limit) events") })
    #expect(try table("runs.csv").count == 1 + rows.count - failed.count)
    #expect(ending.remarks.contains("\(failed.count) failed"))
  }

  @Test("that is to stop at a failure stops there")
  func stopOnFailure() async throws {
    let ending = await sweep("--set", "event-limit=1 events", "--stop-on-failure")
    #expect(ending.exit == .someFailed)
    #expect(ending.remarks.contains("0 runs done, 2 failed"))
    #expect(try table("plan.csv").dropFirst().count { $0[6] == "pending" } == 14)
  }

  @Test("is extended by replications and by states, and runs only what is new")
  func extended() async throws {
    _ = await sweep()
    let more = await session.cordon("extend", try folder, "--replications", "3")
    #expect(more.exit == .success, "\(more.remarks)")
    #expect(more.remarks.contains("16 of 24 runs are there already."))
    try session.write(
      "study.yaml",
      Session.study(replications: 2).replacing("[40%, 80%]", with: "[40%, 80%, 60%]"))
    let wider = await session.cordon("extend", try folder, "--replications", "3")
    #expect(wider.exit == .success, "\(wider.remarks)")
    #expect(wider.remarks.contains("24 of 36 runs are there already."))
    let tables = try ["plan.csv", "runs.csv", "summary.csv", "differences.csv"].map {
      try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))
    }
    try FileManager.default.removeItem(atPath: session.studies)
    _ = await sweep("--replications", "3")
    for (name, table) in zip(["plan.csv", "runs.csv", "summary.csv", "differences.csv"], tables) {
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)) == table, "\(name)")
    }
  }

  private static let tables = ["plan.csv", "runs.csv", "summary.csv", "differences.csv"]

  private func written() throws -> [Data] {
    try Self.tables.map { try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)) }
  }

  @Test(
    "that was extended too far is taken back: its tables are the smaller study's, no run is lost")
  func takenBack() async throws {
    _ = await sweep()
    let small = try written()
    #expect(await session.cordon("extend", try folder, "--replications", "3").exit == .success)
    let large = try written()
    let file = await sweep()
    #expect(file.exit == .refused)
    #expect(file.remarks.contains("replications: 1 to 3 there, 1 to 2 asked for"))
    #expect(file.remarks.contains("`cordon extend` changes the plan"))
    let back = await session.cordon("extend", try folder, "--replications", "2")
    #expect(back.exit == .success, "\(back.remarks)")
    #expect(back.remarks.contains("8 runs are beyond the plan as it is now: they stay in results"))
    #expect(back.remarks.contains("All 16 runs were there already"))
    #expect(try written() == small)
    let status = await session.cordon("status", try folder)
    #expect(status.lines.last?.split(separator: " ") == ["study", "16", "16", "0", "0"])
    let again = await session.cordon("extend", try folder, "--replications", "3")
    #expect(again.remarks.contains("All 24 runs were there already"))
    #expect(try written() == large)
  }

  @Test("to which states were added leaves them out again while none of them was run")
  func statesTakenBack() async throws {
    _ = await sweep()
    let small = try written()
    let wider = Session.study(replications: 2).replacing("[40%, 80%]", with: "[40%, 60%, 80%]")
    try session.write("study.yaml", wider)
    // An extension that was stopped before its first run.
    #expect(await session.cordon("extend", try folder, "--replications", "2").exit == .success)
    try session.change(
      try folder,
      by: "DELETE FROM runs WHERE state IN (SELECT id FROM states WHERE position IN (2, 3))")
    try session.write("study.yaml", Session.study(replications: 2))
    let back = await session.cordon("extend", try folder)
    #expect(back.exit == .success, "\(back.remarks)")
    #expect(try written() == small)
    try session.write("study.yaml", Session.study(replications: 2).replacing("80%", with: "60%"))
    let lost = await session.cordon("extend", try folder)
    #expect(lost.exit == .refused)
    #expect(lost.remarks.contains("of those there, 2 with runs are not among them"))
  }

  @Test("has a report and tables that speak of the same runs, also before it is done")
  func reported() async throws {
    _ = await sweep()
    try session.change(try folder, by: "DELETE FROM runs WHERE replication = 2")
    let ending = await session.cordon("report", try folder)
    #expect(ending.exit == .success, "\(ending.remarks)")
    let page = try String(contentsOfFile: folder + "/report.html", encoding: .utf8)
    #expect(page.contains("8 of 16 runs are still to come"))
    #expect(try table("runs.csv").count == 1 + 8)
    #expect(try table("plan.csv").dropFirst().count { $0[6] == "pending" } == 8)
  }

  @Test("whose files have changed is not resumed, and the message names the keys that differ")
  func changedPlan() async throws {
    _ = await sweep()
    try session.write(
      "base.yaml",
      Session.base.replacing("100 per year", with: "120 per year")
        .replacing("OUTCOME", with: "convictions"))
    let refused = await session.cordon("resume", try folder)
    #expect(refused.exit == .refused)
    #expect(
      refused.remarks.contains("open: investigation.referrals: 100 per year there, 120 per year"))
    let extended = await session.cordon("extend", try folder, "--replications", "3")
    #expect(extended.exit == .refused)
    #expect(extended.remarks.contains("investigation.referrals"))
    let planned = await session.cordon("resume", try folder, "--as-planned")
    #expect(planned.exit == .success)
    #expect(planned.remarks.contains("All 16 runs were there already"))
    try FileManager.default.removeItem(atPath: session.path("base.yaml"))
    let without = await session.cordon("resume", try folder)
    #expect(without.exit == .success)
    #expect(without.remarks.contains("cannot be read as they are now"))
  }

  @Test("of another version of the program is neither taken up nor extended, unless resumed")
  func otherVersion() async throws {
    _ = await sweep()
    try session.change(
      folder,
      by: "UPDATE study SET value = '0.0.9', sha256 = sha256('0.0.9') WHERE key = 'version'")
    let commands = [
      ["extend", try folder, "--replications", "3"],
      ["sweep", "study.yaml", "--output", session.studies],
    ]
    for command in commands {
      let refused = await session.cordon(command)
      #expect(refused.exit == .refused)
      #expect(refused.remarks.contains("cordon 0.0.9 made these results"))
    }
    let resumed = await session.cordon("resume", try folder)
    #expect(resumed.exit == .success)
    #expect(resumed.remarks.contains("the study was begun by cordon 0.0.9"))
  }

  @Test("is planned without a trace")
  func planned() async throws {
    let ending = await session.cordon("plan", "study.yaml", "--pilot", "2")
    #expect(ending.exit == .success)
    #expect(ending.lines.contains { $0.hasPrefix("states        4") })
    #expect(ending.lines.contains { $0.hasPrefix("runs          16") })
    #expect(ending.output.contains("  varies      stings.streamed"))
    #expect(ending.output.contains("time          about "))
    #expect(session.studyNames().isEmpty)
  }

  @Test("ends when differences are known well enough, with any number of threads and after a stop")
  func precision() async throws {
    try session.write(
      "study.yaml",
      """
      \(Session.study(replications: 4))
      precision: {of: stings, half-width: 40 per year, at-least: 4, at-most: 30}
      """)
    #expect(await sweep("--threads", "1").exit == .success)
    let plan = try Data(contentsOf: URL(fileURLWithPath: folder + "/plan.csv"))
    let counts = try Dictionary(grouping: table("plan.csv").dropFirst(), by: { $0[1] })
      .mapValues { $0.count / 2 }
    #expect(counts.count == 4 && counts.values.allSatisfy { (8...30).contains($0) })
    #expect(Set(counts.values).count > 1, "every state ended at the same replication: \(counts)")
    try FileManager.default.removeItem(atPath: session.studies)
    let ending = await sweep("--threads", "5")
    #expect(ending.output.contains("as precise as asked for in "))
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/plan.csv")) == plan)
    let again = await session.cordon("resume", try folder)
    #expect(again.remarks.contains("nothing was run"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/plan.csv")) == plan)
  }
}
