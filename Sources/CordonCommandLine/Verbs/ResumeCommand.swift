// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Declarations
import Experiments
import Foundation
import OutcomeTables
import ScenarioFiles

/// `cordon resume STUDY`.
struct ResumeCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Goes on with a study that was stopped, and repeats nothing.",
    discussion: """
      However the study was stopped, its tables are in the end the same, byte for byte, as if it had \
      not been. If the scenario files say something else by now, the study is refused with the keys \
      that differ (exit code 3); --as-planned goes on with the files as they were, of which the study \
      has copies.

      Examples:
        cordon resume notebooks-out/cooperate-clampdown-1a2b3c4d
        cordon resume notebooks-out/study-1a2b3c4d --shard 3/8     # one of its shards
      """)

  @Argument(
    help: ArgumentHelp("The folder of a study.", valueName: "study"), completion: .studyFolder,
    transform: userPath)
  var study: String

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
    let folder = StudyFolder(study)
    let stored = try StoredStudy(at: ShardSet.planFile(in: folder))
    let study = Study(
      planned: try stored.planned(), folder: folder, run: run,
      console: console)
    if !asPlanned { try stored.refuseOtherFiles(in: study) }
    if let (shard, source) = try shards.shard(in: folder) {
      return try await study.runShard(shard, from: source, retriesFailed: retryFailed)
    }
    try ShardSet.refuseUnmerged(in: folder)
    let store = try study.store()
    if let version = try store.text("version"), version != cordonVersion {
      study.remark(
        "warning: the study was begun by cordon \(version); this is \(cordonVersion), and its runs "
          + "may differ.")
    }
    if retryFailed { try store.forgetFailures() }
    let damaged = try store.forgetDamaged(of: study.sweep)
    if damaged > 0 {
      study.remark(
        "warning: \(counted(damaged, "run")) \(inflected(damaged, "was", "were")) not as written, since "
          + "the file was damaged: \(inflected(damaged, "it is", "they are")) run again.")
    }
    let isNew = try await study.runMissing(Work(study.sweep), in: store)
    return try await study.finish(store, show: show, isNew: isNew, force: force)
  }
}

/// A study as its results file remembers it.
struct StoredStudy {
  let store: StudyStore
  let request: StudyRequest

  /// Opens the results of a whole study.
  ///
  /// - Throws: A fault where there are none, or only those of shards.
  init(in folder: StudyFolder) throws {
    guard
      ShardSet.begun(in: folder) == nil || FileManager.default.fileExists(atPath: folder.results)
    else {
      throw StudyFault(
        .unusable, folder.path,
        "the shards of this study are not put together: `cordon merge` does that, with --partial of what is "
          + "there")
    }
    try self.init(at: folder.results)
  }

  /// Opens the results file at a path.
  init(at path: String) throws {
    store = try StudyStore(reading: path)
    guard let text = try store.text("request"), let request = try? StudyRequest(text: text) else {
      throw StudyFault(.unusable, path, "the study does not say what was asked for")
    }
    self.request = request
  }

  /// The study as it was planned, from the copies of its files; where one replication is given, of no
  /// other.
  func planned(only: Int? = nil) throws -> PlannedStudy {
    var request = request
    if let only { request.only = only }
    return try request.plan(from: store.inputs())
  }

  /// Refuses to go on where the files, as they are now, ask for another study.
  func refuseOtherFiles(in study: Study) throws {
    let unreadable =
      "warning: the study's files cannot be read as they are now; it goes on as it was planned."
    // One of that name that is found elsewhere is another file.
    guard try store.inputs().allSatisfy({ request.isThere($0.path) }) else {
      study.remark(unreadable)
      return
    }
    let now: PlannedStudy
    do {
      now = try request.plan()
    } catch is ScenarioFaults {
      study.remark(unreadable)
      return
    }
    let differences = try store.differences(from: now.sweep)
    guard differences.isEmpty else {
      throw StudyFault(
        .refused, study.folder.path,
        "the study's files say something else than when it was planned:\n"
          + differences.map { "  \($0)" }.joined(separator: "\n")
          + "\n--as-planned goes on with the files as they were; `cordon extend` adds replications "
          + "or states")
    }
  }
}
