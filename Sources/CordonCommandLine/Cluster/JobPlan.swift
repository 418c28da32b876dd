// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// What a scheduler is asked to run: a study in shards, and then the merge.
struct JobPlan: Hashable {
  /// What each task may use.
  struct Resources: Hashable {
    /// How many cores, and so many replications at a time.
    var threads = 1
    /// How long, in seconds; nil for the scheduler's own limit.
    var seconds: Int?
    /// How much memory, in mebibytes; nil for the scheduler's own limit.
    var mebibytes: Int?
    /// Slurm's partition, or PBS's queue.
    var partition: String?
    var account: String?
  }

  /// The name of the study's folder.
  let study: String
  /// The study's folder, absolute, as the tasks see it.
  let folder: String
  /// How the tasks call the program, as a shell reads it.
  let program: String
  /// Into how many shards the study is split.
  let shards: Int
  let resources: Resources

  /// What a task runs: the shard that its index names.
  var shardArguments: [String] {
    [
      "resume", folder, "--as-planned", "--shard", "auto", "--shards", String(shards), "--threads",
      String(resources.threads),
    ]
  }

  /// What runs in the end.
  var mergeArguments: [String] { ["merge", folder] }

  /// The command of a shell that becomes the program, so that the scheduler's signals reach it.
  func exec(_ arguments: [String]) -> String {
    "exec \(program) \(shellCommand(arguments))"
  }
}

/// A file that a scheduler reads, in the study's folder `jobs`.
struct JobFile: Hashable {
  let name: String
  let text: String
}

/// How a scheduler is given a study.
protocol JobEngine {
  /// The scripts or manifests: first of the shards, then of the merge.
  func files(for plan: JobPlan) -> [JobFile]
  /// The commands that submit the given shards of a study in a folder; each prints the name of a job.
  func submissions(of shards: [Int], in plan: JobPlan) -> [[String]]
  /// The command that submits the merge, to run when the jobs have ended, however they end.
  func mergeSubmission(after jobs: [String], in plan: JobPlan) -> [String]
  /// The name of a job in what a submission printed.
  func job(in output: String) -> String
  /// The command that prints the indices of a job's tasks that have not ended; nil where there is none.
  func query(of job: String) -> [String]?
}

extension JobPlan {
  /// The path of a file in the folder of jobs.
  func job(_ name: String) -> String { "\(folder)/jobs/\(name)" }

  /// A name for the job of which every scheduler takes every character: the study's, with a hyphen for what
  /// is not a letter or a digit of ASCII, and a letter first.
  func jobName(upTo length: Int) -> String {
    let plain = study.lowercased().unicodeScalars.map { scalar in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
    }
    let name = String(plain.suffix(length).drop { !$0.isLetter })
    return name.isEmpty ? "study" : name
  }
}

/// Words as a shell reads them.
func shellCommand(_ words: [String]) -> String {
  words.map { $0.escaped(for: .shell) }.joined(separator: " ")
}

/// Numbers as a scheduler's list of indices: `1-4,7,9-12`.
func indexRanges(_ numbers: [Int]) -> [ClosedRange<Int>] {
  numbers.reduce(into: []) { ranges, number in
    if let last = ranges.last, last.upperBound + 1 == number {
      ranges[ranges.count - 1] = last.lowerBound...number
    } else {
      ranges.append(number...number)
    }
  }
}

/// Ranges as a scheduler's list of indices, and as people read them: `1-4,7,9-12`.
func indexList(_ numbers: [Int]) -> String {
  indexRanges(numbers).map { range in
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }.joined(separator: ",")
}
