// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Digests
public import Experiments
import Foundation
import GRDB
import Texts

/// The outcomes that a results file lists; its columns and series have the same order.
struct OutcomeList {
  /// The names, in the order of the file.
  let names: [String]
  /// For each name, the units over the counted years and in a month.
  let units: [[String]]
  /// The columns of the outcomes, in the order of the file.
  let columns: String
  /// The names, as a digest of a run takes them.
  fileprivate let sealed: SealedParts
  /// For each name, the index of the outcome in the model.
  private let indices: [Int]
  /// Whether the file has the order of the model.
  private let isInOrder: Bool

  /// Reads the list of a file.
  init(in database: Database) throws {
    let rows = try Row.fetchAll(
      database, sql: "SELECT name, unit, monthly_unit FROM outcomes ORDER BY outcome")
    self.init(
      names: try rows.map { try $0.decode(atIndex: 0) },
      units: try rows.map { try [$0.decode(atIndex: 1), $0.decode(atIndex: 2)] })
  }

  /// Makes the list of a new file.
  init(_ outcomes: OutcomeSet) {
    self.init(names: outcomes.map(\.name), units: outcomes.map { [$0.unit, $0.monthlyUnit] })
  }

  /// Matches the list with the outcomes of a model.
  ///
  /// - Throws: A refusal if the model has other outcomes, or some in other units; their order does not matter.
  func matched(with outcomes: OutcomeSet, path: String) throws(StudyFault) -> OutcomeList {
    let foreign = names.filter { outcomes.index(of: $0) == nil }
    let missing = outcomes.map(\.name).filter { !names.contains($0) }
    guard foreign.isEmpty, missing.isEmpty, names.count == outcomes.count else {
      func list(_ words: String, _ names: [String]) -> String? {
        names.isEmpty ? nil : "\(words) \(names.joined(separator: ", "))"
      }
      let words = [list("lacks", missing), list("also has", foreign)].compactMap(\.self)
      throw StudyFault(
        .refused, path,
        "the study has other outcomes than this version of Cordon (it "
          + (words.isEmpty ? "names one twice" : words.joined(separator: "; it "))
          + "): use the version that made it, or begin anew with another --output"
      )
    }
    let indices = names.compactMap(outcomes.index(of:))
    let changes = zip(names, zip(units, indices)).flatMap { name, units in
      zip(units.0, [outcomes[units.1].unit, outcomes[units.1].monthlyUnit]).filter { $0 != $1 }
        .map { "\(name) in \($0), and not in \($1)" }
    }
    guard changes.isEmpty else {
      throw StudyFault(
        .refused, path,
        "the study has outcomes in other units than this version of Cordon (\(changes.joined(separator: "; ")))"
          + ": use the version that made it, or begin anew with another --output")
    }
    return OutcomeList(names: names, units: units, indices: indices)
  }

  private init(names: [String], units: [[String]], indices: [Int]? = nil) {
    self.names = names
    self.units = units
    self.indices = indices ?? Array(names.indices)
    isInOrder = self.indices.elementsEqual(names.indices)
    columns = names.map { $0.escaped(for: .sql) }.joined(separator: ", ")
    var sealed = SealedParts()
    for name in names { sealed.add(name.utf8) }
    self.sealed = sealed
  }

  /// Puts rows of outcomes from the order of the model into that of the file.
  func stored(_ numbers: [Double]) -> [Double] {
    guard !isInOrder else { return numbers }
    return stride(from: 0, to: numbers.count, by: indices.count).flatMap { start in
      indices.map { numbers[start + $0] }
    }
  }

  /// Puts rows of outcomes from the order of the file into that of the model.
  func read(_ numbers: [Double]) -> [Double] {
    guard !isInOrder else { return numbers }
    var read = numbers
    for (index, number) in numbers.enumerated() {
      let column = index % indices.count
      read[index - column + indices[column]] = number
    }
    return read
  }
}

/// The bytes of which a digest of a run is made: parts, each after its length.
private struct SealedParts {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ text: String.UTF8View) {
    add(count: text.count)
    bytes.append(contentsOf: text)
  }

  mutating func add(_ data: Data) {
    add(count: data.count)
    data.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ others: SealedParts) { bytes.append(contentsOf: others.bytes) }

  /// Adds numbers without their count; SQLite knows neither a signed zero nor NaN.
  mutating func add(_ numbers: [Double]) {
    let patterns = numbers.map { number in
      (number.isNaN ? UInt64.max : (number + 0).bitPattern).littleEndian
    }
    patterns.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  private mutating func add(count: Int) { add(pattern: UInt64(count)) }

  private mutating func add(pattern: UInt64) {
    withUnsafeBytes(of: pattern.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

/// A run as the rows of a file hold it, with a digest that proves them.
struct StoredRun {
  /// The digest of the state's values.
  var state: String
  var replication: Int
  var policy: Int
  var status: String
  var reason: String
  var events: Int
  /// Outcomes in the order of the file.
  var counted: [Double]
  var monthly: Data?
  var areas: Data?
  var areaMonthly: Data?

  /// Whether there are numbers by month.
  var hasMonths: Bool { monthly != nil || areaMonthly != nil }

  /// The digest of all that the rows say and of the names of the outcomes; also of the months, if there are numbers
  /// by month.
  func digest(_ outcomes: OutcomeList, months: [String]) -> Data {
    var parts = SealedParts()
    for text in [state, "\(replication)", "\(policy)", status, reason, "\(events)"] {
      parts.add(text.utf8)
    }
    parts.add(outcomes.sealed)
    if hasMonths { for month in months { parts.add(month.utf8) } }
    parts.add(counted)
    for series in [monthly, areas, areaMonthly] { parts.add(series ?? Data()) }
    return Data(Digest(of: parts.bytes).bytes.prefix(16))
  }
}

extension StoredRun {
  /// Makes the rows of a run.
  init(
    _ run: RunOutcomes, state: String, replication: Int, policy: Int, outcomes: OutcomeList
  ) {
    func blob(_ numbers: [Double]) -> Data? {
      numbers.isEmpty ? nil : outcomes.stored(numbers).withUnsafeBytes { Data($0) }
    }
    self.init(
      state: state, replication: replication, policy: policy,
      status: run.failure == nil ? "done" : "failed", reason: run.failure ?? "",
      events: run.events, counted: outcomes.stored(run.counted), monthly: blob(run.monthly),
      areas: blob(run.areas.flatMap(\.self)), areaMonthly: blob(run.areaMonthly.flatMap(\.self)))
  }

  /// The columns that ``read(_:width:)`` reads, in a query of `states`, `runs` and `series`.
  static func columns(_ outcomes: OutcomeList) -> String {
    "states.digest, runs.replication, runs.policy, runs.status, runs.reason, runs.events, runs.digest, "
      + "series.monthly, series.areas, series.area_monthly, \(outcomes.columns)"
  }

  /// Reads the run in a row, and the digest of the row.
  ///
  /// - Throws: An error if a value is not of its type.
  static func read(_ row: Row, width: Int) throws -> (run: StoredRun, digest: Data) {
    let run = StoredRun(
      state: try row.decode(atIndex: 0), replication: try row.decode(atIndex: 1),
      policy: try row.decode(atIndex: 2), status: try row.decode(atIndex: 3),
      reason: try row.decode(atIndex: 4), events: try row.decode(atIndex: 5),
      counted: try (0..<width).map { try row.decode(Double?.self, atIndex: 10 + $0) ?? .nan },
      monthly: try row.decode(atIndex: 7), areas: try row.decode(atIndex: 8),
      areaMonthly: try row.decode(atIndex: 9))
    return (run, try row.decode(atIndex: 6))
  }

  /// The outcomes of the run; nil if its series have a wrong number of numbers.
  func outcomes(_ list: OutcomeList, months: [CalendarDate], areas areaCount: Int) -> RunOutcomes? {
    let width = list.names.count
    guard reason.isEmpty else { return .failed(reason, outcomes: width, areas: areaCount) }
    func parts(_ data: Data?, _ size: Int) -> [[Double]]? {
      guard let data, !data.isEmpty else { return [] }
      guard size > 0, data.count % (8 * size) == 0 else { return nil }
      let numbers = [Double](unsafeUninitializedCapacity: data.count / 8) { buffer, count in
        count = data.copyBytes(to: buffer) / 8
      }
      return stride(from: 0, to: numbers.count, by: size).map {
        list.read(Array(numbers[$0..<($0 + size)]))
      }
    }
    guard let monthly = parts(monthly, width * months.count), monthly.count <= 1,
      let areas = parts(areas, width), areas.isEmpty || areas.count == areaCount,
      let areaMonthly = parts(areaMonthly, width * months.count),
      areaMonthly.isEmpty || areaMonthly.count == areaCount
    else { return nil }
    return RunOutcomes(
      counted: list.read(counted), areas: areas, areaMonthly: areaMonthly,
      months: monthly.isEmpty ? [] : months, monthly: monthly.first ?? [], events: events)
  }
}

extension Replication {
  /// The replication as a results file gives it back: with neither a signed zero nor NaN's signs among what is counted,
  /// and with nothing of a run that failed but the reason.
  public func asRead(of sweep: Sweep) -> Replication {
    let (outcomes, areas) = (sweep.first.outcomes.count, sweep.first.areas.count)
    return Replication(
      number: number,
      runs: runs.map { run in
        if let reason = run.failure, !reason.isEmpty {
          return .failed(reason, outcomes: outcomes, areas: areas)
        }
        var run = run
        for index in run.counted.indices {
          let number = run.counted[index]
          run.counted[index] = number.isNaN ? .nan : number + 0
        }
        return run
      })
  }
}
