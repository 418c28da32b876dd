// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel
public import Declarations

/// Reads the pasts in a table that a calibration has written.
///
/// - Parameters:
///   - path: The table, or a folder with `posterior.csv`.
///   - scenario: A scenario that has the unknowns.
///   - source: Where files are read from.
///   - search: The folders in which files are looked for.
/// - Returns: The pasts, and the file that was read.
/// - Throws: All faults of the table.
public func loadPasts(
  at path: String, for scenario: Scenario, from source: FileSource = .disk,
  searching search: SearchPath = .none
) throws(ScenarioFaults) -> (pasts: KnownPasts, input: InputFile) {
  var faults: [Fault] = []
  var files = FileReader(source, searching: search)
  let table = "\(path.hasSuffix("/") ? String(path.dropLast()) : path)/posterior.csv"
  let beside = path.hasSuffix(".csv") ? path : table
  let file = source.exists(beside) ? beside : search.path(of: beside, in: source) ?? beside
  let bytes = files.bytes(at: file, location: nil, limit: PastsReader.sizeLimit, faults: &faults)
  guard let bytes, var reader = CSVReader(of: bytes, at: file, faults: &faults),
    let columns = PastsReader(of: reader.header, in: scenario, faults: &faults)
  else { throw ScenarioFaults(faults: faults) }
  var pasts: [KnownPasts.Past] = []
  var origins: Set<String> = []
  reader.forEachRow(faults: &faults) { row, faults in
    if let past = columns.past(row, &origins, faults: &faults) { pasts.append(past) }
  }
  let start = Location(file: file, line: 1, column: 1)
  if faults.isEmpty, origins.count != 1 {
    faults.append(
      start.error(
        "these pasts come from several calibrations", allowed: "pasts of one calibration"))
  }
  if faults.isEmpty, !pasts.contains(where: { $0.weight > 0 }) {
    faults.append(start.error("no past of this table has a weight"))
  }
  guard faults.isEmpty, let madeFrom = origins.first else { throw ScenarioFaults(faults: faults) }
  let known = KnownPasts(
    source: file, madeFrom: madeFrom, unknowns: columns.fields.map(\.field.path),
    dates: columns.dates.map(\.day), counts: columns.counts.map(\.count), pasts: pasts)
  if known.effectiveSize < KnownPasts.fewest {
    faults.append(
      start.error(
        "these pasts are worth only \(Int(known.effectiveSize)) independent ones",
        allowed: "\(Int(KnownPasts.fewest)) or more: fewer say nothing"))
    throw ScenarioFaults(faults: faults)
  }
  return (known, InputFile(path: file, sha256: files.inputs[0].sha256, bytes: bytes))
}

/// The columns of a table of pasts.
private struct PastsReader {
  /// How large a table may be, in bytes.
  static let sizeLimit = 1 << 28
  private static let lineagePrefix = "lineage "

  private var origin: Int?
  private var replication: Int?
  private var weight: Int?
  private(set) var dates: [(column: Int, day: CalendarDate)] = []
  private(set) var counts: [(column: Int, count: KnownPasts.Count)] = []
  private(set) var fields: [(column: Int, field: Field<Scenario>)] = []

  /// Reads a header; returns nil and adds a fault if it is that of another table.
  init?(of header: [Item], in scenario: Scenario, faults: inout [Fault]) {
    let before = faults.count
    for (column, item) in header.enumerated() {
      let name = item.text ?? ""
      switch name {
      case "past", "log_likelihood": continue
      case "made_from": origin = column
      case "replication": replication = column
      case "weight": weight = column
      default:
        if let field = scenario.field(at: name) {
          fields.append((column, field))
        } else if name.hasPrefix(Self.lineagePrefix),
          let day = CalendarDate(String(name.dropFirst(Self.lineagePrefix.count)))
        {
          dates.append((column, day))
        } else if let count = Self.count(name) {
          counts.append((column, count))
        } else {
          faults.append(
            item.location.error(
              "`\(excerpt(of: name))` is not a column of a table of pasts",
              allowed: "posterior.csv, as `cordon calibrate` writes it"))
        }
      }
    }
    if faults.count == before,
      origin == nil || replication == nil || weight == nil || dates.isEmpty || counts.isEmpty
    {
      faults.append(
        header[0].location.error(
          "this is not a table of pasts", allowed: "posterior.csv, as `cordon calibrate` writes it")
      )
    }
    guard faults.count == before else { return nil }
  }

  /// Reads the name of a column such as `volunteer-cases 2014 to 2016`; returns nil if it is no count.
  private static func count(_ name: String) -> KnownPasts.Count? {
    guard let space = name.firstIndex(of: " ") else { return nil }
    let outcome = String(name[..<space])
    guard Outcome.named(outcome) != nil,
      let period = ObservedPeriod(written: String(name[name.index(after: space)...]))
    else { return nil }
    return KnownPasts.Count(outcome: outcome, period: period)
  }

  /// Reads the past of a row; returns nil and adds a fault if it has none.
  func past(
    _ row: [Item], _ origins: inout Set<String>, faults: inout [Fault]
  ) -> KnownPasts.Past? {
    let before = faults.count
    func number(_ column: Int?, isWhole: Bool, atMost: Double, isNeeded: Bool = true) -> Double {
      guard let column, let text = row[column].text else { return .nan }
      if text.isEmpty, !isNeeded { return .nan }
      if let number = Double(text), (0...atMost).contains(number) || !isNeeded,
        !isWhole || number == number.rounded()
      {
        return number
      }
      faults.append(
        row[column].location.error(
          "\(row[column].words) is not allowed here",
          allowed: isWhole ? "a whole number, not below 0" : "a number, not below 0"))
      return .nan
    }
    let most = Double(UInt32.max)
    let first = number(replication, isWhole: true, atMost: most)
    let lineage = dates.map { number($0.column, isWhole: true, atMost: most) }
    let share = number(weight, isWhole: false, atMost: .greatestFiniteMagnitude)
    let simulated = counts.map {
      number($0.column, isWhole: false, atMost: .infinity, isNeeded: false)
    }
    var values: [Setting] = []
    for (column, field) in fields {
      if let value = setting(row[column], field, &faults) { values.append(value) }
    }
    if let origin, let text = row[origin].text { origins.insert(text) }
    guard faults.count == before, first >= 1 else {
      if faults.count == before {
        faults.append(row[0].location.error("the replication of a past counts from 1"))
      }
      return nil
    }
    return KnownPasts.Past(
      replication: Int(first), lineage: lineage.map { Int($0) }, weight: share,
      simulated: simulated, values: values)
  }

  /// Reads a value in canonical units, or as a file writes it.
  private func setting(
    _ item: Item, _ field: Field<Scenario>, _ faults: inout [Fault]
  ) -> Setting? {
    if case .number(_, let allowed, _, let isWhole) = field.kind, let text = item.text,
      let number = Double(text)
    {
      if allowed.contains(number), !isWhole || number == number.rounded() { return .number(number) }
      faults.append(
        item.location.error(
          "\(item.words) is out of range", allowed: field.kind.text(of: allowed)))
      return nil
    }
    let reader = SettingReader(kind: field.kind)
    return item.text?.hasPrefix("{") == true
      ? reader.setting(ofYAML: item.text ?? "", at: item.location, faults: &faults)
      : reader.setting(of: item, faults: &faults)
  }
}
