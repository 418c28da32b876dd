// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments
import OutcomeTables
import ScenarioFiles

extension Study {
  /// Begins the study, or goes on with the results that are there, and writes the tables.
  ///
  /// - Parameters:
  ///   - area: The area of which outcomes are asked for; nil for the country's.
  ///   - anew: Whether results, tables and pages that are there are replaced.
  /// - Returns: What was found.
  /// - Throws: An ``Interruption``; a fault of the files, or of the name of the area.
  public func perform(area: String? = nil, anew: Bool = false) async throws -> StudyEnding {
    if let area { _ = try Assessment.index(ofArea: area, in: sweep) }
    if anew {
      try folder.removeResults()
      try conditionStudy()?.folder.removeResults()
    }
    let store = try store()
    try refuseOtherVersion(store)
    try noteEvents(in: store)
    return try await runAndFinish(store, area: area, force: anew)
  }

  /// Goes on with a study that was stopped, and writes the tables.
  ///
  /// - Parameters:
  ///   - area: The area of which outcomes are asked for; nil for the country's.
  ///   - retriesFailed: Whether what failed is run again.
  ///   - force: Whether tables and pages that somebody has changed are replaced.
  /// - Returns: What was found.
  /// - Throws: An ``Interruption``; a refusal if shards have runs that are not merged; a fault of the files.
  public func resume(
    area: String? = nil, retriesFailed: Bool = false, force: Bool = false
  ) async throws -> StudyEnding {
    try ShardSet.refuseUnmerged(in: folder)
    let store = try store()
    if let version = try store.text("version"), version != cordonVersion {
      watch(.remark(.otherVersion(version)))
    }
    if retriesFailed { try store.forgetFailures() }
    let damaged = try store.forgetDamaged(of: sweep)
    if damaged > 0 { watch(.remark(.damaged(runs: damaged))) }
    return try await runAndFinish(store, area: area, force: force)
  }

  /// Applies this plan, with more or fewer replications or states, to the results that are there; runs what
  /// is new and writes the tables.
  ///
  /// - Parameters:
  ///   - stored: The study as it was.
  ///   - area: The area of which outcomes are asked for; nil for the country's.
  ///   - force: Whether tables and pages that somebody has changed are replaced.
  /// - Returns: What was found.
  /// - Throws: An ``Interruption``; a refusal if anything else has changed; a fault of the files.
  public func extend(
    _ stored: StoredStudy, area: String? = nil, force: Bool = false
  ) async throws -> StudyEnding {
    // An extended study is a study of this version.
    try refuseOtherVersion(stored.store)
    let store = try store(isExtension: true)
    let beyond = try store.runsBeyondPlan()
    if beyond > 0 { watch(.remark(.beyondPlan(runs: beyond))) }
    return try await runAndFinish(store, area: area, force: force)
  }

  /// Runs what is missing, and writes the tables.
  private func runAndFinish(
    _ store: StudyStore, area: String?, force: Bool
  ) async throws -> StudyEnding {
    let (isNew, draft) = try await runMissing(Agenda(sweep), in: store) {
      try StudyDraft(of: self, in: store, area: area)
    }
    return try await finish(store, draft, area: area, isNew: isNew, force: force)
  }

  /// Puts the results of shards together, and writes the tables of what is there.
  ///
  /// - Parameters:
  ///   - shards: The shards of this study.
  ///   - area: The area of which outcomes are asked for; nil for the country's.
  ///   - force: Whether tables and pages that somebody has changed are replaced.
  /// - Returns: What was found.
  /// - Throws: `CancellationError`; a fault of the files.
  public func merge(
    _ shards: ShardSet, area: String? = nil, force: Bool = false
  ) async throws -> StudyEnding {
    let store = try store(isShared: true)
    let start = ContinuousClock.now
    let before = try store.counts().there
    var taken = 0
    for file in shards.files {
      try Task.checkCancellation()
      taken += try store.take(file)
      watch(
        .progress(
          Progress(
            done: before + taken, earlier: before, total: sweep.runs,
            seconds: start.duration(to: .now).seconds)))
    }
    watch(.remark(.merged(shards: shards.files.count, of: shards.count, runs: taken)))
    return try await finish(store, area: area, isNew: true, force: force)
  }

  /// Runs what is missing of one shard, which has its own results.
  ///
  /// - Parameters:
  ///   - shard: The shard.
  ///   - retriesFailed: Whether what failed is run again.
  /// - Returns: How many of its runs are there.
  /// - Throws: An ``Interruption``; a fault of the files.
  public func run(_ shard: Shard, retriesFailed: Bool = false) async throws -> ShardEnding {
    let agenda = Agenda(shard: shard.number, of: shard.count, in: sweep)
    try folder.make(withShards: true)
    let store = try StudyStore(
      at: folder.results(ofShard: shard.number, of: shard.count), for: sweep,
      positions: agenda.positions,
      texts: texts, inputs: planned.inputs, isShared: true)
    try refuseOtherVersion(store)
    if retriesFailed { try store.forgetFailures() }
    let isNew: Bool
    do {
      isNew = try await runMissing(agenda, in: store).isNew
    } catch var interruption as Interruption {
      interruption.shard = shard
      throw interruption
    }
    let counts = try store.counts()
    return ShardEnding(
      shard: shard, results: store.path, there: counts.there, failed: counts.failed, isNew: isNew)
  }

  /// Writes a results file with the whole plan, for a merge to fill; runs nothing.
  ///
  /// - Returns: How many runs are there already.
  /// - Throws: A fault of the files.
  public func writePlan() throws -> Int {
    try folder.make(withShards: true)
    return try store(isShared: true).counts().there
  }

  /// Refuses to mix the results of two versions of the program.
  private func refuseOtherVersion(_ store: StudyStore) throws {
    guard let version = try store.text("version"), version != cordonVersion else { return }
    throw StudyFault(
      .refused, folder.path,
      "cordon \(version) made these results, and this is \(cordonVersion): --force begins the "
        + "study anew, `cordon resume` adds runs of this version")
  }
}
