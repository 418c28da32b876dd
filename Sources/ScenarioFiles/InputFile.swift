// SPDX-License-Identifier: GPL-3.0-or-later

/// A file that was read, for the manifest of a study and to load it again.
public struct InputFile: Hashable, Sendable {
  /// The path as given.
  ///
  /// For a file that another one extends, it is relative to the same folder.
  public var path: String
  /// The SHA-256 digest of its bytes in hexadecimal, as `sha256sum` prints it.
  public var sha256: String
  /// Its bytes, from which the study can be loaded again: see ``FileSource/copies(_:)``.
  public var bytes: [UInt8]
}

extension InputFile {
  /// The folder with its last slash, and the name.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }

  /// The path of a file that another one names relative to its own folder.
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
}
