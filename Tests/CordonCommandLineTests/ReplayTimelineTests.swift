// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Foundation
import Testing

@Suite("The page of one future under all policies")
struct TimelineCommandTests {
  let session: Session
  init() throws { session = try Session() }

  @Test("--timeline writes the page, the same when made twice, and replaces nothing unasked")
  func page() async throws {
    let file = session.path("future.html")
    let arguments = [
      "replay", "open.yaml", "shut.yaml", "--replication", "2", "--timeline", file,
    ]
    let ending = await session.cordon(arguments)
    #expect(ending.exit == .success, "\(ending.remarks)")
    #expect(ending.lines.count == 3 && ending.lines.last == file)
    for (line, policy) in zip(ending.lines, ["open", "shut"]) {
      #expect(line.hasPrefix("\(policy): "))
      #expect(line.hasSuffix("events; equal to replication 2 of the study, bit for bit."))
    }
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains("--replication 2 --policy open --all --page all"))
    #expect(!text.contains("<script"))
    #expect(await session.cordon(arguments).exit == .refused)
    #expect(await session.cordon(arguments + ["--force"]).exit == .success)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    let left = try FileManager.default.contentsOfDirectory(atPath: session.folder)
    #expect(!left.contains { $0.hasPrefix(".") })
  }

  @Test("The page of a state of a sweep is held against the runs in its folder")
  func state() async throws {
    try session.write("study.yaml", Session.study(replications: 2))
    #expect(
      await session.cordon("sweep", "study.yaml", "--output", session.studies).exit == .success)
    let folder = "\(session.studies)/\(try #require(session.studyNames().first))"
    let file = session.path("future.html")
    let ending = await session.cordon(
      "replay", folder, "--state", "2", "--replication", "1", "--timeline", file)
    #expect(ending.exit == .success, "\(ending.remarks)")
    #expect(
      ending.lines.dropLast().allSatisfy {
        $0.hasSuffix("equal to the run in \(folder), bit for bit.")
      })
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("state 2, replication 1"))
  }

  @Test(
    "A page of all policies has none of its own, and no log", arguments: ["--policy", "--events"])
  func refused(option: String) async {
    let ending = await session.cordon(
      "replay", "open.yaml", "--replication", "1", "--timeline", session.path("a.html"), option,
      "open")
    #expect(ending.exit == .badInput)
    #expect(ending.remarks.contains("leave out --policy and --events"), "\(ending.remarks)")
  }
}
