// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc

/// A file that was read, for the manifest of a study.
public struct InputFile: Hashable, Sendable {
  /// The path as given, or relative to the same folder for a file that another one extends.
  public var path: String
  /// The SHA-256 digest of its bytes in hexadecimal, as `sha256sum` prints it.
  public var sha256: String
}

extension InputFile {
  /// The largest file that is read.
  static let sizeLimit = 1 << 20

  /// The bytes of a regular file; nil, and a fault, where they cannot be read.
  ///
  /// Nothing is read of a file above the limit, and nothing that could block is waited for.
  static func bytes(
    at path: String, place: Place? = nil, faults: inout [Fault]
  ) -> [UInt8]? {
    let place = place ?? Place(file: path)
    func refuse(_ message: String, allowed: String? = nil, suggestion: String? = nil) -> [UInt8]? {
      let subject = place.file == path && place.line == 0 ? "" : "\(path): "
      faults.append(
        place.error(subject + message, allowed: allowed, suggestion: suggestion))
      return nil
    }
    guard !path.utf8.contains(0), !path.isEmpty else { return refuse("this is no file name") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      return errno == ENOENT
        ? refuse("no such file", suggestion: nearestFile(to: path))
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
    let limit = "at most \(sizeLimit >> 20) MiB"
    guard status.st_size <= sizeLimit else {
      return refuse("the file is too large", allowed: limit)
    }
    var bytes = [UInt8](repeating: 0, count: sizeLimit + 1)
    var count = 0
    while count < bytes.count {
      let read = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count)
      }
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { return refuse(String(cString: strerror(errno))) }
      guard read > 0 else { return Array(bytes.prefix(count)) }
      count += read
    }
    return refuse("the file is too large", allowed: limit)
  }

  /// The file of the same folder whose name is nearest; nil where none is near.
  private static func nearestFile(to path: String) -> String? {
    let (folder, name) = split(path)
    let names = files(in: folder.isEmpty ? "." : folder)
    return NearestName.to(name, among: names).map { folder + $0 }
  }

  private static func firstFile(in folder: String) -> String? {
    let slash = folder.hasSuffix("/") ? "" : "/"
    return files(in: folder).first { $0.hasSuffix(".yaml") }.map { folder + slash + $0 }
  }

  /// The names of what is in a folder, hidden things excepted, in order; none where it is no folder.
  static func files(in folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The folder with its last slash, and the name.
  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }

  /// The path of a file named in another one, relative to that one's folder.
  ///
  /// `..` is resolved in the text, so that messages show the shortest path.
  static func path(_ path: String, namedIn file: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    var parts = split(file).folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(String(part))
      }
    }
    return (file.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// One name for all paths of the same file.
  static func identity(of path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }
}
