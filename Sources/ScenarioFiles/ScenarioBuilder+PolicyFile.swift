// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The policy files that a scenario has read or is reading.
struct PolicyFiles {
  /// How deep policy files may refer to each other.
  static let depthLimit = 16

  /// The policies by the path of their file; nil if a file has faults.
  var drafts: [String: PolicyDraft?] = [:]
  /// The files that are being read, the outermost first.
  var open: [(path: String, identity: String)] = []
}

extension ScenarioBuilder {
  /// Reads the preset of the given name.
  ///
  /// It is the first such file in these folders: that of the policy file that names it; `policies` beside the
  /// scenario, or beside a file that the scenario extends; the folders that are searched.
  mutating func preset(_ name: String, namedAt location: Location) -> PolicyDraft? {
    var folders = chain.map { InputFile.path("policies/", namedIn: $0) }
    if let naming = policyFiles.open.last {
      folders.insert(InputFile.path(".", namedIn: naming.path), at: 0)
    }
    folders += files.searched.folders.map { $0 + "/policies" }
    let presets = folders.flatMap { folder in
      files.source.files(in: folder.isEmpty ? "." : folder).filter { $0.hasSuffix(".yaml") }
        .map { (name: String($0.dropLast(".yaml".count)), folder: folder) }
    }
    guard let file = presets.first(where: { $0.name == name }) else {
      var names: [String] = []
      for file in presets where !names.contains(file.name) { names.append(file.name) }
      faults.append(
        location.error(
          "no preset is called `\(excerpt(of: name))`",
          allowed: names.isEmpty
            ? "`file: ...` with the path of a policy file; presets are looked for in `policies` beside "
              + "the scenario" + (files.searched.words.map { ", and below \($0)" } ?? "")
            : listed(names),
          suggestion: Suggestion(nearestTo: name, among: names)))
      return nil
    }
    let path = file.folder.isEmpty ? "\(name).yaml" : "\(file.folder)/\(name).yaml"
    return policyFile(at: path, namedAt: location)
  }

  /// Reads the policy in a file; returns nil and adds a fault if there is none.
  mutating func policyFile(at path: String, namedAt location: Location) -> PolicyDraft? {
    let identity = files.source.identity(of: path)
    if let start = policyFiles.open.firstIndex(where: { $0.identity == identity }) {
      let circle = policyFiles.open[start...].map(\.path) + [path]
      faults.append(
        location.error("policies go in a circle: \(circle.joined(separator: " begins with "))"))
      return nil
    }
    guard policyFiles.open.count < PolicyFiles.depthLimit else {
      faults.append(
        location.error(
          "too many policies begin with each other", allowed: "\(PolicyFiles.depthLimit) files"))
      return nil
    }
    if let draft = policyFiles.drafts[path] { return draft }
    policyFiles.open.append((path, identity))
    defer { policyFiles.open.removeLast() }
    let draft = policy(inFileAt: path, namedAt: location)
    policyFiles.drafts[path] = .some(draft)
    return draft
  }

  private mutating func policy(inFileAt path: String, namedAt location: Location) -> PolicyDraft? {
    guard let root = files.root(ofFileAt: path, namedAt: location, faults: &faults)
    else { return nil }
    guard let entries = root.entries else {
      faults.append(
        root.location.error(
          "a policy is a mapping, not \(root.words)", allowed: listed(Catalogue.file.sections)))
      return nil
    }
    var draft = policy(
      PolicyDraft(), changedBy: Catalogue.file.assignments(in: entries, faults: &faults))
    if draft.name == nil {
      let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      let location = Location(file: path)
      faults += [location.oddity(inName: name), location.misreading(ofName: name)].compactMap(
        \.self)
      draft.name = name
    }
    return draft
  }
}
