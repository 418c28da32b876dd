// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Synchronization

/// Standard output or standard error: where all text of a command leaves the process.
///
/// A write that fails is remembered, and nothing is written after it: half a result, then more of it, would
/// look like a whole one.
final class StandardStream: Sendable {
  static let output = StandardStream(STDOUT_FILENO)
  static let errors = StandardStream(STDERR_FILENO)

  private struct State {
    var hasWritten = false
    /// The error of the first write that failed; 0 if none did.
    var failure: Int32 = 0
  }

  private let descriptor: Int32
  private let state = Mutex(State())

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Has descriptors that the process was started without lead nowhere.
  ///
  /// A file that is opened later would else be taken for standard output. What is written to them fails,
  /// as if they were closed.
  static func holdDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes all of the text, or remembers why that could not be done.
  func write(_ text: String) {
    var text = text
    state.withLock { state in
      guard state.failure == 0 else { return }
      state.hasWritten = true
      state.failure = text.withUTF8 { bytes in
        var start = 0
        while start < bytes.count {
          let written = Glibc.write(
            descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
          if written < 0, errno == EINTR { continue }
          guard written > 0 else { return written < 0 ? errno : ENOSPC }
          start += written
        }
        return 0
      }
    }
  }

  /// Closes the stream and says why something that was written to it is lost; nil if nothing is.
  ///
  /// Some file systems tell only when a file is closed that they could not take it.
  func close() -> String? {
    let failure = state.withLock { state in
      if state.hasWritten, state.failure == 0, Glibc.close(descriptor) != 0 {
        state.failure = errno
      }
      return state.failure
    }
    guard failure != 0 else { return nil }
    return strerror(failure).map { String(cString: $0).lowercased() } ?? "error \(failure)"
  }
}
