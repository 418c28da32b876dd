// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Testing

@testable import ScenarioFiles

/// A declared field with its default, whatever record it belongs to.
struct DeclaredField: CustomTestStringConvertible, Sendable {
  var path: String
  var kind: FieldKind
  var value: Setting
  var evidence: Evidence

  var testDescription: String { path }

  init(_ entry: FieldCatalogue<Scenario>.Entry) {
    path = entry.path
    kind = entry.kind
    value = entry.standard
    evidence = entry.evidence
  }

  static let all = Scenario.catalogue.entries.filter { $0.role != .lever }.map(DeclaredField.init)
}

@Suite("A declared field")
struct DeclaredFieldsTests {
  @Test("has a default that reads back exactly from its text", arguments: DeclaredField.all)
  func readsBack(field: DeclaredField) throws {
    let text = field.kind.text(of: field.value)
    var faults: [Fault] = []
    let item = try #require(
      YAMLReader.item(in: text, at: Location(file: field.path), faults: &faults))
    let read = SettingReader(kind: field.kind).setting(of: item, faults: &faults)
    #expect(faults.isEmpty)
    #expect(read == field.value, "\(text)")
  }

  @Test("has a plausible range that reads back exactly from its text", arguments: DeclaredField.all)
  func rangeReadsBack(field: DeclaredField) throws {
    guard let plausible = field.evidence.plausible else { return }
    let item = Item(
      location: Location(file: field.path),
      content: .text(field.kind.text(of: plausible), isPlain: true))
    var faults: [Fault] = []
    #expect(StatementReader(kind: field.kind).range(item, faults: &faults) == plausible)
    #expect(faults.isEmpty)
  }

  @Test("has a plausible default", arguments: DeclaredField.all)
  func isPlausible(field: DeclaredField) {
    guard case .number(let value) = field.value, let plausible = field.evidence.plausible else {
      return
    }
    #expect(plausible.contains(value))
  }

  @Test("has a path that no other has and that is the beginning of no other")
  func hasItsOwnPath() {
    let paths = Catalogue.scenario.paths
    #expect(Set(paths).count == paths.count)
    for path in paths {
      #expect(!paths.contains { $0.hasPrefix(path + ".") }, "\(path) is a section as well")
    }
  }

  @Test("can be set by an option in the syntax of the file", arguments: DeclaredField.all)
  func canBeSet(field: DeclaredField) throws {
    let folder = try TestFolder(["a.yaml": "name: A\n"])
    let text = field.kind.text(of: field.value)
    let loaded = try folder.load("a.yaml", settings: [(field.path, text)])
    let values = loaded.resolved.filter {
      ["--set \(field.path)", "--\(field.path)"].contains($0.origin)
    }
    #expect(values.map(\.text) == [text])
    #expect(values.map(\.evidence) == [field.evidence])
  }
}
