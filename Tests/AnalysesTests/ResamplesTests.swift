// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Analyses

@Suite("Samples that are drawn once")
struct ResamplesTests {
  @Test("are those that are drawn one by one", arguments: [1, 7, 300])
  func areTheSame(units: Int) {
    func statistics(_ weights: [Double]) -> [Double] {
      [weights.reduce(0, +), weights.indices.reduce(0) { $0 + Double($1 * $1) * weights[$1] }]
    }
    let oneByOne = Resamples(of: units, count: 50, seed: 5, statistics)
    let drawn = Resamples(ResampleDraws(of: units, count: 50, seed: 5), statistics)
    #expect(drawn.statistics == oneByOne.statistics)
    #expect(drawn.units == units && drawn.count == 50)
    #expect(drawn.statistics[0] == [Double](repeating: Double(units), count: 50))
    let other = Resamples(ResampleDraws(of: units, count: 50, seed: 6), statistics)
    #expect(units == 1 || other.statistics != drawn.statistics)
  }
}
