// SPDX-License-Identifier: GPL-3.0-or-later

import Studies
import Texts

/// PBS Pro and OpenPBS: a job array for each stretch of shards, and a merge that depends on their end.
///
/// An array of PBS has at least two indices, so a single shard is a plain job with its shard in a
/// variable. PBS does not tell a task how many tasks there are; the script does.
///
/// Source: qsub(1B) and qstat(1B), OpenPBS 22.
public struct PBSEngine: JobEngine {
  /// The engine; it has no state.
  public init() {}

  /// The variable that names the shard of a plain job.
  private static let shardVariable = "CORDON_SHARD"

  /// The scripts: of the shards, then of the merge.
  public func files(for plan: JobPlan) -> [JobFile] {
    [
      JobFile(
        name: "shards.sh",
        text: script(
          plan, name: plan.jobName(upTo: 15), log: "shard-^array_index^.log",
          threads: plan.resources.threads,
          about: """
            # Runs the shards of the study \(plan.study.escaped(for: .comment)): the index of a task is its shard, 1 to \(plan.shards).
            # What is done is not repeated, so any task may run again at any time.
            # Written by `cordon submit`; may be edited. By hand:
            #   qsub -J 1-\(plan.shards) \(shellCommand([plan.job("shards.sh")]))
            """,
          command: """
            # A single shard is no array: this variable names it, as PBS would name a task.
            if [ -n "${\(Self.shardVariable):-}" ]; then export PBS_ARRAY_INDEX="$\(Self.shardVariable)"; fi
            # exec: a signal of PBS reaches the program, which keeps what is done and ends.
            \(plan.exec(plan.shardArguments))
            """)),
      JobFile(
        name: "merge.sh",
        text: script(
          plan, name: "merge", log: "merge.log", threads: 1,
          about: """
            # Puts the shards of the study \(plan.study.escaped(for: .comment)) together and writes its tables; says which shards
            # are missing if they are not all there.
            # Written by `cordon submit`; may be edited.
            """,
          command: plan.exec(plan.mergeArguments))),
    ]
  }

  private func script(
    _ plan: JobPlan, name: String, log: String, threads: Int, about: String, command: String
  ) -> String {
    let resources = plan.resources
    let memory = resources.mebibytes.map { ":mem=\($0)mb" } ?? ""
    return """
      #!/bin/bash
      \(about)
      \(directives(
        "PBS",
        [
          // Older versions take 15 characters.
          "-N \(name)", "-j oe", "-o \(plan.job(log).escaped(for: .shell))", "-r y",
          "-l select=1:ncpus=\(threads)\(memory)",
          resources.seconds.map { "-l walltime=\(clockTime($0))" },
          resources.partition.map { "-q \($0.escaped(for: .shell))" },
          resources.account.map { "-A \($0.escaped(for: .shell))" },
        ]))
      \(command)

      """
  }

  /// The commands that submit the given shards.
  public func submissions(of shards: [Int], in plan: JobPlan) -> [[String]] {
    indexRanges(shards).map { range in
      let which =
        range.count == 1
        ? [
          "-v", "\(Self.shardVariable)=\(range.lowerBound)", "-o",
          plan.job("shard-\(range.lowerBound).log"),
        ] : ["-J", "\(range.lowerBound)-\(range.upperBound)"]
      return ["qsub"] + which + [plan.job("shards.sh")]
    }
  }

  /// The command that submits the merge after jobs, however they end.
  public func mergeSubmission(after jobs: [String], in plan: JobPlan) -> [String] {
    let condition = jobs.isEmpty ? [] : ["-W", "depend=afterany:\(jobs.joined(separator: ":"))"]
    return ["qsub"] + condition + [plan.job("merge.sh")]
  }

  /// The name as qsub prints it.
  public func job(in output: String) -> String { String(output.prefix { !$0.isWhitespace }) }

  /// None: qstat does not name the tasks of an array one by one.
  public func query(of job: String) -> [String]? { nil }
}
