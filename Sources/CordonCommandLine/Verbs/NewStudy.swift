// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments
import OutcomeTables
import ScenarioFiles
import Studies

/// A study from its files to its tables: begun, or gone on with where it is there already.
struct NewStudy {
  let request: StudyRequest
  let run: RunOptions
  let output: OutputOptions
  let show: ShowOptions

  func perform(console: Console) async throws -> Exit {
    let planned = try request.plan(searching: .ofProcess)
    guard request.verb != .compare || planned.sweep.policies.count > 1 else {
      throw RequestFault(
        "compare needs two scenario files or more, or one with several policies; `cordon run` takes one"
      )
    }
    if let area = show.area { _ = try Assessment.index(ofArea: area, in: planned.sweep) }
    let lines = StudyLines(console, isQuiet: run.quiet)
    for warning in planned.warnings { lines.remark(warning.description) }
    let folder = StudyFolder(of: planned.sweep, in: output.output)
    let ending = try await lines.watching(planned, in: folder, run.options) { study in
      try await study.perform(area: show.area, anew: output.force)
    }
    return try console.show(ending, show, lines)
  }
}
