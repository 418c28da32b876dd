// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
public import Experiments
import Foundation
import GRDB

extension StudyStore {
  /// How much is lost, at most, when the process is killed: seconds of work, and bytes in memory.
  private static let secondsBetweenCommits = 0.5
  private static let bytesBetweenCommits = 16 << 20

  /// Adds a unit; it is on disk when a batch is full, after half a second, or when asked for.
  public func append(_ unit: Sweep.Unit, _ replication: Replication) throws(StudyFault) {
    batch.append((unit, replication))
    batchSize += replication.runs.reduce(0) { $0 + 8 * $1.numberCount }
    let isDue = lastCommit.duration(to: .now).seconds >= Self.secondsBetweenCommits
    if isDue || batchSize >= Self.bytesBetweenCommits { try commit() }
  }

  /// Puts everything that was added on disk.
  public func commit() throws(StudyFault) {
    guard !batch.isEmpty else { return }
    var current = session
    current?.note(runs: batch.reduce(0) { $0 + $1.replication.runs.count })
    try access { store in
      try store.queue.write { database in
        for item in store.batch { try database.insert(item.replication, of: item.unit) }
        if let current { try database.note(current) }
      }
    }
    session = current
    batch.removeAll(keepingCapacity: true)
    batchSize = 0
    lastCommit = .now
  }

  /// Forgets the runs that failed, so that they are run again.
  public func forgetFailures() throws(StudyFault) {
    try access { store in
      try store.queue.write { try $0.execute(sql: "DELETE FROM runs WHERE status = 'failed'") }
    }
  }

  /// Notes what is done of the work: the units whose runs are all there.
  public func note(in work: inout Work, of sweep: Sweep) throws(StudyFault) {
    var noted = work
    try access { store in
      try store.queue.read { database in
        let cursor = try Row.fetchCursor(
          database,
          sql: """
            SELECT states.place, runs.replication FROM states JOIN runs ON runs.state = states.id
            WHERE states.place IS NOT NULL GROUP BY states.place, runs.replication
            HAVING count(*) = ?
            """, arguments: [sweep.policies.count])
        while let row = try cursor.next() {
          let (state, replication): (Int, Int) = (row[0], row[1])
          guard state < sweep.states, sweep.replications.contains(replication) else { continue }
          let place = sweep.place(of: Sweep.Unit(state: state, replication: replication))
          if noted.places.contains(place) { noted.markDone(place) }
        }
      }
    }
    work = noted
  }

  /// What is there of a unit; nil where it is not run yet.
  public func replication(_ unit: Sweep.Unit, of sweep: Sweep) throws -> Replication? {
    var found: Replication?
    try forEachUnit(of: sweep, only: unit) { found = $1 }
    return found
  }

  /// Reads the units that are there, in the plan's order: all of them, or one.
  ///
  /// - Throws: A fault of the file, or whatever `body` throws.
  public func forEachUnit(
    of sweep: Sweep, only one: Sweep.Unit? = nil, _ body: (Sweep.Unit, Replication) throws -> Void
  ) throws {
    let replications = one.map { $0.replication...$0.replication } ?? sweep.replications
    try queue.read { database in
      let days = try String.fetchAll(database, sql: "SELECT first_day FROM months ORDER BY month")
        .compactMap { CalendarDate($0) }
      let cursor = try Row.fetchCursor(
        database,
        sql: """
          SELECT states.place, runs.replication, runs.reason, runs.events, series.monthly,
            series.areas, series.area_monthly, \(StoreSchema.outcomeColumns)
          FROM states JOIN runs ON runs.state = states.id
          LEFT JOIN series ON series.state = runs.state AND series.replication = runs.replication
            AND series.policy = runs.policy
          WHERE states.place \(one.map { "= \($0.state)" } ?? "IS NOT NULL")
            AND runs.replication BETWEEN ? AND ?
          ORDER BY states.place, runs.replication, runs.policy
          """, arguments: [replications.lowerBound, replications.upperBound])
      var unit: Sweep.Unit?
      var runs: [RunOutcomes] = []
      while let row = try cursor.next() {
        let here = Sweep.Unit(state: row[0], replication: row[1])
        if here != unit { runs.removeAll(keepingCapacity: true) }
        unit = here
        runs.append(RunOutcomes(row, months: days, areas: sweep.first.areas.count))
        guard runs.count == sweep.policies.count else { continue }
        try body(here, Replication(number: here.replication, runs: runs))
      }
    }
  }

  /// How many runs of the plan are there, and how many of them failed.
  ///
  /// - Complexity: O(runs that are there), a few bytes each.
  public func counts() throws(StudyFault) -> (there: Int, failed: Int) {
    try access { store in
      try store.queue.read { database in
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT count(*), coalesce(sum(status = 'failed'), 0)
            FROM runs INDEXED BY runs_by_status CROSS JOIN states ON states.id = runs.state
            WHERE states.place IS NOT NULL AND runs.replication
              BETWEEN (SELECT min(replication) FROM replications)
              AND (SELECT max(replication) FROM replications)
            """)
        return (row?[0] ?? 0, row?[1] ?? 0)
      }
    }
  }

  /// How many runs are there that the plan does not have, since it was taken back: they are kept, and a
  /// larger plan finds them again.
  public func runsBeyondPlan() throws(StudyFault) -> Int {
    let all = try access { store in
      try store.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM runs") ?? 0 }
    }
    return try all - counts().there
  }
}

extension Database {
  fileprivate func insert(_ replication: Replication, of unit: Sweep.Unit) throws {
    let values = Outcome.all.map { _ in ", ?" }.joined()
    let run = try cachedStatement(
      sql: "INSERT OR REPLACE INTO runs VALUES ("
        + "(SELECT id FROM states WHERE place = ?), ?, ?, ?, ?, ?\(values))")
    let series = try cachedStatement(
      sql: "INSERT OR REPLACE INTO series VALUES ("
        + "(SELECT id FROM states WHERE place = ?), ?, ?, ?, ?, ?)")
    for (policy, outcomes) in replication.runs.enumerated() {
      let key: [(any DatabaseValueConvertible)?] = [unit.state, unit.replication, policy]
      let status = outcomes.failure == nil ? "done" : "failed"
      let head = key + [status, outcomes.failure ?? "", outcomes.events]
      run.setUncheckedArguments(
        StatementArguments(head + outcomes.counted.map { $0.isNaN ? nil : $0 }))
      try run.execute()
      guard !outcomes.monthly.isEmpty || !outcomes.areas.isEmpty else { continue }
      try noteMonths(outcomes.months)
      series.setUncheckedArguments(
        StatementArguments(
          key + [
            blob(outcomes.monthly), blob(outcomes.areas.flatMap(\.self)),
            blob(outcomes.areaMonthly.flatMap(\.self)),
          ]))
      try series.execute()
    }
  }

  /// Notes the months of the runs once: they are the same in all.
  private func noteMonths(_ months: [CalendarDate]) throws {
    let known = try Int.fetchOne(
      cachedStatement(sql: "SELECT count(*) FROM (SELECT 1 FROM months LIMIT 1)"))
    guard known == 0 else { return }
    for (number, day) in months.enumerated() {
      try execute(sql: "INSERT INTO months VALUES (?, ?)", arguments: [number, day.description])
    }
  }

  private func blob(_ numbers: [Double]) -> Data? {
    numbers.isEmpty ? nil : numbers.withUnsafeBytes { Data($0) }
  }
}

extension RunOutcomes {
  /// The outcomes in a row of the query of ``StudyStore/forEachUnit(of:_:)``.
  fileprivate init(_ row: Row, months: [CalendarDate], areas: Int) {
    let reason: String = row[2]
    guard reason.isEmpty else {
      self = .failed(reason, outcomes: Outcome.all.count, areas: areas)
      return
    }
    let width = Outcome.all.count
    let monthly = Self.numbers(row[4])
    let byArea = Self.numbers(row[5])
    let byAreaAndMonth = Self.numbers(row[6])
    func parts(_ numbers: [Double], _ size: Int) -> [[Double]] {
      stride(from: 0, to: numbers.count, by: max(1, size)).map { Array(numbers[$0..<($0 + size)]) }
    }
    self.init(
      counted: (0..<width).map { row[7 + $0] as Double? ?? .nan },
      areas: parts(byArea, width),
      areaMonthly: parts(byAreaAndMonth, width * months.count),
      months: monthly.isEmpty ? [] : months, monthly: monthly, events: row[3])
  }

  private static func numbers(_ data: Data?) -> [Double] {
    guard let data else { return [] }
    return [Double](unsafeUninitializedCapacity: data.count / 8) { buffer, count in
      count = data.copyBytes(to: buffer) / 8
    }
  }
}
