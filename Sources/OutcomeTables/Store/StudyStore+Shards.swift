// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import GRDB
import Texts

extension StudyStore {
  /// What a results file alone says about its plan, without the scenario files.
  public struct Outline: Hashable, Sendable {
    /// The digest of the whole plan.
    public let digest: String
    /// How many futures the whole plan has: states times replications.
    public let futures: Int
    /// How many policies there are; each future has as many runs.
    public let policies: Int
  }

  /// The size of the plan.
  ///
  /// - Complexity: O(policies).
  public func outline() throws(StudyFault) -> Outline {
    let (digest, futures) = (try text("digest"), try text("units").flatMap { Int($0) })
    return try access { store in
      try store.queue.read { database in
        guard let digest, let futures else {
          throw StudyFault(.unusable, store.path, "the study does not say what was planned")
        }
        let policies = try Int.fetchOne(database, sql: "SELECT count(*) FROM policies") ?? 0
        return Outline(digest: digest, futures: futures, policies: policies)
      }
    }
  }

  /// Takes over the runs of a shard that are not here yet, and those that failed here and went well there.
  ///
  /// It takes all of them or none. The rows go from file to file within SQLite, so memory does not grow with their
  /// number.
  ///
  /// - Parameter part: The results file of the shard.
  /// - Returns: How many runs were taken.
  /// - Throws: A refusal if the shard is of another plan; a fault if a file cannot be used.
  /// - Complexity: O(n log n) for n runs of the shard.
  public func take(_ part: String) throws(StudyFault) -> Int {
    try access { store in
      try store.queue.writeWithoutTransaction { database in
        try database.execute(sql: "ATTACH ? AS part", arguments: [part])
        defer { try? database.execute(sql: "DETACH part") }
        // The file is empty if its process ended just after it had made it.
        guard try Int.fetchOne(database, sql: "SELECT count(*) FROM part.sqlite_master") != 0 else {
          return 0
        }
        let finding = try String.fetchOne(database, sql: "PRAGMA part.integrity_check(1)")
        guard finding == "ok" else { throw Self.damage(part, finding ?? "no answer") }
        let digests =
          "SELECT count(*) FROM part.study AS theirs JOIN main.study AS ours USING (key)"
        let isOurs = try Int.fetchOne(
          database, sql: "\(digests) WHERE key = 'digest' AND theirs.value = ours.value")
        guard isOurs == 1 else {
          throw StudyFault(.refused, part, "this shard is of another plan than the study")
        }
        let names = try String.fetchAll(
          database, sql: "SELECT name FROM part.outcomes ORDER BY outcome")
        guard names == store.outcomes.names else {
          throw StudyFault(
            .refused, part,
            "this shard lists its outcomes in another order than the study: another version of Cordon made it"
          )
        }
        var taken = 0
        try database.inTransaction {
          taken = try database.takePart(store.outcomes)
          return .commit
        }
        return taken
      }
    }
  }
}

extension Database {
  /// Copies what the attached file `part` has and this one lacks.
  fileprivate func takePart(_ outcomes: OutcomeList) throws -> Int {
    let theirs = outcomes.names.map { "theirs.\($0.escaped(for: .sql))" }.joined(separator: ", ")
    // Digests identify states; each file numbers them in its own way.
    let states = """
      CROSS JOIN part.states AS there ON there.id = theirs.state
      CROSS JOIN main.states AS here ON here.digest = there.digest
      """
    try execute(
      sql: """
        DELETE FROM main.runs WHERE status = 'failed' AND EXISTS (
          SELECT 1 FROM main.states AS here
          JOIN part.states AS there ON there.digest = here.digest
          JOIN part.runs AS theirs ON theirs.state = there.id
          WHERE here.id = main.runs.state AND theirs.replication = main.runs.replication
            AND theirs.policy = main.runs.policy);
        INSERT OR IGNORE INTO main.months SELECT * FROM part.months;
        INSERT OR IGNORE INTO main.study SELECT * FROM part.study WHERE key = 'checks';
        INSERT INTO main.sessions (id, note) SELECT id, note FROM part.sessions WHERE true
          ORDER BY number ON CONFLICT (id) DO UPDATE SET note = excluded.note;
        """)
    try execute(
      sql: """
        INSERT OR IGNORE INTO main.runs (
          state, replication, policy, status, reason, events, digest, \(outcomes.columns))
        SELECT here.id, theirs.replication, theirs.policy, theirs.status, theirs.reason,
          theirs.events, theirs.digest, \(theirs)
        FROM part.runs AS theirs \(states)
        """)
    let taken = changesCount
    guard taken > 0 else { return 0 }
    try execute(
      sql: """
        INSERT OR IGNORE INTO main.series
        SELECT here.id, theirs.replication, theirs.policy, theirs.monthly, theirs.areas,
          theirs.area_monthly
        FROM part.series AS theirs \(states)
        """)
    return taken
  }
}
