// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// The keys that a mapping may have at any depth, and what each stands for.
///
/// Keys may be nested or dotted: `stings: {streamed: 70%}` means `stings.streamed: 70%`.
struct Catalogue<Target: Sendable>: Sendable {
  /// A value given for a key.
  struct Assignment {
    var path: String
    var target: Target
    var location: Location
    var value: Item
  }

  /// All paths that take a value, in order.
  let paths: [String]
  /// The keys and sections of the root, in order.
  var sections: [String] { children[""] ?? [] }
  /// All paths with what they stand for, in order.
  var pairs: [(path: String, target: Target)] {
    paths.compactMap { path in targets[path].map { (path, $0) } }
  }
  private let targets: [String: Target]
  /// The keys below each section, in order; the empty path is the root.
  private let children: [String: [String]]

  /// A catalogue of paths; no path may be the beginning of another.
  init(_ pairs: [(path: String, target: Target)]) {
    paths = pairs.map(\.path)
    targets = Dictionary(pairs.map { ($0.path, $0.target) }) { first, _ in first }
    var children: [String: [String]] = [:]
    for path in paths {
      var section = ""
      for part in path.split(separator: ".") {
        if children[section]?.contains(String(part)) != true {
          children[section, default: []].append(String(part))
        }
        section += (section.isEmpty ? "" : ".") + part
      }
    }
    self.children = children
  }

  /// All values in a mapping.
  ///
  /// Each key that is unknown or comes twice adds a fault.
  ///
  /// - Parameters:
  ///   - entries: The mapping.
  ///   - mayReplace: Whether a value of a target may stand for it in place of one further up, which comes first.
  ///   - faults: Where faults go.
  /// - Returns: The values, in their order.
  func assignments(
    in entries: [Entry], mayReplace: (Target, Item, Item) -> Bool = { _, _, _ in false },
    faults: inout [Fault]
  ) -> [Assignment] {
    var found: [Assignment] = []
    var locations: [String: Location] = [:]
    collect(entries, under: "", into: &found, mayReplace, &locations, &faults)
    return found
  }

  /// Whether the key of an entry is a key of the root, or begins with one.
  func begins(_ entry: Entry) -> Bool {
    sections.contains(String(entry.key.prefix { $0 != "." }))
  }

  private func collect(
    _ entries: [Entry], under section: String, into found: inout [Assignment],
    _ mayReplace: (Target, Item, Item) -> Bool, _ locations: inout [String: Location],
    _ faults: inout [Fault]
  ) {
    for entry in entries {
      // Suggestions take time: if a file has countless faults, the first are enough.
      guard faults.count <= Fault.limit else { return }
      let path = section.isEmpty ? entry.key : "\(section).\(entry.key)"
      if let target = targets[path] {
        if let first = locations[path],
          !found.filter({ $0.path == path }).allSatisfy({
            mayReplace(target, $0.value, entry.value)
          })
        {
          faults.append(
            entry.location.error("`\(path)` is set twice in this file, first in line \(first.line)")
          )
          continue
        }
        locations[path] = entry.location
        found.append(
          Assignment(path: path, target: target, location: entry.location, value: entry.value))
      } else if let below = children[path], !path.isEmpty {
        guard let nested = entry.value.entries else {
          faults.append(
            entry.value.location.error(
              "`\(path)` is a section, but has \(entry.value.words)",
              allowed: "a mapping with \(listed(below))"))
          continue
        }
        collect(nested, under: path, into: &found, mayReplace, &locations, &faults)
      } else {
        faults.append(unknown(entry.key, path, under: section, at: entry.location))
      }
    }
  }

  private func unknown(
    _ key: String, _ path: String, under section: String, at location: Location
  ) -> Fault {
    // The deepest section that exists on the way to the unknown key.
    var parent = path
    while let dot = parent.lastIndex(of: ".") {
      parent = String(parent[..<dot])
      if children[parent] != nil { break }
    }
    if children[parent] == nil { parent = "" }
    let siblings = children[parent] ?? []
    let word = parent.isEmpty ? path : String(path.dropFirst(parent.count + 1))
    let near = NearestName.to(word, among: siblings)
      .map { section == parent || parent.isEmpty ? $0 : "\(parent).\($0)" }
    let texts = [
      near, NearestName.to(path, among: paths), NearestName.to(key, among: paths),
      NearestName.to(path, among: children.keys.sorted()),
    ]
    return location.error(
      "unknown key `\(excerpt(of: path))`",
      allowed: (parent.isEmpty ? "" : "in `\(parent)`: ") + listed(siblings),
      suggestion: Suggestion(texts.compactMap(\.self)) { text in
        [text, section.isEmpty ? text : "\(section).\(text)"].contains {
          targets[$0] != nil || children[$0] != nil
        }
      })
  }
}

/// The keys by which a file describes a study, beside its scenario.
enum StudyTarget: String, CaseIterable, Sendable {
  case policies
  case uncertainties
  case design = "states.design"
  case variation = "states.vary"
  case luck = "states.luck"
  case precision
}

/// What a key of a scenario file stands for.
enum ScenarioTarget: Sendable {
  case name
  case summary
  case base
  case field(FieldCatalogue<Scenario>.Entry)
  case policy(PolicyTarget)
  case study(StudyTarget)
  case areas
  case observations
  case expectations
  case better(String)
  case matters(String)
}

extension Catalogue<ScenarioTarget> {
  /// Every key of a scenario file.
  static let scenario = Catalogue(
    [("name", .name), ("description", .summary), ("extends", .base)]
      + fields(.setting) + fields(.world)
      + [("areas", .areas)]
      + Catalogue<PolicyTarget>.inScenario.pairs.map { ("policy.\($0)", .policy($1)) }
      + fields(.history)
      + StudyTarget.allCases.map { ($0.rawValue, .study($0)) }
      + [("observed", .observations), ("expect", .expectations)]
      + Outcome.all.flatMap {
        [
          ("outcomes.\($0.name).better", .better($0.name)),
          ("outcomes.\($0.name).matters", .matters($0.name)),
        ]
      })

  private static func fields(
    _ role: FieldCatalogue<Scenario>.Role
  ) -> [(path: String, target: ScenarioTarget)] {
    Scenario.catalogue[role].map { ($0.path, .field($0)) }
  }
}
