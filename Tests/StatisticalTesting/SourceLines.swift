// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The lines of the Swift sources below a folder of the package for which the condition holds, each
/// after its file.
///
/// - Parameters:
///   - folder: The path of the folder from the root of the package.
///   - condition: Which lines are wanted.
/// - Returns: The lines, by file.
/// - Throws: What Foundation throws if there is no source below the folder or one cannot be read.
public func sourceLines(
  inFolder folder: String, where condition: (Substring) -> Bool
) throws -> [String] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: folder)
  let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
  let files = names?.filter { $0.hasSuffix(".swift") } ?? []
  guard !files.isEmpty else { throw CocoaError(.fileNoSuchFile) }
  return try files.sorted().flatMap { file in
    try String(contentsOf: root.appending(path: file), encoding: .utf8)
      .split(separator: "\n").filter(condition).map { "\(file): \($0)" }
  }
}
