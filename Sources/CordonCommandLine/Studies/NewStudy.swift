// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Experiments
import OutcomeTables
import ScenarioFiles

/// A study from its files to its tables: begun, or gone on with where it is there already.
struct NewStudy {
  let request: StudyRequest
  let run: RunOptions
  let output: OutputOptions
  let show: ShowOptions

  func perform(console: Console) async throws -> Exit {
    let planned = try request.plan()
    guard request.verb != .compare || planned.sweep.policies.count > 1 else {
      throw ValidationError(
        "compare needs two scenario files or more, or one with several policies; `cordon run` takes one"
      )
    }
    if let area = show.area { _ = try Assessment.place(ofArea: area, in: planned.sweep) }
    let study = Study(
      planned: planned, folder: StudyFolder(of: planned.sweep, in: output.output), run: run,
      console: console)
    for warning in planned.warnings { study.remark(warning.description) }
    if output.force { try study.folder.removeResults() }
    let store = try study.store()
    try study.refuseOtherVersion(store)
    try study.noteEvents(in: store)
    let isNew = try await study.runMissing(Work(study.sweep), in: store)
    return try await study.finish(store, show: show, isNew: isNew, force: output.force)
  }
}

extension Study {
  /// Refuses to mix the results of two versions of the program, unless asked to.
  func refuseOtherVersion(_ store: StudyStore) throws {
    guard let version = try store.text("version"), version != cordonVersion else { return }
    throw StudyFault(
      .refused, folder.path,
      "these results were made by cordon \(version), and this is \(cordonVersion): --force begins the "
        + "study anew, `cordon resume` goes on with both")
  }
}
