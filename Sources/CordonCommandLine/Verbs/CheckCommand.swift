// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CordonModel
import Experiments
import Foundation
import ScenarioFiles

/// `cordon check FILE...`.
struct CheckCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks the rules that a scenario file states under `expect`.",
    discussion: """
      A rule compares an outcome of the scenario, as it is or altered, with another one or with a \
      number:

        expect:
          - wait-investigation(staffing.investigators=+10%) <= wait-investigation
          - convictions(history.acceptance=0%, policy.levers.acceptance=0%) == 0

      PATH=VALUE is any parameter, areas.NAME.KEY or areas.*.KEY, history.LEVER or \
      policy.levers.LEVER; a value is written as in a file, or as a change such as +10% or -1. All \
      altered scenarios share their luck. A rule with <= or >= fails if the paired differences \
      contradict it; one with < or > holds if they show it; one with == holds if both sides are the \
      same in every future, bit for bit. True rules all hold in 99 of 100 checks or more. Rules are \
      a file's own: a scenario that extends it does not inherit them.

      The exit code is 1 where a rule fails.

      Example:
        cordon check scenarios/base.yaml --replications 20
      """)

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"))
  var files: [String]

  @OptionGroup(title: "Values") var values: ValueOptions

  @Option(help: ArgumentHelp("How many replications are simulated at a time.", valueName: "t"))
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Prints no progress and no remarks, only results and faults.")
  var quiet = false

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("check needs a scenario file") }
    guard (1...1_024).contains(threads) else {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads)")
    }
  }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    var failures = 0
    for (file, loaded) in zip(files, try values.load(files)) {
      guard !loaded.expectations.isEmpty else {
        console.print("\(file): no rules.")
        continue
      }
      let judgements = try await judgements(of: loaded, console: console)
      for judgement in judgements {
        for line in lines(on: judgement) { console.print(line) }
      }
      let failed = judgements.count { $0.verdict == .failed }
      let unknown = judgements.count { $0.verdict == .noCase }
      console.print(
        "\(file): \(judgements.count - failed - unknown) of \(judgements.count) rules held, "
          + "\(failed) failed" + (unknown > 0 ? ", \(unknown) had no case" : "") + ".")
      failures += failed
    }
    return failures == 0 ? .success : .someFailed
  }

  private func judgements(of loaded: LoadedScenario, console: Console) async throws -> [Judgement] {
    let replications = max(2, loaded.scenario.settings.replications)
    var study = try ExpectationStudy(loaded.expectations, replications: replications)
    let plan = study.plan
    let bar = ProgressBar(console: console, isShown: !quiet)
    try await plan.execute(
      threads: threads, checking: false,
      plannedSeconds: { seconds in
        if !quiet {
          console.remark(
            "\(grouped(plan.runs)) runs, about \(duration(seconds)) on \(threads) threads")
        }
      },
      progress: { bar.show($0) }, deliver: { study.add($0) })
    bar.clear()
    return study.judgements
  }

  private func lines(on judgement: Judgement) -> [String] {
    let sign =
      switch judgement.verdict {
      case .held: "held     "
      case .failed: "FAILED   "
      case .noCase: "no case  "
      }
    var rule = judgement.rule.text.wrapped(indent: sign.count)
    rule[0] = sign + rule[0].dropFirst(sign.count)
    return rule + "\(judgement.rule.place): \(numbers(of: judgement))".wrapped(indent: sign.count)
  }

  private func numbers(of judgement: Judgement) -> String {
    if judgement.rule.relation == .equal {
      guard let number = judgement.firstUnequal else { return "the same in every future." }
      return "not the same in replication \(number)."
    }
    let difference = judgement.difference
    guard difference.count > 0 else { return "no future has a value on both sides." }
    let readable = Readable(
      standardError: difference.standardError,
      size: max(abs(judgement.left.mean), abs(judgement.right.mean)))
    let interval = judgement.interval
    return "\(readable(judgement.left.mean)) against \(readable(judgement.right.mean)): difference "
      + "\(readable(difference.mean, signed: true)) (\(readable(interval.low, signed: true)) to "
      + "\(readable(interval.high, signed: true))) in \(grouped(difference.count)) futures."
  }
}
