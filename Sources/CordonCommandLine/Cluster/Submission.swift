// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutcomeTables

/// What was given to a scheduler, as the study's results file remembers it.
struct Submission: Codable, Hashable {
  private static let key = "submission"

  var engine: BatchEngine
  /// Into how many shards the study is split.
  var shards: Int
  /// What the scheduler calls the jobs that run shards, in the order of their submission.
  var jobs: [String] = []
  /// What it calls the job that merges.
  var merge: String? = nil

  init(engine: BatchEngine, shards: Int) {
    self.engine = engine
    self.shards = shards
  }

  /// The submission that a study remembers; nil where it was not submitted.
  init?(in folder: StudyFolder) throws {
    guard FileManager.default.fileExists(atPath: folder.results) else { return nil }
    let text: String?
    do throws(StudyFault) {
      text = try StudyStore(reading: folder.results).text(Self.key)
    } catch {
      guard error.kind == .notBegun else { throw error }
      return nil
    }
    guard let text else { return nil }
    self = try JSONDecoder().decode(Submission.self, from: Data(text.utf8))
  }

  /// Has a study remember the submission.
  func note(in store: StudyStore) throws {
    try store.remember(
      Self.key, String(decoding: JSONEncoder().encode(self), as: UTF8.self))
  }

  /// The jobs, in words; nil where none was submitted.
  var words: String? {
    guard !jobs.isEmpty else { return nil }
    return "\(engine.title): \(jobs.count == 1 ? "job" : "jobs") \(jobs.joined(separator: ", "))"
      + (merge.map { ", merge \($0)" } ?? "")
  }
}
