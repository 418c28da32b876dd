// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Dispatch
import Experiments
import Foundation
import Synchronization

/// Simulates what watches want: the newest first, a few futures of each before more of any.
///
/// Work is bounded by the watches that somebody listens to. While there is none, no thread runs.
final class BenchWorker: Sendable {
  private struct State {
    var store: RunStore
    /// The watches, the newest last.
    var watches: [BenchWatch] = []
    /// The futures that are being simulated, by their histories.
    var claimed: Set<RunStore.Key> = []
    var threads = 0
    var simulated = 0
  }

  /// A future of a watch.
  private struct Task {
    let watch: BenchWatch
    let future: Int
    let history: RunStore.Key
  }

  /// How many watches may wait at a time; older ones are given up.
  static let mostWatches = 64
  /// How many bytes a history takes for a country as a whole, and more for each area.
  ///
  /// Both are by how much the allocator gave for 20 histories of `base.yaml` (1.78 MB each) and 4 of
  /// `england-and-wales.yaml` (4.65 MB each, in 43 areas).
  static let bytesOfHistory = (base: 1_720_000, area: 70_000)

  private let most: Int
  private let state: Mutex<State>
  private let queue = DispatchQueue(
    label: "futures", qos: .utility, attributes: .concurrent)

  /// A worker of so many threads, which keeps runs and histories of so many bytes together.
  init(
    threads: Int = max(1, ProcessInfo.processInfo.activeProcessorCount),
    bytes: Int = BenchServer.mostBytes
  ) {
    most = threads
    state = Mutex(State(store: RunStore(most: bytes)))
  }

  /// How many runs were simulated since the worker began, and how many bytes are kept.
  var counts: (simulated: Int, runBytes: Int, historyBytes: Int, threads: Int, watches: Int) {
    state.withLock {
      (
        $0.simulated, $0.store.bytesOfRuns, $0.store.bytesOfHistories, $0.threads,
        $0.watches.count
      )
    }
  }

  /// Brings a watch to the front, and starts what it needs.
  func serve(_ watch: BenchWatch) {
    let starts = state.withLock { state -> Int in
      state.watches.removeAll { $0 === watch || !$0.isWanted }
      guard watch.isWanted else { return 0 }
      state.watches.append(watch)
      if state.watches.count > Self.mostWatches { state.watches.removeFirst() }
      let starts = most - state.threads
      state.threads = most
      return starts
    }
    for _ in 0..<starts { queue.async { self.work() } }
  }

  /// Simulates until nothing is wanted.
  private func work() {
    while let task = next() {
      _ = runs(task.future, of: task.watch) { !task.watch.isWanted }
      state.withLock { _ = $0.claimed.remove(task.history) }
      advance(task.watch)
    }
  }

  /// The next future that somebody wants; nil if there is none, and then the thread is given back.
  private func next() -> Task? {
    state.withLock { state in
      state.watches.removeAll { !$0.isWanted }
      for limit in [BenchWatch.first, .max] {
        for watch in state.watches.reversed() {
          let count = watch.count
          guard count < min(limit, watch.target) else { continue }
          for future in count + 1...min(limit, watch.target) {
            let history = RunStore.Key(what: watch.historyKey, future: future)
            guard !state.claimed.contains(history) else { continue }
            let isThere = watch.keys.allSatisfy {
              state.store.hasRun(RunStore.Key(what: $0, future: future))
            }
            // What is known is added by a thread, too: whoever asks must not wait for it.
            guard !isThere || future == count + 1 else { continue }
            state.claimed.insert(history)
            return Task(watch: watch, future: future, history: history)
          }
        }
      }
      state.threads -= 1
      return nil
    }
  }

  /// The runs of a future: those that are kept, and the others simulated, and kept from now on.
  ///
  /// - Returns: The runs, by policy; nil if they were given up.
  private func runs(
    _ future: Int, of watch: BenchWatch, unless isCancelled: (() -> Bool)?
  ) -> [RunOutcomes]? {
    let plan = watch.plan
    let historyKey = RunStore.Key(what: watch.historyKey, future: future)
    var history = state.withLock { $0.store.history(historyKey) }
    var runs: [RunOutcomes] = []
    for (policy, key) in watch.keys.enumerated() {
      let key = RunStore.Key(what: key, future: future)
      if let run = state.withLock({ $0.store.run(key) }) {
        runs.append(run)
        continue
      }
      if history == nil {
        history = plan.history(future, unless: isCancelled)
        guard let history else { return nil }
        let bytes = Self.bytesOfHistory.base + plan.areas.count * Self.bytesOfHistory.area
        state.withLock { $0.store.keep(history, as: historyKey, bytes: bytes) }
      }
      guard let history, let run = plan.run(policy: policy, after: history, unless: isCancelled)
      else { return nil }
      state.withLock {
        $0.store.keep(run, as: key)
        $0.simulated += 1
      }
      runs.append(run)
    }
    return runs
  }

  /// The runs of a future of a watch, whoever waits for them: those that are no longer kept are simulated again.
  func replication(_ future: Int, of watch: BenchWatch) -> Replication {
    guard let runs = runs(future, of: watch, unless: nil) else {
      preconditionFailure("a run that nobody gives up has ended early")
    }
    return Replication(number: future, runs: runs)
  }

  /// Adds the futures that are there, in order.
  private func advance(_ watch: BenchWatch) {
    while watch.isWanted {
      let future = watch.count + 1
      let runs = state.withLock { state in
        watch.keys.compactMap { state.store.run(RunStore.Key(what: $0, future: future)) }
      }
      guard runs.count == watch.keys.count else { return }
      watch.add(future, runs)
    }
  }
}
