// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Declarations
import Experiments
import OutcomeTables
import ScenarioFiles
import Studies

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
  var budget = Budget(seconds: 1_200)

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
    let planned = try request.plan(searching: .ofProcess)
    let lines = StudyLines(console, isQuiet: run.quiet)
    for warning in planned.warnings { lines.remark(warning.description) }
    let folder = StudyFolder(of: planned.sweep, in: output.output)
    if shards.choice != nil {
      guard let (shard, source) = try shards.shard(in: folder) else { return .success }
      console.announce(shard, from: source, lines)
      let ending = try await lines.watching(planned, in: folder, run.options) { study in
        try await study.run(shard)
      }
      return console.show(ending, of: folder, lines)
    }
    let ending = try await lines.watching(planned, in: folder, run.options) { study in
      try await study.perform(anew: output.force)
    }
    return try console.show(ending, asJSON: json, lines)
  }
}

/// A length of time as people write it: `20 minutes`, `20min`, `2h`, `90 s`.
struct Budget: ExpressibleByArgument, Sendable {
  let seconds: Double

  var defaultValueDescription: String { "\(Int(seconds / 60)) minutes" }

  init(seconds: Double) { self.seconds = seconds }

  init?(argument: String) {
    let text = argument.filter { !$0.isWhitespace }
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let units: [(names: [String], seconds: Double)] = [
      (["s", "second", "seconds"], 1), (["min", "minute", "minutes"], 60),
      (["h", "hour", "hours"], 3_600), (["day", "days"], 86_400),
    ]
    let unit = units.first { $0.names.contains(String(text.dropFirst(digits.count))) }
    guard let unit, let count = Double(digits), count > 0, count * unit.seconds <= 31 * 86_400
    else {
      return nil
    }
    seconds = count * unit.seconds
  }
}
