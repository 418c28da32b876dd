// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import OutcomeTables
import ScenarioFiles
import Studies

/// `cordon resume STUDY`.
struct ResumeCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Goes on with a study that was stopped, and repeats nothing.",
    discussion: """
      In the end the tables are the same, byte for byte, as if the study had not been stopped. If the \
      scenario files have changed since, the study is refused, and the keys that differ are named \
      (exit code 3). --as-planned goes on with the copies of the files that the study keeps.

      Examples:
        cordon resume notebooks-out/cooperate-clampdown-1a2b3c4d
        cordon resume notebooks-out/study-1a2b3c4d --shard 3/8     # one of its shards
      """)

  @OptionGroup var named: StudyArgument

  @Flag(help: "Goes on as it was planned, whatever the files say by now.")
  var asPlanned = false

  @Flag(help: "Runs again what failed.")
  var retryFailed = false

  @Flag(help: "Replaces tables, report and notebook that were changed since they were written.")
  var force = false

  @OptionGroup(title: "Runs") var run: RunOptions
  @OptionGroup(title: "What is shown") var show: ShowOptions
  @OptionGroup(title: "Shards") var shards: ShardOptions

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let folder = named.folder
    let stored = try StoredStudy(at: ShardSet.planFile(in: folder))
    let lines = StudyLines(console, isQuiet: run.quiet)
    return try await lines.watching(try stored.planned(), in: folder, run.options) { study in
      if !asPlanned { try study.refuseOtherFiles(than: stored, searching: .ofProcess) }
      if let (shard, source) = try shards.shard(in: folder) {
        console.announce(shard, from: source, lines)
        let ending = try await study.run(shard, retriesFailed: retryFailed)
        return console.show(ending, of: folder, lines)
      }
      let ending = try await study.resume(
        area: show.area, retriesFailed: retryFailed, force: force)
      return try console.show(ending, show, lines)
    }
  }
}
