// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Declarations
import Experiments
import OutcomeTables
import ScenarioFiles
import Studies

/// `cordon drivers FILE`, or `cordon drivers STUDY`.
struct DriversCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "drivers",
    abstract: "Says which unknowns move the differences between policies, and where they turn.",
    discussion: """
      Of a file with several policies it runs an ordinary sweep, which resumes, extends and replays like \
      any other: the scenario's own values, then each unknown alone at the two ends of its plausible \
      range, all with the same futures. What two unknowns do only together is not seen. Of the folder \
      of such a sweep it reads what is there, and runs nothing.

      The unknowns are the responses of behaviour that no source measures (deep), all estimates \
      (grade-D), or a section such as 'groups.*'.

      Examples:
        cordon drivers scenarios/sweeps/what-matters.yaml
        cordon drivers study.yaml --vary grade-D --replications 100
        cordon drivers cooperate --set 'policies=[cooperate, clampdown]' --outcome convictions
      """)

  @Argument(
    help: ArgumentHelp("A file with policies, or the folder of a sweep.", valueName: "file"),
    completion: .scenarioFile, transform: userPath)
  var file: String

  @Option(
    help: ArgumentHelp(
      "What is moved: deep, grade-D, a section such as 'groups.*', or paths with what each may be.",
      valueName: "group"))
  var vary = "deep"

  @Option(
    name: .customLong("outcome"),
    help: ArgumentHelp("Shows this outcome; may be repeated.", valueName: "name"))
  var outcomes: [String] = []

  @OptionGroup(title: "Values") var values: ValueOptions
  @OptionGroup(title: "Runs") var run: RunOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Flag(help: "Shows all outcomes and all unknowns.")
  var all = false

  @Flag(help: "Prints results as JSON, for programs.")
  var json = false

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let lines = StudyLines(console, isQuiet: run.quiet)
    if StudyFolder(file).isThere {
      let folder = StudyFolder(file)
      let stored = try StoredStudy(in: folder)
      let planned = try stored.planned()
      return try show(
        try Study(planned, in: folder).assessment(of: stored), in: folder, console)
    }
    let states = [("states.design", "ends"), ("states.vary", vary)]
    let request = StudyRequest(
      verb: .sweep, files: [file], values: states + values.settings, detail: [],
      searching: .ofProcess)
    let planned = try request.plan(searching: .ofProcess)
    guard planned.sweep.policies.count > 1 else {
      throw RequestFault(
        "drivers compares policies, and there is one: name a file with several, or add "
          + "--set 'policies=[cooperate, clampdown]'")
    }
    try planned.sweep.require(outcomes: outcomes)
    for warning in planned.warnings { lines.remark(warning.description) }
    let folder = StudyFolder(of: planned.sweep, in: output.output)
    let ending = try await lines.watching(planned, in: folder, run.options) { study in
      try await study.perform(anew: output.force)
    }
    let exit = try ending.assessment.map { try show($0, in: folder, console) } ?? .success
    console.close(ending, lines)
    return ending.isWell ? exit : .someFailed
  }

  private func show(
    _ assessment: Assessment, in folder: StudyFolder, _ console: Console
  ) throws -> Exit {
    guard let drivers = assessment.drivers else {
      throw RequestFault(
        "the states of this study do not move one unknown at a time between policies: "
          + "`cordon drivers FILE` makes such states")
    }
    if json {
      try console.output(jsonText(DriversReport(drivers, folder: folder.path)))
    } else {
      console.print(drivers.passages(outcomes: outcomes, showsAll: all))
    }
    return .success
  }
}
