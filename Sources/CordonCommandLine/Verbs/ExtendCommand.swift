// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import OutcomeTables
import ScenarioFiles
import Studies

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
    let request = replications.map { stored.request.with(replications: $0) } ?? stored.request
    let planned = try request.plan(searching: .ofProcess)
    let lines = StudyLines(console, isQuiet: run.quiet)
    let ending = try await lines.watching(planned, in: folder, run.options) { study in
      try await study.extend(stored, area: show.area, force: force)
    }
    return try console.show(ending, show, lines)
  }
}
