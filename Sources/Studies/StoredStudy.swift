// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
public import OutcomeTables
public import ScenarioFiles

/// A study as its results file remembers it.
public struct StoredStudy {
  let store: StudyStore
  /// What was asked for.
  public let request: StudyRequest

  /// Opens the results of a whole study.
  ///
  /// - Throws: A fault if there are none, or only those of shards.
  public init(in folder: StudyFolder) throws {
    guard
      ShardSet.begun(in: folder) == nil || FileManager.default.fileExists(atPath: folder.results)
    else {
      throw StudyFault(
        .unusable, folder.path,
        "the shards of this study are not merged: `cordon merge` merges them, with --partial as far as they are "
          + "there")
    }
    try self.init(at: folder.results)
  }

  /// Opens the results file at a path: of the whole study or of a shard.
  ///
  /// - Throws: A fault if it is not there or cannot be used.
  public init(at path: String) throws {
    store = try StudyStore(reading: path)
    guard let text = try store.text("request"), let request = try? StudyRequest(text: text) else {
      throw StudyFault(.unusable, path, "the study does not say what was asked for")
    }
    self.request = request
  }

  /// The study as it was planned, read from the copies of its files.
  ///
  /// If `only` is given, it is the only replication.
  ///
  /// - Throws: A fault of the copies.
  public func planned(only: Int? = nil) throws -> PlannedStudy {
    var request = request
    if let only { request.only = only }
    return try request.plan(from: store.inputs())
  }
}

extension Study {
  /// Refuses to go on if the files now ask for another study.
  ///
  /// If they cannot be read, that is only a remark.
  ///
  /// - Parameters:
  ///   - stored: The study as it was planned.
  ///   - search: The folders in which this process looks for files.
  /// - Throws: That refusal, with the keys that differ; a fault of the results.
  public func refuseOtherFiles(than stored: StoredStudy, searching search: SearchPath) throws {
    // A file of the same name that is found elsewhere is another file.
    guard try stored.store.inputs().allSatisfy({ stored.request.isThere($0.path) }) else {
      watch(.remark(.filesUnreadable))
      return
    }
    let now: PlannedStudy
    do {
      now = try stored.request.plan(searching: search)
    } catch is ScenarioFaults {
      watch(.remark(.filesUnreadable))
      return
    }
    let differences = try stored.store.differences(from: now.sweep)
    guard differences.isEmpty else {
      throw StudyFault(
        .refused, folder.path,
        "the study's files have changed since it was planned:\n"
          + differences.map { "  \($0)" }.joined(separator: "\n")
          + "\n--as-planned goes on with the files as they were; `cordon extend` adds replications "
          + "or states")
    }
  }
}
