// SPDX-License-Identifier: GPL-3.0-or-later

public import Experiments
public import OutcomeTables

/// A study whose tables and pages are written.
public struct StudyEnding: Sendable {
  /// What a study of policies found; nil for a calibration.
  public let assessment: Assessment?
  /// What a calibration found; nil for a study of policies.
  public let calibration: CalibrationAssessment?
  /// Where everything is.
  public let folder: StudyFolder
  /// Whether anything was run.
  public let isNew: Bool
  /// How many runs did not repeat as the results have them when their events were recorded.
  public let unrepeatable: Int
  /// How long the processes of the study simulated, in seconds.
  public let wallSeconds: Double
  /// The area of which outcomes were asked for.
  let area: String?

  /// Whether no run and no check failed, and each replayed run was the same.
  public var isWell: Bool {
    runs.failed == 0 && unrepeatable == 0 && !checks.contains { $0.result == .failed }
  }

  /// How many runs, or islands of pasts, are planned, are there, and failed.
  public var runs: Manifest.Runs {
    calibration?.runs ?? assessment?.runs ?? Manifest.Runs(planned: 0, there: 0, failed: 0)
  }
  /// What the study found when it checked itself.
  public var checks: [Check] { calibration?.checks ?? assessment?.checks ?? [] }
  /// Why runs failed: the first few reasons, each once.
  public var reasons: [String] { calibration?.reasons ?? assessment?.reasons ?? [] }

  /// What a study of policies found, for programs; nil for a calibration.
  public var findings: Findings? {
    assessment.map { Findings($0, area: area, path: folder.path, isNew: isNew) }
  }
}

/// A shard whose runs are all there.
public struct ShardEnding: Hashable, Sendable {
  /// The shard.
  public let shard: Shard
  /// Its results file.
  public let results: String
  /// How many of its runs are there.
  public let there: Int
  /// How many of these failed.
  public let failed: Int
  /// Whether anything was run.
  public let isNew: Bool
}

/// A study whose task was cancelled, with what it keeps.
public struct Interruption: Error {
  /// Where the study is.
  public let folder: StudyFolder
  /// How many runs are there.
  public let there: Int
  /// How many are planned.
  public let planned: Int
  /// The shard that was at work; nil for the whole study.
  public internal(set) var shard: Shard?
}
