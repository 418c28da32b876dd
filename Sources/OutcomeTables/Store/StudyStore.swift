// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
public import Experiments
import Foundation
import GRDB
import Glibc

/// The results of a study: an SQLite file that is good whenever the process ends.
///
/// One process writes. It commits runs in batches, with full synchronisation, so that committed runs are on disk;
/// others are run again. Memory does not grow with the number of runs.
///
/// The file of a study on one machine has a write-ahead log, so that others can read it while it grows. The index
/// of such a log is in memory, which two machines do not share. So the files of a study on several machines have
/// a rollback journal, which needs only locks from a network's file system.
public final class StudyStore {
  /// The results file.
  public let path: String
  let queue: DatabaseQueue
  private let lock: StudyLock?
  /// Futures that are not committed yet.
  var batch: [(future: Sweep.Future, replication: Replication)] = []
  var batchSize = 0
  var lastCommit = ContinuousClock.now
  /// The session of this process; nil if it does not simulate.
  var session: CurrentSession?
  /// The outcomes as the file lists them.
  private(set) var outcomes = OutcomeList(OutcomeSet([]))
  /// Whether SQLite has found the file sound.
  var isSound = false

  /// Creates a results file for a sweep, with its whole plan, or opens the one that is there.
  ///
  /// - Parameters:
  ///   - path: The file; its folder exists.
  ///   - sweep: What is run.
  ///   - positions: The futures that this file is for; nil for all of them.
  ///   - texts: Other texts that the study remembers, by key.
  ///   - inputs: The files that the study was read from.
  ///   - isExtension: Whether the plan that is there may grow or shrink by states and replications, as long as no
  ///     run is lost.
  ///   - isShared: Whether several machines will use the file, if it is not there yet.
  /// - Throws: A refusal if the file belongs to another plan, with the keys that differ, or if another process
  ///   writes it; a fault if it cannot be used.
  public init(
    at path: String, for sweep: Sweep, positions: Range<Int>? = nil,
    texts: [(key: String, value: String)] = [], inputs: [StoredInput] = [],
    isExtension: Bool = false, isShared: Bool = false
  ) throws(StudyFault) {
    self.path = path
    lock = try StudyLock(of: path)
    let part = sweep.part(of: positions)
    queue = try Self.open(path)
    try access { store in
      guard try store.isMade else {
        if !isShared {
          try store.queue.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA journal_mode = WAL")
          }
        }
        try store.queue.write { database in
          try StoreSchema.create(in: database, for: sweep)
          try database.write(sweep, part: part, texts: texts, inputs: inputs)
        }
        store.outcomes = OutcomeList(sweep.first.outcomes)
        store.isSound = true
        return
      }
      try store.requireSound()
      try store.readOutcomes()
      store.outcomes = try store.outcomes.matched(with: sweep.first.outcomes, path: path)
      let differences = try store.queue.read { try $0.differences(from: sweep) }
      let isExtended =
        differences.isEmpty ? false : isExtension && differences.allSatisfy(\.canChange)
      guard differences.isEmpty || isExtended else {
        throw StudyFault(
          .refused, path,
          "the plan of this study is another one:\n"
            + differences.map { "  \($0.description)" }.joined(separator: "\n")
            + (isExtension || !differences.allSatisfy(\.canChange)
              ? ""
              : "\n`cordon extend` changes the plan, `cordon resume` goes on as it was planned")
        )
      }
      try store.queue.write {
        if isExtended {
          try $0.write(sweep, part: part, texts: texts, inputs: inputs)
        } else {
          try $0.renewStates(part.states, of: sweep)
        }
      }
    }
  }

  /// Opens a results file to read, whatever its plan.
  ///
  /// - Throws: A fault if there is none, or it is not Cordon's.
  public init(reading path: String) throws(StudyFault) {
    guard Glibc.access(path, R_OK) == 0 else { throw .system(path, "cannot be read") }
    self.path = path
    lock = nil
    queue = try Self.openToRead(path)
    try access { store in
      guard try store.isMade else {
        throw StudyFault(.notBegun, path, "there is no study in this file")
      }
      try store.readOutcomes()
    }
  }

  private func readOutcomes() throws {
    outcomes = try queue.read { try OutcomeList(in: $0) }
  }

  /// Whether the file has its tables; an empty one has none.
  private var isMade: Bool {
    get throws {
      let (id, version, tables) = try queue.read { database in
        try (
          Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
          Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
          Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        )
      }
      if tables == 0, id == 0 { return false }
      guard id == StoreSchema.applicationID else {
        throw StudyFault(.refused, path, "this file exists and Cordon did not write it")
      }
      guard version == StoreSchema.version else {
        throw StudyFault(
          .refused, path,
          "\(version < StoreSchema.version ? "an older" : "a newer") version of Cordon made this study "
            + "(layout \(version); this one has layout \(StoreSchema.version)): use that version, or begin "
            + "anew with another --output")
      }
      return true
    }
  }
}

extension Sweep {
  /// The states and replications of the futures at the positions; all of them for nil.
  fileprivate func part(of positions: Range<Int>?) -> PlanPart {
    guard let positions else { return PlanPart(states: 0..<states, replications: replications) }
    guard !positions.isEmpty else { return PlanPart(states: 0..<0, replications: replications) }
    let (first, last) = (future(at: positions.lowerBound), future(at: positions.upperBound - 1))
    return PlanPart(
      states: first.state..<(last.state + 1),
      replications: first.state == last.state
        ? first.replication...last.replication : replications)
  }
}

/// The part of a plan that a results file lists.
///
/// A shard lists only its own, so that many shards take little room.
struct PlanPart {
  let states: Range<Int>
  let replications: ClosedRange<Int>
}

/// A file that a study was read from.
public struct StoredInput: Hashable, Sendable {
  /// The path as it was written.
  public let path: String
  /// The SHA-256 digest of the content, in hexadecimal digits.
  public let sha256: String
  /// The content.
  public let content: [UInt8]

  /// Creates an input.
  public init(path: String, sha256: String, content: [UInt8]) {
    self.path = path
    self.sha256 = sha256
    self.content = content
  }
}
