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

  /// Begins a sweep of 800 runs and kills it when some of them are there.
  private func killed() throws -> String {
    try session.write("study.yaml", Session.study(replications: 100))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["sweep", session.path("study.yaml"), "--output", session.studies]
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    _ = errors.fileHandleForReading.availableData
    let study = "\(session.studies)/\(try #require(session.studyNames().first))"
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
    #expect(manifest.sessions.map(\.runs).reduce(0, +) == 800)
    #expect(manifest.runs.there == 800)
    for session in manifest.sessions {
      #expect(session.wallSeconds > 0)
      #expect(session.ended >= session.started)
    }
  }

  @Test("One of another program is told of when this one goes on, also where it was killed")
  func otherProgram() throws {
    let study = try killed()
    let same = try Program.shell("timeout -s INT 2 \(Program.path) resume \(study)")
    #expect(!same.errors.contains("another program"), "\(same.errors)")
    try session.change(study, by: "UPDATE sessions SET note = replace(note, 'build ', 'build 0')")
    let other = try Program.shell("\(Program.path) resume \(study)")
    #expect(
      other.errors.contains("warning: these results were made by another program (cordon "),
      "\(other.errors)")
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
