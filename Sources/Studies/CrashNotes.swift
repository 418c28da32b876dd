// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments
import Glibc
import OutcomeTables

/// Which future each thread of a study is at, so that a run which takes the whole process down is known
/// afterwards.
///
/// A fault of the program, such as a failed precondition, ends the process by a signal. Its handler writes
/// the position of the future that the faulting thread is at into a file beside the results; the next process
/// that goes on with the study notes that future's runs as failed instead of running into the same fault
/// for ever. A signal from outside (kill -9, a loss of power) leaves no note: its futures are run again.
///
/// Each study that is at work has notes of its own, and the process has one handler for all of them.
final class CrashNotes: Sendable {
  private let path: String
  /// The number of this watch, which no other one ever has.
  private let watch: Int64

  private static func path(_ results: String) -> String { results + ".crash" }

  /// Begins to watch, for the study with the given results file.
  init(of results: String) {
    path = Self.path(results)
    watch = CrashWatches.add(
      Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666))
  }

  /// Ends the watch, and removes the file in which nothing stands.
  func stop() {
    CrashWatches.remove(watch)
    unlink(path)
  }

  /// Remembers that the calling thread is at a future, by its position in the plan; nil for the checks.
  @Sendable func begin(_ position: Int?) { CrashWatches.note(position ?? -1, of: watch) }

  /// Takes the notes of an earlier process: positions of the plan, each with the signal that ended it there;
  /// nil for a thread that made the study's checks.
  static func take(_ results: String) -> [(position: Int?, signal: Int)] {
    let descriptor = open(path(results), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer {
      close(descriptor)
      unlink(path(results))
    }
    var notes: [(position: Int?, signal: Int)] = []
    var note = (Int64(0), Int64(0))
    while withUnsafeMutableBytes(of: &note, { read(descriptor, $0.baseAddress, $0.count) })
      == MemoryLayout.size(ofValue: note)
    {
      notes.append((note.1 < 0 ? nil : Int(note.1), Int(note.0)))
    }
    return notes
  }
}

extension Study {
  /// Notes as failed what took an earlier process down: futures, or the checks, which are not made again.
  func noteCrashes(in store: StudyStore, _ agenda: inout Agenda) throws {
    let report = "a fault of the program, please report it with the scenario"
    for note in CrashNotes.take(store.path) {
      guard let position = note.position else {
        guard try store.text("checks") == nil else { continue }
        let finding =
          "the study could not check itself: the program was ended by signal \(note.signal) in the "
          + "checks; its runs are not touched by that (\(report))"
        try store.remember(checks: [Check(.failed, finding)])
        watch(.remark(.checksCrashed(finding: finding)))
        continue
      }
      guard agenda.positions.contains(position), !agenda.isDone(position) else { continue }
      let future = sweep.future(at: position)
      let reason =
        "the program was ended by signal \(note.signal) in this run or in another policy's: \(report)"
      try store.append(future, sweep.failed(future, because: reason))
      agenda.markDone(position)
      watch(.remark(.crashed(replication: future.replication, reason: reason)))
    }
    try store.commit()
  }
}
