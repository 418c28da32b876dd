// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Declarations
import Experiments
import OutcomeTables

/// `cordon merge STUDY`.
struct MergeCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Puts the results of all shards of a sweep together and writes the tables.",
    discussion: """
      The tables are the same, byte for byte, as those of one process. An incomplete set is refused \
      with the shards that are missing or not done; --partial takes what is there, and plan.csv and \
      the manifest say what is not.

      Example:
        cordon merge notebooks-out/study-1a2b3c4d
      """)

  @Argument(
    help: ArgumentHelp("The folder of a study.", valueName: "study"), completion: .studyFolder,
    transform: userPath)
  var study: String

  @Flag(help: "Takes what is there of an incomplete set.")
  var partial = false

  @Flag(help: "Replaces tables, report and notebook that were changed since they were written.")
  var force = false

  @OptionGroup(title: "Runs") var run: RunOptions
  @OptionGroup(title: "What is shown") var show: ShowOptions

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let folder = StudyFolder(study)
    let shards = try ShardSet(in: folder)
    if !partial { try shards.refuseIncomplete() }
    let stored = try StoredStudy(at: shards.planFile)
    let study = Study(
      planned: try stored.planned(), folder: folder, run: run, console: console)
    let store = try study.store(isShared: true)
    let bar = ProgressBar(console: console, isShown: !run.quiet)
    let start = ContinuousClock.now
    let runs = study.sweep.runs
    let before = try store.counts().there
    var taken = 0
    for file in shards.files {
      try Task.checkCancellation()
      taken += try store.take(file)
      bar.show(
        Progress(
          done: before + taken, earlier: before, total: runs,
          seconds: start.duration(to: .now).seconds))
    }
    bar.clear()
    study.remark(
      "\(counted(shards.files.count, of: shards.count, "shard")) put together: "
        + "\(counted(taken, "run")) \(inflected(taken, "is", "are")) new.")
    return try await study.finish(store, show: show, isNew: true, force: force)
  }
}
