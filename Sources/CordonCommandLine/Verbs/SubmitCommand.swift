// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Cluster
import CordonModel
import Declarations
import Experiments
import Foundation
import OutcomeTables
import ScenarioFiles
import Studies
import Texts

/// `cordon submit FILE`.
struct SubmitCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Gives a sweep to a cluster as an array of jobs, and the merge after it.",
    discussion: """
      Writes the study's folder with its plan and the scripts in jobs/, submits one task for each shard \
      that is not done, and a merge that runs when they have ended and refuses a set that is not \
      complete. Given again, or with the study's folder, it submits only what is missing and not \
      queued, with the scripts as they are by then; nothing is repeated. docs/cluster.md shows how.

      Examples:
        cordon submit study.yaml --engine slurm --shards 50 --time 2:00:00 --dry-run
        cordon submit study.yaml --engine pbs --shards 50 --partition workq --account abc
        cordon submit notebooks-out/study-1a2b3c4d        # what was lost or killed
      """)

  @Argument(
    help: ArgumentHelp("A file with policies and states, or a study's folder.", valueName: "file"),
    completion: .file(), transform: userPath)
  var file: String

  @Option(
    help: ArgumentHelp(
      "The scheduler: \(BatchEngine.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var engine: BatchEngine?

  @Option(help: ArgumentHelp("Into how many shards the sweep is split.", valueName: "n"))
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
  @OptionGroup(title: "Values") var values: ValueOptions
  @OptionGroup(title: "What is kept") var kept: DetailOptions
  @OptionGroup(title: "What is written") var recorded: EventOptions

  /// Whether the scripts of an earlier submission are taken as they are.
  private var keepsScripts: Bool { engine == nil && !task.isGiven }

  func validate() throws {
    guard !output.isEmpty else { throw ValidationError("--output must name a folder") }
    if let shards, !(1...Shard.most).contains(shards) {
      throw ValidationError("--shards must be from 1 to \(Shard.most), not \(shards)")
    }
  }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let study = try study(console: console)
    let earlier = try Submission(in: study.folder)
    let submission = try submission(of: study, after: earlier)
    if !keepsScripts { try task.check(for: submission.engine) }
    let plan = try jobPlan(of: study, in: submission)
    let runs = "\(counted(study.sweep.runs, "run")) in \(counted(plan.shards, "shard"))"
    let scheduler: (any JobEngine)? =
      switch submission.engine {
      case .slurm: SlurmEngine()
      case .pbs: PBSEngine()
      case .kubernetes: nil
      }
    let files = scheduler?.files(for: plan) ?? kubernetes.files(for: plan)
    if dryRun {
      show(files, scheduler?.submissions(of: Array(1...plan.shards), in: plan) ?? [], console)
      return .success
    }

    let there = try planned(study, isNew: earlier == nil)
    try Submitter.write(files, at: study.folder, keepsOthers: keepsScripts, force: force)
    try submission.note(in: study.folder)
    console.print("\(runs).")
    guard let scheduler else {
      console.print(
        "Nothing is submitted from here: \(study.folder.path)/jobs/shards.yaml says how to")
      console.print("give the plan in \(study.folder.path) and the jobs to Kubernetes.")
      return .success
    }
    let submitter = Submitter(engine: scheduler, plan: plan, folder: study.folder)
    let choice = try submitter.choose(after: earlier)
    let isMerged = there == study.sweep.runs
    if !choice.done.isEmpty { console.print(words(choice.done, "done already")) }
    if !choice.queued.isEmpty { console.print(words(choice.queued, "in the queue already")) }
    if choice.missing.isEmpty, isMerged || !choice.queued.isEmpty {
      console.print("Nothing is submitted.")
      return .success
    }
    if prepare {
      console.print("Nothing is submitted. By hand:")
      for words in scheduler.submissions(of: choice.missing, in: plan) {
        console.print("  " + SchedulerCommand(words: words).text)
      }
      return .success
    }
    let submitted = try submitter.submit(choice, submission) { try $0.note(in: study.folder) }
    if !choice.missing.isEmpty { console.print(words(choice.missing, "submitted")) }
    if let words = submitted.words { console.print("\(words), which waits for the shards to end.") }
    console.print("Follow it:      cordon status \(study.folder.path.escaped(for: .shell))")
    console.print("What they say:  \(study.folder.path)/jobs/*.log")
    console.print("If one is lost: cordon submit \(study.folder.path.escaped(for: .shell))")
    return .success
  }

  /// The study that the file asks for, or that the folder has.
  private func study(console: Console) throws -> Study {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), isFolder.boolValue
    else {
      let request = StudyRequest(
        verb: .sweep, files: [file], values: values.settings, detail: kept.detail,
        events: recorded.events, searching: .ofProcess)
      let planned = try request.plan(searching: .ofProcess)
      for warning in planned.warnings { console.remark(warning.description) }
      return Study(planned, in: StudyFolder(of: planned.sweep, in: output))
    }
    guard values.settings.isEmpty, kept.detail.isEmpty, recorded.events == nil else {
      throw ValidationError("a study's folder has its plan: nothing can be set in it")
    }
    let folder = StudyFolder(file)
    return Study(try StoredStudy(in: folder).planned(), in: folder)
  }

  /// What is to be submitted: as the options say, or as it was.
  private func submission(of study: Study, after earlier: Submission?) throws -> Submission {
    guard let engine = engine ?? earlier?.engine, let shards = shards ?? earlier?.shards else {
      throw ValidationError("--engine and --shards say where the study goes, and in how many parts")
    }
    guard study.sweep.first.precision.isEmpty else {
      throw ValidationError(
        "`precision` looks at the replications one after the other, so it cannot be split into shards"
      )
    }
    guard shards <= study.sweep.futures else {
      throw ValidationError(
        "--shards \(shards): the plan has only \(counted(study.sweep.futures, "replication")) to share out"
      )
    }
    if let split = ShardSet.begun(in: study.folder), split != shards {
      throw StudyFault(
        .refused, study.folder.path,
        "this study has results of \(counted(split, "shard")): it cannot go on as \(grouped(shards))"
      )
    }
    guard var submission = earlier, submission.engine == engine else {
      return Submission(engine: engine, shards: shards)
    }
    submission.shards = shards
    return submission
  }

  /// - Throws: What cannot stand in a script, all at once.
  private func jobPlan(of study: Study, in submission: Submission) throws -> JobPlan {
    let folder = URL(fileURLWithPath: study.folder.path).standardizedFileURL.path
    let name = URL(fileURLWithPath: folder).lastPathComponent
    let isKubernetes = submission.engine == .kubernetes
    try task.refuseDangers(andFolder: folder)
    let own =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "cordon"
    return JobPlan(
      study: name, folder: isKubernetes ? "\(task.mount)/\(name)" : folder,
      program: task.program ?? (isKubernetes ? "cordon" : own.escaped(for: .shell)),
      shards: submission.shards, resources: task.resources)
  }

  private var kubernetes: KubernetesEngine {
    KubernetesEngine(image: task.image ?? "", claim: task.claim ?? "", mount: task.mount)
  }

  /// Prints the scripts and how they would be submitted.
  private func show(
    _ files: [JobFile], _ submissions: [[String]], _ console: Console
  ) {
    let isYAML = files.contains { $0.name.hasSuffix(".yaml") }
    console.output(files.map(\.text).joined(separator: isYAML ? "---\n" : "\n"))
    for words in submissions { console.remark("Would run: " + SchedulerCommand(words: words).text) }
    console.remark("Nothing was written or submitted.")
  }

  /// Writes the results file with the whole plan, and leaves it for the merge.
  ///
  /// - Returns: How many runs are merged already.
  /// - Throws: A refusal where one process has begun the study: its runs would be done again.
  private func planned(_ study: Study, isNew: Bool) throws -> Int {
    let there = try study.writePlan()
    guard !isNew || there == 0 else {
      throw StudyFault(
        .refused, study.folder.path,
        "\(counted(there, "run")) of this study \(inflected(there, "was", "were")) done without shards: `cordon resume` goes on with "
          + "them; another --output begins anew")
    }
    return there
  }

  /// What becomes of some shards: `Shards 2-4,7: submitted.`.
  private func words(_ numbers: [Int], _ what: String) -> String {
    "\(inflected(numbers.count, "Shard")) \(indexList(numbers)): \(what)."
  }
}
