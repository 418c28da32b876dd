// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Replications
import Synchronization

extension Sweep {
  /// What is done with a future that was handed over.
  public enum Decision: Hashable, Sendable {
    case goOn
    /// The state's further replications are not needed.
    case nextState
    /// The rest is not needed.
    case stop
  }

  /// Runs what is not done and hands over each future, strictly in the plan's order.
  ///
  /// At most `threads` futures are simulated at a time, and a bounded number wait for an earlier one, so
  /// memory does not depend on the number of futures; nor does any result depend on the number of
  /// threads. A state that cannot be run gives failed runs, and the rest goes on.
  ///
  /// - Parameters:
  ///   - agenda: The futures that are to be run.
  ///   - threads: How many futures are simulated at a time.
  ///   - checking: Whether the study checks itself, in its first state.
  ///   - plannedSeconds: Called once, after the first future, with a guess of the whole time: of the processor's
  ///     time that this one took, or some that are spread over many.
  ///   - progress: Called after each future.
  ///   - begin: Called with the position of each future by the thread that is about to simulate it; with nil
  ///     by the one that is about to make the checks.
  ///   - deliver: Called with each future; what it throws ends the study.
  /// - Returns: What the checks found; nil if none were asked for.
  /// - Throws: `CancellationError` when the task is cancelled, and whatever `deliver` throws.
  @discardableResult
  public func execute(
    _ agenda: Agenda, threads: Int, checking: Bool = true,
    plannedSeconds: (Double) -> Void = { _ in },
    progress: (Progress) -> Void = { _ in },
    begin: @escaping @Sendable (Int?) -> Void = { _ in },
    deliver: (Future, Replication) throws -> Decision
  ) async throws -> [Check]? {
    precondition(threads > 0, "no threads")
    let clock = ContinuousClock()
    let began = clock.now
    var failed = 0
    var done = agenda.done

    func hand(_ position: Int, _ replication: Replication) throws -> Decision {
      let decision = try deliver(future(at: position), replication)
      done += 1
      failed += replication.runs.count { $0.failure != nil }
      progress(
        Progress(
          done: done * policies.count, earlier: agenda.done * policies.count, failed: failed,
          total: agenda.positions.count * policies.count,
          seconds: began.duration(to: clock.now).seconds)
      )
      return decision
    }

    var state = SharedPlan(self, agenda.positions.lowerBound / replications.count, after: nil)
    func sharedPlan(_ number: Int) -> SharedPlan {
      if state.state != number { state = SharedPlan(self, number, after: state) }
      return state
    }

    let checks = Mutex<[Check]?>(nil)
    // The first future is checked while it is simulated, where it is still to be: that saves to simulate it again.
    let watched = Mutex<WatchedReplication?>(nil)
    let secondsOfFirst = Mutex(0.0)
    // Futures that were simulated before their turn.
    let early = Mutex<[Int: Replication]>([:])
    let first = agenda.next(from: agenda.positions.lowerBound)
    let beside = positionsBesideFirst(of: agenda, threads: threads)

    @Sendable func simulate(_ position: Int, by plan: SharedPlan) -> Replication {
      begin(position)
      guard position == first else { return plan.replicate(future(at: position)) }
      let start = ProcessorTime.ofThread
      defer { secondsOfFirst.withLock { $0 = ProcessorTime.ofThread - start } }
      guard checking, position == 0, let first = plan.replicateWatched(future(at: 0)) else {
        return plan.replicate(future(at: position))
      }
      watched.withLock { $0 = first }
      return first.replication.keeping(self.first.detail)
    }

    try await runInOrder(
      from: agenda.positions.lowerBound, threads: threads, isFirstAlone: true,
      next: { agenda.next(from: $0) },
      prepare: { position in
        if let known = early.withLock({ $0.removeValue(forKey: position) }) { return { known } }
        let plan = sharedPlan(future(at: position).state)
        guard position == first, !beside.isEmpty else { return { simulate(position, by: plan) } }
        // All else waits for the first one, so the other threads begin with those that follow.
        let others = beside.map { (position: $0, plan: sharedPlan(future(at: $0).state)) }
        return {
          let all = inParallel([(position, plan)] + others) { simulate($0.position, by: $0.plan) }
          early.withLock { early in
            for (other, replication) in zip(beside, all.dropFirst()) { early[other] = replication }
          }
          return all[0]
        }
      },
      afterFirst: {
        let first = secondsOfFirst.withLock(\.self)
        let spread = positionsToTime(of: agenda)
        let start = ProcessorTime.ofThread
        for position in spread {
          begin(position)
          let future = future(at: position)
          let replication = SharedPlan(self, future.state, after: nil).replicate(future)
          early.withLock { $0[position] = replication }
        }
        let each =
          spread.isEmpty ? first : (ProcessorTime.ofThread - start) / Double(spread.count)
        plannedSeconds(
          seconds(of: agenda.left, each: each, checking: checking, threads: threads))
        guard checking else { return nil }
        return {
          begin(nil)
          let first = watched.withLock { watched in
            defer { watched = nil }
            return watched
          }
          let found = self.checks(after: first)
          checks.withLock { $0 = found }
        }
      },
      deliver: { position, replication in
        switch try hand(position, replication) {
        case .goOn: .goOn
        case .nextState: .skip(to: (position / replications.count + 1) * replications.count)
        case .stop: .stop
        }
      })
    return checks.withLock { $0 }
  }
}

/// The plan of a state, made by the first of the workers that needs it.
private final class SharedPlan: Sendable {
  /// A plan, with the histories from which its replications go on; nil if each makes its own.
  private typealias Made = Result<(plan: Plan, common: CommonHistories?), PlanFaults>

  let state: Int
  private let sweep: Sweep
  private let common: CommonHistories?
  private let plan = Mutex<Made?>(nil)

  /// A plan that is not made yet, after that of the state before, whose histories it may have.
  init(_ sweep: Sweep, _ state: Int, after before: SharedPlan?) {
    self.sweep = sweep
    self.state = state
    if let before, let known = before.common, sweep.haveCommonHistories(state, before.state) {
      common = known
    } else {
      // Nothing is kept where the state that follows does not need it.
      let isShared = sweep.haveCommonHistories(state, state + 1)
      common = isShared ? CommonHistories(of: sweep.replications) : nil
    }
  }

  private var made: Made {
    plan.withLock { plan in
      let made =
        plan
        ?? Made { () throws(PlanFaults) in
          let made = try sweep.plan(ofState: state)
          return (made, common.flatMap { $0.admits(made.runs) ? $0 : nil })
        }
      plan = made
      return made
    }
  }

  /// Runs a future and checks it on the way; nil where its state cannot be run.
  func replicateWatched(_ future: Sweep.Future) -> WatchedReplication? {
    (try? made.get())?.plan.runs.replicateWatched(future.replication)
  }

  func replicate(_ future: Sweep.Future) -> Replication {
    switch made {
    case .success(let (plan, common)):
      plan.runs.replicate(
        future.replication, after: common?.history(future.replication), keeping: plan.detail)
    case .failure(let faults):
      sweep.failed(future, because: faults.messages.joined(separator: "; "))
    }
  }
}

extension Plan {
  /// Runs the whole plan and hands over each replication, in the plan's order.
  ///
  /// - SeeAlso: ``Sweep/execute(_:threads:checking:plannedSeconds:progress:begin:deliver:)``
  @discardableResult
  public func execute(
    threads: Int,
    checking: Bool = true,
    plannedSeconds: (Double) -> Void = { _ in },
    progress: (Progress) -> Void = { _ in },
    deliver: (Replication) throws -> Void
  ) async throws -> [Check] {
    let sweep = Sweep(self)
    return try await sweep.execute(
      Agenda(sweep), threads: threads, checking: checking, plannedSeconds: plannedSeconds,
      progress: progress
    ) { _, replication in
      try deliver(replication)
      return .goOn
    } ?? []
  }
}
