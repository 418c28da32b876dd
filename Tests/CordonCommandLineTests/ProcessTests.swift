// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Testing

/// The program itself, as a process of its own.
@Suite("The program", .enabled(if: Program.exists))
struct ProcessTests {
  let session: Session
  init() throws { session = try Session() }

  private func compare(_ output: String, _ more: String = "") -> String {
    "\(Program.path) compare \(session.path("open.yaml")) \(session.path("shut.yaml")) "
      + "--output \(output) \(more)"
  }

  @Test("Two processes with different numbers of threads write the same tables, byte for byte")
  func twoProcesses() throws {
    let folders = [session.path("one"), session.path("two")]
    for (folder, threads) in zip(folders, [1, 7]) {
      #expect(try Program.shell(compare(folder, "--threads \(threads)")).status == 0)
    }
    let study = try #require(try FileManager.default.contentsOfDirectory(atPath: folders[0]).first)
    for table in ["runs.csv", "summary.csv", "differences.csv", "monthly.csv"] {
      let contents = folders.map { FileManager.default.contents(atPath: "\($0)/\(study)/\(table)") }
      #expect(contents[0] != nil && contents[0] == contents[1], "\(table)")
    }
  }

  @Test("A disk that takes no more ends with exit code 2, and the study goes on when it does")
  func noSpace() throws {
    // A limit on the size of files stands in for a full disk where there is no root.
    let ending = try Program.shell(
      "ulimit -f 400; " + compare(session.studies, "--replications 12"))
    #expect(ending.status == 2)
    #expect(ending.errors.contains("results.sqlite: error: cannot be written"), "\(ending.errors)")
    let name = try #require(session.studyNames().first)
    #expect(try !names(in: name).contains { $0.hasSuffix(".csv") || $0.hasSuffix(".part") })
    let resumed = try Program.shell("\(Program.path) resume \(session.studies)/\(name)")
    #expect(resumed.status == 0)
    #expect(try names(in: name).contains("differences.csv"))
  }

  private func names(in study: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(session.studies)/\(study)")
  }

  @Test(
    "An interrupt ends with exit code 130, keeps the runs and says how to go on",
    arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = [
      "run", session.path("open.yaml"), "--replications", "20000", "--output", session.studies,
    ]
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    // The first line comes when the first replication is done: the study is under way.
    let first = errors.fileHandleForReading.availableData
    #expect(String(decoding: first, as: UTF8.self).hasPrefix("1 policy x 20,000 replications"))
    let name = try #require(session.studyNames().first)
    kill(process.processIdentifier, signal)
    let rest = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let told = String(decoding: rest, as: UTF8.self)
    #expect(told.contains("of 20,000 runs "), "\(told)")
    #expect(told.contains("kept. Go on with: cordon resume \(session.studies)/\(name)"))
    #expect(try !names(in: name).contains { $0.hasSuffix(".csv") || $0.hasSuffix(".part") })
  }

  @Test(
    "Lost output is told and ends with exit code 2, whatever the verb",
    arguments: [
      "parameters --yaml", "parameters --json", "outcomes", "schema", "--help", "--version",
      "explain OPEN", "validate OPEN", "diff OPEN SHUT", "check OPEN", "plan OPEN --pilot 1",
      "run OPEN --quiet", "compare OPEN SHUT --json --quiet", "sweep OPEN",
      "replay OPEN --replication 1", "submit OPEN --engine slurm --shards 2 --dry-run",
    ])
  func lostOutput(words: String) throws {
    let isStudy = ["run", "compare", "sweep", "submit"].contains { words.hasPrefix($0) }
    let command =
      "\(Program.path) "
      + words.replacing("OPEN", with: session.path("open.yaml"))
      .replacing("SHUT", with: session.path("shut.yaml"))
      + (isStudy ? " --output \(session.studies)" : "")
    let full = try Program.shell(command + " > /dev/full")
    #expect(full.status == 2, "\(full.errors)")
    #expect(full.errors.hasSuffix("standard output: no space left on device.\n"), "\(full.errors)")
  }

  @Test("A reader who goes away and an output that is closed are told as well")
  func closedOutput() throws {
    let all = "\(Program.path) parameters --yaml"
    let gone = try Program.shell("\(all) | true; exit ${PIPESTATUS[0]}")
    #expect(gone.status == 2)
    #expect(gone.errors == "error: standard output: broken pipe.\n")
    let closed = try Program.shell("\(all) >&-")
    #expect(closed.status == 2)
    #expect(closed.errors == "error: standard output: bad file descriptor.\n")
    // Without descriptors of its own the process does not take its files for them.
    let study = try Program.shell(compare(session.studies, ">&- 2>&- <&-"))
    #expect(study.status == 2)
    let name = try #require(session.studyNames().first)
    #expect(try names(in: name).contains("report.html"))
  }

  @Test(
    "A system that gives too few threads is told, and nothing hangs",
    .enabled(if: getuid() == 0, "the limit is another user's, which takes root"),
    arguments: [2, 4, 6])
  func fewThreads(limit: Int) throws {
    let output = session.path("of-all")
    _ = try Program.shell("mkdir -m 777 \(output); chmod -R a+rX \(session.folder)")
    // The limit counts all that a user has: each has a user of its own, for they go on at once.
    let user = 65_000 + limit
    let ending = try Program.shell(
      "setpriv --reuid=\(user) --regid=\(user) --clear-groups bash -c 'ulimit -u \(limit); "
        + "exec timeout -k 1 20 \(compare(output))'")
    #expect(ending.status == 2, "\(ending.errors)")
    #expect(
      ending.errors.contains("are needed and the system gives")
        || ending.errors.contains("Resource temporarily unavailable"), "\(ending.errors)")
  }

  @Test("A ~ that the shell leaves alone is HOME, in every path, and nobody else's home")
  func home() throws {
    let home = session.path("home")
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    func cordon(_ words: String) throws -> (status: Int32, output: String, errors: String) {
      try Program.shell("HOME=\(home) \(Program.path) \(words)")
    }
    let files = "'~/open.yaml' '~/shut.yaml'"
    for name in ["base.yaml", "open.yaml", "shut.yaml"] {
      try FileManager.default.copyItem(atPath: session.path(name), toPath: "\(home)/\(name)")
    }
    let ending = try cordon("compare \(files) --output=~/results --quiet")
    #expect(ending.status == 0, "\(ending.errors)")
    let study = try #require(
      try FileManager.default.contentsOfDirectory(atPath: home + "/results").first)
    #expect(try cordon("status '~/results/\(study)'").status == 0)
    let events = try cordon(
      "replay '~/results/\(study)' --policy open --replication 1 --events=~/events.csv")
    #expect(events.status == 0, "\(events.errors)")
    #expect(FileManager.default.fileExists(atPath: home + "/events.csv"))
    let other = try cordon("compare \(files) --output=~somebody/results")
    #expect(other.status == 2)
    #expect(other.errors.contains("of homes only ~/ is known"), "\(other.errors)")
  }

  @Test(
    "A signal ends a process that cannot hear it: a second one at once, one alone after a while")
  func deaf() throws {
    for signals in [1, 2] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Program.path)
      process.arguments = ["parameters", "--json"]
      // A pipe that is full, and that nobody reads.
      process.standardOutput = Pipe()
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      sleep(1)
      #expect(process.isRunning)
      for _ in 0..<signals {
        kill(process.processIdentifier, SIGTERM)
        usleep(100_000)
      }
      let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 130)
      let words = signals == 2 ? "Ended at once" : "Ended, since it did not stop in 4 s"
      #expect(told == words + ": what was committed is kept.\n")
    }
  }

  @Test("No escape sequence reaches a file or a pipe")
  func plain() throws {
    let ending = try Program.shell(compare(session.studies))
    #expect(ending.status == 0)
    #expect(!(ending.output + ending.errors).contains("\u{1B}"))
  }
}

/// The program that was built beside these tests.
enum Program {
  static let path: String = {
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: tests ?? "/").deletingLastPathComponent().path + "/cordon"
  }()

  static var exists: Bool { access(path, X_OK) == 0 }

  /// Runs a line of shell with an environment of its own.
  static func shell(_ line: String, environment: [String: String]? = nil) throws -> (
    status: Int32, output: String, errors: String
  ) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    if let environment { process.environment = environment }
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let texts = [output, errors].map {
      String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    process.waitUntilExit()
    return (process.terminationStatus, texts[0], texts[1])
  }
}
