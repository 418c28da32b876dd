// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Why a study's files could not be written or read.
public struct StudyFault: Error, Hashable, CustomStringConvertible {
  /// A kind of fault.
  public enum Kind: Hashable, Sendable {
    /// The file system refuses, or the file is not what it should be.
    case unusable
    /// The file is empty: its process ended just after it had made it.
    case notBegun
    /// The request would overwrite something, mix what does not belong together, or disturb another process at
    /// work.
    case refused
  }

  /// The kind of fault.
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

  /// Does something; its fault, if it has one, also says what can be done instead.
  public static func naming<Result>(
    _ wayOut: String, in body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let fault as StudyFault {
      throw StudyFault(fault.kind, fault.path, "\(fault.message). \(wayOut)")
    }
  }

  /// What the last failed system call said.
  static func system(_ path: String, _ action: String, code: Int32 = errno) -> StudyFault {
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return StudyFault(.unusable, path, "\(action): \(reason.lowercased())")
  }
}
