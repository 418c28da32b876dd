// SPDX-License-Identifier: GPL-3.0-or-later

public import ArgumentParser
import Declarations
import Experiments
import OutcomeTables
import ScenarioFiles
public import Studies

/// `cordon calibrate FILE`.
struct CalibrateCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Finds pasts that match the record, and says what they teach.",
    discussion: """
      The file says what is not known (`uncertainties`) and what was observed, each count with how likely it \
      is where a run has another (`observed`, `likelihood`). Many pasts are simulated, each with values \
      drawn from the priors and luck of its own; at the end of each year of the record those that match go \
      on, some as several copies with luck of their own. What is over when policies part is fitted, \
      never what came later.

      posterior.csv has the pasts with their weights, parameters.csv what is learnt of each unknown, \
      checks.csv the counts beside what would be observed. A budget becomes a number of pasts before the first \
      run, by a pilot, so that the plan gives the same whatever the time; --pasts says the number itself.

      Examples:
        cordon calibrate base
        cordon calibrate england-and-wales --budget 8h --effective 200
        cordon calibrate base --pasts 20000 --json
      """)

  @Argument(
    help: ArgumentHelp("A scenario file.", valueName: "file"), completion: .scenarioFile,
    transform: userPath)
  var file: String

  @Option(
    help: ArgumentHelp(
      "About how long it may take, such as '20 minutes' or 2h.", valueName: "time"))
  var budget = TimeBudget(seconds: 1_200)

  @Option(
    help: ArgumentHelp("How many pasts are simulated at most, whatever the time.", valueName: "n"))
  var pasts: Int?

  @Option(
    help: ArgumentHelp("Ends as soon as so many independent pasts match.", valueName: "n"))
  var effective = 400

  @Option(
    help: ArgumentHelp(
      "How many pasts are simulated side by side, each year, in an island.", valueName: "n"))
  var island = StudyRequest.islandSize

  @OptionGroup(title: "Values") var values: ValueOptions
  @OptionGroup(title: "Runs") var run: RunOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Shards") var shards: ShardOptions

  @Flag(help: "Prints results as JSON, for programs.")
  var json = false

  func validate() throws {
    guard (2...100_000).contains(island) else {
      throw ValidationError("--island must be from 2 to 100000, not \(island)")
    }
    guard (pasts ?? island) >= island, (pasts ?? 0) <= 10_000_000 else {
      throw ValidationError("--pasts must be from \(island), a whole island, to 10000000")
    }
    guard effective >= Int(PlannedCalibration.fewest) else {
      throw ValidationError(
        "--effective must be \(Int(PlannedCalibration.fewest)) or more: fewer independent pasts say nothing"
      )
    }
    guard values.replications == nil else {
      throw ValidationError(
        "a calibration has no replications: --pasts or --budget say how many pasts it has")
    }
  }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    var request = StudyRequest(
      verb: .calibrate, files: [file], values: values.settings, detail: .areas,
      searching: .ofProcess)
    request.sample = StudyRequest.Sample(
      pasts: island, islands: max(1, (pasts ?? 1) / island), effective: Double(effective))
    if pasts == nil {
      request = try request.within(
        seconds: budget.seconds, threads: run.threads, searching: .ofProcess)
    }
    return try await NewStudy(request: request, run: run, output: output, shards: shards)
      .perform(console: console) { try console.show($0, asJSON: json, $1) }
  }
}

extension TimeBudget: ExpressibleByArgument {
  /// Reads `20 minutes`.
  public init?(argument: String) { self.init(argument) }

  /// How it is shown in help.
  public var defaultValueDescription: String { "\(Int(seconds / 60)) minutes" }
}
