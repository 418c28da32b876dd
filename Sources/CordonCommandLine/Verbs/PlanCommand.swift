// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CordonModel
import Declarations
import Digests
import Experiments
import Foundation
import OutcomeTables
import ScenarioFiles
import Studies

/// `cordon plan FILE...`.
struct PlanCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Says what a study would run and how long that would take, and writes nothing.",
    discussion: """
      Runs a few replications as a pilot to guess the time and the room on disk.

      Examples:
        cordon plan scenarios/cooperate.yaml scenarios/clampdown.yaml --replications 1000
        cordon plan scenarios/sweeps/where-it-flips.yaml
      """)

  @Argument(
    help: ArgumentHelp("Scenario files, or a file with states.", valueName: "file"),
    completion: .scenarioFile, transform: userPath)
  var files: [String]

  @OptionGroup(title: "Values") var values: ValueOptions
  @OptionGroup(title: "Runs") var run: RunOptions

  @Option(help: ArgumentHelp("How many replications the pilot runs.", valueName: "n"))
  var pilot = 3

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("plan needs a scenario file") }
    guard (1...1_000).contains(pilot) else {
      throw ValidationError("--pilot must be from 1 to 1000, not \(pilot)")
    }
  }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let request = StudyRequest(
      verb: files.count > 1 ? .compare : .sweep, files: files, values: values.settings,
      detail: files.count > 1 ? .usual : [], searching: .ofProcess)
    let planned = try request.plan(searching: .ofProcess)
    let sweep = planned.sweep
    for warning in planned.warnings where !run.quiet { console.remark(warning.description) }
    console.print(console.headline("\(sweep.name), plan \(sweep.digest.short)"))
    console.print()
    console.print("policies      \(sweep.policies.joined(separator: ", "))")
    console.print("states        \(grouped(sweep.states))")
    for factor in sweep.factors { console.print("  varies      \(factor.path)") }
    console.print(
      "replications  \(grouped(sweep.replications.count)), seed \(sweep.first.seed)")
    console.print("runs          \(grouped(sweep.runs))")
    for line in try pilotLines(sweep) { console.print(line) }
    return .success
  }

  /// Runs a few futures spread over the states.
  private func pilotLines(_ sweep: Sweep) throws -> [String] {
    let pilot = try Pilot(of: sweep, futures: pilot)
    if let failure = pilot.failure { return ["pilot         FAILED: \(failure)"] }
    return [
      "time          about \(duration(pilot.seconds(threads: run.threads))) on \(counted(run.threads, "thread")) "
        + "(\(counted(pilot.futures, "replication")) took "
        + "\(duration(pilot.seconds)))",
      "results       about \(Self.size(pilot.bytesOfStudy)), and the tables two to three times as much",
    ]
  }

  private static func size(_ bytes: Double) -> String {
    switch bytes {
    case ..<1e6: "\(Int((bytes / 1e3).rounded(.up))) kB"
    case ..<1e9: "\(Int((bytes / 1e6).rounded(.up))) MB"
    default: "\(Int((bytes / 1e9).rounded(.up))) GB"
    }
  }
}
