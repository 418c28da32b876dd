// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Foundation
import Glibc

/// How the files of a study take their names: all of them or none, however the process ends.
///
/// New files are complete under hidden names. Before the first one takes its name, a journal lists them, with
/// the digests of the old and of the new files. If a process ends too early, the next one that writes finds the
/// journal and gives the rest their names. A file that somebody has changed in between is neither the old nor the
/// new one: it stays as it is, and is refused like any other changed file.
struct Publication {
  /// A file of the journal.
  ///
  /// The old digest of a new file is `-`.
  private struct Entry {
    let old: String
    let new: String
    let name: String
  }

  let folder: StudyFolder
  /// What an earlier process has left under way.
  private let entries: [Entry]

  /// Whether there is a journal.
  var isUnderWay: Bool { !entries.isEmpty }

  private static let heading = "cordon-publication 1"
  private static let absent = "-"
  private var journal: String { "\(folder.path)/.publication" }

  /// Reads what is under way in a folder; mostly nothing.
  init(in folder: StudyFolder) {
    self.folder = folder
    entries = Self.entries(at: "\(folder.path)/.publication")
  }

  /// Gives their names to the files that were left under way.
  ///
  /// - Throws: A fault when the disk refuses.
  func recover() throws(StudyFault) {
    guard !entries.isEmpty else { return }
    var isWhole = true
    for entry in entries {
      let there = digest(of: "\(folder.path)/\(entry.name)")
      if there == entry.new { continue }
      guard there == entry.old, digest(of: folder.hidden(entry.name)) == entry.new else {
        isWhole = false
        continue
      }
      try unhide(entry.name)
    }
    try synchronise()
    // An unfinished journal stays, so that the next set of files replaces what is left.
    if isWhole { unlink(journal) }
  }

  /// The files among these, which look changed, that no process has left under way.
  func changed(_ names: [String]) -> [String] {
    names.filter { name in
      let there = digest(of: "\(folder.path)/\(name)")
      return !entries.contains { $0.name == name && [$0.old, $0.new].contains(there) }
    }
  }

  /// Gives their names to complete hidden files.
  ///
  /// - Parameters:
  ///   - names: The names, in the order in which files take them.
  ///   - step: Called before each change of the folder.
  /// - Throws: A fault when the disk refuses.
  func publish(_ names: [String], before step: (String) -> Void = { _ in }) throws(StudyFault) {
    let lines = names.map { name in
      "\(digest(of: "\(folder.path)/\(name)")) \(digest(of: folder.hidden(name))) \(name)"
    }
    let text = ([Self.heading] + lines).joined(separator: "\n") + "\n"
    step("journal")
    unlink(journal + ".part")
    var file = try BufferedFile(creating: journal + ".part")
    try file.write(text.utf8)
    try file.write("\(Digest(of: text).hexadecimal)\n".utf8)
    try file.finish()
    step("journal takes its name")
    guard rename(journal + ".part", journal) == 0 else {
      throw .system(journal, "cannot be written")
    }
    try synchronise()
    for name in names {
      step(name)
      try unhide(name)
    }
    step("names reach the disk")
    try synchronise()
    step("journal goes")
    unlink(journal)
  }

  private func unhide(_ name: String) throws(StudyFault) {
    guard rename(folder.hidden(name), "\(folder.path)/\(name)") == 0 else {
      throw .system("\(folder.path)/\(name)", "cannot be written")
    }
  }

  /// Waits until the names are on disk.
  private func synchronise() throws(StudyFault) {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(folder.path, "cannot be read") }
    defer { close(descriptor) }
    // File systems that do not synchronise folders say so with EINVAL.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw .system(folder.path, "cannot be written")
    }
  }

  private func digest(of path: String) -> String {
    Digest.ofFile(at: path)?.digest.hexadecimal ?? Self.absent
  }

  /// The files that a journal lists; none if there is no journal or it is not as it was written.
  private static func entries(at path: String) -> [Entry] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    let text = String(decoding: data, as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    guard lines.first == heading, let seal = lines.last,
      seal == Digest(of: lines.dropLast().map { $0 + "\n" }.joined()).hexadecimal
    else { return [] }
    return lines.dropFirst().dropLast().compactMap { line in
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard words.count == 3, !words[2].contains("/") else { return nil }
      return Entry(old: words[0], new: words[1], name: words[2])
    }
  }
}
