// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Foundation
import Testing

@Suite("Bad input")
struct FaultTests {
  let session: Session
  init() throws { session = try Session() }

  @Test(
    "What cannot be used ends with exit code 2, a fault in words and no folder",
    arguments: [
      (["run", "opn.yaml"], "no such file. Did you mean "),
      (["run", "open.yaml", "--set", "stings.streamd=40%"], "Did you mean stings.streamed?"),
      (["run", "open.yaml", "--set", "stings.streamed=140%"], "--set stings.streamed: error: "),
      (["run", "open.yaml", "--set", "streamed"], "invalid for '--set"),
      (["run", "open.yaml", "--replications", "0"], "--replications: error: "),
      (["run", "open.yaml", "--seed", "4294967296"], "--seed: error: 4294967296 is out of range"),
      (["run", "open.yaml", "--replications", "many"], "invalid for '--replications"),
      (["run", "open.yaml", "--threads", "0"], "--threads must be from 1 to 1024, not 0"),
      (["run", "open.yaml", "--only", "5"], "replication 5: the study has replications 1 to 4"),
      (["run", "open.yaml", "--area", "Kent"], "--area: this country has no areas"),
      (["run", "open.yaml", "shut.yaml"], "Unexpected argument"),
      (["run"], "Missing expected argument"),
      (["compare", "open.yaml", "--no-status-quo"], "compare needs two scenario files"),
      (["compare", "open.yaml", "open.yaml"], "two policies are called 'open'"),
      (["compare", "open.yaml", "late.yaml"], "seed differs between 'open' and 'late'"),
      (["frobnicate"], "error: `frobnicate` is not a subcommand."),
      (["comapre", "open.yaml"], "is not a subcommand. Did you mean compare?"),
      (["open.yaml"], "open.yaml?"),
      (["run", "open.yaml", "--output", "/dev/null/below"], "/dev/null/below: error: "),
    ])
  func refused(arguments: [String], message: String) async throws {
    try session.write(
      "late.yaml", "extends: base.yaml\nname: late\nseed: 7\npolicy:\n  name: late\n")
    let hasOutput = arguments.contains("--output") || arguments.count < 2
    let ending = await session.cordon(
      hasOutput ? arguments : arguments + ["--output", session.studies])
    #expect(ending.exit == .badInput)
    #expect(ending.output.isEmpty)
    #expect(ending.remarks.contains(message), "\(ending.remarks)")
    #expect(session.studyNames().isEmpty)
  }

  @Test("All faults of all files are told at once, then a way out")
  func allAtOnce() async throws {
    try session.write(
      "one.yaml", "extends: base.yaml\nname: one\nsede: 7\nstings:\n  streamed: 2\n")
    try session.write("two.yaml", "extends: base.yaml\nname: two\nreplications: few\n")
    let ending = await session.cordon("compare", "one.yaml", "two.yaml")
    #expect(ending.exit == .badInput)
    #expect(ending.faults.count == 4)
    #expect(ending.faults[0].hasPrefix(session.path("one.yaml") + ":3:1: error: "))
    #expect(ending.faults[1].hasPrefix(session.path("one.yaml") + ":5:"))
    #expect(ending.faults[2].hasPrefix(session.path("two.yaml") + ":3:"))
    #expect(ending.faults[3].contains("cordon parameters"))
  }

  @Test("A value that could not be taken is the one fault: nothing else is held against it")
  func oneMistake() async throws {
    let dates = await session.cordon(
      "compare", "open.yaml", "shut.yaml", "--set", "start=1900-02-29", "--set",
      "policy-from=1900-03-01")
    #expect(dates.exit == .badInput)
    #expect(dates.faults.count == 2, "\(dates.remarks)")
    #expect(dates.faults.first?.hasPrefix("--set start: error: `1900-02-29` is no day") == true)
    try session.write(
      "goal.yaml",
      "extends: base.yaml\npolicies: [cooperate]\nprecision:\n  - {of: stings, within: 1 stings, "
        + "at-least: few, at-most: 2}\n")
    let goal = await session.cordon("validate", "goal.yaml")
    #expect(!goal.remarks.contains("fewer than at least"), "\(goal.remarks)")
  }

  @Test("A zero has no sign, whatever was written")
  func zero() async {
    let ending = await session.cordon("explain", "open.yaml", "--set", "stings.streamed=-0%")
    #expect(ending.remarks.contains("--set stings.streamed: warning: 0% is outside"))
    #expect(!(ending.output + ending.remarks).contains("-0%"))
  }

  @Test("validate tells good files from bad ones")
  func validate() async throws {
    try session.write("bad.yaml", "extends: base.yaml\nnonsense: 1\n")
    let good = await session.cordon("validate", "base.yaml", "open.yaml")
    #expect(good.exit == .success)
    #expect(good.lines == ["base.yaml", "open.yaml"].map { session.path($0) + ": ok" })
    let mixed = await session.cordon("validate", "bad.yaml", "open.yaml")
    #expect(mixed.exit == .badInput)
    #expect(mixed.lines == [session.path("open.yaml") + ": ok"])
    #expect(mixed.faults.first?.contains("bad.yaml:2:1: error: ") == true)
  }

  @Test("A folder that Cordon did not write ends with exit code 3, and is left alone")
  func foreignFolder() async throws {
    let first = await session.cordon("run", "open.yaml", "--output", session.studies)
    #expect(first.exit == .success)
    let study = try #require(session.studyNames().first)
    for file in try FileManager.default.contentsOfDirectory(atPath: "\(session.studies)/\(study)") {
      try FileManager.default.removeItem(atPath: "\(session.studies)/\(study)/\(file)")
    }
    try session.write("studies/\(study)/notes.txt", "mine")
    for force in [[], ["--force"]] {
      let ending = await session.cordon(
        ["run", "open.yaml", "--output", session.studies] + force)
      #expect(ending.exit == .refused)
      #expect(ending.remarks.contains("Cordon did not write it"))
    }
    #expect(session.studyNames() == [study])
  }

  @Test("Tables that were changed by hand are refused with exit code 3 until --force")
  func changedTables() async throws {
    let arguments = ["run", "open.yaml", "--output", session.studies]
    _ = await session.cordon(arguments)
    let study = try #require(session.studyNames().first)
    let table = "\(session.studies)/\(study)/summary.csv"
    try Data("mine".utf8).write(to: URL(fileURLWithPath: table))
    let refused = await session.cordon(arguments)
    #expect(refused.exit == .refused)
    #expect(refused.remarks.contains("(summary.csv); --force replaces them"))
    #expect(FileManager.default.contents(atPath: table) == Data("mine".utf8))
    let forced = await session.cordon(arguments + ["--force"])
    #expect(forced.exit == .success)
    #expect(FileManager.default.contents(atPath: table) != Data("mine".utf8))
  }
}
