// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import CordonModel
import Declarations
import Experiments
public import OutcomeTables
public import Reports
import ScenarioFiles

extension Study {
  /// Opens the results of the whole study, or makes them.
  ///
  /// No other process may be at work on them.
  ///
  /// - Throws: A fault of the files.
  public func openResults() throws -> StudyStore { try store() }

  /// Writes the tables, the report and the notebook of what is there.
  ///
  /// - Parameters:
  ///   - store: The results, as ``openResults()`` gives them.
  ///   - force: Whether what somebody has changed is replaced.
  /// - Returns: What was found.
  /// - Throws: An ``Interruption``; a fault of the files.
  public func write(_ store: StudyStore, force: Bool = false) async throws -> StudyEnding {
    try await write(store, nil, area: nil, isNew: false, force: force)
  }

  /// Makes the page of what is there.
  ///
  /// It writes nothing, and another process may be at work.
  ///
  /// - Throws: A fault of the results.
  public func page(of stored: StoredStudy) throws -> String {
    try refuseCalibration()
    let assessment = try assessment(of: stored)
    return reportPage(of: assessment, try manifest(of: assessment, stored.store))
  }

  /// Assesses what is there.
  ///
  /// It writes nothing, and another process may be at work.
  ///
  /// - Throws: A fault of the results.
  public func assessment(of stored: StoredStudy) throws -> Assessment {
    try Assessment(
      of: sweep, in: stored.store, area: nil, writer: nil, condition: conditionFound())
  }

  /// The notebook that loads the study's tables.
  ///
  /// - Throws: An error of the encoder.
  public func notebook() throws -> String {
    try refuseCalibration()
    return try NotebookBuilder(sweep).json()
  }

  private func refuseCalibration() throws {
    guard planned.calibration != nil else { return }
    throw RequestFault(
      "a calibration has tables and no page: `cordon resume` prints what it found, and a study --from it has a page"
    )
  }

  /// Writes the tables of what is there, and reports that the study is finished; reads the results unless there is a
  /// draft.
  func finish(
    _ store: StudyStore, _ draft: StudyDraft? = nil, area: String?, isNew: Bool, force: Bool
  ) async throws -> StudyEnding {
    if !isNew {
      watch(.remark(.nothingToRun(runs: sweep.runs)))
      try reportOtherProgram(store)
    }
    try await runCondition(after: store, force: force)
    let ending = try await write(store, draft, area: area, isNew: isNew, force: force)
    watch(.finished(ending))
    return ending
  }

  private func write(
    _ store: StudyStore, _ draft: StudyDraft?, area: String?, isNew: Bool, force: Bool
  ) async throws -> StudyEnding {
    if let calibration = planned.calibration {
      return try write(calibration, store, isNew: isNew, force: force)
    }
    let recorded = try replicationsRecorded(in: store)
    let condition = try conditionFound()
    let writer =
      try draft?.writer ?? TableWriter(sweep, in: folder, recordsEvents: recorded > 0)
    if condition?.hasTable(of: sweep) ?? false { try writer.expectCondition() }
    let assessment =
      if var draft {
        try draft.finish(checks: try store.checks(), condition: condition)
      } else {
        try Assessment(of: sweep, in: store, area: area, writer: writer, condition: condition)
      }
    let unrepeatable = try await recordEvents(of: recorded, in: store, to: writer)
    let manifest = try manifest(of: assessment, store)
    let pages = [
      (name: StudyFolder.report, text: reportPage(of: assessment, manifest)),
      (name: StudyFolder.notebook, text: try notebook()),
    ]
    try writer.finish(
      manifest, pages: pages, isWhole: assessment.precision?.isWhole ?? false, force: force)
    return StudyEnding(
      assessment: assessment, calibration: nil, folder: folder, isNew: isNew,
      unrepeatable: unrepeatable,
      wallSeconds: manifest.sessions.reduce(0) { $0 + $1.wallSeconds }, area: area)
  }

  /// Writes the tables of a calibration.
  private func write(
    _ planned: PlannedCalibration, _ store: StudyStore, isNew: Bool, force: Bool
  ) throws -> StudyEnding {
    let found = try CalibrationAssessment(of: planned, sweep, in: store)
    var manifest = Manifest(sweep, tables: CalibrationTable.allCases.map(\.rawValue))
    (manifest.runs, manifest.precision) = (found.runs, found.verdict)
    try describe(&manifest, found.checks, store)
    try folder.write(
      found.posterior, found.counts, madeFrom: found.madeFrom, of: sweep, manifest, force: force)
    return StudyEnding(
      assessment: nil, calibration: found, folder: folder, isNew: isNew, unrepeatable: 0,
      wallSeconds: manifest.sessions.reduce(0) { $0 + $1.wallSeconds }, area: nil)
  }

  private func manifest(of assessment: Assessment, _ store: StudyStore) throws -> Manifest {
    var manifest = Manifest(
      sweep, recordsEvents: try replicationsRecorded(in: store) > 0,
      hasCondition: assessment.condition?.isKnown ?? false)
    manifest.runs = assessment.runs
    manifest.precision = assessment.precision?.sentences ?? []
    try describe(&manifest, assessment.checks, store)
    return manifest
  }

  /// Says how the study is repeated, how it went and what it was made from.
  private func describe(
    _ manifest: inout Manifest, _ checks: [Check], _ store: StudyStore
  ) throws {
    manifest.command = planned.request?.command ?? ""
    manifest.describeProgram()
    manifest.sessions = try store.sessions()
    manifest.checks = checks.map {
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
  }

  /// The page that people look at.
  private func reportPage(of assessment: Assessment, _ manifest: Manifest) -> String {
    var context = planned.reportContext(command: manifest.command)
    context.precision = manifest.precision
    context.commit = manifest.commit
    context.isChanged = manifest.isDirty ?? false
    context.machine = manifest.sessions.last?.machine ?? ""
    context.wallSeconds = manifest.sessions.map(\.wallSeconds).reduce(0, +)
    return assessment.report.html(assessment.comparison, context: context)
  }
}

extension PlannedStudy {
  /// What a report says of the study beside its findings, before anything was run.
  ///
  /// - Parameter command: The command that repeats it.
  /// - Returns: The context, with all values and warnings of its files.
  public func reportContext(command: String) -> ReportContext {
    let impacts = FieldReport.impacts
    var context = ReportContext(
      command: command,
      inputs: loaded.flatMap { loaded in
        loaded.resolved.map { value in
          ReportInput(
            policy: loaded.scenario.policy.name, path: value.path, value: value.words,
            origin: value.origin, evidence: value.evidence, summary: value.summary,
            impact: impacts[value.path])
        }
      },
      warnings: warnings.map(\.description))
    context.impactNote = MeasuredImpacts.known.note
    context.lessons =
      sweep.first.draws?.pasts.lessons(beside: loaded.first?.uncertainties ?? []) ?? []
    return context
  }
}
