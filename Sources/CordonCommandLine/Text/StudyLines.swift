// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import OutcomeTables
import Studies
import Texts

/// What happens while a study is at work, as lines for people.
struct StudyLines: Sendable {
  private let console: Console
  private let isQuiet: Bool
  private let bar: ProgressBar

  init(_ console: Console, isQuiet: Bool) {
    self.console = console
    self.isQuiet = isQuiet
    bar = ProgressBar(console: console, isShown: !isQuiet)
  }

  /// Hands a study's events to the lines while it is at work, and leaves no progress on the screen.
  func watching<Result>(
    _ planned: PlannedStudy, in folder: StudyFolder, _ options: StudyOptions = StudyOptions(),
    _ body: (Study) async throws -> Result
  ) async throws -> Result {
    defer { bar.clear() }
    return try await body(
      Study(planned, in: folder, options: options) { event in self.show(event) })
  }

  /// Says something that is no result, unless nothing is to be said.
  func remark(_ line: String) {
    if !isQuiet { console.remark(line) }
  }

  /// Shows an event.
  func show(_ event: StudyEvent) {
    if case .progress(let progress) = event {
      bar.show(progress)
      return
    }
    bar.clear()
    switch event {
    case .progress: break
    case .planned(let forecast): remark(Self.words(forecast))
    case .remark(.unrepeatable(let runs)):
      // A fault of the results, which is said to who asked for no remarks too.
      console.remark(Self.words(unrepeatable: runs))
    case .remark(let note): remark(Self.words(note))
    // What failed and what the checks found is shown with the results, each reason once.
    case .failed, .checked, .finished: break
    }
  }

  /// The first line: what will be run, and how long it will take.
  private static func words(_ forecast: StudyForecast) -> String {
    if let pasts = forecast.pasts {
      let part =
        forecast.runsNow < forecast.runs ? ", of which \(grouped(forecast.runsNow)) now" : ""
      return "\(counted(forecast.runs, "island"))\(part) x \(counted(pasts, "past")) = "
        + "\(grouped(forecast.runs * pasts)) pasts at most, about \(duration(forecast.seconds)) on "
        + counted(forecast.threads, "thread")
    }
    let states = forecast.states > 1 ? counted(forecast.states, "state") + " x " : ""
    let part = forecast.runsNow < forecast.runs ? ", of which \(grouped(forecast.runsNow)) now" : ""
    return counted(forecast.policies, "policy", "policies") + " x " + states
      + counted(forecast.replications, "replication") + " = "
      + counted(forecast.runs, "run") + part + ", about \(duration(forecast.seconds)) on "
      + counted(forecast.threads, "thread")
  }

  private static func words(_ remark: StudyRemark) -> String {
    switch remark {
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
      "warning: the study's files cannot be read as they are now; it goes on as it was planned."
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
    case .unrepeatable(let runs): words(unrepeatable: runs)
    }
  }

  private static func words(unrepeatable runs: Int) -> String {
    let them = inflected(runs, "it", "them")
    return "failed: \(counted(runs, "run")) \(inflected(runs, "does", "do")) not repeat as the "
      + "results have \(them), so events.csv leaves \(them) out: another program made \(them), and --force "
      + "makes all anew."
  }
}

extension Interruption {
  /// What goes on with the study.
  var command: String {
    "cordon resume \(folder.path.escaped(for: .shell))" + (shard.map { " --shard \($0)" } ?? "")
  }
}

/// A length of time as people say it: `4 s`, `3 min 20 s`, `2 h 5 min`.
func duration(_ seconds: Double) -> String {
  guard seconds >= 0.95 else {
    return Readable(standardError: 0.1, size: 0)(max(0.1, seconds)) + " s"
  }
  let whole = Int(seconds.rounded())
  return switch whole {
  case ..<60: "\(whole) s"
  case ..<3_600: "\(whole / 60) min \(whole % 60) s"
  default: "\(grouped(whole / 3_600)) h \(whole % 3_600 / 60) min"
  }
}
