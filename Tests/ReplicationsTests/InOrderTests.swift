// SPDX-License-Identifier: GPL-3.0-or-later

import Replications
import Testing

@Suite("Work in order")
struct InOrderTests {
  /// The numbers handed over, where every third is a piece of work.
  private func numbers(
    threads: Int, upTo end: Int = 60, _ decide: (Int) -> Continuation = { _ in .goOn }
  ) async throws -> [Int] {
    var handed: [Int] = []
    try await runInOrder(
      from: 1, threads: threads,
      next: { start in (start...max(start, end)).first { $0.isMultiple(of: 3) && $0 <= end } },
      prepare: { number in { number * number } },
      deliver: { number, square in
        #expect(square == number * number)
        handed.append(number)
        return decide(number)
      })
    return handed
  }

  @Test("Results come in order, once each, on any number of threads", arguments: [1, 2, 7, 64])
  func order(threads: Int) async throws {
    #expect(try await numbers(threads: threads) == Array(stride(from: 3, through: 60, by: 3)))
  }

  @Test("What is skipped is not handed over, though it was begun", arguments: [1, 2, 7, 64])
  func skipping(threads: Int) async throws {
    let handed = try await numbers(threads: threads) { $0 == 9 ? .skip(to: 40) : .goOn }
    #expect(handed == [3, 6, 9, 42, 45, 48, 51, 54, 57, 60])
  }

  @Test("Nothing comes after the end", arguments: [1, 2, 7, 64])
  func stopping(threads: Int) async throws {
    #expect(try await numbers(threads: threads) { $0 == 9 ? .stop : .goOn } == [3, 6, 9])
  }

  @Test("Where there is no work nothing happens")
  func nothing() async throws {
    #expect(try await numbers(threads: 2, upTo: 2) == [])
  }
}
