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

  @OptionGroup(title: "Pasts") var sample: SampleOptions
  @OptionGroup(title: "Values") var values: ValueOptions
  @OptionGroup(title: "Runs") var run: RunOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Shards") var shards: ShardOptions

  @Flag(help: "Prints results as JSON, for programs.")
  var json = false

  func validate() throws { try SampleOptions.refuseReplications(values) }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    var request = sample.request(calibrating: file, values)
    if sample.pasts == nil {
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
