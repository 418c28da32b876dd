// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Declarations
import Experiments
import OutcomeTables

/// `cordon extend STUDY`.
struct ExtendCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "extend",
    abstract: "Adds replications or states to a study, and runs only what is new.",
    discussion: """
      The study's files are read anew: a design with more states, or a longer list, adds states. \
      Everything that is there is used again, found by what it was run with. A number that was too \
      large is taken back in the same way: the tables are then of that many replications, and runs \
      beyond them stay in results.sqlite, for a larger number to find. Whatever else has changed is \
      refused with the keys that differ (exit code 3).

      Examples:
        cordon extend notebooks-out/cooperate-clampdown-1a2b3c4d --replications 1000
        cordon extend notebooks-out/where-it-flips-1a2b3c4d   # after `sobol: 64` became 128
      """)

  @Argument(
    help: ArgumentHelp("The folder of a study.", valueName: "study"), completion: .studyFolder,
    transform: userPath)
  var study: String

  @Option(help: ArgumentHelp("How many futures each policy is to have in all.", valueName: "n"))
  var replications: Int?

  @Flag(help: "Replaces tables, report and notebook that were changed since they were written.")
  var force = false

  @OptionGroup(title: "Runs") var run: RunOptions
  @OptionGroup(title: "What is shown") var show: ShowOptions

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let folder = StudyFolder(study)
    let stored = try StoredStudy(in: folder)
    var request = stored.request
    if let replications {
      request.values.removeAll { $0.path == "replications" }
      request.values.append(.init(path: "replications", value: "\(replications)"))
    }
    let study = Study(
      planned: try request.plan(), folder: folder, run: run, console: console)
    // Once it is extended the study is one of this version.
    try study.refuseOtherVersion(stored.store)
    let store = try study.store(isExtension: true)
    let beyond = try store.runsBeyondPlan()
    if beyond > 0 {
      study.remark(
        "\(counted(beyond, "run")) \(inflected(beyond, "is", "are")) beyond the plan as it is now: "
          + "\(inflected(beyond, "it stays", "they stay")) in results.sqlite, and no table has "
          + "\(inflected(beyond, "it", "them")).")
    }
    let isNew = try await study.runMissing(Work(study.sweep), in: store)
    return try await study.finish(store, show: show, isNew: isNew, force: force)
  }
}
