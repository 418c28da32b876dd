// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Foundation
import OutcomeTables

/// What was given to a scheduler, as a file beside the scripts remembers it.
///
/// It is not in the results file: that may belong to the merge by the time that the last job has its name.
struct Submission: Codable, Hashable {
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
    let path = Self.path(in: folder)
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    do {
      self = try JSONDecoder().decode(Submission.self, from: data)
    } catch {
      throw StudyFault(.unusable, path, "this does not say what was submitted")
    }
  }

  /// Has a study remember the submission.
  func note(in folder: StudyFolder) throws {
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

  /// The jobs, in words; nil where none was submitted.
  var words: String? {
    let shards =
      jobs.isEmpty ? [] : ["\(inflected(jobs.count, "job")) \(jobs.joined(separator: ", "))"]
    let all = shards + (merge.map { ["merge \($0)"] } ?? [])
    return all.isEmpty ? nil : "\(engine.title): \(all.joined(separator: ", "))"
  }
}
