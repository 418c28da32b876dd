// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments
import Glibc
import OutcomeTables

/// Notes of the future that each thread simulates.
///
/// They tell the next process which run crashed this one.
///
/// A fault of the program, such as a failed precondition, ends the process by a signal. The signal's handler
/// writes the position of the faulting thread's future into a file beside the results. The next process
/// that goes on with the study marks the runs of that future as failed; otherwise it would meet the same
/// fault for ever. A kill from outside or a loss of power leaves no note, and those futures run again.
///
/// Each study at work has its own notes. The process has one handler for all of them.
final class CrashNotes: Sendable {
  private let path: String
  /// The number of this watch; no other watch ever has the same.
  private let watch: Int64

  private static func path(_ results: String) -> String { results + ".crash" }

  /// Begins to watch for the study with this results file.
  init(of results: String) {
    path = Self.path(results)
    watch = CrashWatches.add(
      Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666))
  }

  /// Ends the watch, and removes its file, which is empty.
  func stop() {
    CrashWatches.remove(watch)
    unlink(path)
  }

  /// Notes the position of the future that the calling thread simulates; nil for the study's checks.
  @Sendable func begin(_ position: Int?) { CrashWatches.note(position ?? -1, of: watch) }

  /// Takes the notes of an earlier process: the position of the future in which it ended (nil for the study's
  /// checks), and the signal.
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
  /// Marks as failed what crashed an earlier process: futures, or the checks.
  ///
  /// Neither is tried again.
  func noteCrashes(in store: StudyStore, _ agenda: inout Agenda) throws {
    let report = "a fault of the program, please report it with the scenario"
    for note in CrashNotes.take(store.path) {
      guard let position = note.position else {
        guard try store.text("checks") == nil else { continue }
        let finding =
          "the study could not check itself: signal \(note.signal) ended the program in the "
          + "checks; the runs are not affected (\(report))"
        try store.remember(checks: [Check(.failed, finding)])
        watch(.remark(.checksCrashed(finding: finding)))
        continue
      }
      guard agenda.positions.contains(position), !agenda.isDone(position) else { continue }
      let future = sweep.future(at: position)
      let reason =
        "signal \(note.signal) ended the program in this run or in another policy's: \(report)"
      try store.append(future, sweep.failed(future, because: reason))
      agenda.markDone(position)
      watch(.remark(.crashed(replication: future.replication, reason: reason)))
    }
    try store.commit()
  }
}
