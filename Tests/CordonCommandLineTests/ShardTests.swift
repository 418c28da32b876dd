// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import CordonCommandLine

/// A sweep in parts, from its submission to its tables.
@Suite("Shards")
struct ShardTests {
  let session: Session
  init() throws { session = try Session() }

  /// A study of four replications that is planned in three shards, nothing of it run.
  private func prepare(_ more: String...) async throws -> String {
    let ending = await session.cordon(
      ["submit", "open.yaml", "--engine", "slurm", "--shards", "3", "--output", session.studies]
        + (more.isEmpty ? ["--prepare"] : more))
    #expect(ending.exit == .success, "\(ending.remarks)")
    return "\(session.studies)/\(try #require(session.studyNames().first))"
  }

  private func table(_ name: String, of study: String) -> String? {
    FileManager.default.contents(atPath: "\(study)/\(name)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private func status(_ study: String) async throws -> [String: Any] {
    let ending = await session.cordon("status", study, "--json")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
  }

  @Test("Shards of a planned study, in any order, give the tables of one process, byte for byte")
  func wholeSet() async throws {
    let alone = session.path("alone")
    #expect(await session.cordon("sweep", "open.yaml", "--output", alone).exit == .success)
    let study = try await prepare()
    for number in [3, 1, 2] {
      let ending = await session.cordon("resume", study, "--shard", "\(number)/3")
      #expect(ending.exit == .success, "\(ending.remarks)")
    }
    let again = await session.cordon("resume", study, "--shard", "1/3")
    #expect(again.remarks.contains("2 runs done, 0 failed; all were there already"))
    #expect(await session.cordon("merge", study).exit == .success)
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: alone).first { !$0.hasPrefix(".") })
    for file in ["plan.csv", "runs.csv", "summary.csv", "datapackage.json"] {
      #expect(table(file, of: study) != nil)
      #expect(table(file, of: study) == table(file, of: "\(alone)/\(name)"), "\(file)")
    }
    let twice = await session.cordon("merge", study)
    #expect(twice.remarks.contains("3 of 3 shards put together: 0 runs are new."))
    // Each process that ran a shard is one session, however often it is taken.
    let manifest = try #require(table("manifest.json", of: study))
    #expect(manifest.components(separatedBy: "\"is_over\" : true").count - 1 == 3)
  }

  @Test("An incomplete set is refused by name, and taken if asked for, with what is pending")
  func partialSet() async throws {
    let study = try await prepare()
    #expect(await session.cordon("resume", study, "--shard", "1/3").exit == .success)
    let refused = await session.cordon("merge", study)
    #expect(refused.exit == .refused)
    #expect(refused.remarks.contains("shard 2 has no results; shard 3 has no results"))
    #expect(table("runs.csv", of: study) == nil)
    #expect(await session.cordon("merge", study, "--partial").exit == .success)
    let plan = try #require(table("plan.csv", of: study))
    #expect(plan.components(separatedBy: "pending").count - 1 == 2)
    #expect(try #require(table("manifest.json", of: study)).contains("\"there\" : 2"))
    // What is done later is taken by the next merge.
    for number in [2, 3] { _ = await session.cordon("resume", study, "--shard", "\(number)/3") }
    #expect(await session.cordon("merge", study).exit == .success)
    #expect(table("plan.csv", of: study)?.contains("pending") == false)
  }

  @Test("The status has every shard, the sum of them, and what is merged")
  func progress() async throws {
    let study = try await prepare()
    let planned = await session.cordon("status", study)
    #expect(planned.lines.count == 6)
    #expect(planned.lines[4].split(separator: " ") == ["all", "shards", "4", "0", "0", "4"])
    _ = await session.cordon("resume", study, "--shard", "2/3")
    let report = try await status(study)
    let shards = try #require(report["shards"] as? [[String: Any]])
    #expect(shards.map { $0["done"] as? Int } == [0, 1, 0])
    #expect(shards.map { $0["pending"] as? Int } == [2, 0, 1])
    #expect((report["total"] as? [String: Any])?["pending"] as? Int == 3)
    #expect((report["results"] as? [String: Any])?["done"] as? Int == 0)
  }

  @Test("A file that a process was ended in when it had made it counts as nothing done")
  func emptyShard() async throws {
    let study = try await prepare()
    try Data().write(to: URL(fileURLWithPath: "\(study)/shards/2-of-3.sqlite"))
    let shards = try #require(try await status(study)["shards"] as? [[String: Any]])
    #expect(shards.map { $0["done"] as? Int } == [0, 0, 0])
    #expect(await session.cordon("resume", study, "--shard", "2/3").exit == .success)
  }

  @Test("A study is not gone on with as a whole while its shards have runs that are not merged")
  func unmerged() async throws {
    let study = try await prepare()
    _ = await session.cordon("resume", study, "--shard", "2/3")
    let refused = await session.cordon("resume", study)
    #expect(refused.exit == .refused)
    #expect(refused.remarks.contains("1 run that is not merged"))
    #expect(await session.cordon("merge", study, "--partial").exit == .success)
    let ending = await session.cordon("resume", study)
    #expect(ending.exit == .success)
    #expect(ending.remarks.contains("1 of 4 runs is there already"))
  }

  @Test("A study that one process has begun is not submitted: its runs would be done again")
  func begunAlone() async throws {
    #expect(
      await session.cordon("sweep", "open.yaml", "--output", session.studies).exit == .success)
    let ending = await session.cordon(
      "submit", "open.yaml", "--engine", "slurm", "--shards", "2", "--prepare", "--output",
      session.studies)
    #expect(ending.exit == .refused)
    #expect(ending.remarks.contains("4 runs of this study were done without shards"))
  }

  @Test("A shard of another split is refused")
  func otherSplit() async throws {
    let study = try await prepare()
    let ending = await session.cordon("resume", study, "--shard", "1/4")
    #expect(ending.exit == .refused)
    #expect(
      ending.remarks.contains("split into 3 shards, and shard 1/4 is of another split: --shard i/3")
    )
  }

  @Test("A folder that has shards takes those of no other split, submitted or not")
  func otherSplitBegun() async throws {
    try session.write("study.yaml", Session.study(replications: 1))
    let sweep = ["sweep", "study.yaml", "--output", session.studies, "--shard"]
    #expect(await session.cordon(sweep + ["1/4"]).exit == .success)
    let study = "\(session.studies)/\(try #require(session.studyNames().first))"
    let other = await session.cordon(sweep + ["1/1"])
    #expect(other.exit == .refused)
    #expect(other.remarks.contains("split into 4 shards, and shard 1/1 is of another split"))
    #expect(await session.cordon(sweep + ["2/3"]).exit == .refused)
    // A study of shards alone is resumed by its shards, and whole only when it is put together.
    let own = await session.cordon("resume", study, "--shard", "2/4")
    #expect(own.exit == .success, "\(own.remarks)")
    #expect(await session.cordon("resume", study, "--shard", "2/3").exit == .refused)
    for verb in [["report"], ["notebook"], ["extend", "--replications", "2"]] {
      let early = await session.cordon([verb[0], study] + verb.dropFirst())
      #expect(early.exit == .badInput)
      #expect(early.remarks.contains("are not merged: `cordon merge` merges them"))
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: study + "/shards").filter {
        $0.hasSuffix(".sqlite")
      }.sorted() == ["1-of-4.sqlite", "2-of-4.sqlite"])
  }

  @Test("No variable is guessed at outside a job array")
  func auto() async throws {
    let study = try await prepare()
    let ending = await session.cordon("resume", study, "--shard", "auto", "--shards", "3")
    #expect(ending.exit == .badInput)
    #expect(ending.remarks.contains("this is not a task of a job array"))
  }

  @Test("A dry run prints the scripts and writes nothing")
  func dryRun() async throws {
    let ending = await session.cordon(
      "submit", "open.yaml", "--engine", "slurm", "--shards", "3", "--dry-run", "--time", "1:30:00",
      "--memory", "2G", "--partition", "long", "--account", "abc", "--threads", "4", "--output",
      session.studies)
    #expect(ending.exit == .success)
    #expect(ending.output.hasPrefix("#!/bin/bash\n"))
    for line in [
      "#SBATCH --open-mode=append", "#SBATCH --time=01:30:00", "#SBATCH --mem=2048M",
      "#SBATCH --partition=long", "#SBATCH --account=abc", "#SBATCH --cpus-per-task=4",
    ] { #expect(ending.output.contains(line + "\n"), "\(line)") }
    let last = ending.output.split(separator: "\n").filter { $0.hasPrefix("exec ") }
    #expect(last.count == 2)
    #expect(last[0].hasSuffix("--as-planned --shard auto --shards 3 --threads 4"))
    #expect(!FileManager.default.fileExists(atPath: session.studies))
  }

  @Test("A script that was edited is kept, and not replaced without being asked")
  func editedScript() async throws {
    let study = try await prepare()
    let script = "\(study)/jobs/shards.sh"
    try Data("#!/bin/bash\nmodule load mine\n".utf8).write(to: URL(fileURLWithPath: script))
    let kept = await session.cordon("submit", study, "--prepare")
    #expect(kept.exit == .success, "\(kept.remarks)")
    #expect(try String(contentsOfFile: script, encoding: .utf8).contains("module load mine"))
    let other = await session.cordon("submit", study, "--prepare", "--engine", "slurm")
    #expect(other.exit == .refused)
    #expect(other.remarks.contains("this script differs from what these options give"))
  }

  @Test(
    "What does not fit is told",
    arguments: [
      (["--engine", "slurm", "--shards", "5"], "the plan has only 4 replications to share out"),
      (["--engine", "slurm"], "give --engine and --shards: which scheduler"),
      (["--engine", "pbs", "--shards", "2", "--image", "x"], "--image is not for PBS"),
      (
        ["--engine", "kubernetes", "--shards", "2", "--account", "x"],
        "--account is not for Kubernetes; give --image: the image that holds cordon; give --claim"
      ),
      (["--engine", "slurm", "--shards", "2", "--time", "90"], "--time"),
      (["--engine", "slurm", "--shards", "2", "--memory", "4"], "--memory"),
    ])
  func faults(arguments: [String], words: String) async {
    let ending = await session.cordon(
      ["submit", "open.yaml", "--dry-run", "--output", session.studies] + arguments)
    #expect(ending.exit == .badInput)
    #expect(ending.remarks.contains(words), "\(ending.remarks)")
  }
}
