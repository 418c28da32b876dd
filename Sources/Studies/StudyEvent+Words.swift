// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import OutcomeTables
import Texts

extension StudyForecast {
  /// What will be run, and how long it will take: `2 policies x 200 replications = 400 runs, about 20 s on 2
  /// threads`.
  public var words: String {
    let part = runsNow < runs ? ", of which \(grouped(runsNow)) now" : ""
    if let pasts {
      let all =
        most.map { " that fit, of at most \(grouped(runs * $0)) at a date" }
        ?? " = \(grouped(runs * pasts)) pasts at most"
      return "\(counted(runs, "island"))\(part) x \(counted(pasts, "past"))\(all), about "
        + "\(duration(seconds)) on \(counted(threads, "thread"))"
    }
    let factor = states > 1 ? counted(states, "state") + " x " : ""
    let more = condition.map { condition in
      ". The condition takes about \(duration(condition.seconds)) more: \(counted(condition.states, "state")) with "
        + "\(counted(condition.futures, "future")) each"
    }
    return (isOfCondition ? "The condition: " : "")
      + counted(policies, "policy", "policies") + " x " + factor
      + counted(replications, "replication") + " = " + counted(runs, "run") + part
      + ", about \(duration(seconds)) on \(counted(threads, "thread"))" + (more ?? "")
  }
}

extension StudyRemark {
  /// Whether it is a fault of the results, and not only something to know.
  public var isFault: Bool { if case .unrepeatable = self { true } else { false } }

  /// The remark as a sentence.
  public var words: String {
    switch self {
    case .there(let runs, let all):
      "\(counted(runs, of: all, "run")) \(inflected(runs, "is", "are")) there already."
    case .nothingToRun(let runs):
      (runs == 1 ? "The run was" : "All \(grouped(runs)) runs were")
        + " there already: nothing was run."
    case .crashed(let replication, let reason): "failed: replication \(replication): \(reason)."
    case .checksCrashed(let finding): "failed: \(finding)."
    case .otherProgram(let other, let present):
      "warning: these results were made by another program (\(other)); this is "
        + "\(present). --force makes all anew."
    case .otherVersion(let version):
      "warning: the study was begun by cordon \(version); this is \(cordonVersion), and its runs "
        + "may differ."
    case .filesUnreadable:
      "warning: the study's files cannot be read as they are now; the study goes on as it was planned."
    case .damaged(let runs):
      "warning: \(counted(runs, "run")) \(inflected(runs, "was", "were")) not as written, since "
        + "the file was damaged: \(inflected(runs, "it is", "they are")) run again."
    case .beyondPlan(let runs):
      "\(counted(runs, "run")) \(inflected(runs, "is", "are")) beyond the plan as it is now: "
        + "\(inflected(runs, "it stays", "they stay")) in results.sqlite, and no table has "
        + "\(inflected(runs, "it", "them"))."
    case .merged(let shards, let all, let runs):
      "\(counted(shards, of: all, "shard")) put together: "
        + "\(counted(runs, "run")) \(inflected(runs, "is", "are")) new."
    case .unrepeatable(let runs):
      "failed: \(counted(runs, "run")) \(inflected(runs, "does", "do")) not repeat as the results have "
        + "\(inflected(runs, "it", "them")), so events.csv leaves \(inflected(runs, "it", "them")) out: "
        + "another program made \(inflected(runs, "it", "them")), and --force makes all anew."
    }
  }
}

extension StudyEnding {
  /// What was run, and how long it took: `400 runs done, 0 failed, in 20 s`.
  public var words: String {
    let failed = checks.count { $0.result == .failed }
    return counted(runs.there - runs.failed, calibration == nil ? "run" : "island")
      + " done, \(grouped(runs.failed)) failed"
      + (failed == 0 ? "" : " (\(failed) of the study's own checks failed)")
      + ", in \(duration(wallSeconds))"
  }

  /// How many runs are still to come, as a sentence; nil if none is, or if precision decides.
  public var pendingWords: String? {
    guard runs.there < runs.planned, let assessment, assessment.precision == nil else { return nil }
    let pending = runs.planned - runs.there
    return "\(counted(pending, "run")) \(inflected(pending, "is", "are")) still to come."
  }
}

extension ShardEnding {
  /// What was run of the shard, as a sentence.
  public var words: String {
    "Shard \(shard.number) of \(shard.count): \(counted(there - failed, "run")) done, "
      + "\(grouped(failed)) failed\(isNew ? "" : "; all were there already")."
  }
}

extension Interruption {
  /// What is kept, and the command that goes on with the study.
  public var words: String {
    "Interrupted: \(counted(there, of: planned, "run")) \(inflected(there, "is", "are")) kept. Go on with: "
      + "cordon resume \(folder.path.escaped(for: .shell))"
      + (shard.map { " --shard \($0)" } ?? "")
  }
}
