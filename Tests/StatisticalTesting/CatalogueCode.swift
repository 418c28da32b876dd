// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The blocks of Swift code in the pages of a documentation catalogue, page after page by name.
///
/// - Parameter catalogue: The path of the folder from the root of the package.
/// - Returns: The text of each block.
/// - Throws: What Foundation throws if a page cannot be read.
public func codeBlocks(inCatalogue catalogue: String) throws -> [String] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  let folder = "\(root)/\(catalogue)"
  return try FileManager.default.contentsOfDirectory(atPath: folder)
    .filter { $0.hasSuffix(".md") }
    .sorted()
    .flatMap { try sections(of: "\(folder)/\($0)", from: "```swift", to: "```") }
}

/// The parts of a source file between lines `// begin` and `// end`, without their indentation.
///
/// A catalogue is kept true by tests whose marked parts are its code blocks.
///
/// - Parameter path: The path of the file, `#filePath` in the tests themselves.
/// - Returns: The text of each part.
/// - Throws: What Foundation throws if the file cannot be read.
public func markedCode(inFile path: String) throws -> [String] {
  try sections(of: path, from: "// begin", to: "// end")
}

private func sections(of path: String, from begin: String, to end: String) throws -> [String] {
  var sections: [String] = []
  var open: [String]?
  for line in try String(contentsOfFile: path, encoding: .utf8).split(
    separator: "\n", omittingEmptySubsequences: false)
  {
    let text = line.trimmingCharacters(in: .whitespaces)
    if let lines = open {
      guard text == end else {
        open = lines + [String(line)]
        continue
      }
      let indent = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
      sections.append(lines.map { $0.dropFirst(indent) }.joined(separator: "\n"))
      open = nil
    } else if text == begin {
      open = []
    }
  }
  return sections
}

/// The blocks of Swift code in the comments of the declarations below a folder, file after file by path.
///
/// - Parameter folder: The path of the folder from the root of the package.
/// - Returns: The text of each block.
/// - Throws: What Foundation throws if a file cannot be read.
public func codeBlocks(inComments folder: String) throws -> [String] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: folder).path
  let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
  return try files.filter { $0.hasSuffix(".swift") }.sorted().flatMap {
    try sections(of: "\(root)/\($0)", from: "/// ```swift", to: "/// ```").map { block in
      block.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.dropFirst($0.hasPrefix("/// ") ? 4 : 3) }.joined(separator: "\n")
    }
  }
}
