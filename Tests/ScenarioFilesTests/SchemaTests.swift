// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Foundation
import Testing

@testable import ScenarioFiles

private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("scenarios").path

private let files =
  (FileManager.default.subpaths(atPath: folder) ?? []).filter { $0.hasSuffix(".yaml") }.sorted()

/// What a schema accepts and refuses, `scripts/check-schema.sh` says with a checker of its own.
@Suite("The JSON Schema")
struct SchemaTests {
  @Test("that is shipped is what the program gives: else `make generate` writes it anew")
  func isShipped() throws {
    let schemas = [
      ("scenario.schema.json", scenarioSchema()), ("policy.schema.json", policySchema()),
    ]
    for (name, text) in schemas {
      #expect(try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) == text, "\(name)")
    }
  }

  @Test("is named by the first line of every shipped file, and is there", arguments: files)
  func isNamed(file: String) throws {
    let path = "\(folder)/\(file)"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let first = try #require(lines.first)
    let head = "# yaml-language-server: $schema="
    #expect(first.hasPrefix(head))
    let named = InputFile.path(String(first.dropFirst(head.count)), namedIn: path)
    let isPolicy = file.hasPrefix("policies/")
    #expect(named == "\(folder)/\(isPolicy ? "policy" : "scenario").schema.json")
  }

  @Test("refers only to what it defines, and defines nothing twice over")
  func isWhole() throws {
    for text in [scenarioSchema(), policySchema()] {
      let root = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let definitions = try #require(root["$defs"] as? [String: Any])
      var referred: Set<String> = []
      collectReferences(in: root, into: &referred)
      #expect(referred == Set(definitions.keys.map { "#/$defs/\($0)" }))
    }
  }

  private func collectReferences(in value: Any, into found: inout Set<String>) {
    if let map = value as? [String: Any] {
      if let reference = map["$ref"] as? String { found.insert(reference) }
      for below in map.values { collectReferences(in: below, into: &found) }
    } else if let list = value as? [Any] {
      for below in list { collectReferences(in: below, into: &found) }
    }
  }

  @Test("knows every key that the reader knows, nested and dotted")
  func knowsKeys() throws {
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(scenarioSchema().utf8)) as? [String: Any])
    let dotted = try #require(root["patternProperties"] as? [String: Any])
    let plain = try #require(root["properties"] as? [String: Any])
    for path in Catalogue.scenario.paths {
      #expect(plain[path] != nil || dotted["^\(path.replacing(".", with: "\\."))$"] != nil)
    }
    #expect(Set(plain.keys) == Set(Catalogue.scenario.sections))
  }

  @Test("has a pattern of its numbers that agrees with the reader")
  func patternsAgree() {
    let cases: [(unit: Declarations.Unit, allowed: ClosedRange<Double>)] = [
      (.days, 0...100), (.perMonth, 0...9), (.share, 0...1), (.factor, -10...10),
      (.count("people"), 1...1e9), (.officerHours, 0...9), (.pounds, 0...9),
    ]
    let texts = [
      "14 days", "1 day", "14", "0", "40%", "40 %", "0.4", ".5", "1e3", "-1", "-1 days", "+2",
      "1_000 people", "1 person", "3 per month", "3  per  month", "2 officer-hours", "5 GBP",
      "5 gbp", "007", "1.2.3", "", "1,000", "nan", "ten", "days", "14days", "100%", "101%", "12 %%",
    ]
    for (unit, allowed) in cases {
      let pattern = QuantityPattern(unit: unit, allowed: allowed).pattern
      for text in texts {
        let value = try? QuantityReader(unit: unit).value(of: text)
        // Of texts a schema knows the ranges of percentages alone, and the sign of what has none.
        let isOf = value.map { $0 >= 0 || allowed.lowerBound < 0 } ?? false
        let isRefused = unit == .share && text.hasSuffix("%") && (value ?? 0) > 1
        #expect(
          (text.range(of: pattern, options: .regularExpression) != nil) == (isOf && !isRefused),
          "\(text) as \(unit.name)")
      }
    }
  }
}
