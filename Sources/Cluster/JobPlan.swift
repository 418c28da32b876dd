// SPDX-License-Identifier: GPL-3.0-or-later

import Studies

/// What a scheduler runs: the shards of a study, then the merge.
public struct JobPlan: Hashable, Sendable {
  /// What each task may use.
  public struct Resources: Hashable, Sendable {
    /// How many cores it has; it simulates as many replications at a time.
    public var threads = 1
    /// How long it may run, in seconds; nil for the scheduler's own limit.
    public var seconds: Int?
    /// How much memory it has, in mebibytes; nil for the scheduler's own limit.
    public var mebibytes: Int?
    /// Slurm's partition, or PBS's queue.
    public var partition: String?
    /// The account that pays.
    public var account: String?

    /// Makes resources; by default one core and the scheduler's own limits.
    public init(
      threads: Int = 1, seconds: Int? = nil, mebibytes: Int? = nil, partition: String? = nil,
      account: String? = nil
    ) {
      self.threads = threads
      self.seconds = seconds
      self.mebibytes = mebibytes
      self.partition = partition
      self.account = account
    }
  }

  /// The name of the study's folder.
  public let study: String
  /// The study's folder, absolute, as the tasks see it.
  public let folder: String
  /// How the tasks call the program, as a shell reads it.
  public let program: String
  /// Into how many shards the study is split.
  public let shards: Int
  /// What each task may use.
  public let resources: Resources

  /// A plan of a study in a folder.
  ///
  /// - Parameters:
  ///   - study: The name of the study's folder.
  ///   - folder: The study's folder, absolute, as the tasks see it.
  ///   - program: How the tasks call the program, as a shell reads it.
  ///   - shards: Into how many shards the study is split.
  ///   - resources: What each task may use.
  public init(study: String, folder: String, program: String, shards: Int, resources: Resources) {
    self.study = study
    self.folder = folder
    self.program = program
    self.shards = shards
    self.resources = resources
  }

  /// What a task runs: the shard that its index names.
  var shardArguments: [String] {
    [
      "resume", folder, "--as-planned", "--shard", "auto", "--shards", String(shards), "--threads",
      String(resources.threads),
    ]
  }

  /// What the last job runs.
  var mergeArguments: [String] { ["merge", folder] }

  /// A shell command that replaces the shell by the program: the scheduler's signals then reach the program.
  func exec(_ arguments: [String]) -> String {
    "exec \(program) \(shellCommand(arguments))"
  }
}

/// A file that a scheduler reads, in the study's folder `jobs`.
public struct JobFile: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// What it says.
  public let text: String
}

/// How a kind of scheduler takes a study.
public protocol JobEngine: Sendable {
  /// The scripts or manifests: first of the shards, then of the merge.
  func files(for plan: JobPlan) -> [JobFile]
  /// The commands that submit the given shards of a study in a folder; each prints the name of a job.
  func submissions(of shards: [Int], in plan: JobPlan) -> [[String]]
  /// The command that submits the merge, to run when the jobs have ended, however they end.
  func mergeSubmission(after jobs: [String], in plan: JobPlan) -> [String]
  /// The name of a job in what a submission printed.
  func job(in output: String) -> String
  /// The command that prints the indices of a job's tasks that have not ended; nil if there is none.
  func query(of job: String) -> [String]?
}

extension JobPlan {
  /// The path of a file in the folder of jobs.
  func job(_ name: String) -> String { "\(folder)/jobs/\(name)" }

  /// A name for the job that every scheduler takes: the study's name, with a hyphen for each character that
  /// is not an ASCII letter or digit.
  ///
  /// It begins with a letter.
  func jobName(upTo length: Int) -> String {
    let plain = study.lowercased().unicodeScalars.map { scalar in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
    }
    let name = String(plain.suffix(length).drop { !$0.isLetter })
    return name.isEmpty ? "study" : name
  }
}

/// The ranges of consecutive numbers: 1 to 4, 7, 9 to 12.
func indexRanges(_ numbers: [Int]) -> [ClosedRange<Int>] {
  numbers.reduce(into: []) { ranges, number in
    if let last = ranges.last, last.upperBound + 1 == number {
      ranges[ranges.count - 1] = last.lowerBound...number
    } else {
      ranges.append(number...number)
    }
  }
}

/// Numbers as schedulers and people read them: `1-4,7,9-12`.
public func indexList(_ numbers: [Int]) -> String {
  indexRanges(numbers).map { range in
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }.joined(separator: ",")
}
