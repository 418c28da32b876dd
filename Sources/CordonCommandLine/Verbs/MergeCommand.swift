// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Digests
import Experiments
import Foundation
import OutcomeTables

/// `cordon merge STUDY`.
struct MergeCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Puts the results of all shards of a sweep together and writes the tables.",
    discussion: """
      The tables are the same, byte for byte, as those of one process. An incomplete set is refused \
      with the shards that are missing or not done; --partial takes what is there, and plan.csv and \
      the manifest say what is not.

      Example:
        cordon merge notebooks-out/study-1a2b3c4d
      """)

  @Argument(help: ArgumentHelp("The folder of a study.", valueName: "study"))
  var study: String

  @Flag(help: "Takes what is there of an incomplete set.")
  var partial = false

  @Flag(help: "Replaces tables that were changed since they were written.")
  var force = false

  @OptionGroup(title: "Runs") var run: RunOptions
  @OptionGroup(title: "What is shown") var show: ShowOptions

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let folder = StudyFolder(study)
    let shards = try ShardSet(in: folder)
    let stored = try StoredStudy(at: shards.there[0].path)
    let study = Study(
      planned: try stored.planned(), folder: folder, run: run, arguments: try stored.arguments(),
      console: console)
    let stores = try shards.open(for: study.sweep, isPartial: partial)
    let store = try study.store()
    var work = Work(study.sweep)
    try store.note(in: &work, of: study.sweep)
    let bar = ProgressBar(console: console, isShown: !run.quiet)
    let start = ContinuousClock.now
    var taken = 0
    for part in stores {
      try Task.checkCancellation()
      try part.forEachUnit(of: study.sweep) { unit, replication in
        guard !work.isDone(study.sweep.place(of: unit)) else { return }
        try store.append(unit, replication)
        taken += 1
        bar.show(
          Progress(
            done: taken * study.sweep.policies.count, total: work.left * study.sweep.policies.count,
            seconds: start.duration(to: .now).seconds))
      }
      for session in try part.sessions() where taken > 0 { try store.remember(session: session) }
      if try store.text("checks") == nil, try part.text("checks") != nil {
        try store.remember(checks: part.checks())
      }
    }
    try store.commit()
    bar.clear()
    study.remark("\(grouped(stores.count)) of \(grouped(shards.count)) shards are put together.")
    return try study.finish(store, show: show, isNew: true, force: force)
  }
}

/// The results files of a study's shards.
struct ShardSet {
  let folder: StudyFolder
  /// How many shards the sweep was split into.
  let count: Int
  /// The shards that have a file, in order.
  let there: [(number: Int, path: String)]

  /// Finds the shards of a study.
  ///
  /// - Throws: A fault where there are none, or of several splits.
  init(in folder: StudyFolder) throws {
    self.folder = folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.shardFolder)) ?? []
    let found = names.sorted().filter { $0.hasSuffix(".sqlite") }
      .compactMap { name -> (number: Int, count: Int, path: String)? in
        let parts = name.dropLast(".sqlite".count).split(separator: "-")
        guard parts.count == 3, parts[1] == "of", let number = Int(parts[0]),
          let count = Int(parts[2])
        else { return nil }
        return (number, count, "\(folder.shardFolder)/\(name)")
      }
    guard let count = found.first?.count else {
      throw StudyFault(.unusable, folder.path, "there are no shards in this folder")
    }
    let counts = Set(found.map(\.count)).sorted()
    guard counts.count == 1 else {
      throw StudyFault(
        .refused, folder.shardFolder,
        "there are shards of several splits: of \(counts.map(String.init).joined(separator: ", of "))"
          + "; move those away that are not meant")
    }
    self.count = count
    there = found.map { ($0.number, $0.path) }
  }

  /// Opens all shards, one of which may be missing or not done only if that is asked for.
  func open(for sweep: Sweep, isPartial: Bool) throws -> [StudyStore] {
    var missing: [String] = []
    var stores: [StudyStore] = []
    for number in 1...count {
      guard let path = there.first(where: { $0.number == number })?.path else {
        missing.append("shard \(number) has no results")
        continue
      }
      let store = try StudyStore(reading: path)
      guard try store.text("digest") == sweep.digest.hexadecimal else {
        throw StudyFault(.refused, path, "this shard is of another plan than the others")
      }
      var work = Work(shard: number, of: count, in: sweep)
      try store.note(in: &work, of: sweep)
      if work.left > 0 {
        missing.append(
          "shard \(number) has \(grouped(work.left * sweep.policies.count)) of "
            + "\(grouped(work.places.count * sweep.policies.count)) runs still to come")
      }
      stores.append(store)
    }
    guard missing.isEmpty || isPartial else {
      throw StudyFault(
        .refused, folder.path,
        "the set of shards is not complete: " + missing.prefix(20).joined(separator: "; ")
          + (missing.count > 20 ? "; and \(grouped(missing.count - 20)) more" : "")
          + ". Run them again, they go on where they were; --partial takes what is there")
    }
    return stores
  }
}
