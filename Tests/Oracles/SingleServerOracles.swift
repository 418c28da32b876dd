// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@Suite("One server against exact theory, over regenerative cycles")
struct SingleServerOracles {
  private func excess(
    _ classes: [QueueingSystem.Class], discipline: Discipline = .firstCome, seed: Int,
    _ value: @escaping (_ kind: Int, _ wait: Double) -> Double
  ) -> [CycleSum: [Double]] {
    let load = classes.reduce(0) { $0 + $1.arrivals * $1.service.mean }
    return cycles(
      classes, station: Station(servers: 1, discipline: discipline), seed: seed, cycles: 1000,
      empty: 1 - load, value)
  }

  @Test(
    "M/G/1 waits as Pollaczek and Khinchine say",
    arguments: [
      (Law.fixed(1), 0.08), (.exponential(mean: 1), 0.12), (.lognormal(mean: 1, sd: 1.5), 0.2),
      (.uniform(from: 0, to: 2), 0.1),
    ])
  func pollaczekKhinchine(law: Law, power: Double) {
    let exact = meanWait(arrivals: 0.6, service: ServiceTime(law))
    let samples = excess([.init(arrivals: 0.6, service: law)], seed: 21) { _, wait in wait - exact }
    expect(samples[CycleSum(kind: 0)] ?? [], equal: 0, detecting: power, of: exact, "wait")
  }

  @Test("The time in an M/M/1 is exponential")
  func timeInSystem() {
    let rho = 0.6
    let times = [0.5, 2, 6]
    let samples = cycles(
      [.init(arrivals: rho, service: .exponential(mean: 1))], station: Station(servers: 1),
      seed: 28, cycles: 1000, empty: 1 - rho, measure: .timeInSystem,
      { _, time in (time > times[0] ? 1 : 0) - exp(-(1 - rho) * times[0]) },
      { _, time in (time > times[1] ? 1 : 0) - exp(-(1 - rho) * times[1]) },
      { _, time in (time > times[2] ? 1 : 0) - exp(-(1 - rho) * times[2]) })
    for (number, time) in times.enumerated() {
      expect(
        samples[CycleSum(kind: 0, function: number)] ?? [], equal: 0,
        detecting: [0.02, 0.05, 0.2][number], of: exp(-(1 - rho) * time), "longer than \(time)")
    }
  }

  @Test("Last come, first served waits the same on average, and by 1/(1 - rho) more in square")
  func lastComeFirstServed() {
    let rho = 0.5
    let (mean, square) = (rho / (1 - rho), 2 * rho / ((1 - rho) * (1 - rho)))
    let one = [QueueingSystem.Class(arrivals: rho, service: .exponential(mean: 1))]
    let means = excess(one, discipline: .lastCome, seed: 23) { _, wait in wait - mean }
    expect(means[CycleSum(kind: 0)] ?? [], equal: 0, detecting: 0.12, of: mean, "wait")
    for (discipline, exact) in [
      (Discipline.firstCome, square), (.lastCome, square / (1 - rho)),
    ] {
      let squares = excess(one, discipline: discipline, seed: 24) { _, wait in
        wait * wait - exact
      }
      expect(squares[CycleSum(kind: 0)] ?? [], equal: 0, detecting: 0.3, of: exact, "\(discipline)")
    }
  }

  @Test("Priorities without preemption wait as Cobham says, whatever the laws of service")
  func cobham() {
    let laws: [Law] = [.fixed(0.5), .exponential(mean: 1), .gamma(mean: 0.8, sd: 1)]
    let classes = zip([0.3, 0.25, 0.25], laws).map {
      QueueingSystem.Class(arrivals: $0, service: $1)
    }
    .enumerated().map { number, one in
      var one = one
      one.priority = number
      return one
    }
    let exact = nonpreemptiveWaits(
      classes.map { PriorityClass(arrivals: $0.arrivals, service: ServiceTime($0.service)) })
    let samples = excess(classes, seed: 25) { kind, wait in wait - exact[kind] }
    for kind in classes.indices {
      expect(
        samples[CycleSum(kind: kind)] ?? [], equal: 0, detecting: [0.08, 0.1, 0.15][kind],
        of: exact[kind],
        "class \(kind)")
    }
  }

  /// The server is a station of one; it leaves for a vacation whenever nobody asks for it.
  @Test(
    "A server with vacations adds the vacation's residual time to the wait",
    arguments: [Law.fixed(2), .exponential(mean: 1)])
  func vacations(vacation: Law) {
    let service = Law.gamma(mean: 1, sd: 0.5)
    let exact = meanWait(
      arrivals: 0.5, service: ServiceTime(service), vacation: ServiceTime(vacation))
    let samples = replications(60) { replication in
      let luck = Luck(seed: 26, replication: replication)
      var streams = (0..<3).map { luck.stream(StreamAddress(kind: 1, number: $0, purpose: 0)) }
      // Whether the event is an arrival; else the server is back.
      var calendar = EventCalendar<Bool>()
      var server = Station(servers: 1)
      var (sum, vacations, customer) = (0.0, 0, 1)
      calendar.schedule(true, at: streams[0].draw(.exponential(mean: 2)))
      calendar.schedule(false, at: streams[2].draw(vacation))
      _ = server.request(0, at: 0)
      while vacations < 2000, let isArrival = calendar.next(before: .infinity) {
        let now = calendar.now
        if isArrival {
          calendar.schedule(true, at: now + streams[0].draw(.exponential(mean: 2)))
          _ = server.request(customer, at: now)
          customer += 1
        } else {
          server.release(at: now)
          if let grant = server.grantNext(at: now) {
            sum += grant.waited - exact
            calendar.schedule(false, at: now + streams[1].draw(service))
          } else {
            // Nobody is there: everything begins anew, with a vacation.
            _ = server.request(0, at: now)
            vacations += 1
            calendar.schedule(false, at: now + streams[2].draw(vacation))
          }
        }
      }
      // Each vacation sees arrivals of its own, and each of these brings 1 / (1 - rho) customers.
      return sum / (2000 * 0.5 * vacation.mean / (1 - 0.5))
    }
    expect(samples, equal: 0, detecting: 0.06, of: exact, "wait")
  }

  @Test("The first 25 customers of an M/M/1 that begins empty")
  func firstCustomers() {
    let exact = meanDelayOfFirst(customers: 25, arrivals: 1, service: 1 / 0.9)
    let samples = replications(4000) { replication in
      var (sum, count) = (0.0, 0)
      var system = QueueingSystem(
        [.init(arrivals: 1, service: .exponential(mean: 0.9))], station: Station(servers: 1),
        seed: 27, replication: replication)
      system.onWait = { _, wait in
        if count < 25 { sum += wait }
        count += 1
      }
      while count < 25 { system.run(until: system.now + 5) }
      return sum / 25
    }
    expect(samples, equal: exact, detecting: 0.12, "delay")
  }
}
