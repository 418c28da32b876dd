// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Cluster
import Declarations
import Experiments
import Foundation
import OutcomeTables
import ScenarioFiles
import Studies

/// `cordon submit FILE`.
struct SubmitCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Gives a study to a cluster as an array of jobs, and the merge after it.",
    discussion: """
      It writes the study's folder, with the plan and the scripts in jobs/. It submits a task for each \
      shard that is not done, and a merge that runs after them and refuses an incomplete set. Given \
      again, or with the study's folder, it submits only the shards that are neither done nor queued, \
      with the scripts as they are now. docs/cluster.md has examples.

      With --pasts it is a calibration, as `cordon calibrate` makes it. Shards do not know each other, so \
      they simulate all pasts of the plan, however many match.

      Examples:
        cordon submit study.yaml --engine slurm --shards 50 --time 2:00:00 --dry-run
        cordon submit study.yaml --engine pbs --shards 50 --partition workq --account abc
        cordon submit base --pasts 40000 --engine slurm --shards 50 --time 1:00:00
        cordon submit notebooks-out/study-1a2b3c4d        # what was lost or killed
      """)

  @Argument(
    help: ArgumentHelp(
      "A file with policies and states, or with a record to calibrate to; or a study's folder.",
      valueName: "file"),
    completion: .file(), transform: userPath)
  var file: String

  @Option(
    help: ArgumentHelp(
      "The scheduler: \(BatchEngine.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var engine: BatchEngine?

  @Option(help: ArgumentHelp("Into how many shards the study is split.", valueName: "n"))
  var shards: Int?

  @Flag(help: "Prints the scripts, and writes and submits nothing.")
  var dryRun = false

  @Flag(help: "Writes the plan and the scripts, and submits nothing.")
  var prepare = false

  @Flag(help: "Replaces scripts that say something else.")
  var force = false

  @Option(
    help: ArgumentHelp("The folder in which the study's folder is made.", valueName: "dir"),
    completion: .directory, transform: userPath)
  var output = "notebooks-out"

  @OptionGroup(title: "Each task") var task: ResourceOptions
  @OptionGroup(title: "A calibration") var sample: SampleOptions
  @OptionGroup(title: "Values") var values: ValueOptions
  @OptionGroup(title: "What is kept") var kept: DetailOptions
  @OptionGroup(title: "What is written") var recorded: EventOptions

  func validate() throws {
    guard !output.isEmpty else { throw ValidationError("--output must name a folder") }
    if let shards, !(1...Shard.most).contains(shards) {
      throw ValidationError("--shards must be from 1 to \(Shard.most), not \(shards)")
    }
    guard sample.pasts != nil else {
      guard sample.effective == nil, sample.island == nil else {
        throw ValidationError("--effective and --island are for a calibration: give --pasts too")
      }
      return
    }
    try SampleOptions.refuseReplications(values)
    guard kept.detail == [], recorded.events == nil else {
      throw ValidationError("a calibration keeps pasts: no --months, --areas or --events")
    }
  }

  /// What is asked for: a calibration if pasts are, or else a sweep.
  private var request: StudyRequest {
    guard sample.pasts == nil else { return sample.request(calibrating: file, values) }
    return StudyRequest(
      verb: .sweep, files: [file], values: values.settings, detail: kept.detail,
      events: recorded.events, searching: .ofProcess)
  }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let own =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "cordon"
    let (study, warnings) = try Study.asked(
      by: request, orIn: file, output: output, searching: .ofProcess)
    for warning in warnings { console.remark(warning) }
    let cluster = try ClusterStudy(
      study, engine: engine, shards: shards, task: task.request, program: own)
    if dryRun {
      show(cluster, console)
      return .success
    }
    let choice = try cluster.prepare(force: force)
    let (sweep, path) = (cluster.study.sweep, cluster.study.folder.path)
    let noun = cluster.study.planned.calibration == nil ? "run" : "island"
    console.print("\(counted(sweep.runs, noun)) in \(counted(cluster.plan.shards, "shard")).")
    guard let choice else {
      console.print("Nothing is submitted from here: \(path)/jobs/shards.yaml says how to")
      console.print("give the plan in \(path) and the jobs to Kubernetes.")
      return .success
    }
    if !choice.done.isEmpty { console.print(words(choice.done, "done already")) }
    if !choice.queued.isEmpty { console.print(words(choice.queued, "in the queue already")) }
    if choice.isEmpty {
      console.print("Nothing is submitted.")
      return .success
    }
    if prepare {
      console.print("Nothing is submitted. By hand:")
      for command in cluster.commands(for: choice.missing) { console.print("  " + command) }
      return .success
    }
    let jobs = try cluster.submit(choice)
    if !choice.missing.isEmpty { console.print(words(choice.missing, "submitted")) }
    if let jobs { console.print("\(jobs), which waits for the shards to end.") }
    for hint in cluster.hints { console.print(hint) }
    return .success
  }

  /// Prints the scripts and how they would be submitted.
  private func show(_ cluster: ClusterStudy, _ console: Console) {
    let isYAML = cluster.files.contains { $0.name.hasSuffix(".yaml") }
    console.output(cluster.files.map(\.text).joined(separator: isYAML ? "---\n" : "\n"))
    for command in cluster.commands() { console.remark("Would run: " + command) }
    console.remark("Nothing was written or submitted.")
  }

  /// What becomes of some shards: `Shards 2-4,7: submitted.`.
  private func words(_ numbers: [Int], _ what: String) -> String {
    "\(inflected(numbers.count, "Shard")) \(indexList(numbers)): \(what)."
  }
}
