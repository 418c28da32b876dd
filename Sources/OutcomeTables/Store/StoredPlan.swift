// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Digests
public import Experiments
import Foundation
import GRDB
import Texts

/// A difference between the plan in a results file and another plan.
public struct PlanDifference: CustomStringConvertible, Sendable {
  let key: String
  let there: String
  let asked: String
  /// Whether the study can change so without losing a run.
  let canChange: Bool

  /// What differs, and how.
  public var description: String { "\(key): \(there) there, \(asked) asked for" }
}

extension StudyStore {
  /// The differences between the plan in this file and that of a sweep.
  public func differences(from sweep: Sweep) throws(StudyFault) -> [PlanDifference] {
    try access { store in try store.queue.read { try $0.differences(from: sweep) } }
  }

  /// Returns the text that the study remembers under a key; nil if there is none.
  public func text(_ key: String) throws(StudyFault) -> String? {
    try access { store in
      try store.queue.read { database in
        let row = try Row.fetchOne(
          database, sql: "SELECT value, sha256 FROM study WHERE key = ?", arguments: [key])
        guard let row else { return nil }
        let (text, digest): (String, String) = try (
          row.decode(atIndex: 0), row.decode(atIndex: 1)
        )
        guard Digest(of: text).hexadecimal == digest else {
          throw Self.damage(store.path, "`\(key)` is not as written")
        }
        return text
      }
    }
  }

  /// Remembers a text under a key.
  public func remember(_ key: String, _ value: String) throws(StudyFault) {
    try access { store in try store.queue.write { try $0.remember(key, value) } }
  }

  /// The files that the study was read from, by path.
  public func inputs() throws(StudyFault) -> [StoredInput] {
    try access { store in
      try store.queue.read { database in
        try Row.fetchAll(database, sql: "SELECT path, sha256, content FROM inputs ORDER BY path")
          .map { row in
            let input = StoredInput(
              path: try row.decode(atIndex: 0), sha256: try row.decode(atIndex: 1),
              content: [UInt8](try row.decode(Data.self, atIndex: 2)))
            guard Digest(of: input.content).hexadecimal == input.sha256 else {
              throw Self.damage(store.path, "its copy of \(input.path) is not as written")
            }
            return input
          }
      }
    }
  }
}

extension Database {
  func remember(_ key: String, _ value: String) throws {
    try execute(
      sql: "INSERT OR REPLACE INTO study VALUES (?, ?, ?)",
      arguments: [key, value, Digest(of: value).hexadecimal])
  }

  /// Replaces the plan that is there; runs stay.
  func write(
    _ sweep: Sweep, part: PlanPart, texts: [(key: String, value: String)], inputs: [StoredInput]
  ) throws {
    let plan = sweep.first
    func list(_ table: String, _ rows: [[any DatabaseValueConvertible]]) throws {
      try execute(sql: "DELETE FROM \(table)")
      for (index, row) in rows.enumerated() {
        let marks = row.map { _ in ", ?" }.joined()
        try execute(
          sql: "INSERT INTO \(table) VALUES (?\(marks))",
          arguments: StatementArguments([index] + row))
      }
    }
    try list("policies", sweep.policies.map { [$0] })
    try list("areas", plan.areas.map { [$0] })
    // The list of outcomes stays: the file's series are in its order.
    if try Int.fetchOne(self, sql: "SELECT count(*) FROM outcomes") == 0 {
      try list("outcomes", plan.outcomes.map { [$0.name, $0.unit, $0.monthlyUnit] })
    }
    try list("identity", sweep.identity.map { [$0.key, $0.value] })
    try execute(sql: "DELETE FROM replications; DELETE FROM inputs")
    for number in part.replications {
      try execute(sql: "INSERT INTO replications VALUES (?)", arguments: [number])
    }
    for input in inputs {
      try execute(
        sql: "INSERT INTO inputs VALUES (?, ?, ?)",
        arguments: [input.path, input.sha256, Data(input.content)])
    }
    try writeStates(part.states, of: sweep)
    for (key, value) in texts { try remember(key, value) }
    try remember("name", sweep.name)
    try remember("digest", sweep.digest.hexadecimal)
    try remember("units", String(sweep.futures))
  }

  /// Writes the states anew if their values stand in other units than those in which they are now declared.
  func renewStates(_ states: Range<Int>, of sweep: Sweep) throws {
    let there = try String.fetchOne(
      self, sql: "SELECT value FROM study WHERE key = ?", arguments: [unitsOfStates])
    if there != sweep.wordsOfUnits { try writeStates(states, of: sweep) }
  }

  /// Writes states, with their values in the units in which they are declared.
  ///
  /// They keep their numbers for ever, so that runs find them; only their positions and values change.
  private func writeStates(_ states: Range<Int>, of sweep: Sweep) throws {
    try execute(sql: "UPDATE states SET position = NULL")
    let columns = (["digest", "position"] + sweep.factors.map { $0.path.escaped(for: .sql) })
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let changes = columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    let insert = try makeStatement(
      sql: "INSERT INTO states (\(columns.joined(separator: ", "))) VALUES (\(marks)) "
        + "ON CONFLICT (digest) DO UPDATE SET \(changes)")
    for state in states {
      let digest = sweep.stateDigest(state).hexadecimal
      let values = zip(sweep.factors, sweep.settings(ofState: state)).map { factor, setting in
        factor.number(of: setting)?.databaseValue ?? factor.text(of: setting).databaseValue
      }
      try insert.execute(arguments: StatementArguments([digest, state] + values))
    }
    try remember(unitsOfStates, sweep.wordsOfUnits)
  }

  /// The differences between the plan that is there and that of a sweep.
  func differences(from sweep: Sweep) throws -> [PlanDifference] {
    if try String.fetchOne(self, sql: "SELECT value FROM study WHERE key = 'digest'")
      == sweep.digest.hexadecimal
    {
      return []
    }
    let there = try Row.fetchAll(self, sql: "SELECT key, value FROM identity ORDER BY number")
      .map { try IdentityKey($0.decode(atIndex: 0), $0.decode(atIndex: 1)) }
    let asked = sweep.identity
    let thereByKey = Dictionary(there.map { ($0.key, $0.value) }) { first, _ in first }
    let askedByKey = Dictionary(asked.map { ($0.key, $0.value) }) { first, _ in first }
    var seen: Set<String> = []
    var found: [PlanDifference] = []
    for key in (asked + there).map(\.key) where seen.insert(key).inserted {
      let (old, new) = (thereByKey[key], askedByKey[key])
      guard old != new else { continue }
      found.append(
        PlanDifference(key: key, there: old ?? "nothing", asked: new ?? "nothing", canChange: false)
      )
    }
    let factors = try columns(in: "states").map(\.name).dropFirst(3)
    if !factors.elementsEqual(sweep.factors.map(\.path)) {
      found.append(
        PlanDifference(
          key: "what varies", there: factors.joined(separator: ", "),
          asked: sweep.factors.map(\.path).joined(separator: ", "), canChange: false))
      return found
    }
    return try found + differingReplications(sweep) + differingStates(sweep)
  }

  private func differingReplications(_ sweep: Sweep) throws -> [PlanDifference] {
    let row = try Row.fetchOne(
      self, sql: "SELECT min(replication), max(replication) FROM replications")
    let (first, last): (Int, Int) = (row?[0] ?? 1, row?[1] ?? 0)
    let asked = sweep.replications
    guard first...max(first, last) != asked else { return [] }
    return [
      PlanDifference(
        key: "replications", there: "\(first) to \(last)",
        asked: "\(asked.lowerBound) to \(asked.upperBound)",
        // If the number is smaller, the runs beyond it are kept.
        canChange: asked.contains(first))
    ]
  }

  private func differingStates(_ sweep: Sweep) throws -> [PlanDifference] {
    let there = try String.fetchCursor(
      self, sql: "SELECT digest FROM states WHERE position IS NOT NULL ORDER BY position")
    var known: Set<String> = []
    var count = 0
    var isSame = true
    while let digest = try there.next() {
      if count >= sweep.states || sweep.stateDigest(count).hexadecimal != digest { isSame = false }
      known.insert(digest)
      count += 1
    }
    guard !isSame || count != sweep.states else { return [] }
    for state in 0..<sweep.states { known.remove(sweep.stateDigest(state).hexadecimal) }
    // A state without runs can be left out again.
    let lost = try known.count { digest in
      try Bool.fetchOne(
        self,
        sql: "SELECT EXISTS (SELECT 1 FROM runs JOIN states ON states.id = runs.state "
          + "WHERE states.digest = ?)", arguments: [digest]) ?? false
    }
    return [
      PlanDifference(
        key: "states", there: "\(count)",
        asked: "\(sweep.states)"
          + (lost > 0
            ? " (of those there, \(lost) with runs \(inflected(lost, "is", "are")) not among them)"
            : "")
          + (count == sweep.states && known.isEmpty ? " in another order" : ""),
        canChange: lost == 0)
    ]
  }
}

/// The key under which a study remembers the units of what varies between states.
private let unitsOfStates = "units of states"

extension Sweep {
  /// The units of what varies between states, in one text.
  fileprivate var wordsOfUnits: String {
    factors.map { $0.kind.unit?.name ?? "" }.joined(separator: ", ")
  }
}
