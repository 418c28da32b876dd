// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Experiments
import Foundation
import OutcomeTables
import ScenarioFiles
import Studies

/// A value given on the command line: `PATH=VALUE`.
struct Override: ExpressibleByArgument, Sendable {
  let path: String
  let value: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
      return nil
    }
    path = argument[..<equals].trimmingCharacters(in: .whitespaces)
    value = argument[argument.index(after: equals)...].trimmingCharacters(in: .whitespaces)
  }
}

/// What changes the values of scenarios.
struct ValueOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Sets any parameter, lever or setting, written as in a file; may be repeated.",
      discussion: "For example --set stings.streamed=40% --set 'warm-up=1 years'.",
      valueName: "path=value"), completion: .setting)
  var overrides: [Override] = []

  @Option(help: ArgumentHelp("How many futures each policy is given.", valueName: "n"))
  var replications: Int?

  @Option(help: ArgumentHelp("The seed of all chance.", valueName: "s"))
  var seed: Int?

  /// All values, as a scenario file would have them.
  var settings: [(path: String, value: String)] {
    overrides.map { ($0.path, $0.value) } + (replications.map { [("replications", "\($0)")] } ?? [])
      + (seed.map { [("seed", "\($0)")] } ?? [])
  }

  /// The scenarios of the files with all overrides applied, or all faults of all of them.
  func load(_ files: [String]) throws(ScenarioFaults) -> [LoadedScenario] {
    let search = SearchPath.ofProcess
    return try loadScenarios(
      at: search.paths(ofArguments: files), settings: settings, searching: search)
  }
}

/// The study that a verb is about.
struct StudyArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The folder of a study.", valueName: "study"), completion: .studyFolder,
    transform: userPath)
  var study: String

  var folder: StudyFolder { StudyFolder(study) }
}

/// Which pasts the futures go on from.
struct PastOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Goes on from the pasts of a calibration, its folder or its posterior.csv, instead of pasts of its own.",
      valueName: "calibration"), completion: .studyFolder, transform: userPath)
  var from: String?
}

/// How runs are made.
struct RunOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many replications are simulated at a time.", valueName: "t"))
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Ends the study at the first run that fails; without it, the others go on.")
  var stopOnFailure = false

  @Flag(help: "Prints no progress and no remarks, only results and faults.")
  var quiet = false

  func validate() throws {
    guard (1...1_024).contains(threads) else {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads)")
    }
  }

  /// The same for a study.
  var options: StudyOptions {
    StudyOptions(threads: threads, stopsOnFailure: stopOnFailure)
  }
}

/// Where a new study goes.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The folder in which the study's folder is made.", valueName: "dir"),
    completion: .directory, transform: userPath)
  var output = "notebooks-out"

  @Flag(help: "Begins the study anew where there are results of it already.")
  var force = false

  func validate() throws {
    guard !output.isEmpty else { throw ValidationError("--output must name a folder") }
  }
}

/// What is shown of a study.
struct ShowOptions: ParsableArguments {
  @Flag(help: "Shows all outcomes, not only those that a first look needs.")
  var all = false

  @Option(
    help: ArgumentHelp("Shows the outcomes of this area, not the country's.", valueName: "name"))
  var area: String?

  @Flag(help: "Prints results as JSON, for programs.")
  var json = false
}

/// Whether a table of events is written.
struct EventOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Writes events.csv too: what happened in the first n replications of each state.",
      valueName: "n"))
  var events: Int?

  func validate() throws {
    guard (events ?? 1) > 0 else { throw ValidationError("--events must be 1 or more") }
  }
}

/// What a sweep keeps of each run.
struct DetailOptions: ParsableArguments {
  @Flag(help: "Keeps the outcomes by month: some sixty times the room of the outcomes themselves.")
  var months = false

  @Flag(help: "Keeps the outcomes by area.")
  var areas = false

  var detail: Detail {
    (months ? Detail.months : []).union(areas ? Detail.areas : [])
  }
}
