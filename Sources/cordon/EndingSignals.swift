// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Glibc

/// The signals that ask a process to end: by the keyboard, by a scheduler, by a lost terminal.
///
/// The first asks the command to stop where it keeps what it has. A second one, or time, ends the process at
/// once, also where the command cannot hear: what is committed is on disk, as after kill -9. A thread of
/// its own waits for them, so that they need nothing from a runtime that has no threads left.
enum EndingSignals {
  /// How long a command may take to stop, in milliseconds.
  private static let grace: Int32 = 4_000

  // A handler may only use what is there already.
  nonisolated(unsafe) private static var descriptors: (reading: Int32, writing: Int32) = (-1, -1)
  nonisolated(unsafe) private static var stop: () -> Void = {}

  /// Begins to wait for signals; `stop` is called by the first of them.
  ///
  /// A signal that was ignored when the process began, as `nohup` has it, stays ignored.
  static func watch(_ stop: @escaping @Sendable () -> Void) {
    var pair: [Int32] = [-1, -1]
    guard pipe(&pair) == 0 else { return }
    for descriptor in pair { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(pair[1], F_SETFL, O_NONBLOCK)
    descriptors = (pair[0], pair[1])
    self.stop = stop
    var thread = pthread_t()
    guard pthread_create(&thread, nil, waitForSignals, nil) == 0 else { return }
    pthread_detach(thread)
    var numbers = sigset_t()
    sigemptyset(&numbers)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      sigaddset(&numbers, number)
      var old = sigaction()
      sigaction(number, nil, &old)
      if number == SIGHUP, old.__sigaction_handler.sa_handler.isIgnored { continue }
      var new = sigaction()
      new.__sigaction_handler.sa_handler = { _ in
        var byte: UInt8 = 1
        let code = errno
        _ = write(EndingSignals.descriptors.writing, &byte, 1)
        errno = code
      }
      new.sa_flags = SA_RESTART
      sigaction(number, &new, nil)
    }
    // Whoever started the process may have had them blocked, which a process takes over. This is the main
    // thread, which is there as long as the process is.
    pthread_sigmask(SIG_UNBLOCK, &numbers, nil)
  }

  /// Waits for the first signal, then for a second one.
  fileprivate static func wait() {
    guard read(timeout: -1) else { return }
    stop()
    let isSecond = read(timeout: grace)
    StandardStream.errors.write(
      (isSecond ? "Ended at once" : "Ended, since it did not stop in \(grace / 1_000) s")
        + ": what was committed is kept.\n")
    _exit(Exit.interrupted.rawValue)
  }

  /// Whether a signal came within the time, in milliseconds; -1 for ever.
  private static func read(timeout: Int32) -> Bool {
    while true {
      var request = pollfd(fd: descriptors.reading, events: Int16(POLLIN), revents: 0)
      let count = poll(&request, 1, timeout)
      if count < 0, errno == EINTR { continue }
      var byte: UInt8 = 0
      return count > 0 && Glibc.read(descriptors.reading, &byte, 1) == 1
    }
  }
}

/// The life of the thread that waits for signals.
private func waitForSignals(_: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  EndingSignals.wait()
  return nil
}

extension Optional where Wrapped == @convention(c) (Int32) -> Void {
  /// Whether a signal with this handler is ignored; SIG_IGN is the address 1, which no function has.
  fileprivate var isIgnored: Bool {
    unsafeBitCast(self, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
