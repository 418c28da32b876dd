// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Digests
import Foundation
import Glibc

/// Where files are read from.
public enum FileSource: Sendable {
  /// The file system.
  case disk
  /// Copies of the files that a study has read, by the path under which it read them.
  ///
  /// There are no other files. A study loads from the ``LoadedStudy/inputs`` of an earlier loading, at the same
  /// path, exactly as it did then.
  case copies([String: [UInt8]])
}

extension FileSource {
  /// How large a file may be, in bytes.
  static let sizeLimit = 1 << 20

  /// Reads a regular file; returns nil and adds a fault if that fails.
  ///
  /// It reads nothing of a file above the limit, and never waits for a file that could block.
  func bytes(
    at path: String, location: Location? = nil, limit: Int = sizeLimit,
    searching: SearchPath = .none,
    faults: inout [Fault]
  ) -> [UInt8]? {
    let location = location ?? Location(file: path)
    func refuse(
      _ message: String, allowed: String? = nil, suggestion: Suggestion? = nil
    ) -> [UInt8]? {
      let subject = location.file == path && location.line == 0 ? "" : "\(path): "
      faults.append(
        location.error(subject + message, allowed: allowed, suggestion: suggestion))
      return nil
    }
    guard !path.utf8.contains(0), !path.isEmpty else { return refuse("this is not a file name") }
    if case .copies(let copies) = self {
      return copies[path] ?? refuse("there is no copy of this file")
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      return errno == ENOENT
        ? refuse(
          "no such file",
          // A file that another one names lies beside that one, whatever the working folder is.
          allowed: location.line > 0
            ? "a path that begins in the folder of this file"
              + (searching.words.map { ", or in \($0)" } ?? "")
            : path.contains("/") ? nil : searching.words.map { "a path, or a name in \($0)" },
          suggestion: nearestFile(to: path, but: location.file)
            ?? nearestName(to: path, in: searching)
        )
        : refuse(String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return refuse(String(cString: strerror(errno))) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: return refuse("this is a folder, not a file", suggestion: firstFile(in: path))
    default: return refuse("this is not a regular file")
    }
    let allowed = "at most \(limit >> 20) MiB"
    guard status.st_size <= limit else {
      return refuse("the file is too large", allowed: allowed)
    }
    // The file's own size, and one byte more for files that grow or state no size.
    var bytes = [UInt8](
      repeating: 0, count: min(limit, max(Int(status.st_size), Self.sizeLimit)) + 1)
    var count = 0
    while count < bytes.count {
      let read = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count)
      }
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { return refuse(String(cString: strerror(errno))) }
      guard read > 0 else {
        bytes.removeLast(bytes.count - count)
        return bytes
      }
      count += read
    }
    return refuse("the file is too large", allowed: allowed)
  }

  /// The file in the same folder with the nearest name; nil if none is near.
  ///
  /// It is never the file that names the path.
  private func nearestFile(to path: String, but naming: String) -> Suggestion? {
    let (folder, name) = InputFile.split(path)
    let names = files(in: folder.isEmpty ? "." : folder).filter { folder + $0 != naming }
    let near = NearestName.to(name, among: names).map { folder + $0 }
    return Suggestion([near].compactMap(\.self), acceptedBy: isFile)
  }

  /// The nearest name of a file in the folders, as an argument may write it.
  private func nearestName(to path: String, in searched: SearchPath) -> Suggestion? {
    guard !path.contains("/") else { return nil }
    let names = searched.folders.flatMap(files(in:)).filter { $0.hasSuffix(".yaml") }
    let isFile = path.hasSuffix(".yaml")
    return Suggestion(
      nearestTo: path, among: isFile ? names : names.map { String($0.dropLast(".yaml".count)) })
  }

  private func firstFile(in folder: String) -> Suggestion? {
    let slash = folder.hasSuffix("/") ? "" : "/"
    return Suggestion(
      files(in: folder).filter { $0.hasSuffix(".yaml") }.map { folder + slash + $0 },
      acceptedBy: isFile)
  }

  /// Whether there is anything at the path.
  func exists(_ path: String) -> Bool {
    if case .copies(let copies) = self { return copies[path] != nil }
    return FileManager.default.fileExists(atPath: path)
  }

  /// Whether there is a file, and no folder, at the path.
  func isFile(_ path: String) -> Bool {
    if case .copies(let copies) = self { return copies[path] != nil }
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  /// The names in a folder in order, without hidden ones; none if it is no folder.
  func files(in folder: String) -> [String] {
    if case .copies(let copies) = self {
      let prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
      return copies.keys.map(InputFile.split).filter { $0.folder == prefix }.map(\.name).sorted()
    }
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// One name for all paths of the same file.
  func identity(of path: String) -> String {
    if case .copies = self { return path }
    return URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }
}

/// Reads files of one source, and keeps what it has read.
struct FileReader {
  let source: FileSource
  /// Where to look for files that are not beside the file that names them.
  let searched: SearchPath
  /// What was read, each file once, in the order of reading.
  private(set) var inputs: [InputFile] = []

  init(_ source: FileSource = .disk, searching searched: SearchPath = .none) {
    self.source = source
    self.searched = searched
  }

  /// The path of a file that another one names: beside that one or, if there is none, in the folders that are
  /// searched.
  func path(of name: String, namedIn file: String) -> String {
    let beside = InputFile.path(name, namedIn: file)
    return source.exists(beside) ? beside : searched.path(of: name, in: source) ?? beside
  }

  /// Reads the bytes of a file; returns nil and adds a fault if that fails.
  mutating func bytes(
    at path: String, location: Location?, limit: Int = FileSource.sizeLimit, faults: inout [Fault]
  ) -> [UInt8]? {
    if let input = inputs.first(where: { $0.path == path }) { return input.bytes }
    guard
      let bytes = source.bytes(
        at: path, location: location, limit: limit, searching: searched, faults: &faults)
    else { return nil }
    inputs.append(InputFile(path: path, sha256: Digest(of: bytes).hexadecimal, bytes: bytes))
    return bytes
  }

  /// Reads the root of a YAML file; returns nil and adds a fault if there is none.
  mutating func root(
    ofFileAt path: String, namedAt location: Location?, faults: inout [Fault]
  ) -> Item? {
    guard let bytes = bytes(at: path, location: location, faults: &faults) else { return nil }
    let start = Location(file: path, line: 1, column: 1)
    guard let text = YAMLText.text(of: bytes, at: start, faults: &faults) else { return nil }
    return YAMLReader.item(in: text, at: start, faults: &faults)
  }
}
