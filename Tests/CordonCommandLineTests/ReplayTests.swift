// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
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
        == "time,days,kind,area,group,contact,case_route,case_number,what,counted")
    #expect(rows.last == "")
    #expect(rows.count > 1_000)
    #expect(rows.contains { $0.contains(",levers-change,") })
    #expect(await session.cordon(arguments).exit == .refused)
    #expect(await session.cordon(arguments + ["--force"]).exit == .success)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    let left = try FileManager.default.contentsOfDirectory(atPath: session.folder)
    #expect(!left.contains { $0.hasPrefix(".") })
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
