// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments
public import OutcomeTables

/// A study whose tables and pages are written.
public struct StudyEnding: Sendable {
  /// What was found.
  public let assessment: Assessment
  /// Where everything is.
  public let folder: StudyFolder
  /// Whether anything was run.
  public let isNew: Bool
  /// How many runs whose events were to be recorded do not repeat as the results have them.
  public let unrepeatable: Int
  /// How long the processes of the study simulated, in seconds.
  public let wallSeconds: Double
  /// The area of which outcomes were asked for.
  let area: String?

  /// Whether no run and no check failed, and all that was run again was the same.
  public var isWell: Bool {
    assessment.runs.failed == 0 && unrepeatable == 0
      && !assessment.checks.contains { $0.result == .failed }
  }

  /// What was found, for programs.
  public var findings: Findings {
    Findings(assessment, area: area, path: folder.path, isNew: isNew)
  }
}

/// A part of a study of which all that was to be run is there.
public struct ShardEnding: Hashable, Sendable {
  /// The part.
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
  /// How many there were to be.
  public let planned: Int
  /// The part of the study that was at work; nil for all of it.
  public internal(set) var shard: Shard?
}
