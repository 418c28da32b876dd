// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
public import OutcomeTables
import Studies
import Texts

/// Gives a scheduler those shards of a study that are not done.
public struct Submitter {
  let engine: any JobEngine
  let plan: JobPlan
  let folder: StudyFolder

  /// A submitter of the study in a folder.
  public init(engine: any JobEngine, plan: JobPlan, folder: StudyFolder) {
    self.engine = engine
    self.plan = plan
    self.folder = folder
  }

  /// Which shards are given to the scheduler, and which are not, and why.
  public struct Choice: Sendable {
    /// The shards to submit.
    public internal(set) var missing: [Int] = []
    /// The shards whose runs are all there.
    public internal(set) var done: [Int] = []
    /// The shards of an earlier submission that still wait or run.
    public internal(set) var queued: [Int] = []
    /// Whether every run of the study is merged.
    var isMerged = false

    /// Whether there is nothing to submit: neither a shard nor the merge.
    public var isEmpty: Bool { missing.isEmpty && (isMerged || !queued.isEmpty) }
  }

  /// Chooses the shards that are neither done nor still in the scheduler's queue.
  ///
  /// - Throws: A fault of the results of the shards.
  public func choose(after earlier: Submission?) throws -> Choice {
    let states = try ShardSet(in: folder, planned: plan.shards).states()
    var queued: Set<Int> = []
    for job in earlier?.jobs ?? [] { queued.formUnion(Self.queued(engine, job)) }
    return states.reduce(into: Choice()) { choice, state in
      if state.pending == 0 {
        choice.done.append(state.shard)
      } else if queued.contains(state.shard) {
        choice.queued.append(state.shard)
      } else {
        choice.missing.append(state.shard)
      }
    }
  }

  /// The shards of a job that wait or run; none if the scheduler no longer knows the job.
  private static func queued(_ engine: any JobEngine, _ job: String) -> [Int] {
    guard let words = engine.query(of: job), let text = try? SchedulerCommand(words: words).run()
    else { return [] }
    return text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
  }

  /// Submits shards, and a merge that waits for them and for earlier jobs.
  ///
  /// - Throws: What the scheduler refuses. By then `note` has received the jobs that it took.
  public func submit(
    _ choice: Choice, _ submission: Submission, note: (Submission) throws -> Void
  ) throws -> Submission {
    var submission = submission
    var waitsFor = choice.queued.isEmpty ? [] : submission.jobs
    submission.jobs = waitsFor
    for words in choice.missing.isEmpty ? [] : engine.submissions(of: choice.missing, in: plan) {
      let job = engine.job(in: try SchedulerCommand(words: words).run())
      waitsFor.append(job)
      submission.jobs.append(job)
      try note(submission)
    }
    let merge = SchedulerCommand(words: engine.mergeSubmission(after: waitsFor, in: plan))
    submission.merge = engine.job(in: try merge.run())
    try note(submission)
    return submission
  }

  /// Writes the scripts.
  ///
  /// A script that is there already and differs is kept, replaced or refused.
  ///
  /// - Parameters:
  ///   - files: The scripts.
  ///   - folder: The study's folder.
  ///   - keepsOthers: Whether a script that differs is kept.
  ///   - force: Whether a script that differs is replaced.
  /// - Throws: A refusal if a script differs; a fault if it cannot be written.
  public static func write(
    _ files: [JobFile], at folder: StudyFolder, keepsOthers: Bool, force: Bool
  ) throws {
    let jobs = "\(folder.path)/jobs"
    do {
      try FileManager.default.createDirectory(atPath: jobs, withIntermediateDirectories: true)
      for file in files {
        let path = "\(jobs)/\(file.name)"
        let data = Data(file.text.utf8)
        if let there = FileManager.default.contents(atPath: path), there != data, !force {
          guard keepsOthers else {
            throw StudyFault(
              .refused, path,
              "this script differs from what these options give: `cordon submit "
                + "\(folder.path.escaped(for: .shell))` uses it as it is; --force replaces it (then give all options again)"
            )
          }
          continue
        }
        try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        if file.name.hasSuffix(".sh") { chmod(path, 0o755) }
      }
    } catch let fault as StudyFault {
      throw fault
    } catch {
      throw StudyFault(.unusable, jobs, "cannot be written: \(error)")
    }
  }
}
