// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import ArgumentParser
import OutcomeTables
import Studies

/// What is found by a verb that reads the states of a finished sweep, and what it alone takes.
protocol AnalysisVerb: ParsableArguments {
  /// What is found.
  static var analysis: SweepStates.Analysis { get }
  /// Counts that somebody could be asked for, as they are written.
  var counts: [String] { get }
}

extension AnalysisVerb {
  var counts: [String] { [] }
}

/// `cordon VERB STUDY`: reads a finished sweep and shows what an analysis finds; nothing is run or written.
struct AnalysisCommand<Own: AnalysisVerb>: Verb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: Own.analysis.verb, abstract: Own.analysis.summary)
  }

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

  @OptionGroup var own: Own

  @Flag(help: "Prints results as JSON, for programs.")
  var json = false

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let found = try AnalysedStudy(StudyFolder(study)).findings(
      Own.analysis, outcomes: outcomes, counts: own.counts)
    if json {
      try console.output(jsonText(AnalysisReport(found)))
    } else {
      for line in found.lines(console.ink) { console.print(line) }
    }
    return .success
  }
}

/// `cordon sensitivity STUDY`.
struct OfSensitivity: AnalysisVerb {
  static let analysis = SweepStates.Analysis.sensitivity
}

/// `cordon switch STUDY`.
struct OfSwitchPoints: AnalysisVerb {
  static let analysis = SweepStates.Analysis.switchPoints
}

/// `cordon discover STUDY`.
struct OfBoxes: AnalysisVerb {
  static let analysis = SweepStates.Analysis.boxes
}

/// `cordon robust STUDY`.
struct OfRobustness: AnalysisVerb {
  static let analysis = SweepStates.Analysis.robustness
}

/// `cordon voi STUDY`.
struct OfValueOfInformation: AnalysisVerb {
  static let analysis = SweepStates.Analysis.valueOfInformation

  @Option(
    name: .customLong("count"),
    help: ArgumentHelp(
      "Says what a count would be worth before it is made: among so many cases, where the unknown is a share, or over "
        + "so many years, where it is a rate; may be repeated.", valueName: "path=n"))
  var counts: [String] = []
}
