// SPDX-License-Identifier: GPL-3.0-or-later

import GRDB
import Glibc

extension StudyStore {
  /// Opens a results file to write, and makes it if it is not there.
  static func open(_ path: String) throws(StudyFault) -> DatabaseQueue {
    try open(path, Configuration())
  }

  /// Opens an existing results file to read.
  ///
  /// A user who may write opens it as a writer, since SQLite then tidies up after a process that was killed. A user
  /// who may not, for example on a read-only medium, reads it and leaves nothing behind.
  static func openToRead(_ path: String) throws(StudyFault) -> DatabaseQueue {
    guard Glibc.access(path, W_OK) != 0 || Glibc.access(folder(of: path), W_OK) != 0 else {
      return try open(path)
    }
    var configuration = Configuration()
    configuration.readonly = true
    return try open(isAtRest(path) ? immutable(path) : path, configuration, named: path)
  }

  /// Whether no process is at work on a file with a write-ahead log.
  ///
  /// Then there is no log, and SQLite could not make one here. A file with a rollback journal can be read as it is.
  private static func isAtRest(_ path: String) -> Bool {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // Byte 19 of an SQLite file is 2 if readers need the log.
    var version: UInt8 = 0
    return pread(descriptor, &version, 1, 19) == 1 && version == 2
      && Glibc.access(path + "-wal", F_OK) != 0
  }

  /// The name under which SQLite reads a file without locks or a log, because nobody changes it.
  private static func immutable(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    let kept = path.utf8.map { byte -> String in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"):
        String(UnicodeScalar(byte))
      default: "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return "file:\(kept.joined())?immutable=1"
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func open(
    _ name: String, _ configuration: Configuration, named path: String? = nil
  ) throws(StudyFault) -> DatabaseQueue {
    var configuration = configuration
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      // A commit must outlive a loss of power, not only the end of the process.
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    do {
      return try DatabaseQueue(path: name, configuration: configuration)
    } catch {
      throw fault(error, path ?? name, isReading: configuration.readonly)
    }
  }

  /// Uses the file, and throws whatever goes wrong as a fault of the file.
  func access<Result>(_ body: (StudyStore) throws -> Result) throws(StudyFault) -> Result {
    do {
      return try body(self)
    } catch {
      throw Self.fault(error, path, isReading: queue.configuration.readonly)
    }
  }

  /// What went wrong with a file, in words.
  static func fault(_ error: any Error, _ path: String, isReading: Bool) -> StudyFault {
    if let fault = error as? StudyFault { return fault }
    if error is RowDecodingError { return damage(path, "a value is not of its type") }
    guard let error = error as? DatabaseError else {
      return StudyFault(.unusable, path, "\(error)")
    }
    if error.resultCode == .SQLITE_CORRUPT {
      return damage(path, error.message ?? "SQLite cannot read it")
    }
    let words =
      switch error.resultCode {
      case .SQLITE_FULL: "no space left on device"
      case .SQLITE_NOTADB: "this is not an SQLite file"
      case .SQLITE_READONLY, .SQLITE_CANTOPEN:
        isReading
          ? "a process that was stopped left its log beside this file, and only who may write here can read it: copy "
            + "the study's folder to where you may write"
          : "cannot be opened for writing"
      case .SQLITE_IOERR: "cannot be written: \(error.message ?? "input or output error")"
      default: error.message ?? "\(error)"
      }
    return StudyFault(.unusable, path, words)
  }
}
