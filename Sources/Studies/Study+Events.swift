// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import OutcomeTables

/// What happened in the first replications of each state: `events.csv`.
///
/// The results hold no events. A run repeats bit for bit, so it is replayed to record its events when the
/// tables are written, and its outcomes are compared with the results.
extension Study {
  /// A run whose events are recorded.
  private struct RecordedRun: Sendable {
    let plan: Plan
    let future: Sweep.Future
    let policy: Int
    /// What the results have of it.
    let kept: RunOutcomes
  }

  /// Notes in the results for how many replications events are recorded, if this command says so.
  func noteEvents(in store: StudyStore) throws {
    guard let asked = planned.request?.events, var request = try storedRequest(in: store),
      request.events != asked
    else { return }
    request.events = asked
    try store.remember("request", request.text)
  }

  /// For how many replications of each state events are recorded.
  func replicationsRecorded(in store: StudyStore) throws -> Int {
    try storedRequest(in: store)?.events ?? 0
  }

  private func storedRequest(in store: StudyStore) throws -> StudyRequest? {
    try store.text("request").flatMap { $0.isEmpty ? nil : try StudyRequest(text: $0) }
  }

  /// Records the events of the first replications of each state, in the order of the plan.
  ///
  /// It simulates one run for each thread at a time, so memory does not grow with the number of runs. A run
  /// that failed has no events. Neither has a run that repeats differently, for example because another
  /// program made the results.
  ///
  /// - Returns: How many runs repeat differently.
  /// - Throws: ``Interruption`` when it is interrupted, or a fault of the files.
  func recordEvents(of count: Int, in store: StudyStore, to writer: TableWriter) async throws -> Int
  {
    guard count > 0 else { return 0 }
    try ThreadSupply.require(ThreadSupply.ofSimulation)
    let numbers = sweep.replications.prefix(count)
    let start = ContinuousClock.now
    let total = sweep.states * numbers.count * sweep.policies.count
    var (batch, done, unrepeatable): ([RecordedRun], Int, Int) = ([], 0, 0)
    func recordBatch() async throws {
      for rows in try await self.rows(of: batch) {
        if let rows { try writer.add(rows) } else { unrepeatable += 1 }
      }
      done += batch.count
      batch.removeAll(keepingCapacity: true)
      watch(
        .progress(Progress(done: done, total: total, seconds: start.duration(to: .now).seconds)))
    }
    do {
      for state in 0..<sweep.states {
        // A state that cannot be run has only failed runs.
        guard let plan = try? sweep.plan(ofState: state) else { continue }
        for number in numbers {
          let future = Sweep.Future(state: state, replication: number)
          for (policy, kept) in (try store.replication(future, of: sweep)?.runs ?? []).enumerated()
          where kept.failure == nil {
            batch.append(RecordedRun(plan: plan, future: future, policy: policy, kept: kept))
            if batch.count >= options.threads { try await recordBatch() }
          }
        }
      }
      try await recordBatch()
    } catch is CancellationError {
      throw Interruption(folder: folder, there: try store.counts().there, planned: sweep.runs)
    }
    if unrepeatable > 0 { watch(.remark(.unrepeatable(runs: unrepeatable))) }
    return unrepeatable
  }

  /// The rows of several runs, simulated at the same time; nil for a run that repeats differently.
  private func rows(of batch: [RecordedRun]) async throws -> [EventRows?] {
    let sweep = sweep
    return try await withThrowingTaskGroup(of: (Int, EventRows?).self) { group in
      for (index, run) in batch.enumerated() {
        group.addTask {
          try Task.checkCancellation()
          var rows = EventRows(of: sweep, run.future, policy: run.policy)
          let outcomes = try run.plan.rerun(
            run.future.replication, policy: run.policy, recording: StorySelection()
          ) { rows.add($0) }
          return (index, outcomes.agrees(with: run.kept) ? rows : nil)
        }
      }
      var all = [EventRows?](repeating: nil, count: batch.count)
      for try await (index, rows) in group { all[index] = rows }
      return all
    }
  }
}
