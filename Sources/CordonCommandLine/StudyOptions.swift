// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation
import ScenarioFiles

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
      valueName: "path=value"))
  var overrides: [Override] = []

  @Option(help: ArgumentHelp("How many futures each policy is given.", valueName: "n"))
  var replications: Int?

  @Option(help: ArgumentHelp("The seed of all chance.", valueName: "s"))
  var seed: Int?

  /// The scenarios of the files with all overrides applied, or all faults of all of them.
  func load(_ files: [String]) throws(ScenarioFaults) -> [LoadedScenario] {
    var settings = overrides.map { (path: $0.path, value: $0.value) }
    if let replications { settings.append(("replications", String(replications))) }
    if let seed { settings.append(("seed", String(seed))) }
    var loaded: [LoadedScenario] = []
    var refused: ScenarioFaults?
    for file in files {
      do throws(ScenarioFaults) {
        loaded.append(try loadScenario(at: file, settings: settings))
      } catch {
        let told = refused?.faults ?? []
        refused = refused ?? error
        refused?.faults = told + error.faults.filter { !told.contains($0) }
      }
    }
    if let refused { throw refused }
    return loaded
  }
}

/// How a study is run and where its tables go.
struct StudyOptions: ParsableArguments {
  @OptionGroup(title: "Values") var values: ValueOptions

  @Option(
    help: ArgumentHelp("Runs replication r alone, as it is in the whole study.", valueName: "r"))
  var only: Int?

  @Option(help: ArgumentHelp("How many replications are simulated at a time.", valueName: "t"))
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: ArgumentHelp("The folder in which the study's folder is made.", valueName: "dir"))
  var output = "notebooks-out"

  @Flag(help: "Shows all outcomes, not only those that a first look needs.")
  var all = false

  @Option(
    help: ArgumentHelp("Shows the outcomes of this area, not the country's.", valueName: "name"))
  var area: String?

  @Flag(help: "Writes the outcomes by area and month too, to area-monthly.csv.")
  var areaMonths = false

  @Flag(help: "Prints results as JSON, for programs.")
  var json = false

  @Flag(help: "Prints no progress and no remarks, only results and faults.")
  var quiet = false

  @Flag(help: "Replaces other tables of the same study that Cordon wrote.")
  var force = false

  func validate() throws {
    guard (1...1_024).contains(threads) else {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads)")
    }
    guard !output.isEmpty else { throw ValidationError("--output must name a folder") }
  }
}
