// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Experiments
import Foundation
import Testing

@Suite("The story of a run on the command line")
struct ReplayTests {
  let session: Session
  init() throws { session = try Session() }

  @Test("replay tells a page of the run, and says that it is the study's, bit for bit")
  func page() async {
    let ending = await session.cordon(
      "replay", "open.yaml", "shut.yaml", "--policy", "shut", "--replication", "2")
    #expect(ending.exit == .success, "\(ending.remarks)")
    #expect(ending.lines.first == "shut, replication 2, seed 20170416")
    #expect(
      ending.lines.last?.hasSuffix("events; equal to replication 2 of the study, bit for bit.")
        == true)
    #expect(ending.output.contains("Page 1 of "))
    #expect(ending.lines.filter { $0.count > 80 } == [])
  }

  @Test("The pages together are the whole log")
  func pages() async {
    func log(_ page: String) async -> [String] {
      let ending = await session.cordon(
        "replay", "open.yaml", "--replication", "1", "--all", "--page", page)
      return ending.lines.filter { $0.hasPrefix("201") || $0.hasPrefix(" ") }
    }
    let whole = await log("all")
    let firsts = await log("1") + log("2")
    #expect(firsts.count > 80 && firsts == Array(whole.prefix(firsts.count)))
  }

  @Test("The table of events has a row for each event, and replaces nothing unasked")
  func table() async throws {
    let file = session.path("events.csv")
    let arguments = ["replay", "open.yaml", "--replication", "1", "--all", "--events", file]
    #expect(await session.cordon(arguments).exit == .success)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let rows = text.components(separatedBy: "\r\n")
    #expect(
      rows[0]
        == "event,time,days,kind,area,group,contact,case_route,case_number,what,counted")
    #expect(rows.last == "")
    #expect(rows.count > 1_000)
    #expect(rows.contains { $0.contains(",levers-change,") })
    #expect(await session.cordon(arguments).exit == .refused)
    #expect(await session.cordon(arguments + ["--force"]).exit == .success)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    let left = try FileManager.default.contentsOfDirectory(atPath: session.folder)
    #expect(!left.contains { $0.hasPrefix(".") })
  }

  @Test("A row of a sweep's runs.csv is followed into what happened, from its folder or its files")
  func state() async throws {
    let folder = try await sweep()
    let run = ["--state", "2", "--policy", "shut", "--replication", "2"]
    // From shards that are not merged, from the merged study, from its files.
    let apart = await session.cordon(["replay", folder] + run)
    #expect(await session.cordon("merge", folder).exit == .success)
    let merged = await session.cordon(["replay", folder] + run)
    let files = await session.cordon(["replay", "study.yaml"] + run)
    let plan = try String(contentsOfFile: folder + "/plan.csv", encoding: .utf8)
    let row = try #require(
      plan.split(separator: "\r\n").first { $0.contains(",\(900 / 365.25),shut,2,") })
    let events = try #require(Int(row.split(separator: ",").last ?? ""))
    let head = try #require(merged.lines.first)
    let form = /shut, state 2, replication 2, seed \d+ \(the state's own\)/
    #expect(head.wholeMatch(of: form) != nil, "\(head)")
    #expect(
      merged.lines.dropFirst().prefix(2)
        == ["  stings.streamed 40%", "  groups.lifetime 900 days"])
    let count = try #require(merged.lines.last?.split(separator: " ").first)
    #expect(Int(count.replacing(",", with: "")) == events)
    #expect(
      merged.lines.last?.hasSuffix("events; equal to the run in \(folder), bit for bit.") == true)
    #expect(apart.lines == merged.lines)
    #expect(files.lines.dropLast() == merged.lines.dropLast())
    #expect(
      files.lines.last?.hasSuffix("events; equal to replication 2 of the study, bit for bit.")
        == true)
    #expect([apart, merged, files].allSatisfy { $0.exit == .success })
  }

  @Test("A run of other results is told as one that is not the study's")
  func otherResults() async throws {
    let folder = try await sweep()
    #expect(await session.cordon("merge", folder).exit == .success)
    try session.makeOther(folder) { $0.replication == 2 }
    func replay(_ replication: String) async -> Session.Ending {
      await session.cordon(
        "replay", folder, "--state", "4", "--policy", "open", "--replication", replication)
    }
    #expect(await replay("1").exit == .success)
    let other = await replay("2")
    #expect(other.exit == .someFailed)
    #expect(other.lines.last?.hasPrefix("FAILED: not equal to the run in \(folder)") == true)
  }

  @Test("A run that is given up is told as far as it came")
  func givenUp() async throws {
    let ending = await session.cordon(
      "replay", "open.yaml", "--replication", "1", "--set", "event-limit=500 events")
    #expect(ending.exit == .success)
    #expect(
      ending.lines.last
        == "given up after 500 events, which is its event-limit; equal to replication 1 of the "
        + "study, bit for bit.")
  }

  @Test(
    "A state that cannot be told is refused in words",
    arguments: [
      (["--policy", "open", "--replication", "1"], "name a state with --state: 1 to 4"),
      (["--state", "5", "--policy", "open", "--replication", "1"], "the study has states 1 to 4"),
      (["--state", "1", "--policy", "open", "--replication", "3"], "replications 1 to 2"),
      (["--state", "1", "--replication", "1"], "name a policy with --policy: open, shut"),
      (
        ["--state", "1", "--policy", "open", "--replication", "1", "--seed", "4"],
        "nothing can be set beside it"
      ),
    ])
  func refusedState(arguments: [String], message: String) async throws {
    let folder = try await sweep()
    let ending = await session.cordon(["replay", folder] + arguments)
    #expect(ending.exit == .badInput)
    #expect(ending.remarks.contains(message), "\(ending.remarks)")
  }

  /// The folder of a sweep of two replications in four states, its two shards not merged.
  private func sweep() async throws -> String {
    try session.write("study.yaml", Session.study(replications: 2))
    for shard in ["1/2", "2/2"] {
      let ending = await session.cordon(
        "sweep", "study.yaml", "--output", session.studies, "--shard", shard)
      #expect(ending.exit == .success, "\(ending.remarks)")
    }
    return "\(session.studies)/\(try #require(session.studyNames().first))"
  }

  @Test(
    "What cannot be told is refused in words",
    arguments: [
      (
        ["open.yaml", "shut.yaml", "--replication", "1"], "name a policy with --policy: open, shut"
      ),
      (["open.yaml", "--replication", "1", "--policy", "opn"], "no policy is called 'opn'"),
      (["open.yaml", "--replication", "9"], "replication 9: the study has replications 1 to 4"),
      (["open.yaml", "--replication", "1", "--area", "Kent"], "no area is called 'Kent'"),
      (["open.yaml", "--replication", "1", "--kind", "sting"], "invalid for '--kind"),
      (["open.yaml", "--replication", "1", "--sting", "3"], "invalid for '--sting"),
      (["open.yaml", "--replication", "1", "--case", "referral/3/4"], "--case must be volunteer/"),
      (
        ["open.yaml", "--replication", "1", "--from", "2018-01-01", "--to", "2017-01-01"],
        "--from is after --to"
      ),
    ])
  func refused(arguments: [String], message: String) async {
    let ending = await session.cordon(["replay"] + arguments)
    #expect(ending.exit == .badInput)
    #expect(ending.remarks.contains(message), "\(ending.remarks)")
  }
}
