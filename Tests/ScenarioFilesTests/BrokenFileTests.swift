// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import ScenarioFiles

private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appendingPathComponent("Broken").path

private let names =
  (try? FileManager.default.contentsOfDirectory(atPath: folder))?
  .filter { $0.hasSuffix(".yaml") }.sorted() ?? []

/// The corpus in the folder `Broken`, a file a mistake.
///
/// Every file says in comments of the form `# expect: 2:3: error: ...` what must be told of it, in
/// order, all of it and nothing else; three points stand for any text. A file that cannot say so
/// itself has another one beside it with the ending `.expect`.
@Suite("A broken scenario file")
struct BrokenFileTests {
  @Test("is refused with every fault at its location and a way out", arguments: names)
  func isRefused(name: String) throws {
    let path = "\(folder)/\(name)"
    let told = faults(inScenariosAt: [path]).map { fault in
      fault.description.replacingOccurrences(of: "\(path):", with: "")
        .replacingOccurrences(of: "\(folder)/", with: "")
    }
    let expected = try expectations(of: path)
    #expect(!expected.isEmpty)
    #expect(told.count == expected.count, "\(told)")
    for (told, expected) in zip(told, expected) {
      #expect(matches(told, expected), "told: \(told)\nexpected: \(expected)")
    }
  }

  @Test("is in the corpus at least two hundred times")
  func isInCorpus() {
    #expect(names.count >= 200)
  }

  private func expectations(of path: String) throws -> [String] {
    let besides = path.replacingOccurrences(of: ".yaml", with: ".expect")
    let source = FileManager.default.fileExists(atPath: besides) ? besides : path
    return try String(contentsOfFile: source, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("# expect: ") }.map { String($0.dropFirst("# expect: ".count)) }
  }
}
