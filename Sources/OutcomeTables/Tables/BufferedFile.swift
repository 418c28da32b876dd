// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A new file with a buffer; it is safely on disk once it is finished.
struct BufferedFile: ~Copyable {
  private static let bufferSize = 1 << 16

  private let path: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  /// Creates a file; opens an existing one only if it is not a regular file, such as /dev/full.
  init(creating path: String) throws(StudyFault) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .system(path, "cannot be created") }
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  /// Adds bytes.
  ///
  /// They reach the disk when the buffer is full or the file is finished.
  mutating func write(_ bytes: some Sequence<UInt8>) throws(StudyFault) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes the rest, waits until all is on disk, and closes the file.
  mutating func finish() throws(StudyFault) {
    try flush()
    // A device such as /dev/full cannot synchronise and says so with EINVAL.
    if fsync(descriptor) != 0, errno != EINVAL { throw .system(path, "cannot be written") }
    let result = close(descriptor)
    descriptor = -1
    if result != 0 { throw .system(path, "cannot be closed") }
  }

  private mutating func flush() throws(StudyFault) {
    var start = 0
    while start < buffer.count {
      let written = buffer.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw .system(path, "cannot be written")
      }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
