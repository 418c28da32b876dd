// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
public import Experiments
import Foundation
import Glibc

/// The folder of a study: its results, and the tables that are made of them.
public struct StudyFolder: Hashable, Sendable {
  /// The folder.
  public let path: String

  /// The folder at a path, which need not be there.
  public init(_ path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// The folder and the name of any file.
  public static func location(of file: String) -> (folder: StudyFolder, name: String) {
    guard let slash = file.lastIndex(of: "/") else { return (StudyFolder("."), file) }
    let folder = slash == file.startIndex ? "/" : String(file[..<slash])
    return (StudyFolder(folder), String(file[file.index(after: slash)...]))
  }

  /// The folder of a sweep below another folder.
  public init(of sweep: Sweep, in output: String) { path = "\(output)/\(sweep.folderName)" }

  /// The results of the whole study.
  public var results: String { "\(path)/results.sqlite" }

  /// The results of one of several shards, from 1.
  public func results(ofShard shard: Int, of shards: Int) -> String {
    let width = String(shards).count
    func padded(_ number: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: width - digits.count) + digits
    }
    return "\(shardFolder)/\(padded(shard))-of-\(shards).sqlite"
  }

  /// The folder of the shards' results.
  public var shardFolder: String { "\(path)/shards" }

  /// Whether there is a study here, or at least shards of one.
  public var isThere: Bool { access(results, F_OK) == 0 || access(shardFolder, F_OK) == 0 }

  /// The path of a file that is being written.
  func hidden(_ name: String) -> String { "\(path)/.\(name).part" }

  /// Makes the folder if it is not there.
  ///
  /// - Throws: A refusal if something else has its name; a fault if it cannot be made.
  public func make(withShards: Bool = false) throws(StudyFault) {
    let output = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      let code = errno
      guard !FileManager.default.fileExists(atPath: output) else {
        throw StudyFault(.unusable, output, "a file, not a folder: name another with --output")
      }
      throw .system(output, "the output folder cannot be created", code: code)
    }
    if mkdir(path, 0o777) != 0 {
      guard errno == EEXIST else {
        throw .system(output, "the output folder cannot be written")
      }
      guard isOurs else {
        throw StudyFault(
          .refused, path, "this exists and Cordon did not write it; choose another --output")
      }
    }
    if withShards, mkdir(shardFolder, 0o777) != 0, errno != EEXIST {
      throw .system(shardFolder, "cannot be created")
    }
  }

  /// The name of the page that people look at.
  public static let report = "report.html"
  /// The name of the notebook that draws the tables.
  public static let notebook = "notebook.ipynb"

  /// Writes a sealed text beside the tables, whole or not at all.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - name: The file.
  ///   - force: Whether a file that somebody has changed is replaced.
  /// - Throws: A refusal if somebody has changed it; a fault when the disk refuses.
  public func write(_ text: String, to name: String, force: Bool = false) throws(StudyFault) {
    // The files under way may be those of another process; then that has the lock.
    let lock = Publication(in: self).isUnderWay ? try StudyLock(of: results) : nil
    defer { withExtendedLifetime(lock) {} }
    let publication = Publication(in: self)
    try publication.recover()
    if !force { try refuse(publication.changed(changed([(name, text)]))) }
    let hidden = hidden(name)
    unlink(hidden)
    var file = try BufferedFile(creating: hidden)
    try file.write(text.utf8)
    try file.finish()
    guard rename(hidden, "\(path)/\(name)") == 0 else {
      throw .system("\(path)/\(name)", "cannot be written")
    }
  }

  /// Finishes what an earlier process left half done while its tables took their names.
  ///
  /// - Throws: A fault when the disk refuses.
  public func recover() throws(StudyFault) { try Publication(in: self).recover() }

  /// The pages that differ both from what was sealed and from what would be written.
  func changed(_ pages: [(name: String, text: String)]) -> [String] {
    pages.filter { page in
      guard let there = FileManager.default.contents(atPath: "\(path)/\(page.name)") else {
        return false
      }
      return !there.elementsEqual(page.text.utf8) && !Seal.isIntact(Array(there))
    }.map(\.name)
  }

  /// Refuses to replace files that somebody has changed.
  func refuse(_ changed: [String]) throws(StudyFault) {
    guard changed.isEmpty else {
      throw StudyFault(
        .refused, path,
        "files have changed since they were written (\(changed.joined(separator: ", "))); --force "
          + "replaces them")
    }
  }

  /// Whether the folder is empty or has a study.
  ///
  /// Other files beside a study belong to the user.
  private var isOurs: Bool {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      return false
    }
    return isThere || !DataPackage.hashes(in: self).isEmpty
      || names.allSatisfy { $0.contains("results.sqlite") }
  }

  /// Removes the results, and what SQLite keeps beside them, so that the study begins anew.
  ///
  /// Tables stay until they are written anew. It removes all or nothing, and only files that Cordon wrote, which a
  /// name alone does not prove.
  ///
  /// - Throws: A refusal if another process works on the results, or if Cordon did not write them.
  public func removeResults() throws(StudyFault) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: shardFolder)) ?? []
    let shards = names.filter { $0.wholeMatch(of: /[0-9]+-of-[0-9]+\.sqlite/) != nil }.sorted()
    let files: [String] = ([results] + shards.map { "\(shardFolder)/\($0)" }).filter { path in
      access(path, F_OK) == 0
    }
    var locks: [StudyLock] = []
    for file in files {
      do throws(StudyFault) {
        _ = try StudyStore(reading: file)
      } catch {
        // A damaged or empty file may go; somebody else's may not.
        guard error.kind == .notBegun || error.kind == .unusable && StoreSchema.isOurs(file) else {
          throw error.kind == .refused
            ? error
            : StudyFault(
              .refused, file,
              "this file exists, and Cordon did not write it or its head is damaged; move it away, or "
                + "choose another --output")
        }
      }
      locks.append(try StudyLock(of: file))
    }
    for file in files { for ending in ["", "-wal", "-shm"] { unlink(file + ending) } }
    withExtendedLifetime(locks) {}
  }
}
