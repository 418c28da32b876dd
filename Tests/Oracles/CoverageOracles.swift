// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

@Suite("Confidence intervals cover the exact mean as often as they say")
struct CoverageOracles {
  /// The lost customers of a loss system from its stationary law are nearly normal in number, so that
  /// Student's intervals from ten replications are exact but for the skewness left, below one per
  /// cent of coverage.
  @Test("Of many intervals, each from ten replications")
  func coverage() {
    let (servers, load, time, size) = (3, 3.0, 40.0, 10)
    let law = birthAndDeath(upTo: servers, birth: { _ in load }, death: Double.init)
    let exact = load * erlangB(servers: servers, load: load) * time
    let seed: UInt32 = 111
    let covered: [Double: [Double]] = replications(600) { experiment in
      let losses = (0..<size).map { number in
        let replication = experiment * size + number
        var system = QueueingSystem(
          [.init(arrivals: load, service: .exponential(mean: 1))],
          station: Station(servers: servers, room: 0), seed: seed, replication: replication)
        system.place(
          Array(repeating: 0, count: drawState(law, seed: seed, replication: replication)))
        system.run(until: time)
        return Double(system.records[0].refused)
      }
      let tally = StatisticalTesting.Tally(of: losses)
      return Dictionary(
        uniqueKeysWithValues: [0.5, 0.9, 0.95].map { confidence in
          let quantile = studentQuantile(
            0.5 + confidence / 2, degreesOfFreedom: Double(size - 1))
          return (
            confidence, abs(tally.mean - exact) <= quantile * tally.standardError ? 1 : 0
          )
        })
    }
    for (confidence, indicators) in covered {
      expect(indicators, equal: confidence, detecting: 0.15, of: 1, "coverage of \(confidence)")
    }
  }
}
