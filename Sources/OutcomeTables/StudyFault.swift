// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Why a study's files could not be written or read.
public struct StudyFault: Error, Hashable, CustomStringConvertible {
  /// What kind of trouble it is.
  public enum Kind: Hashable, Sendable {
    /// The file system said no, or the file is not what it should be.
    case unusable
    /// There is nothing in the file: a process was ended when it had just made it.
    case notBegun
    /// What was asked would overwrite something, mix what does not belong together, or meet another
    /// process at work.
    case refused
  }

  /// What kind of trouble it is.
  public let kind: Kind
  /// The file or folder.
  public let path: String
  /// What is wrong with it, in words.
  public let message: String

  /// The path and what is wrong with it.
  public var description: String { "\(path): error: \(message)" }

  /// Creates a fault.
  public init(_ kind: Kind, _ path: String, _ message: String) {
    self.kind = kind
    self.path = path
    self.message = message
  }

  /// What the last failed system call said.
  static func system(_ path: String, _ action: String, code: Int32 = errno) -> StudyFault {
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return StudyFault(.unusable, path, "\(action): \(reason.lowercased())")
  }
}
