// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

/// Each replication begins in a state drawn from the stationary law, so that every count and integral
/// over it has the stationary mean exactly; or it runs over cycles from empty to empty.
@Suite("Many servers against exact theory")
struct ManyServerOracles {
  /// A system with one class in a state drawn from its stationary law.
  private func stationary(
    _ law: [Double], _ one: QueueingSystem.Class, servers: Int, seed: Int, replication: Int
  ) -> QueueingSystem {
    var system = QueueingSystem(
      [one], station: Station(servers: servers), seed: seed, replication: replication)
    let number = drawState(law, seed: seed, replication: replication)
    system.admit(Array(repeating: 0, count: number))
    return system
  }

  @Test(
    "M/M/c has the queue and the waiting probability of Erlang",
    arguments: [(1, 0.6, 0.15), (2, 1.4, 0.2), (5, 3.5, 0.25), (20, 15, 0.5)])
  func manyServers(servers: Int, arrivals: Double, power: Double) {
    let exact = ManyServers(arrivals: arrivals, service: 1, servers: servers)
    let law = exact.stationaryLaw
    let time = 2000 / arrivals
    let samples = replications(100) { replication in
      var system = stationary(
        law, .init(arrivals: arrivals, service: .exponential(mean: 1)),
        servers: servers, seed: 31, replication: replication)
      system.run(until: time)
      let record = system.records[0]
      return [
        "queue": record.waiting.mean(to: time), "busy": record.serving.mean(to: time),
        "delayed": Double(record.delayed) / (arrivals * time),
      ]
    }
    expect(samples["queue"] ?? [], equal: arrivals * exact.meanWait, detecting: power, "queue")
    expect(samples["busy"] ?? [], equal: arrivals, detecting: 0.03, "busy servers")
    expect(
      samples["delayed"] ?? [], equal: exact.probabilityOfWaiting, detecting: 0.25, "delayed")
  }

  @Test("The wait in an M/M/c has an exponential tail", arguments: [(1, 0.6), (2, 1.4), (4, 2.8)])
  func tailOfTheWait(servers: Int, arrivals: Double) {
    let system = ManyServers(arrivals: arrivals, service: 1, servers: servers)
    let times = [0, 0.5, 2]
    let exact = times.map(system.probabilityOfWaiting(longerThan:))
    let samples = cycles(
      [.init(arrivals: arrivals, service: .exponential(mean: 1))],
      station: Station(servers: servers), seed: 32, cycles: 200, empty: system.stationaryLaw[0],
      { _, wait in (wait > times[0] ? 1 : 0) - exact[0] },
      { _, wait in (wait > times[1] ? 1 : 0) - exact[1] },
      { _, wait in (wait > times[2] ? 1 : 0) - exact[2] })
    for number in times.indices {
      expect(
        samples[CycleSum(kind: 0, function: number)] ?? [], equal: 0, detecting: 0.35,
        of: exact[number], "longer than \(times[number])")
    }
  }

  @Test("Priorities without preemption at four servers wait as Kella and Yechiali say")
  func priorities() {
    let arrivals = [0.6, 1.2, 1.4]
    let exact = nonpreemptiveWaits(arrivals: arrivals, service: 1, servers: 4)
    let all = ManyServers(arrivals: arrivals.reduce(0, +), service: 1, servers: 4)
    let classes = arrivals.enumerated().map {
      QueueingSystem.Class(
        arrivals: $1, service: .exponential(mean: 1), priority: $0)
    }
    let samples = cycles(
      classes, station: Station(servers: 4), seed: 33, cycles: 200, empty: all.stationaryLaw[0],
      { kind, wait in wait - exact[kind] })
    for kind in arrivals.indices {
      expect(
        samples[CycleSum(kind: kind)] ?? [], equal: 0, detecting: [0.08, 0.08, 0.2][kind],
        of: exact[kind],
        "class \(kind)")
    }
  }

  @Test(
    "M/G/c/c loses what Erlang says, whatever the law of service",
    arguments: [
      Law.exponential(mean: 1), .fixed(1), .lognormal(mean: 1, sd: 2), .gamma(mean: 1, sd: 0.3),
    ])
  func insensitivity(law: Law) {
    let (servers, load) = (5, 3.0)
    let exact = erlangB(servers: servers, load: load)
    let empty = birthAndDeath(upTo: servers, birth: { _ in load }, death: Double.init)[0]
    let cycles = 200
    let samples = replications(60) { replication in
      var system = QueueingSystem(
        [.init(arrivals: load, service: law)], station: Station(servers: servers, room: 0),
        seed: 34, replication: replication)
      system.run(cycles: cycles)
      let record = system.records[0]
      return (Double(record.refused) - exact * Double(record.arrivals)) * empty / Double(cycles)
    }
    expect(samples, equal: 0, detecting: 0.1, of: exact, "loss")
  }

  @Test(
    "Erlang-A delays, loses and keeps waiting as many as theory says",
    arguments: [
      ErlangA(arrivals: 48, service: 1, impatience: 0.5, servers: 50),
      ErlangA(arrivals: 9, service: 1, impatience: 1, servers: 10),
      ErlangA(arrivals: 6, service: 1, impatience: 0.3, servers: 4),
    ])
  func erlangA(exact: ErlangA) {
    let law = exact.stationaryLaw
    let time = 2000 / exact.arrivals
    let samples = replications(100) { replication in
      var system = stationary(
        law,
        .init(
          arrivals: exact.arrivals, service: .exponential(mean: 1 / exact.service),
          patience: .exponential(mean: 1 / exact.impatience)),
        servers: exact.servers, seed: 35, replication: replication)
      system.run(until: time)
      let (record, all) = (system.records[0], exact.arrivals * time)
      return [
        "delayed": Double(record.delayed) / all, "reneged": Double(record.reneged) / all,
        "queue": record.waiting.mean(to: time),
      ]
    }
    expect(
      samples["delayed"] ?? [], equal: exact.probabilityOfWaiting, detecting: 0.25, "delayed")
    expect(
      samples["reneged"] ?? [], equal: exact.probabilityOfLeaving, detecting: 0.3, "reneged")
    expect(
      samples["queue"] ?? [], equal: exact.arrivals * exact.meanWait, detecting: 0.3, "queue")
  }

  @Test("Machines that fail one by one wait for repair as the birth-and-death law says")
  func finiteSource() {
    let (machines, failure, servers) = (8, 0.25, 2)
    let law = birthAndDeath(
      upTo: machines, birth: { Double(machines - $0) * failure },
      death: { Double(min($0, servers)) })
    let queue = law.enumerated().reduce(0) { $0 + Double(max(0, $1.0 - servers)) * $1.1 }
    let time = 2000.0
    let samples = replications(60) { replication in
      var system = stationary(
        law, .init(arrivals: Double(machines) * failure, service: .exponential(mean: 1)),
        servers: servers, seed: 36, replication: replication)
      system.intensity = { _, _, present in Double(machines - present) / Double(machines) }
      system.run(until: time)
      return system.records[0].waiting.mean(to: time)
    }
    expect(samples, equal: queue, detecting: 0.1, "queue")
  }

  @Test("Arrivals discouraged by the number present leave it a Poisson law")
  func discouragedArrivals() {
    let load = 2.5
    let law = birthAndDeath(
      upTo: 60, birth: { load / Double($0 + 1) }, death: { _ in 1 })
    #expect(abs(law[3] - exp(-load) * load * load * load / 6) < 1e-14)
    let time = 2000.0
    let samples = replications(60) { replication in
      var system = stationary(
        law, .init(arrivals: load, service: .exponential(mean: 1)), servers: 1, seed: 37,
        replication: replication)
      system.intensity = { _, _, present in 1 / Double(present + 1) }
      system.run(until: time)
      let record = system.records[0]
      return [
        "mean": record.waiting.mean(to: time) + record.serving.mean(to: time),
        "busy": record.serving.mean(to: time),
      ]
    }
    expect(samples["mean"] ?? [], equal: load, detecting: 0.05, "number")
    expect(samples["busy"] ?? [], equal: 1 - exp(-load), detecting: 0.05, "busy")
  }
}
