// SPDX-License-Identifier: GPL-3.0-or-later

import Studies
import Testing

@testable import Cluster

/// The variables of job arrays, as schedulers set them.
@Suite("Job arrays")
struct ArrayTaskTests {
  /// Variables as a scheduler sets them, what the user adds, and the shard that they mean.
  struct Example: CustomTestStringConvertible, Sendable {
    let name: String
    let variables: String
    var shards: Int? = nil
    var firstIndex: Int? = nil
    let shard: String

    var testDescription: String { name }

    /// The variables by name; `A=1 B=2` has two.
    static func environment(_ text: String) -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: text.split(separator: " ").map { word in
          let parts = word.split(separator: "=", omittingEmptySubsequences: false)
          return (String(parts[0]), String(parts[1]))
        })
    }
  }

  private static func slurm(_ id: Int, _ first: Int, _ last: Int, _ step: Int, _ count: Int)
    -> String
  {
    "SLURM_ARRAY_TASK_ID=\(id) SLURM_ARRAY_TASK_MIN=\(first) SLURM_ARRAY_TASK_MAX=\(last) "
      + "SLURM_ARRAY_TASK_STEP=\(step) SLURM_ARRAY_TASK_COUNT=\(count)"
  }

  static let examples = [
    Example(name: "Slurm, --array=0-7", variables: slurm(0, 0, 7, 1, 8), shard: "1/8"),
    Example(name: "Slurm, --array=1-8", variables: slurm(8, 1, 8, 1, 8), shard: "8/8"),
    Example(name: "Slurm, --array=1-9:4", variables: slurm(5, 1, 9, 4, 3), shard: "2/3"),
    Example(
      name: "Slurm, the list 2,7,11 of an array of 12", variables: slurm(7, 2, 11, 1, 3),
      shards: 12,
      shard: "7/12"),
    Example(
      name: "Slurm, one task of an array of 12", variables: slurm(7, 7, 7, 1, 1), shards: 12,
      shard: "7/12"),
    Example(
      name: "Slurm, a part of an array from 0", variables: slurm(7, 7, 7, 1, 1), shards: 12,
      firstIndex: 0, shard: "8/12"),
    Example(
      name: "PBS, -J 1-8", variables: "PBS_ARRAY_INDEX=3 PBS_ARRAY_ID=17[].host", shards: 8,
      shard: "3/8"),
    Example(
      name: "PBS, -J 0-7", variables: "PBS_ARRAY_INDEX=0", shards: 8, firstIndex: 0, shard: "1/8"),
    Example(name: "TORQUE, -t 1-8", variables: "PBS_ARRAYID=8", shards: 8, shard: "8/8"),
    Example(
      name: "Grid Engine, -t 2-10:2",
      variables: "SGE_TASK_ID=4 SGE_TASK_FIRST=2 SGE_TASK_LAST=10 SGE_TASK_STEPSIZE=2",
      shards: 5, shard: "2/5"),
    Example(name: "LSF, [1-8]", variables: "LSB_JOBINDEX=8", shards: 8, shard: "8/8"),
    Example(name: "OAR", variables: "OAR_ARRAY_INDEX=1 OAR_ARRAYINDEX=1", shards: 8, shard: "1/8"),
    Example(
      name: "AWS Batch", variables: "AWS_BATCH_JOB_ARRAY_INDEX=7 AWS_BATCH_JOB_ARRAY_SIZE=8",
      shard: "8/8"),
    Example(name: "Kubernetes", variables: "JOB_COMPLETION_INDEX=0", shards: 8, shard: "1/8"),
    Example(
      name: "Cloud Run", variables: "CLOUD_RUN_TASK_INDEX=2 CLOUD_RUN_TASK_COUNT=3", shard: "3/3"),
    Example(name: "GNU parallel", variables: "PARALLEL_SEQ=2", shards: 3, shard: "2/3"),
    Example(
      name: "LSF sets its index for every job, Grid Engine's says when it means nothing",
      variables: "LSB_JOBINDEX=0 SGE_TASK_ID=undefined SGE_TASK_FIRST=undefined PARALLEL_SEQ=1",
      shards: 3, shard: "1/3"),
    Example(
      name: "two that agree", variables: "PARALLEL_SEQ=3 JOB_COMPLETION_INDEX=2", shards: 4,
      shard: "3/4"),
  ]

  @Test("Each scheduler's variables mean one shard", arguments: examples)
  func readings(example: Example) throws {
    let task = try ArrayTask(
      in: Example.environment(example.variables), shards: example.shards,
      firstIndex: example.firstIndex)
    #expect("\(task.shard)" == example.shard)
    #expect(!task.variables.isEmpty)
  }

  @Test("Every task of an array has a shard of its own")
  func bijection() throws {
    for first in [0, 1, 5] {
      let numbers = try stride(from: first, through: first + 21, by: 3).map { id in
        try ArrayTask(
          in: Example.environment(Self.slurm(id, first, first + 21, 3, 8)), shards: 8
        ).shard.number
      }
      #expect(numbers == Array(1...8))
    }
  }

  @Test(
    "An array that does not begin at 0 or 1 may be a part of another one, and is no split of its own",
    arguments: [
      slurm(7, 7, 7, 1, 1), slurm(6, 5, 8, 1, 4),
      "SGE_TASK_ID=7 SGE_TASK_FIRST=7 SGE_TASK_LAST=7 SGE_TASK_STEPSIZE=1",
    ])
  func parts(variables: String) throws {
    let environment = Example.environment(variables)
    let fault = #expect(throws: ArrayTask.Fault.self) {
      try ArrayTask(in: environment, split: 8)
    }
    #expect(
      fault?.message.hasSuffix(
        ": this may be a part of an array: say with --shards how many shards there are (this study has "
          + "8: --shards 8), and with --first-index which index comes first if that is not 1")
        == true,
      "\(fault?.message ?? "")")
    #expect(try ArrayTask(in: environment, shards: 8).shard.count == 8)
  }

  static let faults = [
    ("", nil, "this is not a task of a job array"),
    ("LSB_JOBINDEX=0", 4, "this is not a task of a job array"),
    ("SLURM_ARRAY_TASK_ID=", 4, "this is not a task of a job array"),
    (
      "SLURM_ARRAY_TASK_COUNT=4", nil,
      "SLURM_ARRAY_TASK_COUNT=4, but SLURM_ARRAY_TASK_ID is not set"
    ),
    (
      "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=4", nil,
      "half set: SLURM_ARRAY_TASK_ID=1, but SLURM_ARRAY_TASK_MIN is not set"
    ),
    (slurm(7, 2, 11, 1, 3), nil, "say with --shards"),
    (slurm(9, 0, 7, 1, 8), nil, "the array does not have this index"),
    (slurm(0, 0, 3, 1, 4), 8, "there is no shard 0 of 8"),
    ("PBS_ARRAY_INDEX=3", nil, "PBS Pro or OpenPBS does not tell how many tasks there are"),
    ("PBS_ARRAY_INDEX=9", 8, "there is no shard 9 of 8"),
    ("PBS_ARRAY_INDEX=three", 8, "=three: must be a whole number of at most 1000000"),
    ("AWS_BATCH_JOB_ARRAY_INDEX=1", nil, "AWS_BATCH_JOB_ARRAY_SIZE is not set"),
    (
      "AWS_BATCH_JOB_ARRAY_INDEX=8 AWS_BATCH_JOB_ARRAY_SIZE=8", nil,
      "the array does not have this index"
    ),
    (
      "AWS_BATCH_JOB_ARRAY_INDEX=1 AWS_BATCH_JOB_ARRAY_SIZE=8", 4,
      "the array does not have 4 tasks, as --shards says"
    ),
    (
      "JOB_COMPLETION_INDEX=2 PARALLEL_SEQ=2", 4,
      "two schedulers say different things: Kubernetes shard 3/4 (JOB_COMPLETION_INDEX=2), "
        + "GNU parallel shard 2/4 (PARALLEL_SEQ=2)"
    ),
  ]

  @Test("What is missing, half set or contradictory is told by name", arguments: faults)
  func refusals(variables: String, shards: Int?, words: String) {
    let fault = #expect(throws: ArrayTask.Fault.self) {
      try ArrayTask(in: Example.environment(variables), shards: shards)
    }
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "nothing")")
  }

  @Test("An index that begins elsewhere is refused where a scheduler has one beginning")
  func fixedBase() {
    let fault = #expect(throws: ArrayTask.Fault.self) {
      try ArrayTask(in: ["JOB_COMPLETION_INDEX": "0"], shards: 4, firstIndex: 1)
    }
    #expect(fault?.message == "--first-index 1: the indices of Kubernetes begin at 0")
  }
}
