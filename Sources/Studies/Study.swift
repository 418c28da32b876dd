// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
public import Experiments
import Foundation
public import OutcomeTables

/// A study: it runs what is missing, keeps each run as it comes, and writes the tables at the end.
///
/// It is a value, and knows neither a console nor arguments: it reports what happens as a ``StudyEvent`` to
/// whoever watches. Any number of studies may be at work in one process, each in its own folder.
///
/// It assesses and writes futures in the order of the plan: as they are simulated if it begins with the first one, else
/// from the results file. So a study that was stopped and resumed says the very same as one that was not.
public struct Study: Sendable {
  /// What is run.
  public let planned: PlannedStudy
  /// Where its results and tables are.
  public let folder: StudyFolder
  /// How it makes its runs.
  public let options: StudyOptions
  let watch: @Sendable (StudyEvent) -> Void

  /// A study that does nothing yet.
  ///
  /// - Parameters:
  ///   - planned: What is run.
  ///   - folder: The study's folder, whether or not it is there.
  ///   - options: How runs are made.
  ///   - watch: Called with each event, one at a time.
  public init(
    _ planned: PlannedStudy, in folder: StudyFolder, options: StudyOptions = StudyOptions(),
    watch: @escaping @Sendable (StudyEvent) -> Void = { _ in }
  ) {
    self.planned = planned
    self.folder = folder
    self.options = options
    self.watch = watch
  }

  /// The policies and states.
  public var sweep: Sweep { planned.sweep }

  /// Opens the results of the whole study, or makes them.
  func store(isExtension: Bool = false, isShared: Bool = false) throws -> StudyStore {
    try folder.make()
    let store = try StudyStore(
      at: folder.results, for: sweep, texts: texts, inputs: planned.inputs,
      isExtension: isExtension, isShared: isShared)
    // This process has the lock now: no other one is about to give these files their names.
    try folder.recover()
    return store
  }

  /// What a results file remembers beside the plan.
  var texts: [(key: String, value: String)] {
    get throws {
      [("request", try planned.request?.text ?? ""), ("version", cordonVersion)]
    }
  }

  /// Runs what is not there yet.
  ///
  /// - Parameters:
  ///   - agenda: What is to be run.
  ///   - store: Where the results are.
  ///   - makeDraft: Makes the draft of a study that begins with its first future; nil if its tables are not written.
  /// - Returns: Whether anything was run, and its draft; nil if the results have to be read.
  /// - Throws: ``Interruption`` when it is interrupted; what is there is kept.
  func runMissing(
    _ agenda: Agenda, in store: StudyStore, drafting makeDraft: (() throws -> StudyDraft)? = nil
  ) async throws -> (isNew: Bool, draft: StudyDraft?) {
    var agenda = agenda
    try ThreadSupply.require(ThreadSupply.ofSimulation)
    async let _ = Program.lookUp()
    try store.note(in: &agenda, of: sweep)
    try noteCrashes(in: store, &agenda)
    var precision = try precisionSoFar(in: store, &agenda)
    var pasts = try pastsSoFar(in: store, &agenda)
    let condition = try conditionStudy()?.sweep
    let crashes = CrashNotes(of: store.path)
    defer { crashes.stop() }
    let checksAreKnown = try store.text("checks") != nil
    let isChecker = agenda.positions.contains(0)
    var delivered = 0
    var draft = agenda.done == 0 && planned.calibration == nil ? try? makeDraft?() : nil
    if agenda.done > 0, agenda.left > 0 {
      let policies = sweep.policies.count
      watch(.remark(.there(runs: agenda.done * policies, of: agenda.positions.count * policies)))
      try reportOtherProgram(store)
    }
    if agenda.left > 0 {
      try store.begin(
        Manifest.Session(
          program: Program.identity, started: Date(), threads: options.threads,
          machine: Program.machine))
    }
    do {
      var checks: [Check]?
      if agenda.left > 0 {
        checks = try await sweep.execute(
          agenda, threads: options.threads, checking: isChecker && !checksAreKnown,
          plannedSeconds: { watch(.planned(forecast(agenda, seconds: $0, before: condition))) },
          progress: { progress in
            var progress = progress
            progress.effectiveSize = pasts?.size.value
            watch(.progress(progress))
          },
          begin: crashes.begin,
          deliver: { future, replication in
            try store.append(future, replication)
            delivered += 1
            // What cannot be written now is refused when the results are there.
            do { try draft?.add(future, replication) } catch { draft = nil }
            let failures = replication.runs.enumerated().compactMap { policy, run in
              run.failure.map {
                FailedRun(future: future, policy: sweep.policies[policy], reason: $0)
              }
            }
            for failure in failures { watch(.failed(failure)) }
            if !failures.isEmpty, options.stopsOnFailure { return .stop }
            if pasts?.add(replication) == true { return .stop }
            return precision?.add(replication, of: future.state) == true ? .nextState : .goOn
          })
        giveBackFreedMemory()
      }
      try store.commit()
      if isChecker, !checksAreKnown {
        crashes.begin(nil)
        let found = checks ?? sweep.checks()
        try store.remember(checks: found)
        for check in found { watch(.checked(check)) }
      }
    } catch {
      // What is there is kept, as far as the disk takes it.
      try? store.commit()
      try? store.endSession()
      guard error is CancellationError else { throw error }
      throw Interruption(
        folder: folder, there: try store.counts().there,
        planned: agenda.positions.count * sweep.policies.count)
    }
    try store.endSession()
    return (delivered > 0, draft)
  }

  /// The precision of the differences so far; takes states that have enough off the agenda.
  private func precisionSoFar(
    in store: StudyStore, _ agenda: inout Agenda
  ) throws -> PrecisionOfStates? {
    guard var precision = PrecisionOfStates(sweep) else { return nil }
    guard agenda.positions == 0..<sweep.futures else {
      throw StudyFault(
        .refused, folder.path,
        "`precision` looks at one replication after the other, so the study cannot be split into shards"
      )
    }
    var done = agenda
    try store.forEachFuture(of: sweep) { future, replication in
      if precision.add(replication, of: future.state) { done.markState(future.state, of: sweep) }
    }
    agenda = done
    return precision
  }

  /// The pasts so far; if they are enough, takes all else off the agenda.
  private func pastsSoFar(
    in store: StudyStore, _ agenda: inout Agenda
  ) throws -> PastsSoFar? {
    guard let calibration = planned.calibration else { return nil }
    // A shard does not know the others, so it makes all of its islands.
    let isWhole = agenda.positions == 0..<sweep.futures
    var pasts = PastsSoFar(of: calibration, stops: isWhole)
    var isEnough = false
    try store.forEachFuture(of: sweep) { _, replication in
      isEnough = pasts.add(replication) || isEnough
    }
    if isEnough { agenda.markState(0, of: sweep) }
    return pasts
  }

  /// Reports if another program made the results that are there.
  func reportOtherProgram(_ store: StudyStore) throws {
    guard let other = try store.sessions().map(\.program).last(where: { $0 != Program.identity })
    else { return }
    watch(.remark(.otherProgram(other, present: Program.identity)))
  }

  /// What is run now, and what a short study of the condition will run after it.
  private func forecast(
    _ agenda: Agenda, seconds: Double, before condition: Sweep?
  ) -> StudyForecast {
    var forecast = StudyForecast(
      policies: sweep.policies.count, states: sweep.states,
      replications: sweep.replications.count, runs: sweep.runs,
      runsNow: agenda.left * sweep.policies.count, seconds: seconds, threads: options.threads,
      pasts: planned.calibration?.calibration.pasts,
      most: planned.calibration.flatMap { $0.calibration.goesOn ? $0.calibration.most : nil })
    forecast.condition = condition.map {
      StudyForecast.Condition(
        states: $0.states, futures: $0.replications.count,
        seconds: seconds * Double($0.futures) / Double(max(1, agenda.left)))
    }
    return forecast
  }
}

/// The pasts of a calibration as they come, island by island in the order of the plan.
private struct PastsSoFar {
  private let planned: PlannedCalibration
  private let stops: Bool
  private(set) var size = EffectiveSize()

  init(of planned: PlannedCalibration, stops: Bool) {
    self.planned = planned
    self.stops = stops
  }

  /// Adds the next island, and says whether there are enough pasts.
  mutating func add(_ replication: Replication) -> Bool {
    let island = planned.calibration.island(replication.number - 1, from: replication.runs[0])
    if let island { size.add(island) }
    return stops && size.value >= planned.enough
  }
}
