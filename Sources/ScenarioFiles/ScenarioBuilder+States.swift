// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Designs

/// States that a file gives one by one: in a list, or as the rows of a table.
extension ScenarioBuilder {
  /// How large a table of states may be, in bytes.
  static let tableLimit = 256 << 20

  /// The values of a state by path, and where it stands.
  private struct StatedState {
    var location: Location
    var values: [String: Setting] = [:]
  }

  /// Reads a list of mappings, each a state.
  ///
  /// A value that one leaves out is that of the scenario.
  mutating func list(_ item: Item, of scenario: Scenario) throws(DesignError) -> Design? {
    guard case .list(let items) = item.content, !items.isEmpty else {
      faults.append(
        item.location.error(
          "a list of one or more states is expected, not \(item.words)",
          allowed: "`- {PATH: VALUE, ...}`"))
      return nil
    }
    let before = faults.count
    var paths: [String] = []
    var states: [StatedState] = []
    for item in items where faults.count <= Fault.limit {
      var state = StatedState(location: item.location)
      for (path, given) in assignments(in: item, of: scenario) {
        guard let field = scenario.field(at: path) else { continue }
        if !paths.contains(path) { paths.append(path) }
        state.values[path] = SettingReader(kind: field.kind)
          .setting(of: given.value, faults: &faults)
      }
      states.append(state)
    }
    return hasErrors(since: before) ? nil : try design(of: paths, states, in: scenario)
  }

  /// Reads the rows of a CSV file whose columns are paths.
  ///
  /// An empty cell stands for the scenario's value.
  ///
  /// A bare number is in the declared unit; columns whose names begin with `x-` are for readers. Rows are read one by
  /// one: memory is that of the file and of the values.
  mutating func table(_ item: Item, of scenario: Scenario) throws(DesignError) -> Design? {
    guard let name = item.name(faults: &faults) else { return nil }
    let path = files.path(of: name, namedIn: item.location.file)
    guard
      let bytes = files.bytes(
        at: path, location: item.location, limit: Self.tableLimit, faults: &faults),
      var reader = CSVReader(of: bytes, at: path, faults: &faults),
      reader.hasAtMost(Design.stateLimit, faults: &faults),
      let columns = fields(of: reader.header, in: scenario)
    else { return nil }
    let before = faults.count
    var list = StateList(of: columns.compactMap { $0.map { ($0.path, $0.kind) } })
    var leftOut = LeftOutValues(of: scenario)
    var refusal: DesignError?
    var told = faults
    reader.forEachRow(faults: &told) { row, faults in
      var state: [Setting] = []
      for (cell, field) in zip(row, columns) {
        guard let field, let text = cell.text else { continue }
        guard !text.isEmpty else {
          state += [leftOut.value(of: field.path, at: row[0].location)].compactMap(\.self)
          continue
        }
        let reader = SettingReader(kind: field.kind)
        let value =
          text.hasPrefix("{")
          ? reader.setting(ofYAML: text, at: cell.location, faults: &faults)
          : reader.setting(of: cell.in(field.kind.unit), faults: &faults)
        state += [value].compactMap(\.self)
      }
      // Once there is a fault, further rows are only checked.
      guard faults.count == before, !leftOut.isAtFault, refusal == nil else { return }
      do throws(DesignError) { try list.append(state) } catch { refusal = error }
    }
    faults = told + leftOut.faults
    if let refusal { throw refusal }
    return hasErrors(since: before) ? nil : try list.design()
  }

  /// The fields of columns, nil for columns for readers; nil as a whole if there are other columns.
  private mutating func fields(
    of header: [Item], in scenario: Scenario
  ) -> [Field<Scenario>?]? {
    let before = faults.count
    var fields: [Field<Scenario>?] = []
    for item in header {
      let name = item.text ?? ""
      let field = scenario.field(at: name)
      if name == "seed" {
        faults.append(item.location.error(Self.seedDoesNotVary, allowed: Self.instead))
      } else if field == nil, !name.hasPrefix("x-") {
        faults.append(
          item.location.error(
            name.isEmpty
              ? "this column has no name"
              : "a state cannot set `\(excerpt(of: name))`",
            allowed: "a parameter, areas.NAME.KEY, history.LEVER, policy.levers.LEVER, or x-NOTE",
            suggestion: Suggestion(nearestTo: name, among: scenario.variablePaths)))
      }
      if field != nil, fields.contains(where: { $0?.path == name }) {
        faults.append(item.location.error("the column `\(excerpt(of: name))` comes twice"))
      }
      fields.append(field)
    }
    if fields.allSatisfy({ $0 == nil }), faults.count == before {
      faults.append(header[0].location.error("no column says what is varied"))
    }
    return faults.count == before ? fields : nil
  }

  private mutating func design(
    of paths: [String], _ states: [StatedState], in scenario: Scenario
  ) throws(DesignError) -> Design? {
    let fields = paths.compactMap { scenario.field(at: $0) }
    var leftOut = LeftOutValues(of: scenario)
    var list = StateList(of: fields.map { ($0.path, $0.kind) })
    for state in states {
      let row = fields.compactMap { field in
        state.values[field.path] ?? leftOut.value(of: field.path, at: state.location)
      }
      if !leftOut.isAtFault { try list.append(row) }
    }
    faults += leftOut.faults
    return leftOut.isAtFault ? nil : try list.design()
  }
}
