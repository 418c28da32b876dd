// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
public import Experiments
import Foundation
import Glibc

/// Writes the folder of a study: whole or not at all.
///
/// The tables grow in a hidden folder beside the final one, which takes the final name when they
/// are whole. A writer that is dropped before it is finished leaves nothing behind. Memory does not
/// depend on the number of replications.
public final class StudyWriter {
  /// What became of the tables.
  public enum Placement: Hashable, Sendable {
    /// They are new.
    case written
    /// The same tables were there already, byte for byte; they were left alone.
    case alreadyThere
    /// They replace other tables of the same study.
    case replaced
  }

  /// The study's folder.
  public let path: String

  private let plan: Plan
  private let hidden: String
  private let tables: [Table]
  /// The tables that grow with every replication.
  private var growing: [GrowingTable] = []

  /// The files that Cordon writes and may replace.
  private static let files = Table.allCases.map(\.rawValue) + ["manifest.json"]

  /// Makes ready to write the plan's study below the given folder, which is created if need be.
  ///
  /// - Throws: A fault when the folder cannot be written, or when the study's folder exists and is
  ///   not Cordon's.
  public init(_ plan: Plan, in output: String) throws(TableFault) {
    self.plan = plan
    tables = Table.all(of: plan)
    let name = "\(plan.name)-\(plan.digest.short)"
    path = "\(output)/\(name)"
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      let code = errno
      guard !FileManager.default.fileExists(atPath: output) else {
        throw TableFault(.unwritable, output, "a file, not a folder: name another with --output")
      }
      throw .system(output, "the output folder cannot be created", code: code)
    }
    if exists(path), !Manifest.isWritten(at: path + "/manifest.json") {
      throw TableFault(
        .refused, path, "this exists and Cordon did not write it; choose another --output")
    }
    let part = "\(output)/.\(name)-\(String(UInt32.random(in: .min ... .max), radix: 16))"
    guard mkdir(part, 0o777) == 0 else {
      throw .system(output, "the output folder cannot be written")
    }
    hidden = part
    do {
      for table in tables where table.isOfRuns {
        growing.append(try GrowingTable(table, in: part))
      }
    } catch {
      Self.remove(part)
      throw error
    }
  }

  deinit { Self.remove(hidden) }

  /// Adds a replication's rows; replications come in the order of the plan.
  public func add(_ replication: Replication) throws(TableFault) {
    for table in growing {
      var row = Row()
      row.add(replication, to: table.table, of: plan)
      try table.write(row.bytes)
    }
  }

  /// Writes the remaining tables and gives the folder its name.
  ///
  /// - Parameters:
  ///   - comparison: What was found.
  ///   - manifest: How to repeat it.
  ///   - force: Whether other tables of the same study may be replaced.
  /// - Returns: What became of the tables.
  /// - Throws: A fault when the disk refuses, or when other tables are there and `force` is not set.
  public func finish(
    _ comparison: Comparison, manifest: Manifest, force: Bool
  ) throws(TableFault) -> Placement {
    for table in growing { try table.finish() }
    for table in tables where !table.isOfRuns {
      var row = Row()
      switch table {
      case .summary: for summary in comparison.summaries.joined() { row.add(summary) }
      case .differences:
        for difference in comparison.differences.joined() { row.add(difference) }
      case .areaSummary: for summary in comparison.areas { row.add(summary) }
      case .runs, .monthly, .areas, .areaMonthly: continue
      }
      try write(table.headerBytes + row.bytes, to: table.rawValue)
    }
    var manifest = manifest
    manifest.checks = comparison.checks.map {
      Manifest.Finding(result: $0.result.rawValue, finding: $0.finding)
    }
    do {
      try write(manifest.json() + Data("\n".utf8), to: "manifest.json")
    } catch let fault as TableFault {
      throw fault
    } catch {
      throw TableFault(.unwritable, path, "the manifest cannot be encoded: \(error)")
    }
    return try place(force: force)
  }

  private func write(_ bytes: some Sequence<UInt8>, to name: String) throws(TableFault) {
    var file = try BufferedFile(creating: "\(hidden)/\(name)")
    try file.write(bytes)
    try file.finish()
  }

  private func place(force: Bool) throws(TableFault) -> Placement {
    if !exists(path), rename(hidden, path) == 0 { return .written }
    guard exists(path) else { throw .system(path, "the folder cannot be given its name") }
    let differing = tables.map(\.rawValue).filter {
      !FileManager.default.contentsEqual(atPath: "\(hidden)/\($0)", andPath: "\(path)/\($0)")
    }
    if differing.isEmpty { return .alreadyThere }
    guard force else {
      throw TableFault(
        .refused, path,
        "this study is there already with other results (\(differing.joined(separator: ", "))); "
          + "--force replaces them")
    }
    for name in ["manifest.json"] + differing {
      guard rename("\(hidden)/\(name)", "\(path)/\(name)") == 0 else {
        throw .system("\(path)/\(name)", "cannot be replaced")
      }
    }
    return .replaced
  }

  /// Removes a hidden folder of this writer: only files that it writes, then the empty folder.
  private static func remove(_ hidden: String) {
    for name in files { unlink("\(hidden)/\(name)") }
    rmdir(hidden)
  }
}

/// A table to which every replication adds rows.
private final class GrowingTable {
  let table: Table
  private var file: BufferedFile

  init(_ table: Table, in folder: String) throws(TableFault) {
    self.table = table
    file = try BufferedFile(creating: "\(folder)/\(table.rawValue)")
    try file.write(table.headerBytes)
  }

  func write(_ bytes: [UInt8]) throws(TableFault) { try file.write(bytes) }

  func finish() throws(TableFault) { try file.finish() }
}

extension Table {
  /// The header row as bytes.
  fileprivate var headerBytes: [UInt8] {
    var row = Row()
    for name in header { row.add(name) }
    row.end()
    return row.bytes
  }
}

/// Whether there is anything at the path.
private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
