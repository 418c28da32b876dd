// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Declarations
import Experiments
import ScenarioFiles
import Studies
import Texts

/// `cordon plan FILE...`.
struct PlanCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Says what a study would run and how long that would take, and writes nothing.",
    discussion: """
      It runs a few replications to estimate the time and the space on disk.

      Examples:
        cordon plan scenarios/cooperate.yaml scenarios/clampdown.yaml --replications 1000
        cordon plan scenarios/sweeps/where-it-flips.yaml
      """)

  @Argument(
    help: ArgumentHelp("Scenario files, or a file with states.", valueName: "file"),
    completion: .scenarioFile, transform: userPath)
  var files: [String]

  @OptionGroup(title: "Values") var values: ValueOptions
  @OptionGroup(title: "Runs") var run: RunOptions

  @Option(help: ArgumentHelp("How many replications the pilot runs.", valueName: "n"))
  var pilot = 3

  @Flag(help: "Prints the numbers as JSON, for programs.")
  var json = false

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("plan needs a scenario file") }
    guard (1...1_000).contains(pilot) else {
      throw ValidationError("--pilot must be from 1 to 1000, not \(pilot)")
    }
  }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let request = StudyRequest(
      verb: files.count > 1 ? .compare : .sweep, files: files, values: values.settings,
      detail: files.count > 1 ? .usual : [], searching: .ofProcess)
    let planned = try request.plan(searching: .ofProcess)
    for warning in planned.warnings where !run.quiet { console.remark(warning.description) }
    let report = try PlanReport(of: planned.sweep, pilot: pilot, threads: run.threads)
    if json {
      try console.output(jsonText(report))
      return .success
    }
    console.print(console.headline("\(report.study), plan \(report.plan)"))
    console.print()
    for fact in report.facts { console.print(fact.name.padded(to: 14) + fact.words) }
    return .success
  }
}
