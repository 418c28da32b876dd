// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import OutcomeTables
import Texts

extension Study {
  /// Runs what is missing of one of several parts, with results of its own.
  ///
  /// - Parameters:
  ///   - shard: The part.
  ///   - source: The variables that say which part it is.
  ///   - retriesFailed: Whether what failed is run again.
  /// - Returns: Whether all of its runs went well.
  /// - Throws: An interruption; a fault of the files.
  func runShard(
    _ shard: Shard, from source: String?, retriesFailed: Bool = false
  ) async throws -> Exit {
    remark("Shard \(shard.number) of \(shard.count)" + (source.map { ", by \($0)" } ?? "") + ".")
    let work = Work(shard: shard.number, of: shard.count, in: sweep)
    try folder.make(withShards: true)
    let store = try StudyStore(
      at: folder.results(ofShard: shard.number, of: shard.count), for: sweep, places: work.places,
      texts: texts, inputs: planned.inputs, isShared: true)
    try refuseOtherVersion(store)
    if retriesFailed { try store.forgetFailures() }
    let isNew: Bool
    do {
      isNew = try await runMissing(work, in: store)
    } catch var interruption as Interruption {
      interruption.shard = shard
      throw interruption
    }
    let counts = try store.counts()
    remark(
      "Shard \(shard.number) of \(shard.count): \(counted(counts.there - counts.failed, "run")) done, "
        + "\(grouped(counts.failed)) failed\(isNew ? "" : "; all were there already").")
    remark("Results: \(store.path)")
    remark("When all shards are done: cordon merge \(folder.path.escaped(for: .shell))")
    return counts.failed == 0 ? .success : .someFailed
  }
}
