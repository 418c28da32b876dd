// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// What a key of an area stands for.
enum AreaTarget: Sendable {
  case name
  case field(FieldCatalogue<Scenario>.Entry)
}

extension ScenarioBuilder {
  /// The keys of an area.
  static let areaKeys = Catalogue(
    [("name", AreaTarget.name)] + Scenario.catalogue[.area].map { ($0.key, .field($0)) })

  /// What a file may say about an area besides its name.
  private static let areaValues = Scenario.catalogue[.area].map(\.key)

  /// All keys of an area: those that take a value, and its name.
  static var areaKeyPaths: [String] { areaKeys.paths }

  /// Replaces the areas by those of a list or of a file.
  ///
  /// A value that a mapping leaves out is the default.
  mutating func setAreas(_ item: Item) {
    (areasLocation, areasTurn) = (item.location, turn)
    let items: [Item]
    switch item.content {
    case .list(let several) where !several.isEmpty: items = several
    case .map(let entries) where entries.contains { $0.key == "file" || $0.key == "only" }:
      items = areasOfFile(item, entries)
    default:
      faults.append(
        item.location.error(
          "a list of one or more areas, or a file of them, is expected, not \(item.words)",
          allowed: "`- name: ...` and \(listed(Self.areaValues)); or `file: ...`"))
      return
    }
    for path in origins.keys where path.hasPrefix("areas.") { origins[path] = nil }
    for path in datedOrigins.keys where path.hasPrefix("areas.") { datedOrigins[path] = nil }
    scenario.datedValues.removeAll { $0.path.hasPrefix("areas.") }
    var areas: [Area] = []
    var names = DistinctNames()
    for item in items {
      guard let area = area(item) else { continue }
      if let fault = names.insert(area.name, of: "areas", at: item.location) {
        faults.append(fault)
      }
      areas.append(area)
    }
    if !areas.isEmpty { scenario.areas = areas }
  }

  private mutating func area(_ item: Item) -> Area? {
    guard let entries = item.entries else {
      faults.append(
        item.location.error(
          "an area is a mapping, not \(item.words)",
          allowed: "name, \(listed(Self.areaValues))"))
      return nil
    }
    let given = Self.areaKeys.assignments(in: entries, faults: &faults)
    let names = given.filter { if case .name = $0.target { true } else { false } }
    guard let name = names.first?.value else {
      faults.append(item.location.error("this area has no `name`"))
      return nil
    }
    guard let name = name.newName(faults: &faults) else { return nil }
    var area = Area()
    area.name = name
    if !entries.contains(where: { $0.key == "population" }) {
      faults.append(
        item.location.error(
          "\(excerpt(of: name)) has no `population`",
          allowed: "residents; demand and derived staff are in proportion to them"))
    }
    for value in given {
      if case .field(let entry) = value.target { set(entry, value.value, of: &area) }
    }
    return area
  }

  private mutating func set(
    _ entry: FieldCatalogue<Scenario>.Entry, _ item: Item, of area: inout Area
  ) {
    // The area goes into the list of areas and back, so that one function sets fields everywhere.
    let areas = scenario.areas
    scenario.areas = [area]
    for field in entry.fields(in: scenario) { set(field, item) }
    area = scenario.areas[0]
    scenario.areas = areas
  }

  /// Sets `areas.NAME.field`, or `areas.*.field` in every area; the whole name must match.
  mutating func setArea(_ path: String, _ item: Item) {
    turn += 1
    guard let areaPath = AreaPath(path) else {
      let last = path.split(separator: ".").last.map(String.init) ?? ""
      let names = Self.areaValues
      faults.append(
        item.location.error(
          "no area has a value of this name",
          allowed: "areas.NAME.KEY or areas.*.KEY, KEY one of \(listed(names))",
          suggestion: Suggestion([NearestName.to(last, among: names).map { "areas.*.\($0)" } ?? ""])
          {
            AreaPath($0) != nil
          }))
      return
    }
    let key = areaPath.entry.key
    if key == "population" { (areasLocation, areasTurn) = (item.location, turn) }
    let indices = areaPath.indices(in: scenario.areas)
    if indices.isEmpty {
      let names = scenario.areas.map(\.name)
      faults.append(
        item.location.error(
          "no area is called `\(excerpt(of: areaPath.name))`", allowed: "\(listed(names)), or *",
          suggestion: Suggestion(
            [NearestName.to(areaPath.name, among: names).map { "areas.\($0).\(key)" } ?? ""]
          ) { AreaPath($0).map { !$0.indices(in: scenario.areas).isEmpty } ?? false }))
    }
    for field in scenario.fields(at: path) { set(field, item) }
  }
}
