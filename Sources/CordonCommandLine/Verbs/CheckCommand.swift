// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Declarations
import Experiments
import Foundation
import ScenarioFiles
import Studies
import Texts

/// `cordon check FILE...`.
struct CheckCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks the rules that a scenario file states under `expect`.",
    discussion: """
      A rule compares an outcome with a number, or with an outcome of the scenario as it is or as the \
      rule alters it:

        expect:
          - wait-investigation(staffing.investigators=+10%) <= wait-investigation
          - convictions(history.acceptance=0%, policy.levers.acceptance=0%) == 0

      In PATH=VALUE the path is a parameter, areas.NAME.KEY, areas.*.KEY, history.LEVER or \
      policy.levers.LEVER. The value is written as in a file, or as a change such as +10% or -1. All \
      altered scenarios have the same luck.

      A rule with <= or >= fails if the paired differences contradict it. A rule with < or > holds if \
      they show it. A rule with == holds if both sides are the same in every future, bit for bit. If \
      all rules are true, all of them hold in 99 of 100 checks or more. A scenario that extends a file \
      does not inherit its rules.

      A rule is not known if its runs failed, and has no case if neither side has one. The exit code \
      is 1 if a rule or a run fails.

      Examples:
        cordon check scenarios/base.yaml --replications 20
        cordon check scenarios/*.yaml --quiet --json > rules.json
      """)

  @Argument(
    help: ArgumentHelp("Scenario files.", valueName: "file"), completion: .scenarioFile,
    transform: userPath)
  var files: [String]

  @OptionGroup(title: "Values") var values: ValueOptions

  @Option(help: ArgumentHelp("How many replications are simulated at a time.", valueName: "t"))
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Prints JSON, for programs.")
  var json = false

  @Flag(help: "Prints no progress and no remarks, only results and faults.")
  var quiet = false

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("check needs a scenario file") }
    guard (1...1_024).contains(threads) else {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads)")
    }
  }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    try ThreadSupply.require(ThreadSupply.ofSimulation)
    let bar = ProgressBar(console: console, isShown: !quiet)
    var reports: [JudgementsReport] = []
    for (file, loaded) in zip(files, try values.load(files)) {
      let check = try await RuleCheck(
        of: loaded, threads: threads,
        planned: { runs, seconds in
          guard !quiet else { return }
          console.remark(
            "\(counted(runs, "run")), about \(duration(seconds)) on \(counted(threads, "thread"))")
        }, progress: { bar.show($0) })
      bar.clear()
      let report = JudgementsReport(file: file, check)
      reports.append(report)
      guard !json else { continue }
      for failure in check.failures {
        for line in (failure.sentence + ".").wrapped() { console.print(console.ink(line, .red)) }
      }
      for line in check.judgements.flatMap({ $0.lines(console.ink) }) { console.print(line) }
      console.print(report.line)
    }
    if json { try console.output(jsonText(reports)) }
    return reports.contains(where: \.hasFailed) ? .someFailed : .success
  }
}
