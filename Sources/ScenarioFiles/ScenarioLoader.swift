// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Designs
import Foundation

/// Loads a scenario from its file, the files that it extends, and values of the command line.
///
/// Files are applied from the outermost base to the scenario's own, then the overrides in their
/// order. The path of an override is that of a file (`stings.streamed`, `replications`,
/// `policy.levers.acceptance`, `policy.preset`, `history.acceptance`); values of areas are `areas.NAME.investigators`
/// or `areas.*.investigators`. Its value is in the syntax of the file.
///
/// A file that is not beside the one that names it is looked for in the folders of the search path.
///
/// - Throws: All faults of all files and overrides at once; a fault if the file is a study of several
///   policies or states.
public func loadScenario(
  at path: String, settings overrides: [(path: String, value: String)] = [],
  from source: FileSource = .disk, searching: SearchPath = .none
) throws(ScenarioFaults) -> LoadedScenario {
  var loader = ScenarioLoader(FileReader(source, searching: searching))
  let study = try loader.study(path, overrides, isOneScenario: true)
  var loaded = study.scenarios[0]
  (loaded.inputs, loaded.warnings) = (study.inputs, study.warnings)
  return loaded
}

/// Loads a study from its file, the files that it extends, and values of the command line.
///
/// A scenario file without policies and states is a study of one policy and one state. An override of the policy
/// holds for every policy of the study. All files are read from the source: the disk, or the inputs of an earlier
/// loading.
///
/// - Throws: All faults of all files and overrides at once.
public func loadStudy(
  at path: String, settings overrides: [(path: String, value: String)] = [],
  from source: FileSource = .disk, searching: SearchPath = .none
) throws(ScenarioFaults) -> LoadedStudy {
  var loader = ScenarioLoader(FileReader(source, searching: searching))
  return try loader.study(path, overrides, isOneScenario: false)
}

/// All errors and warnings of several scenario files, each once, in the order of the files.
public func faults(inScenariosAt paths: [String]) -> [Fault] {
  var all: [Fault] = []
  var seen: Set<Fault> = []
  for path in paths {
    var loader = ScenarioLoader(FileReader())
    _ = loader.load(path, [], isOneScenario: false)
    all += loader.sortedFaults.filter { seen.insert($0).inserted }
  }
  return all
}

/// Reads a chain of files and applies it.
private struct ScenarioLoader {
  /// How many files a chain of `extends` may have.
  static let chainLimit = 16

  var files: FileReader
  var faults: [Fault] = []
  /// The files in the order in which their faults are reported.
  var order: [String] = []

  init(_ files: FileReader) {
    self.files = files
  }

  var sortedFaults: [Fault] {
    let ranks = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
    let sorted = faults.enumerated().sorted { left, right in
      let (l, r) = (left.element, right.element)
      return (ranks[l.file] ?? .max, l.line, l.column, left.offset)
        < (ranks[r.file] ?? .max, r.line, r.column, right.offset)
    }.map(\.element)
    guard sorted.count > Fault.limit else { return sorted }
    let rest = Location(file: order.first ?? "").error("there are more faults than are shown here")
    return sorted.prefix(Fault.limit) + [rest]
  }

  mutating func study(
    _ path: String, _ overrides: [(path: String, value: String)], isOneScenario: Bool
  ) throws(ScenarioFaults) -> LoadedStudy {
    let study = load(path, overrides, isOneScenario: isOneScenario)
    let faults = sortedFaults
    guard var study, !faults.contains(where: { $0.severity == .error }) else {
      throw ScenarioFaults(faults: faults)
    }
    (study.inputs, study.warnings) = (files.inputs, faults)
    return study
  }

  /// Loads the study.
  ///
  /// It is complete only if there is no error; nil if a file is missing.
  mutating func load(
    _ path: String, _ overrides: [(path: String, value: String)], isOneScenario: Bool
  ) -> LoadedStudy? {
    let (roots, isWhole) = chain(from: path)
    var builder = ScenarioBuilder()
    builder.files = files
    builder.chain = order
    for (number, root) in roots.enumerated().reversed() {
      builder.apply(root, isOutermost: number == 0)
    }
    for override in overrides { apply(override, to: &builder) }
    let study = isWhole ? builder.study(named: Self.stem(of: path)) : nil
    if let study, isOneScenario { checkIsOne(study, builder.study) }
    faults += builder.faults
    files = builder.files
    order += files.inputs.map(\.path)
    return study
  }

  /// Refuses a study of several scenarios if one is asked for: it would lose the others.
  private mutating func checkIsOne(_ study: LoadedStudy, _ draft: StudyDraft) {
    let (policies, states) = (study.scenarios.count, study.design.count)
    guard policies > 1 || states > 1, let location = draft.policies?.location ?? draft.states
    else { return }
    faults.append(
      location.error(
        "this is a study of \(counted(policies, "policy", "policies")) in \(counted(states, "state"))",
        allowed: "here a scenario of one policy and one state"))
  }

  private static func stem(of path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  /// The roots of the file and of all files that it extends, its own first; and whether the chain is whole.
  private mutating func chain(from path: String) -> (roots: [Item], isWhole: Bool) {
    var roots: [Item] = []
    var paths: [String] = []
    var identities: [String] = []
    var next: (path: String, location: Location?) = (path, nil)
    while true {
      let location = next.location ?? Location(file: next.path)
      let identity = files.source.identity(of: next.path)
      if let start = identities.firstIndex(of: identity) {
        let cycle = (paths[start...] + [next.path]).joined(separator: " extends ")
        faults.append(location.error("`extends` goes in a circle: \(cycle)"))
        return (roots, false)
      }
      guard paths.count < Self.chainLimit else {
        faults.append(
          location.error("too many files extend each other", allowed: "\(Self.chainLimit) files"))
        return (roots, false)
      }
      paths.append(next.path)
      identities.append(identity)
      order.append(next.path)
      let root = files.root(ofFileAt: next.path, namedAt: next.location, faults: &faults)
      guard let root else { return (roots, false) }
      roots.append(root)
      guard let base = root.entries?.first(where: { $0.key == "extends" }) else {
        return (roots, true)
      }
      guard let name = base.value.name(faults: &faults) else { return (roots, false) }
      next = (files.path(of: name, namedIn: next.path), base.value.location)
    }
  }

  /// The option that sets a value.
  ///
  /// Some settings have an option of their own.
  private static func option(for path: String) -> String {
    ["replications", "seed"].contains(path) ? "--\(path)" : "--set \(path)"
  }

  private mutating func apply(
    _ override: (path: String, value: String), to builder: inout ScenarioBuilder
  ) {
    let location = Location(file: Self.option(for: override.path))
    order.append(location.file)
    guard
      let text = YAMLText.text(of: Array(override.value.utf8), at: location, faults: &faults)
    else { return }
    guard let value = YAMLReader.item(in: text, at: location, faults: &faults) else { return }
    if override.path == "extends" {
      faults.append(location.error("`extends` can only stand in a file"))
    } else if override.path.hasPrefix("areas.") {
      builder.setArea(override.path, value)
    } else {
      let entry = Entry(key: override.path, location: location, value: value)
      builder.apply(Item(location: location, content: .map([entry])), isOutermost: true)
    }
  }
}
