// SPDX-License-Identifier: GPL-3.0-or-later

public import Experiments

/// What happens while a study is at work, in the order in which it happens.
///
/// A study hands each event to whoever watches it, one at a time; until the watcher returns, the study waits.
/// `AsyncStream.makeStream(of: StudyEvent.self)` gives a watcher that only yields and a stream to read from.
public enum StudyEvent: Sendable {
  /// What will be run, and about how long that takes: reported once, when the first replication is done.
  case planned(StudyForecast)
  /// So many runs are done; reported after each replication and each part of a merge, and while events are recorded.
  case progress(Progress)
  /// A run failed; the study goes on, unless its options say otherwise.
  case failed(FailedRun)
  /// The study has checked itself, and this is what it found: reported when all runs are there.
  case checked(Check)
  /// Something that readers of the results should know.
  case remark(StudyRemark)
  /// The tables and pages are written.
  case finished(StudyEnding)
}

/// What a study will run, and how long that takes.
public struct StudyForecast: Hashable, Sendable {
  /// How many policies there are.
  public let policies: Int
  /// How many states there are.
  public let states: Int
  /// How many replications each state has.
  public let replications: Int
  /// How many runs the whole study has.
  public let runs: Int
  /// How many of them are run now.
  public let runsNow: Int
  /// About how long these will take, in seconds.
  public let seconds: Double
  /// How many replications are simulated at a time.
  public let threads: Int
  /// How many pasts each run of a calibration simulates; nil for other studies.
  public var pasts: Int?
  /// How many pasts it simulates at most to reach a date, until as many as ``pasts`` fit; nil if it does not go on
  /// until then.
  public var most: Int?
  /// The short study after this one that says how far its answer holds; nil if there is none.
  public var condition: Condition?
  /// Whether this is that short study.
  public var isOfCondition = false
}

extension StudyForecast {
  /// The short study that says how far the answer holds.
  public struct Condition: Hashable, Sendable {
    /// How many states it has.
    public let states: Int
    /// How many futures each has.
    public let futures: Int
    /// About how long it takes, in seconds.
    public let seconds: Double
  }
}

/// A run that failed.
public struct FailedRun: Hashable, Sendable {
  /// The state and the replication.
  public let future: Sweep.Future
  /// The name of the policy.
  public let policy: String
  /// Why it failed, in words.
  public let reason: String
}

/// Something that readers of a study's results should know.
public enum StudyRemark: Hashable, Sendable {
  /// So many runs of those that were to be done are there already.
  case there(runs: Int, of: Int)
  /// All runs are there already, so many of them: nothing was run.
  case nothingToRun(runs: Int)
  /// A fault of the program ended an earlier process in this replication; its runs count as failed.
  case crashed(replication: Int, reason: String)
  /// A fault of the program ended an earlier process in the study's checks; they are not made again.
  case checksCrashed(finding: String)
  /// Another program made results that are there; both in words.
  case otherProgram(String, present: String)
  /// Another version began the study.
  case otherVersion(String)
  /// The study's files cannot be read as they are now: it goes on as it was planned.
  case filesUnreadable
  /// So many runs were not as they had been written, and are run again.
  case damaged(runs: Int)
  /// So many runs are beyond the plan as it is now; they are kept, and no table has them.
  case beyondPlan(runs: Int)
  /// Shards were merged: so many of them all, with so many runs that were not there before.
  case merged(shards: Int, of: Int, runs: Int)
  /// So many runs did not repeat as the results have them when their events were recorded.
  case unrepeatable(runs: Int)
}
