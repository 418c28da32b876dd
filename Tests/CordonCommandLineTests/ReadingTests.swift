// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Testing

/// Who may only read a study can read it.
@Suite(
  "A study that may only be read",
  .enabled(if: Program.exists && getuid() == 0, "another user's right takes root to take it away"))
struct ReadingTests {
  let session: Session
  init() throws { session = try Session() }

  /// A command of a user who may write nothing in the session's folder.
  private func stranger(_ words: String) throws -> (status: Int32, output: String, errors: String) {
    try Program.shell(
      "setpriv --reuid=65534 --regid=65534 --clear-groups \(Program.path) \(words)")
  }

  private func study() throws -> String {
    let files = ["open.yaml", "shut.yaml"].map(session.path).joined(separator: " ")
    // A folder whose name means something in the address of a file.
    let output = session.path("of%20all? #1")
    let ending = try Program.shell(
      "\(Program.path) compare \(files) --no-status-quo --output '\(output)'")
    #expect(ending.status == 0, "\(ending.errors)")
    _ = try Program.shell("chmod -R a+rX,go-w \(session.folder)")
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: output).first)
    return "'\(output)/\(name)'"
  }

  /// The names in a study's folder, hidden ones too.
  private func names(_ study: String) throws -> String {
    try Program.shell("ls -A \(study)").output
  }

  @Test("has a status, its runs can be told, and nothing is left behind")
  func statusAndReplay() throws {
    let study = try study()
    let before = try names(study)
    let status = try stranger("status --json \(study)")
    #expect(status.status == 0, "\(status.errors)")
    #expect(status.output.contains("\"done\" : 8"))
    let replay = try stranger("replay \(study) --policy open --replication 2")
    #expect(replay.status == 0, "\(replay.errors)")
    #expect(replay.output.contains("equal to the run in "))
    #expect(try names(study) == before)
  }

  @Test("has a page elsewhere; where none is named, the message says how")
  func reportElsewhere() throws {
    let study = try study()
    let refused = try stranger("report \(study)")
    #expect(refused.status == 2)
    #expect(
      refused.errors.hasSuffix(
        "permission denied. --output FILE writes to another path, from what is there.\n"),
      "\(refused.errors)")
    let elsewhere = session.path("elsewhere")
    _ = try Program.shell("mkdir -m 777 \(elsewhere)")
    for verb in ["report", "notebook"] {
      let page = "\(elsewhere)/\(verb).page"
      let written = try stranger("\(verb) \(study) --output \(page)")
      #expect(written.status == 0, "\(written.errors)")
      #expect(written.output == "\(page)\n")
      let again = try stranger("\(verb) \(study) --output \(page)")
      #expect(again.status == 0, "\(again.errors)")
      try Data("mine".utf8).write(to: URL(fileURLWithPath: page))
      #expect(try stranger("\(verb) \(study) --output \(page)").status == 3)
    }
  }

  @Test("with the log of a killed process says what to do, and never leaves out what is in the log")
  func unfinishedLog() throws {
    let study = try study()
    // The log of a writer that is at work, without the index that it shares with its readers.
    let script = """
      import os, shutil, sqlite3
      folder = \(study)
      path = folder + '/results.sqlite'
      writer = sqlite3.connect(path)
      writer.execute("DELETE FROM runs WHERE policy = 0")
      writer.commit()
      shutil.copy(path + '-wal', path + '-kept')
      writer.close()
      os.rename(path + '-kept', path + '-wal')
      """
    try session.write("log.py", script)
    #expect(try Program.shell("python3 \(session.path("log.py"))").status == 0)
    let ending = try stranger("status \(study)")
    #expect(ending.status == 2)
    #expect(
      ending.errors.contains("copy the study's folder to where you may write"), "\(ending.errors)")
    let own = try Program.shell("\(Program.path) status --json \(study)")
    #expect(own.output.contains("\"done\" : 4"), "\(own.errors)")
  }
}
