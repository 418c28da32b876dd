// SPDX-License-Identifier: GPL-3.0-or-later

import Replications
import StatisticalTesting
import Statistics
import Testing

/// What the library says to a program that calls it wrongly: in every build, also in release.
@Suite("Misuse of replications") struct MisuseTests {
  enum Mistake: String, Codable, CaseIterable, Sendable {
    case noReplication, noThread, certainty, noSimulation, noThreadInOrder, hugeSeed

    var sentence: String {
      switch self {
      case .hugeSeed: "a seed is from 0 to 2^32 - 1, unlike 4294967296"
      case .noReplication: "there is at least one replication, not 0"
      case .noThread: "replications need at least one thread, not 0"
      case .certainty: "the confidence of an interval lies between 0 and 1, and is not 1.0"
      case .noSimulation: "a comparison needs at least one simulation"
      case .noThreadInOrder: "work in order needs at least one thread, not -1"
      }
    }

    func make() async throws {
      switch self {
      case .hugeSeed: _ = Replications(.fixed(1), seed: 1 << 32)
      case .noReplication: _ = Replications(.fixed(0))
      case .noThread: _ = Replications(.fixed(1), threads: 0)
      case .certainty: _ = Replications(.fixed(1), confidence: 1)
      case .noSimulation: _ = try await Replications(.fixed(1)).compare([])
      case .noThreadInOrder:
        try await runInOrder(
          from: 1, threads: -1, next: { _ in nil }, prepare: { _ in { 1 } },
          deliver: { _, _ in .goOn })
      }
    }
  }

  @Test("stops the program with a sentence", arguments: Mistake.allCases)
  func stops(at mistake: Mistake) async throws {
    let ending = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [mistake = mistake as Mistake] in
      try await mistake.make()
    }
    try expect(ending, says: mistake.sentence)
  }
}
