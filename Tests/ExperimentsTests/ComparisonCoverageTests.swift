// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Experiments
import StatisticalTesting
import Statistics
import Testing

@Suite("Coverage of the intervals of comparisons")
struct ComparisonCoverageTests {
  @Test("The intervals of a comparison cover the true mean and the true mean difference")
  func comparisons() throws {
    let plan = try plan(acceptances: ["A": 0.3, "B": 0.9])
    var covered: (mean: [Double], difference: [Double], bootstrap: [Double]) = ([], [], [])
    for study in 0..<300 {
      let luck = Luck(seed: 5, replication: study)
      var stream = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 1))
      var builder = ComparisonBuilder(plan)
      for number in 1...10 {
        // What both have in common is seven times as variable as what is their own.
        let common = stream.draw(.normal(mean: 100, sd: 7))
        let own = [10.0, 8].map { common + stream.draw(.normal(mean: $0, sd: 1)) }
        builder.add(replication(number + 10 * study, own))
      }
      let found = builder.comparison()
      covered.mean.append(found.summaries[0][0].interval.covers(110) ? 1 : 0)
      covered.difference.append(found.differences[0][0].interval.covers(2) ? 1 : 0)
      covered.bootstrap.append(found.differences[0][0].bootstrap.covers(2) ? 1 : 0)
    }
    expectMean(of: covered.mean, equals: 0.95, tests: 3)
    expectMean(of: covered.difference, equals: 0.95, tests: 3)
    expectMean(of: covered.bootstrap, equals: 0.947, tests: 3)
  }
}
