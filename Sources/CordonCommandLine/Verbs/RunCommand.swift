// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Experiments
import ScenarioFiles
import Studies

/// `cordon run FILE`.
struct RunCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs one scenario and says what comes out.",
    discussion: """
      It shows the mean of each outcome with its 95 % interval, and the band in which nine of ten \
      futures lie. Observations stand beside the simulated values of the same years.

      Examples:
        cordon run scenarios/cooperate.yaml
        cordon run scenarios/base.yaml --replications 20 --set policy.levers.acceptance=90%
        cordon run scenarios/base.yaml --only 17
      """)

  @Argument(
    help: ArgumentHelp("A scenario file.", valueName: "file"), completion: .scenarioFile,
    transform: userPath)
  var file: String

  @OptionGroup(title: "Values") var values: ValueOptions
  @OptionGroup(title: "Pasts") var pasts: PastOptions
  @OptionGroup(title: "Runs") var run: RunOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "What is shown") var show: ShowOptions
  @OptionGroup(title: "What is written") var recorded: EventOptions

  @Option(
    help: ArgumentHelp("Runs replication r alone, as it is in the whole study.", valueName: "r"))
  var only: Int?

  @Flag(help: "Writes the outcomes by area and month too, to area-monthly.csv.")
  var areaMonths = false

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let request = StudyRequest(
      verb: .run, files: [file], values: values.settings, only: only,
      detail: areaMonths ? [.usual, .areaMonths] : .usual,
      events: recorded.events, from: pasts.from, searching: .ofProcess)
    return try await NewStudy(request: request, run: run, output: output, area: show.area)
      .perform(console: console) { try console.show($0, show, $1) }
  }
}
