// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Foundation
public import OutcomeTables
public import Studies

/// What a scheduler was given.
///
/// A file beside the scripts keeps it.
///
/// It is not in the results file because the merge may hold that before the last job has its name.
public struct Submission: Codable, Hashable, Sendable {
  /// The scheduler.
  public var engine: BatchEngine
  /// Into how many shards the study is split.
  public var shards: Int
  /// What the scheduler calls the jobs that run shards, in the order of their submission.
  public var jobs: [String] = []
  /// What it calls the job that merges.
  public var merge: String? = nil

  /// A submission without jobs so far.
  public init(engine: BatchEngine, shards: Int) {
    self.engine = engine
    self.shards = shards
  }

  /// Reads the submission in a study's folder; nil if the study was not submitted.
  ///
  /// - Throws: A fault if the file says something else.
  public init?(in folder: StudyFolder) throws {
    let path = Self.path(in: folder)
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    do {
      self = try JSONDecoder().decode(Submission.self, from: data)
    } catch {
      throw StudyFault(.unusable, path, "this does not say what was submitted")
    }
  }

  /// Writes the submission into the study's folder.
  ///
  /// - Throws: A fault if the file cannot be written.
  public func note(in folder: StudyFolder) throws {
    let path = Self.path(in: folder)
    do {
      try Data(jsonText(self).utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw StudyFault(.unusable, path, "cannot be written: \(error)")
    }
  }

  private static func path(in folder: StudyFolder) -> String {
    "\(folder.path)/jobs/submission.json"
  }

  /// The jobs, in words; nil if none was submitted.
  public var words: String? {
    let shards =
      jobs.isEmpty ? [] : ["\(inflected(jobs.count, "job")) \(jobs.joined(separator: ", "))"]
    let all = shards + (merge.map { ["merge \($0)"] } ?? [])
    return all.isEmpty ? nil : "\(engine.title): \(all.joined(separator: ", "))"
  }
}

extension ShardSet {
  /// The shards of a study that may have been submitted.
  ///
  /// - Throws: A refusal if there are shards of several splits; a fault if there are none.
  public static func submitted(in folder: StudyFolder) throws -> ShardSet {
    try ShardSet(in: folder, planned: Submission(in: folder)?.shards)
  }

  /// How many shards a study has, by its submission or else by its results; nil if it was not split.
  public static func split(in folder: StudyFolder) throws -> Int? {
    try Submission(in: folder)?.shards ?? begun(in: folder)
  }
}
