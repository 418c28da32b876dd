// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments
import OutcomeTables
import ScenarioFiles
import Studies

/// A study from its files to its tables, or one shard of it: begun, or gone on with where it is there already.
struct NewStudy {
  let request: StudyRequest
  let run: RunOptions
  let output: OutputOptions
  var shards: ShardOptions?
  var area: String?

  /// Plans and performs it, and shows what was found by a function that says how the command ends.
  func perform(
    console: Console, showing show: (StudyEnding, StudyLines) throws -> Exit
  ) async throws -> Exit {
    let planned = try request.plan(searching: .ofProcess)
    let isWhole = shards?.choice == nil
    if let area, isWhole { _ = try Assessment.index(ofArea: area, in: planned.sweep) }
    let lines = StudyLines(console, isQuiet: run.quiet)
    for warning in planned.warnings { lines.remark(warning.description) }
    if let reason = planned.withoutStatusQuo {
      lines.remark("The status quo is left out, since \(reason).")
    }
    let folder = StudyFolder(of: planned.sweep, in: output.output)
    guard isWhole else {
      guard let (shard, source) = try shards?.shard(in: folder) else { return .success }
      console.announce(shard, from: source, lines)
      let ending = try await lines.watching(planned, in: folder, run.options) { study in
        try await study.run(shard)
      }
      return console.show(ending, of: folder, lines)
    }
    let ending = try await lines.watching(planned, in: folder, run.options) { study in
      try await study.perform(area: area, anew: output.force)
    }
    return try show(ending, lines)
  }
}
