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
  /// About how many bytes a history takes for a country as a whole, and more for each area.
  ///
  /// The first is by how much the program grew for each future of the shipped scenario, runs included: 2 MB. The second
  /// is a guess.
  static let bytesOfHistory = (base: 2_000_000, area: 100_000)

  private let most: Int
  private let state: Mutex<State>
  private let queue = DispatchQueue(
    label: "futures", qos: .utility, attributes: .concurrent)

  /// A worker of so many threads, which keeps runs and histories of so many bytes each.
  init(
    threads: Int = max(1, ProcessInfo.processInfo.activeProcessorCount),
    bytes: Int = 512 << 20
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
      perform(task)
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

  private func perform(_ task: Task) {
    let (watch, plan) = (task.watch, task.watch.plan)
    let isCancelled = { !watch.isWanted }
    var history = state.withLock { $0.store.history(task.history) }
    for (policy, key) in watch.keys.enumerated() {
      let key = RunStore.Key(what: key, future: task.future)
      if state.withLock({ $0.store.hasRun(key) }) { continue }
      if history == nil {
        history = plan.history(task.future, unless: isCancelled)
        guard let history else { return }
        let bytes = Self.bytesOfHistory.base + plan.areas.count * Self.bytesOfHistory.area
        state.withLock { $0.store.keep(history, as: task.history, bytes: bytes) }
      }
      guard let history, let run = plan.run(policy: policy, after: history, unless: isCancelled)
      else { return }
      state.withLock {
        $0.store.keep(run, as: key)
        $0.simulated += 1
      }
    }
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
