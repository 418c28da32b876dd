// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments
import Glibc
import OutcomeTables

/// Which unit each thread is at, so that a run which takes the whole process down is known afterwards.
///
/// A fault of the program, such as a failed precondition, ends the process by a signal. Its handler writes
/// the place of the unit that the faulting thread is at into a file beside the results; the next process
/// that goes on with the study notes that unit's runs as failed instead of running into the same fault
/// for ever. A signal from outside (kill -9, a loss of power) leaves no note: its units are run again.
enum CrashNote {
  /// How many threads at once are remembered; more than there may be.
  private static let slots = 2_048
  private static let faults = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]

  // The handler may only read memory that is there already: pairs of thread and place.
  nonisolated(unsafe) private static let threads = UnsafeMutablePointer<Int64>.allocate(
    capacity: 2 * slots)
  nonisolated(unsafe) private static var descriptor: Int32 = -1

  private static func path(_ results: String) -> String { results + ".crash" }

  /// The calling thread, and its slot.
  private static var caller: (thread: Int64, slot: Int) {
    let thread = Int64(truncatingIfNeeded: Int(pthread_self()))
    // Threads lie pages apart.
    return (thread, Int((UInt64(bitPattern: thread) >> 12) % UInt64(slots)))
  }

  /// Begins to watch, for the study with the given results file.
  static func watch(_ results: String) {
    threads.initialize(repeating: -1, count: 2 * slots)
    descriptor = open(path(results), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    for fault in faults {
      signal(fault) { number in
        CrashNote.write(number)
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// Ends the watch, and removes the file in which nothing stands.
  static func stop(_ results: String) {
    for fault in faults { signal(fault, SIG_DFL) }
    close(descriptor)
    descriptor = -1
    unlink(path(results))
  }

  /// Remembers that the calling thread is at a unit, by its place in the plan; nil where it is at none.
  @Sendable static func begin(_ place: Int?) {
    // Threads seldom share a slot; then the later one is remembered.
    let (thread, slot) = caller
    threads[2 * slot] = thread
    threads[2 * slot + 1] = Int64(place ?? -1)
  }

  /// Writes signal and place of the calling thread, by what a signal handler may call.
  private static func write(_ number: Int32) {
    let (thread, slot) = caller
    guard descriptor >= 0, threads[2 * slot] == thread else { return }
    var note = (Int64(number), threads[2 * slot + 1])
    withUnsafeBytes(of: &note) { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }

  /// Takes the notes of an earlier process: places of the plan, each with the signal that ended it there.
  static func take(_ results: String) -> [(place: Int, signal: Int)] {
    let descriptor = open(path(results), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer {
      close(descriptor)
      unlink(path(results))
    }
    var notes: [(place: Int, signal: Int)] = []
    var note = (Int64(0), Int64(0))
    while withUnsafeMutableBytes(of: &note, { read(descriptor, $0.baseAddress, $0.count) })
      == MemoryLayout.size(ofValue: note)
    {
      notes.append((Int(note.1), Int(note.0)))
    }
    return notes
  }
}

extension Study {
  /// Notes as failed what took an earlier process down.
  func noteCrashes(in store: StudyStore, _ work: inout Work) throws {
    for note in CrashNote.take(store.path)
    where work.places.contains(note.place) && !work.isDone(note.place) {
      let unit = sweep.unit(at: note.place)
      let reason =
        "the program was ended by signal \(note.signal) in this run or in another policy's: a fault of "
        + "the program, please report it with the scenario"
      try store.append(unit, sweep.failed(unit, because: reason))
      work.markDone(note.place)
      remark("failed: replication \(unit.replication): \(reason).")
    }
    try store.commit()
  }
}
