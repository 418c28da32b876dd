// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Experiments
import Foundation
import Testing

@Suite("The table of events of a study")
struct EventsTests {
  let session: Session
  init() throws {
    session = try Session()
    try session.write("study.yaml", Session.study(replications: 3))
  }

  private var folder: String {
    get throws { "\(session.studies)/\(try #require(session.studyNames().first))" }
  }

  private func sweep(_ arguments: String...) async -> Session.Ending {
    await session.cordon(["sweep", "study.yaml", "--output", session.studies] + arguments)
  }

  private func events() throws -> String {
    try String(contentsOfFile: folder + "/events.csv", encoding: .utf8)
  }

  @Test("has the stories of the first replications of each state, in the order of the plan")
  func table() async throws {
    let ending = await sweep("--events", "2")
    #expect(ending.exit == .success, "\(ending.remarks)")
    let table = try events()
    let header =
      "state,stings.streamed,groups.lifetime,policy,replication,event,time,days,kind,area,group,"
      + "contact,case_route,case_number,what,counted\r\n"
    #expect(table.hasPrefix(header))
    var expected = header
    for state in 1...4 {
      for replication in 1...2 {
        for policy in ["open", "shut"] {
          let file = session.path("one.csv")
          let replay = await session.cordon(
            "replay", try folder, "--state", "\(state)", "--policy", policy, "--replication",
            "\(replication)", "--events", file, "--force")
          #expect(replay.exit == .success, "\(replay.remarks)")
          let streamed = state < 3 ? "0.4" : "0.8"
          let lifetime = (state.isMultiple(of: 2) ? 900 : 500) / 365.25
          let head = "\(state),\(streamed),\(lifetime),\(policy),\(replication),"
          let rows = try String(contentsOfFile: file, encoding: .utf8)
            .components(separatedBy: "\r\n").dropFirst().dropLast()
          #expect(rows.count > 50)
          expected += rows.map { head + $0 + "\r\n" }.joined()
        }
      }
    }
    #expect(table == expected)
  }

  @Test("is described to programs, and its key is unique")
  func described() async throws {
    #expect(await sweep("--events", "1").exit == .success)
    struct Package: Decodable {
      struct Resource: Decodable {
        struct Schema: Decodable {
          struct Field: Decodable {
            let name: String
            let type: String
            let format: String?
          }
          let fields: [Field]
          let primaryKey: [String]
        }
        let path: String
        let schema: Schema
      }
      let resources: [Resource]
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/datapackage.json"))
    let resources = try JSONDecoder().decode(Package.self, from: data).resources
    let resource = try #require(resources.first { $0.path == "events.csv" })
    #expect(resource.schema.primaryKey == ["state", "policy", "replication", "event"])
    let time = try #require(resource.schema.fields.first { $0.name == "time" })
    #expect(time.type == "datetime" && time.format == "%Y-%m-%dT%H:%M:%S")
    let manifest = try String(contentsOfFile: folder + "/manifest.json", encoding: .utf8)
    #expect(manifest.contains("\"events.csv\""))
  }

  @Test("is the same bytes whatever the threads, shards and stops, and stays with its study")
  func sameBytes() async throws {
    #expect(await sweep("--events", "2", "--threads", "1").exit == .success)
    let whole = try events()
    try FileManager.default.removeItem(atPath: session.studies)
    for shard in ["1/3", "3/3"] {
      #expect(await sweep("--events", "2", "--shard", shard).exit == .success)
    }
    #expect(
      await session.cordon("merge", try folder, "--partial", "--threads", "5").exit == .success)
    #expect(try events() != whole && whole.hasPrefix(try events().prefix(2_000)))
    #expect(await session.cordon("resume", try folder, "--threads", "5").exit == .success)
    #expect(try events() == whole)
    // A study that is there is told afterwards, and remembers what was asked for.
    try FileManager.default.removeItem(atPath: session.studies)
    #expect(await sweep().exit == .success)
    #expect(!FileManager.default.fileExists(atPath: try folder + "/events.csv"))
    #expect(await sweep("--events", "2").remarks.contains("nothing was run"))
    #expect(try events() == whole)
    #expect(await sweep().exit == .success)
    #expect(try events() == whole)
    #expect(await session.cordon("extend", try folder, "--replications", "4").exit == .success)
    #expect(try events() == whole)
  }

  @Test("leaves out runs that failed, and runs that do not repeat as the results have them")
  func leftOut() async throws {
    let limit = try await session.dividingLimit()
    #expect(
      await sweep("--events", "1", "--set", "event-limit=\(limit) events").exit == .someFailed)
    let plan = try String(contentsOfFile: folder + "/plan.csv", encoding: .utf8)
      .split(separator: "\r\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
    let done = plan.filter { $0[5] == "1" && $0[6] == "done" }
    #expect(!done.isEmpty && done.count < 8)
    #expect(try told() == done.map { [$0[1], $0[4]] })
    let state = done[0][1]
    try session.makeOther(try folder) { String($0.state + 1) == state }
    let again = await session.cordon("resume", try folder, "--force")
    #expect(again.exit == .someFailed)
    let beginning =
      done.count { $0[1] == state } == 1
      ? "failed: 1 run does not repeat as the results have it, so events.csv leaves it out: "
      : "failed: 2 runs do not repeat as the results have them, so events.csv leaves them out: "
    #expect(again.remarks.contains(beginning), "\(again.remarks)")
    #expect(try told() == done.filter { $0[1] != state }.map { [$0[1], $0[4]] })
  }

  /// State and policy of each run that is told.
  private func told() throws -> [[String]] {
    var runs: [[String]] = []
    for row in try events().split(separator: "\r\n").dropFirst() {
      let cells = row.split(separator: ",", maxSplits: 5).map(String.init)
      let run = [cells[0], cells[3]]
      if runs.last != run { runs.append(run) }
    }
    return runs
  }

  @Test("of a comparison is asked for by a whole number above zero")
  func comparison() async throws {
    let compare = [
      "compare", "open.yaml", "shut.yaml", "--no-status-quo", "--output", session.studies,
      "--events",
    ]
    #expect(await session.cordon(compare + ["0"]).exit == .badInput)
    #expect(await session.cordon(compare + ["9"]).exit == .success)
    #expect(try events().hasPrefix("policy,replication,event,time,days,kind,"))
    #expect(Set(try events().split(separator: "\r\n").dropFirst().map { $0.prefix(6) }).count == 8)
  }
}
