// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Experiments
import OutcomeTables
import ScenarioFiles

/// Which part of a sweep a process runs: `3/8`.
struct Shard: ExpressibleByArgument, Hashable {
  let number: Int
  let count: Int

  init?(argument: String) {
    let numbers = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let number = numbers[0], let count = numbers[1], count > 0,
      (1...count).contains(number), count <= 1_000_000
    else { return nil }
    self.number = number
    self.count = count
  }
}

/// `cordon sweep FILE`.
struct SweepCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Runs policies over many states of the world.",
    discussion: """
      The file says which policies are compared and what varies between states: a grid, a list, a \
      table, or a sample (docs/experiments.md). The plan is written before the first run; each run is \
      kept as it comes, so that a sweep may be stopped at any moment and resumed. A run that fails is \
      a row with its reason, and the others go on.

      Examples:
        cordon sweep scenarios/sweeps/small-grid.yaml
        cordon sweep study.yaml --shard 3/8      # one of eight processes or machines
        cordon merge notebooks-out/study-1a2b3c4d
      """)

  @Argument(help: ArgumentHelp("A file with policies and states.", valueName: "file"))
  var file: String

  @OptionGroup(title: "Values") var values: ValueOptions
  @OptionGroup(title: "Runs") var run: RunOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "What is shown") var show: ShowOptions

  @Option(
    help: ArgumentHelp(
      "Runs one of several parts, with results of its own; `cordon merge` puts them together.",
      valueName: "i/n"))
  var shard: Shard?

  @Flag(help: "Keeps the outcomes by month: some sixty times the room of the outcomes themselves.")
  var months = false

  @Flag(help: "Keeps the outcomes by area.")
  var areas = false

  func perform(arguments: [String], console: Console) async throws -> Exit {
    var detail: Detail = []
    if months { detail.insert(.months) }
    if areas { detail.insert(.areas) }
    let request = StudyRequest(
      verb: .sweep, files: [file], values: values.settings, detail: detail)
    guard let shard else {
      return try await NewStudy(
        request: request, run: run, output: output, show: show, arguments: arguments
      ).perform(console: console)
    }
    return try await runShard(shard, request, arguments: arguments, console: console)
  }

  private func runShard(
    _ shard: Shard, _ request: StudyRequest, arguments: [String], console: Console
  ) async throws -> Exit {
    let planned = try request.plan()
    let study = Study(
      planned: planned, folder: StudyFolder(of: planned.sweep, in: output.output), run: run,
      arguments: arguments, console: console)
    for warning in planned.warnings { study.remark(warning.description) }
    let work = Work(shard: shard.number, of: shard.count, in: study.sweep)
    try study.folder.make(withShards: true)
    let store = try StudyStore(
      at: study.folder.results(ofShard: shard.number, of: shard.count), for: study.sweep,
      places: work.places, texts: study.texts, inputs: planned.inputs)
    try study.refuseOtherVersion(store)
    let isNew = try await study.runMissing(work, in: store)
    let counts = try store.counts()
    study.remark(
      "Shard \(shard.number) of \(shard.count): \(grouped(counts.there - counts.failed)) runs done, "
        + "\(grouped(counts.failed)) failed\(isNew ? "" : "; all were there already").")
    study.remark("Results: \(store.path)")
    study.remark("When all shards are done: cordon merge \(study.folder.path)")
    return counts.failed == 0 ? .success : .someFailed
  }
}
