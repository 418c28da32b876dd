// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

extension ScenarioBuilder {
  /// Changes a policy by what one file or one option says.
  ///
  /// A preset or a file is a whole policy: it replaces everything before, wherever its key stands. Levers and areas
  /// add to what holds, and a list of triggers replaces the earlier one. A policy that a file changes has the name of
  /// that file unless it gives one; a policy that is only a preset has the preset's name.
  mutating func policy(
    _ base: PolicyDraft, changedBy given: [Catalogue<PolicyTarget>.Assignment]
  ) -> PolicyDraft {
    var draft = source(of: given) ?? base
    // An option changes a policy and does not make it another one.
    let isOfFile = given.contains { $0.location.line > 0 }
    if isOfFile, given.contains(where: \.target.isChange) { draft.name = nil }
    for value in given {
      switch value.target {
      case .name: draft.name = value.value.newName(faults: &faults) ?? draft.name
      case .summary: _ = value.value.sentence(faults: &faults)
      case .preset, .file: break
      case .lever(let number):
        draft.overlay.levers[number] = changes(of: number, value.value)
      case .areas: setLocals(of: &draft, value.value)
      case .triggers: draft.reactions = reactions(value.value)
      }
    }
    return draft
  }

  /// The policy with which a mapping begins; nil if it names none or the one that it names has faults.
  private mutating func source(
    of given: [Catalogue<PolicyTarget>.Assignment]
  ) -> PolicyDraft? {
    let sources = given.filter(\.target.isSource)
    guard let first = sources.first else { return nil }
    if sources.count > 1 {
      faults.append(
        sources[1].location.error(
          "a policy begins with a preset or with a file, not with both", allowed: "one of them"))
    }
    guard let name = first.value.name(faults: &faults) else { return nil }
    guard case .preset = first.target else {
      let path = files.path(of: name, namedIn: first.value.location.file)
      return policyFile(at: path, namedAt: first.value.location)
    }
    return preset(name, namedAt: first.value.location)
  }

  /// Reads the values of a lever; each wrong one adds a fault.
  private mutating func changes(of number: Int, _ item: Item) -> [PlannedChange] {
    let lever = Scenario.levers[number]
    let reader = StatementReader(
      kind: lever.kind, lever: lever.key, present: scenario.inHistory(lever.key))
    let items: [Item]
    if case .list(let several) = item.content { items = several } else { items = [item] }
    if items.isEmpty {
      faults.append(
        item.location.error("an empty list says nothing about the lever", allowed: lever.kind.words)
      )
    }
    return items.compactMap { item in
      guard let statement = reader.statement(of: item, faults: &faults) else { return nil }
      let evidence = statement.evidence(replacing: lever.evidence, of: lever.standard)
      return PlannedChange(statement: statement, evidence: evidence)
    }
  }

  /// Sets what areas and regions do, by name.
  private mutating func setLocals(of draft: inout PolicyDraft, _ item: Item) {
    guard let entries = item.entries else {
      faults.append(
        item.location.error(
          "names of areas or regions with what each does are expected, not \(item.words)",
          allowed: "such as `Kent: {preset: clampdown}`"))
      return
    }
    var names: Set<String> = []
    for entry in entries {
      if !names.insert(entry.key).inserted {
        faults.append(entry.location.error("`\(excerpt(of: entry.key))` comes twice"))
      }
      guard let overlay = overlay(entry.value, isLocal: true) else { continue }
      draft.set(PolicyDraft.Local(name: entry.key, location: entry.location, overlay: overlay))
    }
  }

  /// Reads what an area does or a trigger sets: a preset by its name, or a mapping.
  ///
  /// A local one may not set levers that hold for the whole country; those of a preset are left out, with a warning.
  mutating func overlay(_ item: Item, isLocal: Bool) -> Overlay? {
    let entries: [Entry]
    if item.text != nil, !item.isNothing {
      entries = [Entry(key: "preset", location: item.location, value: item)]
    } else if let given = item.entries {
      entries = given
    } else {
      faults.append(
        item.location.error(
          "levers, a preset or a file are expected, not \(item.words)",
          allowed: "such as clampdown, or {levers: {acceptance: 20%}}"))
      return nil
    }
    let before = faults.count
    var overlay = Overlay()
    let given = Catalogue.overlay.assignments(in: entries, faults: &faults)
    if let loaded = source(of: given) {
      overlay.isWhole = true
      overlay.levers = loaded.overlay.levers
      if !loaded.locals.isEmpty || !loaded.reactions.isEmpty {
        faults.append(
          item.location.error(
            "a policy with areas or triggers of its own cannot stand here",
            allowed: "a policy of levers"))
      }
      if isLocal { leaveOutNational(of: &overlay, at: item.location) }
    }
    for value in given {
      guard case .lever(let number) = value.target else { continue }
      let lever = Scenario.levers[number]
      if isLocal, lever.isNational {
        faults.append(
          value.location.error(
            "\(lever.key) holds for the whole country and cannot be set by area",
            allowed: "`levers` of the policy itself"))
      } else {
        overlay.levers[number] = changes(of: number, value.value)
      }
    }
    if given.isEmpty, faults.count == before {
      faults.append(
        item.location.error("nothing is said here", allowed: listed(Catalogue.overlay.sections)))
    }
    return overlay
  }

  private mutating func leaveOutNational(of overlay: inout Overlay, at location: Location) {
    for number in overlay.levers.order where Scenario.levers[number].isNational {
      overlay.levers[number] = nil
      faults.append(
        location.warning(
          "\(Scenario.levers[number].key) holds for the whole country: the policy's value is left "
            + "out here"))
    }
  }
}

extension PolicyTarget {
  fileprivate var isSource: Bool {
    switch self {
    case .preset, .file: true
    case .name, .summary, .lever, .areas, .triggers: false
    }
  }

  fileprivate var isChange: Bool {
    switch self {
    case .lever, .areas, .triggers: true
    case .name, .summary, .preset, .file: false
    }
  }
}
