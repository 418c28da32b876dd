// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Testing

/// What a study knows of the processes that worked on it, however they ended.
@Suite("The sessions of a study", .enabled(if: Program.exists))
struct SessionsTests {
  let session: Session
  init() throws { session = try Session() }

  private struct Manifest: Decodable {
    struct Session: Decodable {
      let program: String
      let runs: Int
      let wallSeconds: Double
      let started: Date
      let ended: Date
      let isOver: Bool
    }
    struct Runs: Decodable {
      let there: Int
    }
    let sessions: [Session]
    let runs: Runs
  }

  private func manifest(of study: String) throws -> Manifest {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.dateDecodingStrategy = .iso8601
    let data = try Data(contentsOf: URL(fileURLWithPath: study + "/manifest.json"))
    return try decoder.decode(Manifest.self, from: data)
  }

  /// Begins a sweep, and comes back when it is under way.
  private func begin(
    replications: Int, _ more: String...
  ) throws -> (process: Process, errors: FileHandle, study: String) {
    try session.write("study.yaml", Session.study(replications: replications))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments =
      ["sweep", session.path("study.yaml"), "--output", session.studies] + more
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    var told = ""
    // This line comes when the first replication is done.
    while !told.contains(", about ") {
      let data = errors.fileHandleForReading.availableData
      try #require(!data.isEmpty, "\(told)")
      told += String(decoding: data, as: UTF8.self)
    }
    let study = "\(session.studies)/\(try #require(session.studyNames().first))"
    return (process, errors.fileHandleForReading, study)
  }

  /// Begins a sweep of 320 runs and kills it when some of them are there: one thread has not done the others by then.
  private func killed() throws -> String {
    let (process, _, study) = try begin(replications: 40, "--threads", "1")
    while try done(study) == 0 { usleep(20_000) }
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return study
  }

  private func done(_ study: String) throws -> Int {
    struct Status: Decodable {
      struct Counts: Decodable {
        let done: Int
      }
      let results: Counts
    }
    let status = try Program.shell("\(Program.path) status --json \(study)")
    return try JSONDecoder().decode(Status.self, from: Data(status.output.utf8)).results.done
  }

  @Test("A killed one is counted: its runs, its time, and that it did not end by itself")
  func killedSession() throws {
    let study = try killed()
    let before = try done(study)
    #expect(try Program.shell("\(Program.path) resume \(study)").status == 0)
    let manifest = try manifest(of: study)
    #expect(manifest.sessions.map(\.isOver) == [false, true])
    #expect(manifest.sessions.first?.runs == before && before > 0)
    #expect(manifest.sessions.map(\.runs).reduce(0, +) == 320)
    #expect(manifest.runs.there == 320)
    for session in manifest.sessions {
      #expect(session.wallSeconds > 0)
      #expect(session.ended >= session.started)
    }
  }

  @Test("One of another program is told of when this one goes on, also where it was killed")
  func otherProgram() throws {
    let study = try killed()
    let same = try Program.shell("timeout -s INT 0.5 \(Program.path) resume \(study)")
    #expect(!same.errors.contains("another program"), "\(same.errors)")
    try session.change(study, by: "UPDATE sessions SET note = replace(note, 'build ', 'build 0')")
    let other = try Program.shell("\(Program.path) resume \(study)")
    #expect(
      other.errors.contains("warning: these results were made by another program (cordon "),
      "\(other.errors)")
  }

  @Test("An interrupted shard says what goes on with it, and that does")
  func interruptedShard() throws {
    let (process, errors, _) = try begin(replications: 60, "--shard", "2/2")
    Glibc.kill(process.processIdentifier, SIGINT)
    let told = String(decoding: errors.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let words = try #require(told.split(separator: "Go on with: cordon ").last)
    #expect(words.hasSuffix(" --shard 2/2\n") && told.contains("of 240 runs "), "\(told)")
    let resumed = try Program.shell("\(Program.path) \(words.dropLast())")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.errors.contains("Shard 2 of 2: 240 runs done, 0 failed."))
  }

  @Test("One that finds nothing to do is none")
  func nothingToDo() throws {
    let command =
      "\(Program.path) run \(session.path("open.yaml")) --output \(session.studies)"
    for _ in 0..<2 { #expect(try Program.shell(command).status == 0) }
    let study = "\(session.studies)/\(try #require(session.studyNames().first))"
    #expect(try manifest(of: study).sessions.map(\.runs) == [4])
  }
}
