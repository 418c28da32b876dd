// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import OutcomeTables
import Studies
import Synchronization

@testable import CordonCommandLine

/// A user's session: a folder with two small scenarios, and commands run in it within this process.
final class Session: Sendable {
  /// What a command did.
  struct Ending: Sendable {
    let exit: Exit
    let output: String
    let remarks: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
    var faults: [String] { remarks.split(separator: "\n").map(String.init) }
  }

  let folder = NSTemporaryDirectory() + "cordon-session-\(UUID().uuidString)"
  var studies: String { folder + "/studies" }

  /// A short time with little work beside that of volunteers: quick in a debug build.
  static let base = """
    name: Before
    start: 2016-11-01
    warm-up: 0 days
    counted: 1 years
    replications: 4
    investigation.referrals: 100 per year
    investigation.arrests: 60 per year
    investigation.undercover-arrests: 5 per year
    forensics.other-devices: 10 per year
    forensics.backlog: 500 sets
    observed:
      - quantity: a made-up observation
        value: 70
        unit: things
        grade: B
        source: the test
        outcome: OUTCOME
        years: 2017
    """

  /// A sweep of two policies over four states, on top of ``base``.
  static func study(replications: Int) -> String {
    """
    extends: base.yaml
    name: Where it flips
    replications: \(replications)
    policies:
      - {name: open, levers: {acceptance: 95%}}
      - {name: shut, levers: {acceptance: 5%}}
    states:
      vary:
        stings.streamed: [40%, 80%]
        groups.lifetime: [500 days, 900 days]
    """
  }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write("base.yaml", Self.base.replacing("OUTCOME", with: Outcome.all[0].name))
    try write("open.yaml", policy("open", acceptance: "95%"))
    try write("shut.yaml", policy("shut", acceptance: "5%"))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
  }

  private func policy(_ name: String, acceptance: String) -> String {
    """
    extends: base.yaml
    name: \(name)
    policy:
      name: \(name)
      levers:
        acceptance: \(acceptance)
    """
  }

  /// Runs `cordon` with the arguments; names that end in `.yaml` are files of the session.
  func cordon(_ arguments: String..., showsProgress: Bool = false) async -> Ending {
    await cordon(arguments, showsProgress: showsProgress)
  }

  /// Runs `cordon` with the arguments; names that end in `.yaml` are files of the session.
  func cordon(_ arguments: [String], showsProgress: Bool = false) async -> Ending {
    let texts = Texts()
    let console = Console(
      output: { texts.output($0) }, remarks: { texts.remarks($0) }, showsProgress: showsProgress)
    let exit = await CordonCommand.perform(
      arguments.map { $0.hasSuffix(".yaml") ? path($0) : $0 }, console: console)
    let (output, remarks) = texts.both
    return Ending(exit: exit, output: output, remarks: remarks)
  }

  /// An event limit that some of the first replications of the study in `study.yaml` reach and others do not.
  func dividingLimit() async throws -> String {
    let measured = path("measured")
    _ = await cordon("sweep", "study.yaml", "--output", measured)
    let study = try FileManager.default.contentsOfDirectory(atPath: measured).first ?? ""
    let rows = try String(contentsOfFile: "\(measured)/\(study)/plan.csv", encoding: .utf8)
      .split(separator: "\r\n").dropFirst().map { $0.split(separator: ",") }
    let events = rows.filter { $0[5] == "1" }.compactMap { $0.last.flatMap { Int($0) } }.sorted()
    guard let first = events.first, events[events.count / 2] > first else {
      throw CocoaError(.featureUnsupported)
    }
    return "\(events[events.count / 2])"
  }

  /// Changes the results of a study behind its back.
  func change(_ study: String, by statement: String) throws {
    let script = """
      import sqlite3
      import hashlib
      with sqlite3.connect("\(study)/results.sqlite") as results:
          results.create_function(
              "sha256", 1, lambda text: hashlib.sha256(text.encode()).hexdigest())
          results.execute("\(statement)")
      results.close()
      """
    try write("change.py", script)
    let ending = try Program.shell("python3 \(path("change.py"))")
    guard ending.status == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Makes runs of a study those of a program that counts one sting more.
  func makeOther(_ study: String, _ isOther: (Sweep.Future) -> Bool) throws {
    let results = StudyFolder(study).results
    let sweep = try StoredStudy(at: results).planned().sweep
    let store = try StudyStore(at: results, for: sweep)
    let index = Outcome.all.firstIndex { $0.name == "stings" } ?? 0
    var others: [(Sweep.Future, Replication)] = []
    try store.forEachFuture(of: sweep) { future, replication in
      guard isOther(future) else { return }
      let runs = replication.runs.map { run in
        var run = run
        run.counted[index] += 1
        return run
      }
      others.append((future, Replication(number: replication.number, runs: runs)))
    }
    for (future, replication) in others { try store.append(future, replication) }
    try store.commit()
  }

  /// The names in the folder of studies, hidden ones too.
  func studyNames() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: studies)) ?? []).sorted()
  }
}

/// What a console was given.
private final class Texts: Sendable {
  private let texts = Mutex(("", ""))
  func output(_ text: String) { texts.withLock { $0.0 += text } }
  func remarks(_ text: String) { texts.withLock { $0.1 += text } }
  var both: (String, String) { texts.withLock { $0 } }
}
