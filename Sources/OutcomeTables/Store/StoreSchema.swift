// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import GRDB
import Glibc
import Texts

/// The tables of a results file; the columns of outcomes come from their declarations.
///
/// A results file explains itself to anybody who opens it with SQLite. Outcomes are columns of `runs`. Series are
/// blobs of 64-bit floating-point numbers, least significant byte first; the tables `outcomes`, `months` and
/// `areas` give their layout. Each run has a digest of all that its rows say. The view `plan` has the status of
/// every run, also of those that are still to come.
enum StoreSchema {
  /// Says that a file is Cordon's: "Cord" in ASCII.
  static let applicationID = 0x436F_7264
  /// The version of the layout; it grows when columns or their meanings change.
  static let version = 4

  /// Whether a file has Cordon's mark in its head, however damaged the rest is; true for an empty file.
  static func isOurs(_ path: String) -> Bool {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // Source: the SQLite database file format, section 1.3.
    var head = [UInt8](repeating: 0, count: 72)
    let count = pread(descriptor, &head, head.count, 0)
    guard count == head.count else { return count == 0 }
    let id = head[68..<72].reduce(0) { $0 << 8 | Int($1) }
    return head.starts(with: "SQLite format 3\0".utf8) && id == applicationID
  }

  /// Makes the tables in an empty file.
  static func create(in database: Database, for sweep: Sweep) throws {
    let outcomes = sweep.first.outcomes.map { "\($0.name.escaped(for: .sql)) REAL" }
      .joined(separator: ", ")
    let values = sweep.factors.map { ", \($0.path.escaped(for: .sql))" }.joined()
    try database.execute(
      sql: """
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        CREATE TABLE study (
          key TEXT PRIMARY KEY, value TEXT NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE identity (number INTEGER PRIMARY KEY, key TEXT NOT NULL, value TEXT NOT NULL);
        CREATE TABLE sessions (
          number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, note TEXT NOT NULL);
        CREATE TABLE inputs (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, content BLOB NOT NULL)
          WITHOUT ROWID;
        CREATE TABLE policies (policy INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE areas (area INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE months (month INTEGER PRIMARY KEY, first_day TEXT NOT NULL);
        CREATE TABLE outcomes (
          outcome INTEGER PRIMARY KEY, name TEXT NOT NULL, unit TEXT NOT NULL,
          monthly_unit TEXT NOT NULL);
        CREATE TABLE states (
          id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, position INTEGER UNIQUE\(values));
        CREATE TABLE replications (replication INTEGER PRIMARY KEY);
        CREATE TABLE runs (
          state INTEGER NOT NULL REFERENCES states(id), replication INTEGER NOT NULL,
          policy INTEGER NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL,
          events INTEGER NOT NULL, digest BLOB NOT NULL, \(outcomes),
          PRIMARY KEY (state, replication, policy)) WITHOUT ROWID;
        CREATE INDEX runs_by_status ON runs (status);
        CREATE TABLE series (
          state INTEGER NOT NULL, replication INTEGER NOT NULL, policy INTEGER NOT NULL,
          monthly BLOB, areas BLOB, area_monthly BLOB,
          PRIMARY KEY (state, replication, policy)) WITHOUT ROWID;
        CREATE VIEW plan AS
          SELECT states.position AS state, replications.replication, policies.name AS policy,
            coalesce(runs.status, 'pending') AS status, coalesce(runs.reason, '') AS reason
          FROM states CROSS JOIN replications CROSS JOIN policies
          LEFT JOIN runs ON runs.state = states.id AND runs.replication = replications.replication
            AND runs.policy = policies.policy
          WHERE states.position IS NOT NULL
          ORDER BY states.position, replications.replication, policies.policy;
        """)
  }
}
