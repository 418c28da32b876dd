// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Foundation
public import OutcomeTables
import Texts

/// The shards of a study: which of them have results, and how far each has come.
///
/// It reads only the results files, one at a time, and not the study's scenarios.
public struct ShardSet {
  /// How far a shard has come, in runs.
  public struct State: Hashable, Sendable, Encodable {
    /// The number of the shard, from 1.
    public let shard: Int
    /// How many runs it has.
    public let planned: Int
    /// How many of them went well.
    public let done: Int
    /// How many of them failed.
    public let failed: Int
    /// How many are still to come.
    public let pending: Int
  }

  /// The study's folder.
  public let folder: StudyFolder
  /// How many shards the sweep was split into.
  public let count: Int
  /// The results files that are there, by number; nil for a shard without one.
  private let paths: [String?]
  /// A file that has the study's plan: that of the whole study, or a shard's.
  public let planFile: String
  private let outline: StudyStore.Outline

  /// Finds the shards of a study.
  ///
  /// - Parameters:
  ///   - folder: The study's folder.
  ///   - planned: Into how many shards the study was split when it was submitted; nil if it was not.
  /// - Throws: A refusal if there are shards of several splits; a fault if there are none.
  public init(in folder: StudyFolder, planned: Int? = nil) throws {
    let found = Self.files(in: folder)
    let counts = Set(found.map(\.shard.count) + (planned.map { [$0] } ?? [])).sorted()
    guard let count = counts.first else {
      throw StudyFault(.unusable, folder.path, "there are no shards in this folder")
    }
    guard counts.count == 1 else {
      throw StudyFault(
        .refused, folder.shardFolder,
        "there are shards of several splits: of \(counts.map(String.init).joined(separator: ", of "))"
          + "; move the files of all but one split out of the folder")
    }
    var paths = [String?](repeating: nil, count: count)
    for (shard, path) in found { paths[shard.number - 1] = path }
    var plan: (path: String, outline: StudyStore.Outline)?
    for path in [folder.results] + paths.compactMap(\.self) where plan == nil {
      plan = try Self.reading(path) { (path, try $0.outline()) }
    }
    guard let plan else {
      throw StudyFault(.unusable, folder.path, "no shard has begun, and there is no plan")
    }
    self.folder = folder
    self.count = count
    self.paths = paths
    planFile = plan.path
    outline = plan.outline
  }

  /// The shards that have a file.
  private static func files(in folder: StudyFolder) -> [(shard: Shard, path: String)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.shardFolder)) ?? []
    return names.sorted().filter { $0.hasSuffix(".sqlite") }.compactMap { name in
      let parts = name.dropLast(".sqlite".count).split(separator: "-")
      guard parts.count == 3, parts[1] == "of", let number = Int(parts[0]),
        let count = Int(parts[2]), let shard = Shard(number: number, of: count)
      else { return nil }
      return (shard, "\(folder.shardFolder)/\(name)")
    }
  }

  /// How many shards the study of the present results has; nil if there are no results of shards.
  public static func begun(in folder: StudyFolder) -> Int? { files(in: folder).first?.shard.count }

  /// Returns a file with the study's plan: the whole study's results file, or else a shard's.
  public static func planFile(in folder: StudyFolder) -> String {
    (try? ShardSet(in: folder))?.planFile ?? folder.results
  }

  /// Reads a results file; returns nil if it is missing or still empty.
  private static func reading<Result>(
    _ path: String, _ body: (StudyStore) throws -> Result
  ) throws -> Result? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      return try body(StudyStore(reading: path))
    } catch let fault as StudyFault where fault.kind == .notBegun {
      return nil
    }
  }

  /// The files of the shards that have one.
  public var files: [String] { paths.compactMap(\.self) }

  /// How far each shard has come.
  ///
  /// - Throws: A refusal if a shard is of another plan; a fault if a file cannot be read.
  /// - Complexity: O(runs that are there), a few bytes each.
  public func states() throws -> [State] {
    try (1...count).map { number in
      let positions = Agenda.positions(ofShard: number, of: count, futures: outline.futures)
      let planned = positions.count * outline.policies
      var counts = (there: 0, failed: 0)
      if let path = paths[number - 1] {
        counts =
          try Self.reading(path) { store in
            guard try store.outline().digest == outline.digest else {
              throw StudyFault(.refused, path, "this shard is of another plan than the others")
            }
            return try store.counts()
          } ?? counts
      }
      return State(
        shard: number, planned: planned, done: counts.there - counts.failed,
        failed: counts.failed, pending: planned - counts.there)
    }
  }

  /// Refuses to go on with the whole study if its shards have runs that are not merged: those runs would be
  /// done again.
  ///
  /// - Throws: That refusal, or a fault of the files.
  public static func refuseUnmerged(in folder: StudyFolder) throws {
    guard begun(in: folder) != nil else { return }
    let states = try ShardSet(in: folder).states()
    let there = states.reduce(0) { $0 + $1.done + $1.failed }
    let merged = try reading(folder.results) { try $0.counts().there } ?? 0
    guard there > merged else { return }
    throw StudyFault(
      .refused, folder.path,
      "shards of this study have \(counted(there - merged, "run")) that \(inflected(there - merged, "is", "are")) not merged: `cordon merge "
        + "--partial` takes them; `cordon resume --shard i/n` goes on with one shard")
  }

  /// Refuses a set in which a shard is missing or not done, and names it.
  ///
  /// - Throws: That refusal, or a fault of the files.
  public func refuseIncomplete() throws {
    let missing = try zip(states(), paths).filter { $0.0.pending > 0 }.map { state, path in
      path == nil
        ? "shard \(state.shard) has no results"
        : "shard \(state.shard) has \(counted(state.pending, of: state.planned, "run")) "
          + "still to come"
    }
    guard !missing.isEmpty else { return }
    throw StudyFault(
      .refused, folder.path,
      "the set of shards is not complete: " + missing.prefix(20).joined(separator: "; ")
        + (missing.count > 20 ? "; and \(grouped(missing.count - 20)) more" : "")
        + ". Run these shards again: they go on where they stopped (`cordon submit \(folder.path.escaped(for: .shell))` submits "
        + "only these). --partial merges what is there")
  }
}
