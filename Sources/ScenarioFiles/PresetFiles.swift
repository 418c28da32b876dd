// SPDX-License-Identifier: GPL-3.0-or-later

import Digests

/// The policy files that scenarios beside these files can name as presets, each name once.
///
/// They are what the loader finds for a preset: those of `policies` beside each file, then those of the folders that
/// are searched. A file that cannot be read is left out.
///
/// - Parameters:
///   - files: The files of a scenario: its own first, then those that it extends.
///   - search: The folders that are searched.
/// - Returns: The names with the files, in that order.
public func presetFiles(
  beside files: [String], searching search: SearchPath
) -> [(name: String, file: InputFile)] {
  let folders =
    files.map { InputFile.path("policies/", namedIn: $0) } + search.folders.map { $0 + "/policies" }
  var found: [(name: String, file: InputFile)] = []
  for folder in folders {
    for name in FileSource.disk.files(in: folder) where name.hasSuffix(".yaml") {
      let stem = String(name.dropLast(".yaml".count))
      let path = "\(folder)/\(name)"
      var faults: [Fault] = []
      guard !found.contains(where: { $0.name == stem }),
        let bytes = FileSource.disk.bytes(at: path, faults: &faults)
      else { continue }
      let file = InputFile(path: path, sha256: Digest(of: bytes).hexadecimal, bytes: bytes)
      found.append((stem, file))
    }
  }
  return found
}

extension InputFile {
  /// The path of a file that lies beside another one.
  public static func path(of name: String, beside file: String) -> String {
    path(name, namedIn: file)
  }
}
