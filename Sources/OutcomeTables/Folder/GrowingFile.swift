// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Experiments
import Glibc

/// A file that grows under a hidden name.
final class GrowingFile {
  let name: String
  private let folder: StudyFolder
  private var file: BufferedFile
  /// Whether the hidden file stays, because it will be published.
  var isPublished = false

  init(_ name: String, in folder: StudyFolder) throws(StudyFault) {
    self.name = name
    self.folder = folder
    unlink(folder.hidden(name))
    file = try BufferedFile(creating: folder.hidden(name))
  }

  deinit { if !isPublished { unlink(folder.hidden(name)) } }

  func write(_ bytes: some Sequence<UInt8>) throws(StudyFault) { try file.write(bytes) }

  func close() throws(StudyFault) { try file.finish() }

  /// Closes a table and returns its description.
  func finish(
    _ summary: String, columns: [Column], key: [String]
  ) throws(StudyFault) -> DataPackage.File {
    try close()
    guard let (digest, count) = Digest.ofFile(at: folder.hidden(name)) else {
      throw .system(folder.hidden(name), "cannot be read")
    }
    return DataPackage.File(
      name: name, summary: summary, columns: columns, key: key, bytes: count,
      sha256: digest.hexadecimal)
  }
}

extension Publication {
  /// Gives their names to the tables of a study, their description and the pages beside them: to all or none.
  ///
  /// - Parameters:
  ///   - files: The tables, closed.
  ///   - described: What is in each of them.
  ///   - sweep: The study.
  ///   - manifest: How to repeat the study.
  ///   - pages: Sealed texts that are written beside the tables, by their names.
  ///   - force: Whether files that somebody has changed are replaced.
  ///   - step: Called before each change of the folder.
  /// - Throws: A refusal if there are such files; a fault when the disk refuses.
  func publish(
    _ files: [GrowingFile], _ described: [DataPackage.File], of sweep: Sweep,
    _ manifest: Manifest, pages: [(name: String, text: String)], force: Bool,
    before step: (String) -> Void = { _ in }
  ) throws(StudyFault) {
    var notes: [(name: String, text: String)] = []
    do {
      notes.append(("datapackage.json", try DataPackage(sweep, files: described).json()))
      notes.append(("manifest.json", try manifest.json()))
    } catch {
      throw StudyFault(.unusable, folder.path, "the description cannot be encoded: \(error)")
    }
    var texts: [GrowingFile] = []
    for page in pages + notes {
      let file = try GrowingFile(page.name, in: folder)
      try file.write(page.text.utf8)
      texts.append(file)
    }
    for file in texts { try file.close() }
    if !force {
      try folder.refuse(
        changed(changedTables(described) + folder.changed(pages) + folder.changed(notes)))
    }
    let published = files + texts
    for file in published { file.isPublished = true }
    try publish(published.map(\.name), before: step)
  }

  /// The tables that differ both from what was written and from what would be written.
  private func changedTables(_ files: [DataPackage.File]) -> [String] {
    let known = DataPackage.hashes(in: folder)
    return files.map { ($0.name, DataPackage.hash($0.sha256)) }.filter { name, hash in
      guard let (digest, _) = Digest.ofFile(at: "\(folder.path)/\(name)") else { return false }
      let there = DataPackage.hash(digest.hexadecimal)
      return there != hash && there != known[name]
    }.map(\.0)
  }
}
