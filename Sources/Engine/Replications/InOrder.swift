// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// What is to be done after a result was handed over.
public enum Continuation: Hashable, Sendable {
  /// The next piece.
  case goOn
  /// What lies before the given index is not needed.
  case skip(to: Int)
  /// The rest is not needed.
  case stop
}

/// How many results may wait, finished, for an earlier one, for each thread.
private let waitingPerThread = 8

/// Does numbered pieces of work on several threads, and hands over their results strictly in order.
///
/// At most `threads` pieces are done at a time, and a bounded number of results wait for an earlier one, so
/// memory does not depend on the number of pieces. What is handed over, and in which order, does not depend on
/// the number of threads: a piece that was begun before it was known not to be needed is dropped.
///
/// - Parameters:
///   - start: The first number that may be that of a piece.
///   - threads: How many pieces are done at a time, at least one.
///   - isFirstAlone: Whether the first piece is done before any other is begun.
///   - next: The first number of a piece from the given one on; nil if none is left.
///   - prepare: Called in order with the number of each piece before it is begun; returns the work.
///   - afterFirst: Called once, when the first piece is done; may return work to be done beside the others.
///   - deliver: Called in order with the number of each piece and its result.
/// - Throws: `CancellationError` when the task is cancelled, and whatever `deliver` throws.
public func runInOrder<Output: Sendable>(
  from start: Int, threads: Int, isFirstAlone: Bool = false,
  next: (_ number: Int) -> Int?,
  prepare: (_ number: Int) -> @Sendable () -> Output,
  afterFirst: () -> (@Sendable () -> Void)? = { nil },
  deliver: (_ number: Int, _ output: Output) throws -> Continuation
) async throws {
  Misuse.refuse(unless: threads > 0, "work in order needs at least one thread, not \(threads)")
  try await withThrowingTaskGroup(of: (number: Int, output: Output)?.self) { group in
    var upcoming = next(start)
    var due = upcoming
    var underWay = 0
    var waiting: [Int: Output] = [:]
    var isFirst = true

    func begin(_ work: @escaping @Sendable () -> (number: Int, output: Output)?) {
      underWay += 1
      group.addTask {
        try Task.checkCancellation()
        return work()
      }
    }
    while true {
      while underWay < threads, let number = upcoming, waiting.count < waitingPerThread * threads {
        let work = prepare(number)
        begin { (number, work()) }
        upcoming = next(number + 1)
        if isFirst, isFirstAlone { break }
      }
      guard underWay > 0, let done = try await group.next() else { return }
      underWay -= 1
      if let done, let due, done.number >= due { waiting[done.number] = done.output }
      if isFirst {
        isFirst = false
        if let work = afterFirst() {
          begin {
            work()
            return nil
          }
        }
      }
      while let number = due, let output = waiting.removeValue(forKey: number) {
        due = next(number + 1)
        switch try deliver(number, output) {
        case .goOn: break
        case .skip(let other):
          due = next(other)
          upcoming = upcoming.flatMap { next(max($0, other)) }
          for number in Array(waiting.keys) where number < other { waiting[number] = nil }
        case .stop: (upcoming, due) = (nil, nil)
        }
      }
    }
  }
}
