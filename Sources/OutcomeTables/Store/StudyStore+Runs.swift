// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Digests
public import Experiments
import Foundation
import GRDB

extension StudyStore {
  /// How much work a kill may lose at most, in seconds of work and in bytes in memory.
  private static let secondsBetweenCommits = 0.5
  private static let bytesBetweenCommits = 16 << 20

  /// Adds a future.
  ///
  /// It reaches the disk when a batch is full, after half a second, or with ``commit()``.
  public func append(_ future: Sweep.Future, _ replication: Replication) throws(StudyFault) {
    batch.append((future, replication))
    batchSize += replication.runs.reduce(0) { $0 + 8 * $1.numberCount }
    let isDue = lastCommit.duration(to: .now).seconds >= Self.secondsBetweenCommits
    if isDue || batchSize >= Self.bytesBetweenCommits { try commit() }
  }

  /// Writes all added futures to disk.
  public func commit() throws(StudyFault) {
    guard !batch.isEmpty else { return }
    var current = session
    current?.note(runs: batch.reduce(0) { $0 + $1.replication.runs.count })
    try access { store in
      try store.queue.write { database in
        try database.insert(store.batch, store.outcomes)
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

  /// Takes the futures whose runs are all there off the agenda.
  public func note(in agenda: inout Agenda, of sweep: Sweep) throws(StudyFault) {
    var noted = agenda
    try access { store in
      try store.queue.read { database in
        let cursor = try Row.fetchCursor(
          database,
          sql: """
            SELECT states.position, runs.replication FROM states JOIN runs ON runs.state = states.id
            WHERE states.position IS NOT NULL GROUP BY states.position, runs.replication
            HAVING count(*) = ?
            """, arguments: [sweep.policies.count])
        while let row = try cursor.next() {
          let (state, replication): (Int, Int) = try (
            row.decode(atIndex: 0), row.decode(atIndex: 1)
          )
          guard state < sweep.states, sweep.replications.contains(replication) else { continue }
          let position = sweep.position(of: Sweep.Future(state: state, replication: replication))
          if noted.positions.contains(position) { noted.markDone(position) }
        }
      }
    }
    agenda = noted
  }

  /// Reads a future; returns nil if it is not run yet.
  public func replication(_ future: Sweep.Future, of sweep: Sweep) throws -> Replication? {
    var found: Replication?
    try forEachFuture(of: sweep, only: future) { found = $1 }
    return found
  }

  /// Reads the futures that are there, in the plan's order: all of them, or one.
  ///
  /// - Throws: A fault of the file, or whatever `body` throws.
  public func forEachFuture(
    of sweep: Sweep, only one: Sweep.Future? = nil,
    _ body: (Sweep.Future, Replication) throws -> Void
  ) throws {
    try requireSound()
    var damaged: [DamagedRun] = []
    var future: Sweep.Future?
    var runs: [RunOutcomes] = []
    try readRuns(of: sweep, only: one) { here, policy, run in
      guard let run else {
        damaged.append(
          DamagedRun(state: here.state, replication: here.replication, policy: policy))
        return
      }
      if here != future { runs.removeAll(keepingCapacity: true) }
      future = here
      guard policy == runs.count else { return }
      runs.append(run)
      guard runs.count == sweep.policies.count else { return }
      try body(here, Replication(number: here.replication, runs: runs))
    }
    guard damaged.isEmpty else { throw damage(of: damaged, in: sweep) }
  }

  /// Reads the runs that are there, in the plan's order; `body` gets nil for a run that is not as it was written.
  func readRuns(
    of sweep: Sweep, only one: Sweep.Future?,
    _ body: (Sweep.Future, _ policy: Int, RunOutcomes?) throws -> Void
  ) throws {
    let replications = one.map { $0.replication...$0.replication } ?? sweep.replications
    let list = try outcomes.matched(with: sweep.first.outcomes, path: path)
    do {
      try queue.read { database in
        let words = try String.fetchAll(
          database, sql: "SELECT first_day FROM months ORDER BY month")
        let days = words.compactMap { CalendarDate($0) }
        let cursor = try Row.fetchCursor(
          database,
          sql: """
            SELECT \(StoredRun.columns(list)), states.position
            FROM states JOIN runs ON runs.state = states.id
            LEFT JOIN series ON series.state = runs.state
              AND series.replication = runs.replication AND series.policy = runs.policy
            WHERE states.position \(one.map { "= \($0.state)" } ?? "IS NOT NULL")
              AND runs.replication BETWEEN ? AND ?
            ORDER BY states.position, runs.replication, runs.policy
            """, arguments: [replications.lowerBound, replications.upperBound])
        var (state, digest) = (-1, "")
        while let row = try cursor.next() {
          let here = Sweep.Future(
            state: try row.decode(atIndex: 10 + list.names.count),
            replication: try row.decode(atIndex: 1))
          let policy = try row.decode(Int.self, atIndex: 2)
          if here.state != state {
            state = here.state
            digest = (0..<sweep.states).contains(state) ? sweep.stateDigest(state).hexadecimal : ""
          }
          let (run, seal) = try StoredRun.read(row, width: list.names.count)
          guard run.state == digest else {
            throw Self.damage(path, "its list of states is not as written")
          }
          let isIntact = run.digest(list, months: words) == seal
          let read =
            isIntact
            ? run.outcomes(list, months: days, areas: sweep.first.areas.count) : nil
          try body(here, policy, read)
        }
      }
    } catch {
      // Errors of `body` pass through.
      guard error is DatabaseError || error is RowDecodingError else { throw error }
      throw Self.fault(error, path, isReading: queue.configuration.readonly)
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
            WHERE states.position IS NOT NULL AND runs.replication
              BETWEEN (SELECT min(replication) FROM replications)
              AND (SELECT max(replication) FROM replications)
            """)
        return (row?[0] ?? 0, row?[1] ?? 0)
      }
    }
  }

  /// How many runs are beyond the plan, because it has shrunk.
  ///
  /// They are kept, and a larger plan finds them again.
  public func runsBeyondPlan() throws(StudyFault) -> Int {
    let all = try access { store in
      try store.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM runs") ?? 0 }
    }
    return try all - counts().there
  }
}

extension Database {
  fileprivate func insert(
    _ batch: [(future: Sweep.Future, replication: Replication)], _ outcomes: OutcomeList
  ) throws {
    let values = String(repeating: ", ?", count: outcomes.names.count)
    let runs = try cachedStatement(
      sql:
        "INSERT OR REPLACE INTO runs (state, replication, policy, status, reason, events, digest, "
        + "\(outcomes.columns)) VALUES (?, ?, ?, ?, ?, ?, ?\(values))")
    let series = try cachedStatement(
      sql: "INSERT OR REPLACE INTO series VALUES (?, ?, ?, ?, ?, ?)")
    let states = try cachedStatement(sql: "SELECT id, digest FROM states WHERE position = ?")
    var months: (days: [CalendarDate], words: [String]) = ([], [])
    var state: (position: Int, id: Int?, digest: String) = (-1, nil, "")
    for (future, replication) in batch {
      if future.state != state.position {
        let row = try Row.fetchOne(states, arguments: [future.state])
        state = (future.state, row?[0], row?[1] ?? "")
      }
      for (policy, result) in replication.runs.enumerated() {
        if months.days != result.months {
          months = (result.months, result.months.map(\.description))
        }
        let stored = StoredRun(
          result, state: state.digest, replication: future.replication, policy: policy,
          outcomes: outcomes)
        let place: [(any DatabaseValueConvertible)?] = [state.id, future.replication, policy]
        let head: [(any DatabaseValueConvertible)?] = [
          stored.status, stored.reason, stored.events,
          stored.digest(outcomes, months: months.words),
        ]
        runs.setUncheckedArguments(
          StatementArguments(place + head + stored.counted.map { $0.isNaN ? nil : $0 }))
        try runs.execute()
        guard stored.hasMonths || stored.areas != nil else { continue }
        try noteMonths(result.months)
        series.setUncheckedArguments(
          StatementArguments(
            place
              + [stored.monthly, stored.areas, stored.areaMonthly]
              as [(any DatabaseValueConvertible)?]))
        try series.execute()
      }
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
}
