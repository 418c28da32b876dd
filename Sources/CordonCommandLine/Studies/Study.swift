// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import Glibc
import OutcomeTables
import Texts

/// A study at work: it runs what is missing, keeps each run as it comes, and writes the tables at the end.
///
/// Everything that is shown or written is read back from the results file in the order of the plan, so
/// that a study which was stopped and resumed says the very same as one that was not.
struct Study {
  let planned: PlannedStudy
  let folder: StudyFolder
  let run: RunOptions
  let console: Console

  var sweep: Sweep { planned.sweep }

  /// A study whose process was stopped, with what it keeps.
  struct Interruption: Error {
    let folder: StudyFolder
    let there: Int
    let planned: Int
    /// The part of the study that was at work; nil for all of it.
    var shard: Shard? = nil

    /// What goes on with it.
    var command: String {
      "cordon resume \(folder.path.escaped(for: .shell))" + (shard.map { " --shard \($0)" } ?? "")
    }
  }

  /// Opens the results of the whole study, or makes them.
  func store(isExtension: Bool = false, isShared: Bool = false) throws -> StudyStore {
    try folder.make()
    let store = try StudyStore(
      at: folder.results, for: sweep, texts: texts, inputs: planned.inputs,
      isExtension: isExtension, isShared: isShared)
    // The lock is this process's now: no other one is about to name these files.
    try folder.recover()
    return store
  }

  /// What a results file remembers beside the plan.
  var texts: [(key: String, value: String)] {
    get throws {
      [("request", try planned.request.text), ("version", cordonVersion)]
    }
  }

  /// Runs what is not there yet.
  ///
  /// - Returns: Whether anything was run.
  /// - Throws: ``Interruption`` when it is interrupted; what is there is kept.
  func runMissing(_ work: Work, in store: StudyStore) async throws -> Bool {
    var work = work
    try ThreadSupply.require(ThreadSupply.ofSimulation)
    try store.note(in: &work, of: sweep)
    try noteCrashes(in: store, &work)
    var precision = try precisionSoFar(in: store, &work)
    CrashNote.watch(store.path)
    defer { CrashNote.stop(store.path) }
    let checksAreKnown = try store.text("checks") != nil
    let isChecker = work.places.contains(0)
    let bar = ProgressBar(console: console, isShown: !run.quiet)
    var delivered = 0
    if work.done > 0, work.left > 0 {
      let policies = sweep.policies.count
      remark(
        "\(counted(work.done * policies, of: work.places.count * policies, "run")) "
          + "\(inflected(work.done * policies, "is", "are")) there already.")
      try tellOtherProgram(store)
    }
    if work.left > 0 {
      try store.begin(
        Manifest.Session(
          program: Program.identity, started: Date(), threads: run.threads,
          machine: Program.machine))
    }
    do {
      var checks: [Check]?
      if work.left > 0 {
        checks = try await sweep.execute(
          work, threads: run.threads, checking: isChecker && !checksAreKnown,
          plannedSeconds: { remark(planWords(work, seconds: $0)) },
          progress: { bar.show($0) },
          begin: CrashNote.begin,
          deliver: { unit, replication in
            try store.append(unit, replication)
            delivered += 1
            let failed = replication.runs.contains { $0.failure != nil }
            if failed, run.stopOnFailure { return .stop }
            return precision?.add(replication, of: unit.state) == true ? .nextState : .goOn
          })
      }
      bar.clear()
      try store.commit()
      if isChecker, !checksAreKnown {
        try store.remember(checks: checks ?? sweep.checks())
      }
    } catch {
      bar.clear()
      // What is there is kept, as far as the disk takes it.
      try? store.commit()
      try? store.endSession()
      guard error is CancellationError else { throw error }
      throw Interruption(
        folder: folder, there: try store.counts().there,
        planned: work.places.count * sweep.policies.count)
    }
    try store.endSession()
    return delivered > 0
  }

  /// The precision of the differences by what is there; states that need no more are done.
  private func precisionSoFar(
    in store: StudyStore, _ work: inout Work
  ) throws -> PrecisionOfStates? {
    guard var precision = PrecisionOfStates(sweep) else { return nil }
    guard work.places == 0..<sweep.units else {
      throw StudyFault(
        .refused, folder.path,
        "`precision` looks at the replications one after the other, so it cannot be split into shards"
      )
    }
    var done = work
    try store.forEachUnit(of: sweep) { unit, replication in
      if precision.add(replication, of: unit.state) { done.markState(unit.state, of: sweep) }
    }
    work = done
    return precision
  }

  /// Tells when results that are there were made by another program.
  func tellOtherProgram(_ store: StudyStore) throws {
    guard let other = try store.sessions().map(\.program).last(where: { $0 != Program.identity })
    else { return }
    remark(
      "warning: these results were made by another program (\(other)); this is "
        + "\(Program.identity). --force makes all anew.")
  }

  func remark(_ line: String) {
    if !run.quiet { console.remark(line) }
  }

  /// The first line: what will be run, and how long it will take.
  private func planWords(_ work: Work, seconds: Double) -> String {
    let states = sweep.states > 1 ? counted(sweep.states, "state") + " x " : ""
    let isPart = work.places.count < sweep.units || work.done > 0
    let part = isPart ? ", of which \(grouped(work.left * sweep.policies.count)) now" : ""
    return counted(sweep.policies.count, "policy", "policies") + " x " + states
      + counted(sweep.replications.count, "replication") + " = "
      + counted(sweep.runs, "run") + part + ", about \(duration(seconds)) on "
      + counted(run.threads, "thread")
  }
}

/// A length of time as people say it: `4 s`, `3 min 20 s`, `2 h 5 min`.
func duration(_ seconds: Double) -> String {
  guard seconds >= 0.95 else {
    return Readable(standardError: 0.1, size: 0)(max(0.1, seconds)) + " s"
  }
  let whole = Int(seconds.rounded())
  return switch whole {
  case ..<60: "\(whole) s"
  case ..<3_600: "\(whole / 60) min \(whole % 60) s"
  default: "\(grouped(whole / 3_600)) h \(whole % 3_600 / 60) min"
  }
}
