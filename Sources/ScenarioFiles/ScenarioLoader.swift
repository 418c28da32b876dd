// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Foundation

/// A scenario from its file, what that extends, and values given on the command line.
///
/// Files are applied from the outermost base to the scenario's own, then the overrides in their
/// order. An override's path is that of the file (`stings.streamed`, `replications`,
/// `policy.levers.acceptance`, `policy.preset`, `history.acceptance`); values of areas are `areas.NAME.investigators`
/// or `areas.*.investigators`. Its value is in the syntax of the file.
///
/// - Throws: all faults of all files and overrides at once.
public func loadScenario(
  at path: String, settings overrides: [(path: String, value: String)] = []
) throws(ScenarioFaults) -> LoadedScenario {
  var loader = ScenarioLoader()
  let loaded = loader.load(path, overrides)
  let faults = loader.sortedFaults
  guard let loaded, !faults.contains(where: { $0.severity == .error }) else {
    throw ScenarioFaults(faults: faults)
  }
  return LoadedScenario(
    scenario: loaded.scenario, resolved: loaded.resolved,
    expectations: loaded.expectations, inputs: loader.inputs, warnings: faults)
}

/// All errors and warnings of several scenario files, each once, in the order of the files.
public func faults(inScenariosAt paths: [String]) -> [Fault] {
  var all: [Fault] = []
  var seen: Set<Fault> = []
  for path in paths {
    var loader = ScenarioLoader()
    _ = loader.load(path, [])
    all += loader.sortedFaults.filter { seen.insert($0).inserted }
  }
  return all
}

/// Reads a chain of files and applies it.
private struct ScenarioLoader {
  /// How many files a chain of `extends` may have.
  static let chainLimit = 16

  var inputs: [InputFile] = []
  var faults: [Fault] = []
  /// The files in the order in which their faults are told.
  var order: [String] = []

  var sortedFaults: [Fault] {
    let ranks = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
    let sorted = faults.enumerated().sorted { left, right in
      let (l, r) = (left.element, right.element)
      return (ranks[l.file] ?? .max, l.line, l.column, left.offset)
        < (ranks[r.file] ?? .max, r.line, r.column, right.offset)
    }.map(\.element)
    guard sorted.count > Fault.limit else { return sorted }
    let rest = Place(file: order.first ?? "").error("there are more faults than are told here")
    return sorted.prefix(Fault.limit) + [rest]
  }

  mutating func load(
    _ path: String, _ overrides: [(path: String, value: String)]
  ) -> LoadedScenario? {
    let (roots, isWhole) = chain(from: path)
    var builder = ScenarioBuilder()
    builder.chain = order
    for (number, root) in roots.enumerated().reversed() {
      builder.apply(root, isOutermost: number == 0)
    }
    for override in overrides { apply(override, to: &builder) }
    let resolved = isWhole ? builder.finish(named: Self.stem(of: path)) : []
    let expectations = isWhole ? builder.expectations() : []
    faults += builder.faults
    inputs += builder.inputs
    order += builder.inputs.map(\.path)
    guard isWhole else { return nil }
    return LoadedScenario(
      scenario: builder.scenario, resolved: resolved, expectations: expectations, inputs: [],
      warnings: [])
  }

  private static func stem(of path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  /// The roots of the file and all that it extends, itself first; and whether the chain is whole.
  private mutating func chain(from path: String) -> (roots: [Item], isWhole: Bool) {
    var roots: [Item] = []
    var paths: [String] = []
    var identities: [String] = []
    var next: (path: String, place: Place?) = (path, nil)
    while true {
      let place = next.place ?? Place(file: next.path)
      let identity = InputFile.identity(of: next.path)
      if let start = identities.firstIndex(of: identity) {
        let cycle = (paths[start...] + [next.path]).joined(separator: " extends ")
        faults.append(place.error("`extends` goes in a circle: \(cycle)"))
        return (roots, false)
      }
      guard paths.count < Self.chainLimit else {
        faults.append(
          place.error("too many files extend each other", allowed: "\(Self.chainLimit) files"))
        return (roots, false)
      }
      paths.append(next.path)
      identities.append(identity)
      order.append(next.path)
      guard let root = root(of: next.path, named: next.place) else { return (roots, false) }
      roots.append(root)
      guard let base = root.entries?.first(where: { $0.key == "extends" }) else {
        return (roots, true)
      }
      guard let name = base.value.name(faults: &faults) else { return (roots, false) }
      next = (InputFile.path(name, namedIn: next.path), base.value.place)
    }
  }

  private mutating func root(of path: String, named place: Place?) -> Item? {
    guard let bytes = InputFile.bytes(at: path, place: place, faults: &faults) else { return nil }
    inputs.append(InputFile(path: path, sha256: Digest(of: bytes).hexadecimal))
    let place = Place(file: path, line: 1, column: 1)
    guard let text = YAMLText.text(of: bytes, at: place, faults: &faults) else { return nil }
    return YAMLReader.item(in: text, at: place, faults: &faults)
  }

  private mutating func apply(
    _ override: (path: String, value: String), to builder: inout ScenarioBuilder
  ) {
    let place = Place(file: "--set \(override.path)")
    order.append(place.file)
    guard
      let text = YAMLText.text(of: Array(override.value.utf8), at: place, faults: &faults)
    else { return }
    guard let value = YAMLReader.item(in: text, at: place, faults: &faults) else { return }
    if override.path == "extends" {
      faults.append(place.error("`extends` can only stand in a file"))
    } else if override.path.hasPrefix("areas.") {
      builder.setArea(override.path, value)
    } else {
      let entry = Entry(key: override.path, place: place, value: value)
      builder.apply(Item(place: place, content: .map([entry])), isOutermost: true)
    }
  }
}
