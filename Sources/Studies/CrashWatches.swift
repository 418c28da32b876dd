// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Synchronization

/// The process's handler of fatal signals: it notes which future the faulting thread simulated.
///
/// A signal handler belongs to the whole process, so only here is there state of the process. The handler is
/// installed from the first watch to the end of the last one.
enum CrashWatches {
  /// How many threads have room at once; a process has fewer.
  private static let slots = 2_048
  /// How many studies are watched at once; further ones leave no notes.
  private static let most = 256
  private static let faults = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]

  // The handler may only read memory that is there already. A slot holds a thread, its watch and the position
  // of its future. A watch has its number and the descriptor of its notes.
  nonisolated(unsafe) private static let threads = memory(3 * slots)
  nonisolated(unsafe) private static let watches = memory(2 * most)
  /// How many watches were added, and how many go on.
  private static let numbers = Mutex<(last: Int64, present: Int)>((0, 0))

  private static func memory(_ count: Int) -> UnsafeMutablePointer<Int64> {
    let memory = UnsafeMutablePointer<Int64>.allocate(capacity: count)
    memory.initialize(repeating: -1, count: count)
    return memory
  }

  /// The calling thread, and its slot.
  private static var caller: (thread: Int64, slot: Int) {
    let thread = Int64(truncatingIfNeeded: Int(pthread_self()))
    // Threads lie pages apart: the low 12 bits are the same for all.
    return (thread, 3 * Int((UInt64(bitPattern: thread) >> 12) % UInt64(slots)))
  }

  /// Adds a watch whose notes go to a descriptor, and gives its number.
  static func add(_ descriptor: Int32) -> Int64 {
    // The handler must not be the first to ask for the memory.
    _ = threads
    return numbers.withLock { numbers in
      numbers.last += 1
      guard let free = (0..<most).first(where: { watches[2 * $0] < 0 }) else {
        close(descriptor)
        return numbers.last
      }
      watches[2 * free + 1] = Int64(descriptor)
      watches[2 * free] = numbers.last
      numbers.present += 1
      if numbers.present == 1 {
        for fault in faults {
          signal(fault) { number in
            CrashWatches.write(number)
            signal(number, SIG_DFL)
            raise(number)
          }
        }
      }
      return numbers.last
    }
  }

  /// Ends a watch, and closes its descriptor.
  static func remove(_ watch: Int64) {
    numbers.withLock { numbers in
      guard let own = (0..<most).first(where: { watches[2 * $0] == watch }) else { return }
      watches[2 * own] = -1
      close(Int32(watches[2 * own + 1]))
      numbers.present -= 1
      if numbers.present == 0 { for fault in faults { signal(fault, SIG_DFL) } }
    }
  }

  /// Remembers what the calling thread is at.
  static func note(_ position: Int, of watch: Int64) {
    // Threads seldom share a slot; if they do, the later one wins.
    let (thread, slot) = caller
    threads[slot] = thread
    threads[slot + 1] = watch
    threads[slot + 2] = Int64(position)
  }

  /// Writes the signal and the position of the calling thread.
  ///
  /// Calls only what a signal handler may.
  static func write(_ number: Int32) {
    let (thread, slot) = caller
    guard threads[slot] == thread else { return }
    for watch in 0..<most where watches[2 * watch] == threads[slot + 1] {
      var note = (Int64(number), threads[slot + 2])
      withUnsafeBytes(of: &note) {
        _ = Glibc.write(Int32(watches[2 * watch + 1]), $0.baseAddress, $0.count)
      }
      return
    }
  }
}
