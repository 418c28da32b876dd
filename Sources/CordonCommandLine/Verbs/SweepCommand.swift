// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Experiments
import OutcomeTables
import ScenarioFiles
import Studies

/// `cordon sweep FILE`.
struct SweepCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Runs policies over many states of the world.",
    discussion: """
      The file names the policies and what varies between states: a grid, a list, a table or a sample \
      (docs/experiments.md). Each state has luck of its own, which its policies share; `states.luck: \
      shared` gives all states the same luck.

      A sweep may be stopped at any moment and resumed, since each run is kept when it ends. A run \
      that fails becomes a row with the reason, and the others go on.

      Examples:
        cordon sweep scenarios/sweeps/small-grid.yaml
        cordon sweep study.yaml --shard 3/8      # one of eight processes or machines
        cordon sweep study.yaml --shard auto     # the same in a job array; see `cordon submit`
        cordon merge notebooks-out/study-1a2b3c4d
      """)

  @Argument(
    help: ArgumentHelp("A file with policies and states.", valueName: "file"),
    completion: .scenarioFile, transform: userPath)
  var file: String

  @OptionGroup(title: "Values") var values: ValueOptions
  @OptionGroup(title: "Pasts") var pasts: PastOptions
  @OptionGroup(title: "Runs") var run: RunOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "What is shown") var show: ShowOptions
  @OptionGroup(title: "Shards") var shards: ShardOptions

  @OptionGroup(title: "What is kept") var kept: DetailOptions
  @OptionGroup(title: "What is written") var recorded: EventOptions

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let request = StudyRequest(
      verb: .sweep, files: [file], values: values.settings, detail: kept.detail,
      events: recorded.events, from: pasts.from, searching: .ofProcess)
    return try await NewStudy(
      request: request, run: run, output: output, shards: shards, area: show.area
    ).perform(console: console) { try console.show($0, show, $1) }
  }
}
