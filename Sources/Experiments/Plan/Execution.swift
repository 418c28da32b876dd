// SPDX-License-Identifier: GPL-3.0-or-later

/// How far a study has come.
public struct Progress: Hashable, Sendable {
  /// How many runs are done.
  public let done: Int
  /// How many runs the plan has.
  public let total: Int
  /// Seconds since the first run began.
  public let seconds: Double

  /// Runs per second so far.
  public var rate: Double { seconds > 0 ? Double(done) / seconds : 0 }

  /// About how many seconds the rest will take.
  public var secondsLeft: Double { rate > 0 ? Double(total - done) / rate : 0 }
}

/// How many replications may wait, finished, for an earlier one, for each worker.
private let waitingPerWorker = 8

extension Plan {
  /// Runs the whole plan and hands over each replication, strictly in the plan's order.
  ///
  /// At most `threads` replications are simulated at a time, and a bounded number wait for an earlier
  /// one, so memory does not depend on the number of replications; nor does any result depend on the
  /// number of threads.
  ///
  /// - Parameters:
  ///   - threads: How many replications are simulated at a time.
  ///   - checking: Whether the study checks itself.
  ///   - plannedSeconds: Called once, after the first replication, with a guess of the whole time.
  ///   - progress: Called after each replication.
  ///   - deliver: Called with each replication; what it throws ends the study.
  /// - Returns: What the checks of the first replication found.
  /// - Throws: `CancellationError` when the task is cancelled, and whatever `deliver` throws.
  @discardableResult
  public func execute(
    threads: Int,
    checking: Bool = true,
    plannedSeconds: (Double) -> Void = { _ in },
    progress: (Progress) -> Void = { _ in },
    deliver: (Replication) throws -> Void
  ) async throws -> [Check] {
    precondition(threads > 0, "no threads")
    let clock = ContinuousClock()
    let start = clock.now
    func report(_ replicationsDone: Int) {
      progress(
        Progress(
          done: replicationsDone * scenarios.count, total: runs,
          seconds: start.duration(to: clock.now).seconds))
    }

    let first = replicate(replications.lowerBound)
    let perReplication = start.duration(to: clock.now).seconds
    let workers = min(threads, replications.count)
    plannedSeconds(perReplication * (Double(replications.count) / Double(workers)).rounded(.up))
    try deliver(first)
    report(1)

    return try await withThrowingTaskGroup(of: Piece.self) { group in
      var next = replications.lowerBound + 1
      var due = next
      var underWay = 0
      var waiting: [Int: Replication] = [:]
      var checks: [Check] = []

      func start(_ work: @escaping @Sendable () -> Piece) {
        underWay += 1
        group.addTask {
          try Task.checkCancellation()
          return work()
        }
      }
      if checking { start { .checks(self.checks(of: first)) } }
      while true {
        while underWay < threads, next <= replications.upperBound,
          next - due < waitingPerWorker * threads
        {
          let number = next
          start { .replication(self.replicate(number)) }
          next += 1
        }
        guard let piece = try await group.next() else { return checks }
        underWay -= 1
        switch piece {
        case .checks(let found): checks = found
        case .replication(let replication): waiting[replication.number] = replication
        }
        while let replication = waiting.removeValue(forKey: due) {
          try deliver(replication)
          due += 1
          report(due - replications.lowerBound)
        }
      }
    }
  }

  private enum Piece: Sendable {
    case replication(Replication)
    case checks([Check])
  }
}

extension Duration {
  /// The duration in seconds.
  public var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
