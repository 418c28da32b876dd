// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@Suite("Preemption against exact theory")
struct PreemptionOracles {
  private func classes(
    _ arrivals: [Double], _ laws: [Law], preempting: Interruption
  ) -> [QueueingSystem.Class] {
    arrivals.indices.map {
      .init(
        arrivals: arrivals[$0], service: laws[$0], priority: $0, preempting: preempting)
    }
  }

  @Test("Preemptive resume at one server, whatever the laws of service")
  func oneServer() {
    let laws: [Law] = [.gamma(mean: 1, sd: 0.5), .fixed(0.8), .exponential(mean: 0.7)]
    let arrivals = [0.2, 0.3, 0.3]
    let exact = preemptiveTimes(
      zip(arrivals, laws).map { PriorityClass(arrivals: $0, service: ServiceTime($1)) })
    let load = zip(arrivals, laws).reduce(0) { $0 + $1.0 * $1.1.mean }
    let samples = cycles(
      classes(arrivals, laws, preempting: .resume),
      station: Station(servers: 1, victims: .latestStart),
      seed: 101, cycles: 600, empty: 1 - load, measure: .timeInSystem,
      { kind, time in time - exact[kind] })
    for kind in arrivals.indices {
      expect(
        samples[CycleSum(kind: kind)] ?? [], equal: 0, detecting: [0.05, 0.1, 0.25][kind],
        of: exact[kind],
        "class \(kind)")
    }
  }

  /// An exponential service that begins anew has the law of one that goes on.
  @Test(
    "Preemption at four servers, resumed or drawn again",
    arguments: [
      (Interruption.resume, VictimOrder.latestStart), (.resume, .earliestStart),
      (.resample, .latestStart),
    ])
  func fourServers(interruption: Interruption, victims: VictimOrder) {
    let arrivals = [0.6, 1.2, 1.4]
    let exact = preemptiveTimes(arrivals: arrivals, service: 1, servers: 4)
    let all = ManyServers(arrivals: arrivals.reduce(0, +), service: 1, servers: 4)
    let samples = cycles(
      classes(
        arrivals, Array(repeating: .exponential(mean: 1), count: 3), preempting: interruption),
      station: Station(servers: 4, victims: victims), seed: 102, cycles: 50,
      empty: all.stationaryLaw[0], measure: .timeInSystem,
      { kind, time in time - exact[kind] })
    for kind in arrivals.indices {
      expect(
        samples[CycleSum(kind: kind)] ?? [], equal: 0, detecting: [0.08, 0.1, 0.3][kind],
        of: exact[kind],
        "class \(kind)")
    }
  }

  /// A service of length s is tried until no urgent customer comes during it: `e^(lambda s)` times on
  /// average, and each interruption lasts for a busy period of the urgent, so that it takes
  /// `(e^(lambda s) - 1) (1 / lambda + E[S] / (1 - rho))` in all (Gaver 1962).
  @Test("A service that begins again with the same length")
  func restart() {
    let (urgent, length) = (0.5, 1.6)
    let exact = (exp(urgent * length) - 1) * (1 / urgent + 0.8 / (1 - urgent * 0.8))
    let samples = replications(2000) { replication in
      var system = QueueingSystem(
        [
          .init(arrivals: urgent, service: .exponential(mean: 0.8), preempting: .restart),
          .init(arrivals: 0, service: .fixed(length), priority: 1),
        ], station: Station(servers: 1, victims: .latestStart), seed: 103, replication: replication)
      var end = Double.nan
      system.onDeparture = { kind, time in if kind == 1 { end = time } }
      system.admit([1])
      while end.isNaN { system.run(until: system.now + 10) }
      return end
    }
    expect(samples, equal: exact, detecting: 0.2, "time")
  }
}
