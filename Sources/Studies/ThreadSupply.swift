// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Dispatch
import Foundation
import Glibc
public import OutcomeTables

/// Whether the system gives the threads that a command needs.
///
/// Swift's runtime waits for ever for a thread that it does not get, so this asks for all of them beforehand.
public enum ThreadSupply {
  /// What every command needs: one for signals, one that manages the others, and two that work in turn.
  public static let least = 4

  /// What simulation needs as well: one for each processor, which the runtime takes whatever `--threads`
  /// says, and one that waits for a program that it calls.
  public static var ofSimulation: Int { ProcessInfo.processInfo.activeProcessorCount + 1 }

  /// Starts threads, all at once, and lets them end.
  ///
  /// - Throws: A fault that says how many threads there are, if they are not enough.
  public static func require(_ count: Int) throws(StudyFault) {
    let gate = DispatchSemaphore(value: 0)
    let held = Unmanaged.passUnretained(gate).toOpaque()
    var threads: [pthread_t] = []
    var code: Int32 = 0
    while threads.count < count, code == 0 {
      var thread = pthread_t()
      code = pthread_create(&thread, nil, wait, held)
      if code == 0 { threads.append(thread) }
    }
    for _ in threads { gate.signal() }
    for thread in threads { pthread_join(thread, nil) }
    guard code != 0 else { return }
    let reason = strerror(code).map { ": " + String(cString: $0).lowercased() } ?? ""
    throw StudyFault(
      .unusable, "threads",
      "\(counted(count, "thread")) \(inflected(count, "is", "are")) needed and the system gives "
        + "\(threads.count)\(reason). Raise the limit on processes (ulimit -u), end other processes, or "
        + "take fewer processors (taskset -c 0 cordon ...)")
  }
}

/// A trial thread: it waits until all of them are there.
private func wait(_ gate: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let gate { Unmanaged<DispatchSemaphore>.fromOpaque(gate).takeUnretainedValue().wait() }
  return nil
}
