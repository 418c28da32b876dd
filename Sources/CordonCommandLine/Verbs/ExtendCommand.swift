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
      It reads the study's files anew. A design with more states, or a longer list, adds states. All \
      runs that are there are used again.

      A smaller number of replications makes the tables smaller. The other runs stay in \
      results.sqlite, and a larger number finds them again. If the files differ in anything else, the \
      study is refused, and the keys that differ are named (exit code 3).

      Examples:
        cordon extend notebooks-out/cooperate-clampdown-1a2b3c4d --replications 1000
        cordon extend notebooks-out/where-it-flips-1a2b3c4d   # after `sobol: 128` became 256
      """)

  @OptionGroup var named: StudyArgument

  @Option(help: ArgumentHelp("How many futures each policy is to have in all.", valueName: "n"))
  var replications: Int?

  @Flag(help: "Replaces tables, report and notebook that were changed since they were written.")
  var force = false

  @OptionGroup(title: "Runs") var run: RunOptions
  @OptionGroup(title: "What is shown") var show: ShowOptions

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let folder = named.folder
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
