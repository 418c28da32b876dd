// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The right to write a study's results.
///
/// One process has it at a time.
///
/// It is the kernel's lock on an open file, so it ends with the process, however that ends. The file itself stays,
/// empty or with the name of its last holder.
final class StudyLock {
  private let descriptor: Int32

  /// Takes the lock of a results file.
  ///
  /// - Throws: A refusal that names the holder, if there is one; a fault if the folder cannot be
  ///   written.
  init(of results: String) throws(StudyFault) {
    let path = Self.path(of: results)
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .system(path, "cannot be created") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      let holder = Self.content(of: descriptor)
      close(descriptor)
      guard code == EWOULDBLOCK else { throw .system(path, "cannot be locked", code: code) }
      throw StudyFault(
        .refused, results,
        "another process works on this study\(holder.isEmpty ? "" : " (\(holder))"): wait until it "
          + "is done, or stop it; `cordon resume` goes on then")
    }
    ftruncate(descriptor, 0)
    var host = [CChar](repeating: 0, count: 256)
    gethostname(&host, host.count - 1)
    let name = String(
      decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let text = "process \(getpid()) on \(name)"
    _ = text.withCString { write(descriptor, $0, strlen($0)) }
  }

  /// The hidden file beside the results.
  private static func path(of results: String) -> String {
    let slash = results.lastIndex(of: "/").map(results.index(after:)) ?? results.startIndex
    return "\(results[..<slash]).\(results[slash...]).lock"
  }

  deinit {
    ftruncate(descriptor, 0)
    close(descriptor)
  }

  private static func content(of descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 300)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
