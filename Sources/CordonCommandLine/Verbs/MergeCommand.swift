// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Cluster
import OutcomeTables
import Studies

/// `cordon merge STUDY`.
struct MergeCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Puts the results of all shards of a sweep together and writes the tables.",
    discussion: """
      The tables are the same, byte for byte, as those of one process. If a shard is missing or not \
      done, nothing is merged, and the shards are named. --partial takes what is there; plan.csv and \
      the manifest then say what is not.

      Example:
        cordon merge notebooks-out/study-1a2b3c4d
      """)

  @OptionGroup var named: StudyArgument

  @Flag(help: "Takes what is there of an incomplete set.")
  var partial = false

  @Flag(help: "Replaces tables, report and notebook that were changed since they were written.")
  var force = false

  @OptionGroup(title: "Runs") var run: RunOptions
  @OptionGroup(title: "What is shown") var show: ShowOptions

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let folder = named.folder
    let shards = try ShardSet.submitted(in: folder)
    if !partial { try shards.refuseIncomplete() }
    let planned = try StoredStudy(at: shards.planFile).planned()
    let lines = StudyLines(console, isQuiet: run.quiet)
    let ending = try await lines.watching(planned, in: folder, run.options) { study in
      try await study.merge(shards, area: show.area, force: force)
    }
    return try console.show(ending, show, lines)
  }
}
