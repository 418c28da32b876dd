// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import ArgumentParser
import Declarations
import Experiments
import OutcomeTables
import Studies

/// What all verbs that read the states of a finished sweep take.
struct AnalysisOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The folder of a sweep.", valueName: "study"), completion: .studyFolder,
    transform: userPath)
  var study: String

  @Option(
    name: .customLong("outcome"),
    help: ArgumentHelp(
      "Looks at this outcome, and not at those of a first look; may be repeated.", valueName: "name"
    ))
  var outcomes: [String] = []

  @Flag(help: "Prints results as JSON, for programs.")
  var json = false

  /// Reads the sweep and shows what the analysis finds; nothing is run or written.
  func show(_ analysis: SweepStates.Analysis, _ console: Console) throws -> Exit {
    let folder = StudyFolder(study)
    let stored = try StoredStudy(in: folder)
    let planned = try stored.planned()
    for name in outcomes where planned.sweep.first.outcomes.named(name) == nil {
      throw RequestFault("no outcome is called '\(name)': `cordon outcomes` lists them")
    }
    do {
      let states = try Study(planned, in: folder).states(of: stored, outcomes: outcomes)
      let table = try states.table(analysis, seed: 1)
      if json {
        try console.output(jsonText(AnalysisReport(table)))
      } else {
        for line in AnalysisText(table: table).lines { console.print(line) }
      }
    } catch let refusal as AnalysisRefusal {
      throw RequestFault(refusal.description)
    }
    return .success
  }
}

/// `cordon sensitivity STUDY`.
struct SensitivityCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract:
      "Says how much of what a sweep shows is due to chance, ignorance, policy and each unknown.")
  @OptionGroup var options: AnalysisOptions
  func perform(arguments: [String], console: Console) async throws -> Exit {
    try options.show(.sensitivity, console)
  }
}

/// `cordon switch STUDY`.
struct SwitchCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "switch",
    abstract: "Says at which value of each unknown of a sweep the sign of a difference turns.")
  @OptionGroup var options: AnalysisOptions
  func perform(arguments: [String], console: Console) async throws -> Exit {
    try options.show(.switchPoints, console)
  }
}

/// `cordon discover STUDY`.
struct DiscoverCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Says in which states of a sweep a policy does worse, as boxes in words.")
  @OptionGroup var options: AnalysisOptions
  func perform(arguments: [String], console: Console) async throws -> Exit {
    try options.show(.boxes, console)
  }
}

/// `cordon robust STUDY`.
struct RobustCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "robust",
    abstract: "Says which policy of a sweep is good whatever the state is, with ties and noise.")
  @OptionGroup var options: AnalysisOptions
  func perform(arguments: [String], console: Console) async throws -> Exit {
    try options.show(.robustness, console)
  }
}

/// `cordon voi STUDY`.
struct VoiCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "voi",
    abstract:
      "Says what it would be worth to know each unknown of a sweep, in units of the outcome.")
  @OptionGroup var options: AnalysisOptions
  func perform(arguments: [String], console: Console) async throws -> Exit {
    try options.show(.valueOfInformation, console)
  }
}
