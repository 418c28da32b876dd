// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Foundation
public import OutcomeTables
public import Studies

/// How many runs of a study are done, failed and still to come; read from its files, at any time.
public struct StudyStatus: Encodable, Sendable {
  /// Numbers of runs.
  public struct Counts: Encodable, Hashable, Sendable {
    /// How many are planned.
    public private(set) var planned = 0
    /// How many went well.
    public private(set) var done = 0
    /// How many failed.
    public private(set) var failed = 0
    /// How many are still to come.
    public private(set) var pending = 0

    /// The sum of shards.
    public init(sumOf shards: [ShardSet.State]) {
      for shard in shards {
        planned += shard.planned
        done += shard.done
        failed += shard.failed
        pending += shard.pending
      }
    }

    fileprivate init(ofFile path: String) throws {
      let store = try StudyStore(reading: path)
      let (outline, counts) = (try store.outline(), try store.counts())
      planned = outline.futures * outline.policies
      done = counts.there - counts.failed
      failed = counts.failed
      pending = planned - counts.there
    }
  }

  /// The study's folder.
  public let study: String
  /// The runs in the results file of the whole study: those that are merged, if it has shards.
  public let results: Counts?
  /// The sum of the shards; nil if there are none.
  public let total: Counts?
  /// What was given to a scheduler; nil if nothing was.
  public let submitted: Submission?
  /// How far each shard has come.
  public let shards: [ShardSet.State]

  /// Up to how many shards each have a row of their own by default.
  private static let shardsAtATime = 32

  /// Names with their numbers, in the order in which people read them.
  ///
  /// The shards come first, then their sum, then the whole study. If there are many shards, only those that
  /// are not done have rows, unless `all` is true.
  public func rows(all: Bool) -> [(name: String, counts: Counts)] {
    func isDone(_ shard: ShardSet.State) -> Bool { shard.done == shard.planned }
    let showsEach = all || shards.count <= Self.shardsAtATime
    let done = showsEach ? [] : shards.filter(isDone)
    let shown = showsEach ? shards : shards.filter { !isDone($0) }
    var rows: [(String, Counts)] = []
    if !done.isEmpty { rows.append((counted(done.count, "shard"), Counts(sumOf: done))) }
    rows += shown.map { ("shard \($0.shard)", Counts(sumOf: [$0])) }
    if let total { rows.append(("all shards", total)) }
    if let results { rows.append((total == nil ? "study" : "merged", results)) }
    return rows
  }

  /// Reads how far a study has come.
  ///
  /// - Throws: A fault of its files.
  public init(of folder: StudyFolder) throws {
    let submission = try Submission(in: folder)
    let isSharded = submission != nil || FileManager.default.fileExists(atPath: folder.shardFolder)
    let hasResults = FileManager.default.fileExists(atPath: folder.results)
    study = folder.path
    submitted = submission
    results = hasResults || !isSharded ? try Counts(ofFile: folder.results) : nil
    shards = isSharded ? try ShardSet(in: folder, planned: submission?.shards).states() : []
    total = isSharded ? Counts(sumOf: shards) : nil
  }
}
