// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Testing

/// A process that is stopped from outside at any moment loses nothing and repeats nothing that counts.
@Suite("A study that is killed", .enabled(if: Program.exists))
struct KillTests {
  let session: Session
  init() throws { session = try Session() }

  private static let tables = [
    "plan.csv", "runs.csv", "summary.csv", "differences.csv", "events.csv",
  ]

  private func tables(in folder: String) throws -> [Data] {
    try Self.tables.map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")) }
  }

  /// The folder of the only study below another folder.
  private func study(in output: String) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: output)
    return "\(output)/\(try #require(names.first))"
  }

  /// Starts the program and kills it after a while, unless it ends before.
  ///
  /// - Returns: Whether it was killed.
  @discardableResult
  private func kill(_ arguments: [String], after seconds: Double) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(UInt32(seconds * 1e6))
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  private func sweep(_ output: String) -> [String] {
    ["sweep", session.path("study.yaml"), "--output", output, "--threads", "2", "--events", "2"]
  }

  /// Starts a sweep, and comes back when it is under way.
  private func begin(_ more: [String] = []) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = sweep(session.studies) + more
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    // The first line comes when the first replication is done.
    _ = errors.fileHandleForReading.availableData
    return process
  }

  // At single system calls `scripts/test-kills.py` kills, each kind of them.
  @Test("at twenty random moments ends with the same tables, byte for byte, as one that is not")
  func twentyTimes() throws {
    try session.write("study.yaml", Session.study(replications: 50))
    let (whole, killed) = (session.path("whole"), session.path("killed"))
    let command = ([Program.path] + sweep(whole)).joined(separator: " ")
    #expect(try Program.shell(command).status == 0)
    var luck = SystemRandomNumberGenerator()
    var there: [Int] = []
    var killings = 0
    for number in 0..<20 {
      // Until a process has come to write its plan there is nothing to resume.
      let resumed = number.isMultiple(of: 2) ? nil : try? study(in: killed)
      let command = resumed.map { ["resume", $0, "--threads", "2"] } ?? sweep(killed)
      if try kill(command, after: .random(in: 0.01...0.9, using: &luck)) { killings += 1 }
      there.append((try? runs(in: study(in: killed))) ?? 0)
    }
    #expect(killings > 5, "the study ended too soon to be killed more often")
    #expect(there == there.sorted(), "what was committed was lost: \(there)")
    let folder = try study(in: killed)
    let ending = try Program.shell("\(Program.path) resume \(folder)")
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(try tables(in: folder) == tables(in: study(in: whole)))
    // Each run stands in the session that did it, however many of them were killed.
    struct Manifest: Decodable {
      struct Session: Decodable {
        let runs: Int
        let isOver: Bool
      }
      let sessions: [Session]
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/manifest.json"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let sessions = try decoder.decode(Manifest.self, from: data).sessions
    #expect(sessions.map(\.runs).reduce(0, +) == 400)
    #expect(sessions.contains { !$0.isOver && $0.runs > 0 })
    #expect(
      URL(fileURLWithPath: folder).lastPathComponent
        == URL(fileURLWithPath: try study(in: whole)).lastPathComponent)
  }

  /// How many runs a study has on disk.
  private func runs(in folder: String) throws -> Int {
    struct Status: Decodable {
      struct Total: Decodable {
        let done: Int
      }
      let results: Total
    }
    let status = try Program.shell("\(Program.path) status --json \(folder)")
    return try JSONDecoder().decode(Status.self, from: Data(status.output.utf8)).results.done
  }

  @Test("leaves its lock behind, while one that works keeps others away with exit code 3")
  func twoProcesses() throws {
    try session.write("study.yaml", Session.study(replications: 1_000))
    let process = try begin()
    let folder = try study(in: session.studies)
    let second = try Program.shell("\(Program.path) resume \(folder)")
    #expect(second.status == 3)
    #expect(
      second.errors.contains(
        "another process works on this study (process \(process.processIdentifier)"),
      "\(second.errors)")
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try kill(["resume", folder], after: 0.5)
    #expect(try runs(in: folder) >= 0)
  }

  @Test("by a fault of its own notes the run that did it as failed, and goes on with the others")
  func fault() throws {
    try session.write("study.yaml", Session.study(replications: 120))
    // The second of two shards makes no checks of the study: each of its threads simulates.
    let shard = ["--shard", "2/2"]
    let process = try begin(shard)
    usleep(300_000)
    // A failed precondition is SIGILL in the thread that simulates: the one that has worked most.
    let script = """
      import ctypes, os, sys
      pid = \(process.processIdentifier)
      def work(task):
          return int(open(f'/proc/{pid}/task/{task}/stat').read().rsplit(')')[1].split()[11])
      tasks = [int(task) for task in os.listdir(f'/proc/{pid}/task') if int(task) != pid]
      sys.exit(ctypes.CDLL(None).syscall(234, pid, max(tasks, key=work), 4))
      """
    try session.write("fault.py", script)
    #expect(try Program.shell("python3 \(session.path("fault.py"))").status == 0)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    let again = ([Program.path] + sweep(session.studies) + shard).joined(separator: " ")
    let ending = try Program.shell(again)
    #expect(ending.status == 1, "\(ending.errors)")
    #expect(ending.errors.contains("signal 4 ended the program in this run"), "\(ending.errors)")
    let folder = try study(in: session.studies)
    #expect(try Program.shell("\(Program.path) merge --partial \(folder)").status == 1)
    let plan = try String(contentsOfFile: folder + "/plan.csv", encoding: .utf8)
    #expect(plan.split(separator: "\r\n").count { $0.contains(",failed,") } == 2)
  }
}
