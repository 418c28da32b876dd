// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// A target of the manifest, as its text states it.
private struct StatedTarget {
  let name: String
  /// The targets of this package on which it depends.
  let targets: [String]
  /// Whether it is one for tests alone.
  let isTest: Bool
}

@Suite("The manifest")
struct ManifestTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The targets in the order of the manifest.
  private static func targets() throws -> [StatedTarget] {
    let text = try text("Package.swift")
    let heads = text.matches(
      of: /\.(?<kind>systemLibrary|target|executableTarget|testTarget)\(\s*name: "(?<name>[^"]+)"/)
    return heads.enumerated().map { index, head in
      let end = index + 1 < heads.count ? heads[index + 1].range.lowerBound : text.endIndex
      let body = text[head.range.upperBound..<end]
      var targets: [String] = []
      if let list = body.firstMatch(of: /dependencies: \[(?<list>[^\]]*)\]/)?.list {
        let own = list.replacing(/product\([^)]*\)/, with: "")
        targets = own.matches(of: /"([^"]+)"/).map { String($0.1) }
      }
      return StatedTarget(
        name: String(head.name), targets: targets,
        isTest: head.kind == "testTarget" || body.contains("path: \"Tests/"))
    }
  }

  @Test("has arrows in one direction: a target depends on what stands above it")
  func direction() throws {
    var above: Set<String> = []
    for target in try Self.targets() {
      #expect(Set(target.targets).isSubset(of: above), "\(target.name)")
      above.insert(target.name)
    }
    #expect(above.contains("cordon"))
  }

  @Test("lets the engine know nothing but itself, and events nothing but a line of C")
  func engine() throws {
    let expected: [String: Set<String>] = [
      "CGSL": [], "Chance": ["CGSL"], "CReferences": [], "DiscreteEvents": ["CReferences"],
      "Statistics": ["CGSL", "Chance"], "Replications": ["Chance", "Statistics"],
    ]
    let found = try Self.targets().filter { expected.keys.contains($0.name) }
    #expect(
      Dictionary(uniqueKeysWithValues: found.map { ($0.name, Set($0.targets)) }) == expected)
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Self.folder.appending(path: "Sources/Engine").path)
    #expect(Set(folders) == Set(expected.keys))
  }

  @Test("keeps the model from studies, and what is declared from both")
  func model() throws {
    let targets = try Self.targets()
    func known(to name: String) -> Set<String> {
      let own = Set(targets.first { $0.name == name }?.targets ?? [])
      return own.reduce(into: own) { $0.formUnion(known(to: $1)) }
    }
    let studies: Set = [
      "Experiments", "OutcomeTables", "Reports", "Studies", "Cluster", "CordonCommandLine",
    ]
    #expect(known(to: "CordonModel").isDisjoint(with: studies.union(["ScenarioFiles", "Designs"])))
    #expect(known(to: "ScenarioFiles").isDisjoint(with: studies))
    // Studies of any model: only what reads scenario files knows Cordon's own.
    for name in [
      "Declarations", "Designs", "Statistics", "Replications", "Experiments", "OutcomeTables",
      "Reports", "Analyses", "Clinic",
    ] {
      #expect(!known(to: name).contains("CordonModel"), "\(name)")
    }
  }

  @Test(
    "keeps studies and clusters from the command line, and each of them from what parses arguments")
  func studies() throws {
    let targets = try Self.targets()
    for name in ["Studies", "Cluster"] {
      let own = try #require(targets.first { $0.name == name }).targets
      #expect(!own.contains("CordonCommandLine"))
      let folder = Self.folder.appending(path: "Sources/\(name)")
      for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
      where file.hasSuffix(".swift") {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        #expect(!text.contains("import ArgumentParser"), "\(file)")
      }
    }
    let studies = try #require(targets.first { $0.name == "Studies" })
    #expect(!studies.targets.contains("Cluster"))
    let line = try #require(targets.first { $0.name == "CordonCommandLine" })
    // Pages and designs are the study's.
    #expect(Set(line.targets).isDisjoint(with: ["Reports", "Designs"]))
  }

  @Test("fetches other packages for the program alone")
  func trait() throws {
    let text = try Self.text("Package.swift")
    // Each product of another package passes through the one function that states the trait.
    #expect(text.matches(of: /\.product\(/).count == 1)
    #expect(
      text.contains(".product(name: name, package: package, condition: .when(traits: [trait]))"))
    // Only the workbench's server asks for the other trait, which is off.
    #expect(text.matches(of: /of: "hummingbird", for: workbench/).count == 2)
    #expect(text.contains(".default(enabledTraits: [program])"))
    let packages = text.matches(of: /\.package\(url: "[^"]*\/(?<name>[^"\/]+)"/).map(\.name)
    #expect(packages.count == 5)
    for package in packages { #expect(text.contains("of: \"\(package)\"")) }
  }

  @Test("has the targets that CONTRIBUTING.md tells of, in its order")
  func table() throws {
    let rows = try Self.text("CONTRIBUTING.md").split(separator: "\n")
      .filter { $0.hasPrefix("| `") }
    let told = rows.flatMap { row in
      row.dropFirst(2).prefix { $0 != "|" }.matches(of: /`([^`]+)`/).map { String($0.1) }
    }
    let targets = try Self.targets().filter { !$0.isTest && $0.name != "fuzz-scenarios" }
    #expect(told == targets.map(\.name))
  }
}
