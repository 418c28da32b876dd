// SPDX-License-Identifier: GPL-3.0-or-later

import Studies
import Texts

/// Slurm: a job array, and a merge that depends on its end.
///
/// The merge waits with `afterany`. With `afterok` it would wait for ever after a task has failed once,
/// even if the task's second attempt went well. The merge itself checks that the set is complete. Logs
/// are appended to: a second attempt must not erase what the first one said.
///
/// Source: sbatch(1), squeue(1), Slurm 22.05.
public struct SlurmEngine: JobEngine {
  /// The engine; it has no state.
  public init() {}

  /// The scripts: of the shards, then of the merge.
  public func files(for plan: JobPlan) -> [JobFile] {
    [
      JobFile(
        name: "shards.sh",
        text: script(
          plan, name: plan.study, log: "shard-%a.log", threads: plan.resources.threads,
          about: """
            # Runs the shards of the study \(plan.study.escaped(for: .comment)): the index of a task is its shard, 1 to \(plan.shards).
            # What is done is not repeated, so any task may run again at any time.
            # Written by `cordon submit`; may be edited. By hand:
            #   sbatch --array=1-\(plan.shards) \(shellCommand([plan.job("shards.sh")]))
            """,
          arguments: plan.shardArguments)),
      JobFile(
        name: "merge.sh",
        text: script(
          plan, name: "merge-\(plan.study)", log: "merge.log", threads: 1,
          about: """
            # Puts the shards of the study \(plan.study.escaped(for: .comment)) together and writes its tables; says which shards
            # are missing if they are not all there.
            # Written by `cordon submit`; may be edited.
            """,
          arguments: plan.mergeArguments)),
    ]
  }

  private func script(
    _ plan: JobPlan, name: String, log: String, threads: Int, about: String, arguments: [String]
  ) -> String {
    let resources = plan.resources
    return """
      #!/bin/bash
      \(about)
      \(directives(
        "SBATCH",
        [
          "--job-name=\(name.escaped(for: .shell))",
          "--output=\(plan.job(log).escaped(for: .shell))", "--open-mode=append",
          "--ntasks=1", "--cpus-per-task=\(threads)", "--requeue",
          resources.seconds.map { "--time=\(clockTime($0))" },
          resources.mebibytes.map { "--mem=\($0)M" },
          resources.partition.map { "--partition=\($0.escaped(for: .shell))" },
          resources.account.map { "--account=\($0.escaped(for: .shell))" },
        ]))
      # exec: a signal of Slurm reaches the program, which keeps what is done and ends.
      \(plan.exec(arguments))

      """
  }

  /// The commands that submit the given shards.
  public func submissions(of shards: [Int], in plan: JobPlan) -> [[String]] {
    [["sbatch", "--parsable", "--array=\(indexList(shards))", plan.job("shards.sh")]]
  }

  /// The command that submits the merge after jobs, however they end.
  public func mergeSubmission(after jobs: [String], in plan: JobPlan) -> [String] {
    let condition =
      jobs.isEmpty ? [] : ["--dependency=afterany:\(jobs.joined(separator: ":"))"]
    return ["sbatch", "--parsable"] + condition + [plan.job("merge.sh")]
  }

  /// The number of the job.
  ///
  /// If several clusters are joined, sbatch adds the name of one: `17;north`.
  public func job(in output: String) -> String {
    String(output.prefix { $0 != ";" && !$0.isWhitespace })
  }

  /// Asks squeue for the indices of tasks that wait or run.
  public func query(of job: String) -> [String]? {
    ["squeue", "--noheader", "--array", "--jobs", job, "--format", "%K"]
  }
}
