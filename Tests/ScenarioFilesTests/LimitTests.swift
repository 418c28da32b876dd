// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Testing

@testable import ScenarioFiles

/// Nothing here asserts a time; without its limit each of these would take minutes or gigabytes.
@Suite("A hostile file")
struct LimitTests {
  @Test("of a hundred megabytes is refused before it is read")
  func isTooLarge() throws {
    let folder = try TestFolder(["a.yaml": ""])
    #expect(truncate(folder["a.yaml"], 100 << 20) == 0)
    #expect(
      folder.faults(of: "a.yaml")
        == ["a.yaml: error: the file is too large. Allowed: at most 1 MiB."])
  }

  @Test("that is no regular file is refused without waiting")
  func isNoFile() throws {
    let folder = try TestFolder(["a.yaml": "name: A\n"])
    #expect(mkfifo(folder["pipe.yaml"], 0o600) == 0)
    #expect(folder.faults(of: "pipe.yaml") == ["pipe.yaml: error: this is not a regular file."])
    #expect(
      folder.faults(of: "")
        == ["\(folder.path)/: error: this is a folder, not a file. Did you mean a.yaml?"]
        .map { $0.replacingOccurrences(of: folder.path + "/", with: "") })
    #expect(
      folder.faults(of: "b.yaml") == ["b.yaml: error: no such file. Did you mean a.yaml?"])
    #expect(folder.faults(of: "a.yaml/b") == ["a.yaml/b: error: Not a directory."])
  }

  @Test("that nests deeply is refused, in brackets, braces, dashes and indentation")
  func nestsDeeply() throws {
    let depth = 20_000
    let texts = [
      String(repeating: "[", count: depth),
      String(repeating: "{a: ", count: depth),
      String(repeating: "- ", count: depth),
      String(repeating: "? ", count: depth),
      (0..<1_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      String(repeating: "[", count: 900) + String(repeating: "]", count: 900),
    ]
    for text in texts {
      let faults = try faults(in: text)
      #expect(!faults.isEmpty && faults.count < 4)
      #expect(faults.allSatisfy { $0.contains("error") })
    }
  }

  @Test("that multiplies by aliases is refused before any is followed")
  func isBomb() throws {
    var lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for letter in "bcdefghijklmnopqrstuvwxyz" {
      let before = try #require(lines.last?.first)
      let aliases = Array(repeating: "*\(before)", count: 9).joined(separator: ", ")
      lines.append("\(letter): &\(letter) [\(aliases)]")
    }
    lines.append("? *z\n: as a key, which would be hashed")
    let faults = try faults(in: lines.joined(separator: "\n"))
    #expect(faults.count == 27)
    #expect(faults.allSatisfy { $0.contains("anchors (&) and aliases (*) are not read here") })
  }

  @Test("with a great many keys, wide or repeated, is told of in bounds")
  func hasManyKeys() throws {
    let wide = (0..<20_000).map { "key\($0): 1\n" }.joined()
    let told = try faults(in: wide)
    #expect(told.count == Fault.limit + 1)
    #expect(told.last?.contains("there are more faults") == true)
    let repeated = (0..<5_000).map { "key\($0): 1\nkey\($0): 2\n" }.joined()
    #expect(try faults(in: repeated).contains { $0.contains("keys come twice") })
    let long = "seed: " + String(repeating: "9", count: 900_000)
    #expect(try faults(in: long).count == 1)
  }
}
