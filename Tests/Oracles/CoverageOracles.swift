// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

@Suite("The comparisons themselves: intervals cover as often as they say, and errors are found")
struct CoverageOracles {
  /// The lost customers of a loss system from its stationary law are nearly normal in number, so that
  /// Student's intervals from ten replications are exact but for the skewness left, below one per
  /// cent of coverage.
  @Test("Of many intervals, each from ten replications")
  func coverage() {
    let (servers, load, time, size) = (3, 3.0, 40.0, 10)
    let law = birthAndDeath(upTo: servers, birth: { _ in load }, death: Double.init)
    let exact = load * erlangB(servers: servers, load: load) * time
    let seed: Int = 111
    let covered: [Double: [Double]] = replications(600) { experiment in
      let losses = (0..<size).map { number in
        let replication = experiment * size + number
        var system = QueueingSystem(
          [.init(arrivals: load, service: .exponential(mean: 1))],
          station: Station(servers: servers, room: 0), seed: seed, replication: replication)
        system.admit(
          Array(repeating: 0, count: drawState(law, seed: seed, replication: replication)))
        system.run(until: time)
        return Double(system.records[0].refused)
      }
      let moments = Moments(of: losses)
      return Dictionary(
        uniqueKeysWithValues: [0.5, 0.9, 0.95].map { confidence in
          let quantile = studentQuantile(
            0.5 + confidence / 2, degreesOfFreedom: Double(size - 1))
          return (
            confidence, abs(moments.mean - exact) <= quantile * moments.standardError ? 1 : 0
          )
        })
    }
    for (confidence, indicators) in covered {
      expect(indicators, equal: confidence, detecting: 0.15, of: 1, "coverage of \(confidence)")
    }
  }

  @Test("A comparison finds an engine that is wrong by a server, a priority or a discipline")
  func errorsAreFound() {
    let one = QueueingSystem.Class(arrivals: 1.4, service: .exponential(mean: 1))
    let theory = ManyServers(arrivals: 1.4, service: 1, servers: 2)
    func isRejected(_ classes: [QueueingSystem.Class], _ station: Station) -> Bool {
      let samples = cycles(
        classes, station: station, seed: 112, cycles: 80, empty: theory.stationaryLaw[0],
        { _, wait in (wait > 2 ? 1 : 0) - theory.probabilityOfWaiting(longerThan: 2) })
      return meanTest(
        of: samples[CycleSum(kind: 0)] ?? [], equals: 0, familywise: Family.error,
        tests: Family.comparisons
      ).isRejected
    }
    var (urgent, other) = (one, one)
    urgent.arrivals = 0.5
    other.arrivals = 0.9
    other.priority = 1
    #expect(!isRejected([one], Station(servers: 2)))
    #expect(isRejected([one], Station(servers: 3)))
    #expect(isRejected([one], Station(servers: 2, discipline: .lastCome)))
    #expect(isRejected([urgent, other], Station(servers: 2)))
  }
}
