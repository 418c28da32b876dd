// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Foundation
import OutcomeTables
public import Studies
import Texts

/// A study that a scheduler runs: an array of jobs for its shards, then a job that merges them.
///
/// A second submission takes only the shards that are neither done nor queued.
public struct ClusterStudy {
  /// The study.
  public let study: Study
  /// What the scheduler runs.
  public let plan: JobPlan
  /// The scripts or manifests.
  public let files: [JobFile]
  /// The scheduler, if it takes jobs from this machine; nil for Kubernetes.
  private let scheduler: (any JobEngine)?
  private let earlier: Submission?
  private let submission: Submission
  /// Whether the study keeps the scripts of an earlier submission.
  private let keepsScripts: Bool

  /// Plans the jobs of a study; writes nothing.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - engine: The scheduler; nil for that of the earlier submission.
  ///   - shards: Into how many shards the study is split; nil for as many as before.
  ///   - task: What each task may use.
  ///   - program: The path of this program.
  /// - Throws: A ``RequestFault`` or a refusal if the study cannot be submitted so; a fault of its folder.
  public init(
    _ study: Study, engine: BatchEngine?, shards: Int?, task: TaskRequest, program: String
  ) throws {
    self.study = study
    earlier = try Submission(in: study.folder)
    keepsScripts = engine == nil && !task.isGiven
    submission = try Self.submission(of: study, engine, shards, after: earlier)
    if !keepsScripts { try task.check(for: submission.engine) }
    let folder = URL(fileURLWithPath: study.folder.path).standardizedFileURL.path
    let name = URL(fileURLWithPath: folder).lastPathComponent
    let isKubernetes = submission.engine == .kubernetes
    try task.refuseDangers(andFolder: folder)
    plan = JobPlan(
      study: name, folder: isKubernetes ? "\(task.mount)/\(name)" : folder,
      program: task.program ?? (isKubernetes ? "cordon" : program.escaped(for: .shell)),
      shards: submission.shards, resources: task.resources)
    switch submission.engine {
    case .slurm: scheduler = SlurmEngine()
    case .pbs: scheduler = PBSEngine()
    case .kubernetes: scheduler = nil
    }
    files =
      scheduler?.files(for: plan)
      ?? KubernetesEngine(image: task.image ?? "", claim: task.claim ?? "", mount: task.mount)
      .files(for: plan)
  }

  /// The submission that is asked for; what is left out is taken from the earlier one.
  private static func submission(
    of study: Study, _ engine: BatchEngine?, _ shards: Int?, after earlier: Submission?
  ) throws -> Submission {
    guard let engine = engine ?? earlier?.engine, let shards = shards ?? earlier?.shards else {
      throw RequestFault(
        "give --engine and --shards: which scheduler takes the study, and in how many shards")
    }
    guard study.sweep.first.precision.isEmpty else {
      throw RequestFault(
        "`precision` looks at one replication after the other, so the study cannot be split into shards"
      )
    }
    guard shards <= study.sweep.futures else {
      let noun = study.planned.calibration == nil ? "replication" : "island"
      throw RequestFault(
        "--shards \(shards): the plan has only \(counted(study.sweep.futures, noun)) to share out"
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

  /// Writes the scripts, and a results file with the whole plan for the merge to fill.
  ///
  /// - Parameter force: Whether scripts that differ are replaced.
  /// - Returns: The shards to submit; nil if the scheduler takes no jobs from this machine.
  /// - Throws: A refusal if the study has runs that were done without shards, as they would be done again,
  ///   or if a script differs; a fault of the results or the scheduler.
  public func prepare(force: Bool) throws -> Submitter.Choice? {
    let there = try study.writePlan()
    guard earlier != nil || there == 0 else {
      throw StudyFault(
        .refused, study.folder.path,
        "\(counted(there, "run")) of this study \(inflected(there, "was", "were")) done without shards: `cordon resume` goes on with "
          + "them; another --output begins anew")
    }
    try Submitter.write(files, at: study.folder, keepsOthers: keepsScripts, force: force)
    try submission.note(in: study.folder)
    var choice = try submitter?.choose(after: earlier)
    choice?.isMerged = there == study.sweep.runs
    return choice
  }

  /// Submits shards and the merge after them.
  ///
  /// - Returns: The jobs, in words; nil if none was submitted.
  /// - Throws: What the scheduler refuses; the study remembers the jobs that it took.
  public func submit(_ choice: Submitter.Choice) throws -> String? {
    try submitter?.submit(choice, submission) { try $0.note(in: study.folder) }.words
  }

  /// The commands that submit shards, as a shell reads them; nil stands for all shards.
  public func commands(for shards: [Int]? = nil) -> [String] {
    (scheduler?.submissions(of: shards ?? Array(1...plan.shards), in: plan) ?? [])
      .map { SchedulerCommand(words: $0).text }
  }

  private var submitter: Submitter? {
    scheduler.map { Submitter(engine: $0, plan: plan, folder: study.folder) }
  }
}
