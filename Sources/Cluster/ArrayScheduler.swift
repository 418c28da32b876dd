// SPDX-License-Identifier: GPL-3.0-or-later

/// A scheduler that runs a job as an array of tasks.
///
/// Its variables tell each task which one it is.
struct ArrayScheduler: Sendable {
  /// Where the indices of an array begin.
  enum Base: Hashable, Sendable {
    /// At the same number for every array.
    case fixed(Int)
    /// Where the user says.
    case chosen
  }

  /// Which variables tell how many tasks there are.
  enum Extent: Sendable {
    /// None.
    case unknown
    /// The variable with the number of tasks.
    case count(String)
    /// Three variables hold the first index, the last one and the step between two. `count`, if the
    /// scheduler has it, holds the number of tasks.
    case range(first: String, last: String, step: String, count: String?)
  }

  let name: String
  /// The variable with the task's index.
  let index: String
  let base: Base
  let extent: Extent
  /// What the variables hold in a job that is no array; nil if the scheduler does not set them then.
  var notAnArray: String? = nil

  /// All schedulers that Cordon knows.
  ///
  /// Each row follows the scheduler's own manual or source: sbatch(1); qsub(1B) of OpenPBS; TORQUE 4
  /// "Job arrays"; submit(1) of Grid Engine 8.1; IBM Spectrum LSF 10.1 "Environment variables"; oarsub(1)
  /// and `IO.pm` of OAR 2.5; AWS Batch "Job environment variables"; Kubernetes "Indexed Job";
  /// Cloud Run "Container runtime contract"; Tencent BatchCompute; parallel(1). The rows of Google Batch and
  /// Fujitsu's TCS follow scripts of their users. Only those of Slurm and GNU parallel were tried.
  static let all: [ArrayScheduler] = [
    ArrayScheduler(
      name: "Slurm", index: "SLURM_ARRAY_TASK_ID", base: .chosen,
      extent: .range(
        first: "SLURM_ARRAY_TASK_MIN", last: "SLURM_ARRAY_TASK_MAX",
        step: "SLURM_ARRAY_TASK_STEP", count: "SLURM_ARRAY_TASK_COUNT")),
    ArrayScheduler(
      name: "PBS Pro or OpenPBS", index: "PBS_ARRAY_INDEX", base: .chosen, extent: .unknown),
    ArrayScheduler(name: "TORQUE", index: "PBS_ARRAYID", base: .chosen, extent: .unknown),
    ArrayScheduler(
      name: "Grid Engine", index: "SGE_TASK_ID", base: .chosen,
      extent: .range(
        first: "SGE_TASK_FIRST", last: "SGE_TASK_LAST", step: "SGE_TASK_STEPSIZE", count: nil),
      notAnArray: "undefined"),
    ArrayScheduler(
      name: "LSF", index: "LSB_JOBINDEX", base: .fixed(1), extent: .unknown, notAnArray: "0"),
    ArrayScheduler(name: "OAR", index: "OAR_ARRAY_INDEX", base: .fixed(1), extent: .unknown),
    ArrayScheduler(
      name: "AWS Batch", index: "AWS_BATCH_JOB_ARRAY_INDEX", base: .fixed(0),
      extent: .count("AWS_BATCH_JOB_ARRAY_SIZE")),
    ArrayScheduler(
      name: "Kubernetes", index: "JOB_COMPLETION_INDEX", base: .fixed(0), extent: .unknown),
    ArrayScheduler(
      name: "Cloud Run", index: "CLOUD_RUN_TASK_INDEX", base: .fixed(0),
      extent: .count("CLOUD_RUN_TASK_COUNT")),
    ArrayScheduler(
      name: "Google Batch", index: "BATCH_TASK_INDEX", base: .fixed(0),
      extent: .count("BATCH_TASK_COUNT")),
    ArrayScheduler(
      name: "Tencent BatchCompute", index: "BATCH_TASK_INSTANCE_INDEX", base: .fixed(0),
      extent: .count("BATCH_TASK_INSTANCE_NUM")),
    ArrayScheduler(name: "Fujitsu TCS", index: "PJM_BULKNUM", base: .chosen, extent: .unknown),
    ArrayScheduler(name: "GNU parallel", index: "PARALLEL_SEQ", base: .fixed(1), extent: .unknown),
  ]

  /// The variables that tell how many tasks there are.
  var extentVariables: [String] {
    switch extent {
    case .unknown: []
    case .count(let count): [count]
    case .range(let first, let last, let step, let count):
      [first, last, step] + (count.map { [$0] } ?? [])
    }
  }
}
