// SPDX-License-Identifier: GPL-3.0-or-later

import Replications
import Statistics
import Testing

import func StatisticalTesting.codeBlocks
import func StatisticalTesting.markedCode

/// The code of the documentation catalogue, compiled, run and compared with its page.
@Suite("The catalogue of replications") struct ReplicationsCatalogueTests {
  @Test("shows the code of these tests, block by block")
  func sameText() throws {
    let shown = try codeBlocks(inCatalogue: "Sources/Engine/Replications/Replications.docc")
    #expect(shown == (try markedCode(inFile: #filePath)))
    #expect(shown.count == 3)
  }

  @Test("estimates a mean, a difference, and as well as is asked for")
  func estimates() async throws {
    func print(_ items: Any...) {}
    // begin
    let mean: Replications.Simulation = { luck in
      var queue = SingleServer(rate: 0.5, service: 1, luck: luck)
      return queue.meanPresent(until: 200)
    }
    let found = try await Replications(.fixed(100), seed: 1).estimate(mean)
    print(found.mean, found.interval)
    // end
    #expect(found.interval.covers(1))
    // begin
    let faster: Replications.Simulation = { luck in
      var queue = SingleServer(rate: 0.5, service: 0.8, luck: luck)
      return queue.meanPresent(until: 200)
    }
    let pairs = try await Replications(.fixed(100), seed: 1).compare([mean, faster])
    print(pairs.differences[0].mean, pairs.differences[0].interval)
    // end
    #expect(pairs.differences[0].interval.covers(2.0 / 3 - 1))
    // begin
    let precise = Replications(.until(.relative(0.05), 10...1_000), isAntithetic: true)
    let known = try await precise.estimate(mean)
    print(known.count, known.interval.halfWidth)
    // end
    #expect(known.interval.halfWidth <= 0.05 * known.mean)
  }
}
