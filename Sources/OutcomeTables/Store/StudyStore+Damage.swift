// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
public import Experiments
import GRDB

extension StudyStore {
  /// Asks SQLite once whether the file is sound, that is, whether its pages, rows and indices agree.
  ///
  /// - Throws: A fault that says what to do if it is not sound.
  /// - Complexity: O(bytes of the file).
  func requireSound() throws(StudyFault) {
    guard !isSound else { return }
    let finding = try access { store in
      try store.queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") }
    }
    guard finding == "ok" else { throw Self.damage(path, finding ?? "no answer") }
    isSound = true
  }

  /// A fault for a file that cannot be trusted as a whole.
  static func damage(_ path: String, _ finding: String) -> StudyFault {
    let line = finding.split(separator: "\n").last.map(String.init) ?? finding
    return StudyFault(
      .unusable, path,
      "the file is damaged (\(line)), so no table is made: restore it from a copy, or give the "
        + "command that began the study again with --force, which makes all runs anew")
  }

  /// A fault for runs that are not as they were written.
  func damage(of runs: [DamagedRun], in sweep: Sweep) -> StudyFault {
    let shown = runs.prefix(5).map { run in
      let policy = sweep.policies.indices.contains(run.policy) ? sweep.policies[run.policy] : "?"
      return (sweep.states > 1 ? "state \(run.state), " : "")
        + "replication \(run.replication) of \(policy)"
    }
    let more = runs.count > shown.count ? "; and others" : ""
    let words = runs.count == 1 ? "1 run is" : "\(runs.count) runs are"
    return StudyFault(
      .unusable, path,
      "\(words) not as written, so the file was damaged (\(shown.joined(separator: "; "))\(more)), and no "
        + "table is made: `cordon resume` makes \(inflected(runs.count, "it", "them")) again and keeps the others"
    )
  }

  /// Forgets the runs that are not as they were written, so that they are run again.
  ///
  /// - Returns: How many.
  /// - Throws: A fault if the file cannot be trusted as a whole.
  public func forgetDamaged(of sweep: Sweep) throws -> Int {
    var damaged: [DamagedRun] = []
    try readRuns(of: sweep, only: nil) { future, policy, run in
      guard run == nil else { return }
      damaged.append(
        DamagedRun(state: future.state, replication: future.replication, policy: policy))
    }
    guard !damaged.isEmpty else { return 0 }
    try access { store in
      try store.queue.write { database in
        for run in damaged {
          for table in ["runs", "series"] {
            try database.execute(
              sql: "DELETE FROM \(table) WHERE state = (SELECT id FROM states WHERE position = ?) "
                + "AND replication = ? AND policy = ?",
              arguments: [run.state, run.replication, run.policy])
          }
        }
        // If no run is left, the months may be damaged; the next run notes them anew.
        try database.execute(
          sql: "DELETE FROM months WHERE NOT EXISTS (SELECT 1 FROM runs WHERE reason = '')")
      }
    }
    return damaged.count
  }
}

/// A run that is not as it was written.
struct DamagedRun {
  let state: Int
  let replication: Int
  let policy: Int
}
