// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// What a key of `areas: {file: ..., only: ...}` stands for.
enum AreaFileTarget: Sendable {
  case file
  case only
}

extension ScenarioBuilder {
  /// The keys of `areas` that stand in a file.
  static let areaFileKeys = Catalogue([("file", AreaFileTarget.file), ("only", .only)])

  /// Reads the areas of a CSV file as mappings, like those of a list of areas.
  ///
  /// The path is relative to the folder of the file that names it. A row is an area, and a column one of its keys
  /// (see ``AreaColumn``). An empty cell leaves a value out. `only` picks areas by name.
  mutating func areasOfFile(_ item: Item, _ entries: [Entry]) -> [Item] {
    var path: (text: String, location: Location)?
    var only: Item?
    for given in Self.areaFileKeys.assignments(in: entries, faults: &faults) {
      switch given.target {
      case .file:
        guard let name = given.value.sentence(faults: &faults) else { return [] }
        path = (files.path(of: name, namedIn: given.value.location.file), given.value.location)
      case .only: only = given.value
      }
    }
    guard let path else {
      faults.append(item.location.error("this has no `file`", allowed: "the path of a CSV file"))
      return []
    }
    guard let bytes = files.bytes(at: path.text, location: path.location, faults: &faults)
    else { return [] }
    guard let table = CSVTable(of: bytes, at: path.text, faults: &faults) else { return [] }
    let areas = AreaColumn.areas(of: table, faults: &faults)
    return only.map { pick($0, from: areas) } ?? areas
  }

  /// The areas that are named, in the order of the file.
  private mutating func pick(_ item: Item, from areas: [Item]) -> [Item] {
    let items: [Item]
    if case .list(let several) = item.content { items = several } else { items = [item] }
    if items.isEmpty {
      faults.append(item.location.error("an empty list picks no area", allowed: "names of areas"))
    }
    let names = areas.map { $0.entries?.first { $0.key == "name" }?.value.text ?? "" }
    var picked: Set<String> = []
    for item in items {
      guard let name = item.name(faults: &faults) else { continue }
      if !names.contains(name) {
        faults.append(
          item.location.error(
            "no area of the file is called `\(excerpt(of: name))`", allowed: listed(names),
            suggestion: Suggestion(nearestTo: name, among: names)))
      } else if !picked.insert(name).inserted {
        faults.append(item.location.error("`\(excerpt(of: name))` is picked twice"))
      }
    }
    return zip(areas, names).filter { picked.contains($1) }.map(\.0)
  }
}

/// What a column of a file of areas says.
///
/// `name` and the keys of an area are values; a bare number is in the declared unit. `KEY-grade` and `KEY-source`
/// are the evidence of the value in column KEY. `KEY-year`, `KEY-note`, `notes` and columns that begin with `x-` are
/// for readers. Any other column is a mistake.
enum AreaColumn {
  case value(String)
  case grade(of: String)
  case source(of: String)
  case remark

  /// The endings of columns that say something about the column with the same beginning.
  private static let endings = ["-grade", "-source", "-year", "-note"]

  init?(_ name: String, keys: [String]) {
    let ending = Self.endings.first { name.hasSuffix($0) && keys.contains(name.dropping($0)) }
    switch ending {
    case "-grade": self = .grade(of: name.dropping("-grade"))
    case "-source": self = .source(of: name.dropping("-source"))
    case _?: self = .remark
    case nil where keys.contains(name): self = .value(name)
    case nil where name == "notes" || name.hasPrefix("x-"): self = .remark
    case nil: return nil
    }
  }

  /// Reads the rows of a table as mappings; returns none and adds a fault if the header is wrong.
  static func areas(of table: CSVTable, faults: inout [Fault]) -> [Item] {
    let keys = ScenarioBuilder.areaKeyPaths
    let names = table.header.map { $0.text ?? "" }
    let before = faults.count
    var columns: [AreaColumn] = []
    for (index, item) in table.header.enumerated() {
      if names[..<index].contains(names[index]), !names[index].isEmpty {
        faults.append(item.location.error("the column `\(excerpt(of: names[index]))` comes twice"))
      }
      guard let column = AreaColumn(names[index], keys: keys) else {
        faults.append(unknown(names[index], keys, at: item.location))
        continue
      }
      if case .grade(let key) = column, !names.contains(key) {
        faults.append(item.location.error("there is no column `\(key)` of which this is the grade"))
      }
      if case .source(let key) = column, !names.contains(key) {
        faults.append(
          item.location.error("there is no column `\(key)` of which this is the source"))
      }
      columns.append(column)
    }
    if !names.contains("name") {
      faults.append(table.header[0].location.error("there is no column `name`"))
    }
    guard faults.count == before else { return [] }
    return table.rows.map { area(of: $0, columns) }
  }

  private static func unknown(_ name: String, _ keys: [String], at location: Location) -> Fault {
    guard !name.isEmpty else { return location.error("this column has no name") }
    let known = keys + ["notes"] + endings.flatMap { ending in keys.map { $0 + ending } }
    return location.error(
      "unknown column `\(excerpt(of: name))`",
      allowed: "\(listed(keys)); of each \(endings.joined(separator: ", ")); notes, x-...",
      suggestion: Suggestion(nearestTo: name, among: known))
  }

  private static func unit(of key: String) -> Unit? {
    Scenario.catalogue[.area, key]?.kind.unit
  }

  private static func area(of cells: [Item], _ columns: [AreaColumn]) -> Item {
    var entries: [Entry] = []
    var evidence: [String: [Entry]] = [:]
    for (cell, column) in zip(cells, columns) where cell.text?.isEmpty == false {
      switch column {
      case .value(let key):
        entries.append(Entry(key: key, location: cell.location, value: cell.in(unit(of: key))))
      case .grade(let key):
        evidence[key, default: []].append(Entry(key: "grade", location: cell.location, value: cell))
      case .source(let key):
        evidence[key, default: []].append(
          Entry(key: "source", location: cell.location, value: cell))
      case .remark: break
      }
    }
    for (index, entry) in entries.enumerated() where entry.key != "name" {
      guard let more = evidence[entry.key] else { continue }
      let value = Entry(key: "value", location: entry.location, value: entry.value)
      entries[index].value.content = .map([value] + more)
    }
    return Item(location: cells[0].location, content: .map(entries))
  }
}

extension String {
  fileprivate func dropping(_ ending: String) -> String { String(dropLast(ending.count)) }
}
