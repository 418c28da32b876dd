// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import OutcomeTables
import Reports
import ScenarioFiles

extension Study {
  /// Writes the tables of what is there, and shows it.
  func finish(
    _ store: StudyStore, show: ShowOptions, isNew: Bool, force: Bool
  ) async throws -> Exit {
    if !isNew {
      let whose = sweep.runs == 1 ? "The run was" : "All \(grouped(sweep.runs)) runs were"
      remark("\(whose) there already: nothing was run.")
      try tellOtherProgram(store)
    }
    let (assessment, untold) = try await write(store, area: show.area, force: force)
    if show.json {
      try console.output(
        jsonText(
          FindingsReport(assessment, area: show.area, path: folder.path, isNew: isNew)))
    } else {
      self.show(assessment, show)
    }
    let ending = close(assessment, try store.sessions())
    return untold > 0 ? .someFailed : ending
  }

  /// Writes the tables, the report and the notebook of what is there.
  ///
  /// - Returns: What was found, and how many runs of which the events are told repeat differently.
  func write(
    _ store: StudyStore, area: String?, force: Bool
  ) async throws -> (found: Assessment, untold: Int) {
    let told = try replicationsTold(in: store)
    let writer = try TableWriter(sweep, in: folder, tellsEvents: told > 0)
    let assessment = try Assessment(of: sweep, in: store, area: area, writer: writer)
    let untold = try await tellEvents(of: told, in: store, to: writer)
    let manifest = try manifest(of: assessment, store)
    let pages = [
      (name: StudyFolder.report, text: reportPage(of: assessment, manifest)),
      (name: StudyFolder.notebook, text: try NotebookBuilder(sweep).json()),
    ]
    try writer.finish(
      manifest, pages: pages, isWhole: assessment.precision?.isWhole ?? false, force: force)
    return (assessment, untold)
  }

  private func show(_ assessment: Assessment, _ options: ShowOptions) {
    defer {
      for sentence in assessment.precision?.sentences ?? [] {
        for line in ("Precision: " + sentence + ".").wrapped() { console.print(line) }
      }
    }
    if !sweep.assumptions.isEmpty {
      let set = sweep.assumptions.map(\.description).joined(separator: ", ")
      for line in "Set beside the files: \(set).".wrapped() { console.print(line) }
    }
    guard sweep.states == 1 else {
      let text = SweepText(assessment: assessment, showsAll: options.all, ink: console.ink)
      for line in text.lines { console.print(line) }
      return
    }
    let policies = sweep.policies
    let isSingle = policies.count == 1
    console.print(
      (options.area.map { "\($0): means" } ?? "Means") + " with 95 % intervals; "
        + (isSingle
          ? "and where 9 of 10 futures lie."
          : "a difference is \(policies[sweep.first.baseline]) less the other."))
    console.print()
    if isSingle, options.area == nil {
      for line in observedLines(assessment.observed, headline: console.headline) {
        console.print(line)
      }
    }
    let text = ComparisonText(
      comparison: assessment.ofArea ?? assessment.comparison, plan: sweep.first,
      showsAll: options.all, isOfArea: options.area != nil, ink: console.ink)
    for line in text.lines { console.print(line) }
  }

  /// The last lines: what was run and where it is.
  private func close(_ assessment: Assessment, _ sessions: [Manifest.Session]) -> Exit {
    let checks = assessment.checks.count { $0.result == .failed }
    let check = checks == 0 ? "" : " (\(checks) of the study's own checks failed)"
    let runs = assessment.runs
    for reason in assessment.reasons { console.remark("failed: \(reason).") }
    remark(
      "\(counted(runs.there - runs.failed, "run")) done, \(grouped(runs.failed)) failed\(check), in "
        + duration(sessions.reduce(0) { $0 + $1.wallSeconds }))
    if runs.there < runs.planned, assessment.precision == nil {
      let pending = runs.planned - runs.there
      remark("\(counted(pending, "run")) \(inflected(pending, "is", "are")) still to come.")
    }
    remark("Report: \(folder.path)/\(StudyFolder.report)")
    remark("Tables: \(folder.path)/")
    return checks == 0 && runs.failed == 0 ? .success : .someFailed
  }

  func manifest(of assessment: Assessment, _ store: StudyStore) throws -> Manifest {
    var manifest = Manifest(sweep, tellsEvents: try replicationsTold(in: store) > 0)
    manifest.command = planned.request.command
    manifest.describeProgram()
    manifest.sessions = try store.sessions()
    manifest.runs = assessment.runs
    manifest.precision = assessment.precision?.sentences ?? []
    manifest.checks = assessment.checks.map {
      Manifest.Finding(result: $0.result.rawValue, finding: $0.finding)
    }
    manifest.resolved = planned.loaded.flatMap { loaded in
      loaded.resolved.map { value in
        Manifest.Resolved(
          policy: loaded.scenario.policy.name, path: value.path, value: value.words,
          source: value.origin, grade: value.evidence.grade.rawValue)
      }
    }
    manifest.inputs = planned.inputs.map { Manifest.Input(path: $0.path, sha256: $0.sha256) }
    return manifest
  }
}
