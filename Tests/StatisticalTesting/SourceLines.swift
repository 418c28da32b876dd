// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The lines of the Swift sources below a folder of the package for which the condition holds, each
/// after its file.
///
/// - Parameters:
///   - folder: The path of the folder from the root of the package.
///   - condition: Which lines are wanted.
/// - Returns: The lines, by file.
/// - Throws: What Foundation throws if a file cannot be read.
public func sourceLines(
  inFolder folder: String, where condition: (Substring) -> Bool
) throws -> [String] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: folder)
  let files = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
  return try files.filter { $0.hasSuffix(".swift") }.sorted().flatMap { file in
    try String(contentsOf: root.appending(path: file), encoding: .utf8)
      .split(separator: "\n").filter(condition).map { "\(file): \($0)" }
  }
}
