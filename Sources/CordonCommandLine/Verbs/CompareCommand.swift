// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Experiments
import ScenarioFiles
import Studies

/// `cordon compare A B [...]`.
struct CompareCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Runs several policies with the same luck and says what differs.",
    discussion: """
      The status quo is added as a further policy: what goes on before goes on. --no-status-quo leaves it out. \
      The first scenario is the baseline unless --baseline names another policy. A difference is the \
      baseline less the other policy, or a policy less the status quo. All policies have the same history until the day on which they \
      part, and the same luck after it, so a few futures tell a lot.

      Each interval is a 95 % interval of a mean or of a mean difference. More replications make it \
      narrower. A bar [--o--] shows an interval and its mean; the bars of an outcome have one scale, \
      and the bar of a difference has a mark at 0. 'Better' and 'worse' speak of the baseline. They \
      are said only if the whole interval lies beyond the smallest difference that matters.

      Examples:
        cordon compare cooperate clampdown
        cordon compare scenarios/cooperate.yaml scenarios/clampdown.yaml
        cordon compare a.yaml b.yaml c.yaml --replications 1000 --seed 7
        cordon compare a.yaml b.yaml c.yaml --baseline 'as before'
        cordon compare a.yaml b.yaml --json --quiet > findings.json
      """)

  @Argument(
    help: ArgumentHelp(
      "Scenario files or names of scenarios, or one file with policies.", valueName: "file"),
    completion: .scenarioFile, transform: userPath)
  var files: [String]

  @OptionGroup(title: "Values") var values: ValueOptions
  @OptionGroup(title: "Pasts") var pasts: PastOptions
  @OptionGroup(title: "Runs") var run: RunOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "What is shown") var show: ShowOptions
  @OptionGroup(title: "What is written") var recorded: EventOptions

  @Option(
    help: ArgumentHelp(
      "The policy with which the others are compared, by its name or its scenario's.",
      valueName: "policy"))
  var baseline: String?

  @Option(
    help: ArgumentHelp("Runs replication r alone, as it is in the whole study.", valueName: "r"))
  var only: Int?

  @Flag(help: "Writes the outcomes by area and month too, to area-monthly.csv.")
  var areaMonths = false

  @Flag(
    inversion: .prefixedNo,
    help: "Adds the status quo, under which history's levers go on (default: where that can be)."
  )
  var statusQuo: Bool?

  @Flag(
    inversion: .prefixedNo,
    help:
      "Then moves each unknown alone to both ends of its range: how far the answer holds (default: where that is short)."
  )
  var drivers: Bool?

  @Flag(help: "Goes from the first policy to the second lever by lever, in order and each alone.")
  var waterfall = false

  /// The status quo is there unless it is left out; where it is asked for, it must be possible.
  private var wish: StatusQuo.Wish? {
    statusQuo.map { $0 ? .required : nil } ?? .ifPossible
  }

  func validate() throws {
    guard !files.isEmpty else {
      throw ValidationError("compare needs two scenario files or more, or one with policies")
    }
  }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let request = StudyRequest(
      verb: .compare, files: files, values: values.settings, only: only,
      baseline: baseline, detail: areaMonths ? [.usual, .areaMonths] : .usual,
      events: recorded.events, from: pasts.from, statusQuo: wish,
      isWaterfall: waterfall, drivers: drivers.map { $0 ? .required : nil } ?? .ifShort,
      searching: .ofProcess)
    return try await NewStudy(request: request, run: run, output: output, area: show.area)
      .perform(console: console) { try console.show($0, show, $1) }
  }
}
