// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc

/// A file that a user asks for, written whole or not at all.
///
/// It grows under a hidden name and takes its own when it is complete. One that is dropped before it is finished leaves
/// nothing behind.
public final class NewFile {
  private let path: String
  private let hidden: String
  private var file: BufferedFile

  /// Makes ready to write a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - force: Whether a file of that name may be replaced.
  /// - Throws: A fault when the file is there already and may not be replaced, or cannot be written.
  public init(at path: String, force: Bool) throws(StudyFault) {
    guard force || access(path, F_OK) != 0 else {
      throw StudyFault(.refused, path, "this file is there already; --force replaces it")
    }
    let url = URL(fileURLWithPath: path)
    let suffix = String(UInt32.random(in: .min ... .max), radix: 16)
    self.path = path
    hidden = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent)-\(suffix)"
    file = try BufferedFile(creating: hidden)
  }

  deinit { unlink(hidden) }

  /// Adds bytes.
  public func write(_ bytes: some Sequence<UInt8>) throws(StudyFault) { try file.write(bytes) }

  /// Writes what is left and gives the file its name.
  public func finish() throws(StudyFault) {
    try file.finish()
    guard rename(hidden, path) == 0 else { throw .system(path, "cannot be written") }
  }
}
