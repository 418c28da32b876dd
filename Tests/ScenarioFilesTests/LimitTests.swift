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
    #expect(faults.allSatisfy { $0.contains("anchors (&) and aliases (*) are not allowed") })
  }

  @Test("with a great many keys, wide or repeated, is told of in bounds")
  func hasManyKeys() throws {
    let wide = (0..<9_000).map { "key\($0): 1\n" }.joined()
    let told = try faults(in: wide)
    #expect(told.count == Fault.limit + 1)
    #expect(told.last?.contains("there are more faults") == true)
    let wider = (0..<20_000).map { "key\($0): 1\n" }.joined()
    #expect(
      try faults(in: wider) == ["1:1: error: there are 20000 entries here. Allowed: at most 10000."]
    )
    let list = "expect: [" + Array(repeating: "a<1", count: 20_000).joined(separator: ",") + "]"
    #expect(
      try faults(in: list) == ["1:9: error: there are 20000 entries here. Allowed: at most 10000."])
    let repeated = (0..<4_000).map { "key\($0): 1\nkey\($0): 2\n" }.joined()
    #expect(try faults(in: repeated).contains { $0.contains("keys come twice") })
    let long = "seed: " + String(repeating: "9", count: 900_000)
    #expect(try faults(in: long).count == 1)
  }

  @Test(
    "that is a policy is refused for the same reasons, at its own location",
    arguments: [
      (String(repeating: "[", count: 20_000), "this is nested too deeply. Allowed: 24 levels"),
      (String(repeating: "[", count: 30) + String(repeating: "]", count: 30), "nested too deeply"),
      ("a: &a [x, x]\nb: &b [*a, *a]\n", "anchors (&) and aliases (*) are not allowed"),
      ("name: a\u{0}b\n", "a NUL byte in the text"),
      ("name: \u{E001}\n", "a private-use character"),
      ((0..<20_000).map { "key\($0): 1\n" }.joined(), "there are 20000 entries here"),
      ("levers: {acceptance: [" + String(repeating: "5%,", count: 20_000) + "]}", "20000 entries"),
    ])
  func isPolicy(text: String, refusal: String) throws {
    let folder = try TestFolder(["a.yaml": "policy: {file: p.yaml}\n", "p.yaml": text])
    let faults = folder.faults(of: "a.yaml")
    #expect(faults.contains { $0.hasPrefix("p.yaml:") && $0.contains(refusal) }, "\(faults)")
    #expect(faults.count < 60)
  }

  @Test(
    "that is a table of areas is refused for the same reasons, at its own location",
    arguments: [
      ("name\u{0}\n", "a NUL byte in the text"),
      ("name,population\n" + String(repeating: "a,1\n", count: 20_000), "20,000 rows"),
      (String(repeating: "name,", count: 2_000) + "population\n1\n", "2,001 columns"),
      ("name,population\n\"" + String(repeating: "a,\n", count: 9_000), "quotation mark"),
      ("name,population\n" + String(repeating: "a", count: 900_000) + ",x\n", "cannot be a name"),
    ])
  func isTable(text: String, refusal: String) throws {
    let folder = try TestFolder(["a.yaml": "areas: {file: a.csv}\n", "a.csv": text])
    let faults = folder.faults(of: "a.yaml")
    #expect(faults.contains { $0.hasPrefix("a.csv:") && $0.contains(refusal) }, "\(faults)")
    #expect(faults.count <= Fault.limit + 1)
  }

  @Test(
    "that is a table of states is refused for the same reasons, at its own location",
    arguments: [
      ("stings.streamed\u{0}\n", "a NUL byte in the text"),
      ("x-a\n" + String(repeating: "1", count: 2 << 20) + "\n", "no column says what is varied"),
      ("stings.streamed\n" + String(repeating: "1", count: 2 << 20) + "\n", "line is too long"),
      (String(repeating: "x-a,", count: 1_000) + "stings.streamed\n1\n", "1,001 columns"),
      ("stings.streamed\n" + String(repeating: ",", count: 900_000) + "\n", "900,001 cells"),
      ("stings.streamed\n" + String(repeating: "7\n", count: 90_000), "more faults than are shown"),
    ])
  func isStates(text: String, refusal: String) throws {
    let folder = try TestFolder(["a.yaml": "states: {design: {csv: s.csv}}\n", "s.csv": text])
    let faults = folder.faults(of: "a.yaml")
    #expect(faults.contains { $0.contains(refusal) }, "\(faults.prefix(3))")
    #expect(faults.count <= Fault.limit + 1)
    #expect(truncate(folder["s.csv"], 300 << 20) == 0)
    #expect(
      folder.faults(of: "a.yaml")
        == ["a.yaml:1:24: error: s.csv: the file is too large. Allowed: at most 256 MiB."])
  }

  @Test("of a hundred megabytes is refused as a policy and as a table, too")
  func isTooLargeElsewhere() throws {
    let folder = try TestFolder([
      "a.yaml": "policy: {file: p.yaml}\nareas: {file: a.csv}\n", "p.yaml": "", "a.csv": "",
    ])
    for name in ["p.yaml", "a.csv"] { #expect(truncate(folder[name], 100 << 20) == 0) }
    let told = folder.faults(of: "a.yaml")
    for name in ["p.yaml", "a.csv"] {
      #expect(told.contains { $0.contains("\(name): the file is too large") }, "\(told)")
    }
  }
}
