// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

/// Poisson customers at a server that works for all of them at once, with all that the oracles ask.
private struct SharedQueue: EventDriven {
  enum Event { case arrival, completion }
  struct Customer {
    var came: Double
    var work: Double
  }

  var calendar = EventCalendar<Event>()
  var server: SharedServer
  var customers = EntityTable<Customer>()
  var completion = EventHandle.none
  var arrivals: RandomStream
  var services: RandomStream
  let rate: Double
  let law: Law
  /// Is told of the work and the time in the system of those who are done.
  var times: [(work: Double, time: Double)] = []

  init(_ server: SharedServer, rate: Double, law: Law, seed: Int, replication: Int) {
    self.server = server
    self.rate = rate
    self.law = law
    let luck = Luck(seed: seed, replication: replication)
    arrivals = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 1))
    services = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 2))
    calendar.schedule(.arrival, after: arrivals.exponential(mean: 1 / rate))
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival:
      calendar.schedule(.arrival, after: arrivals.exponential(mean: 1 / rate))
      let work = services.draw(law)
      let customer = customers.insert(Customer(came: calendar.now, work: work))
      server.join(customer, work: work, at: calendar.now)
    case .completion:
      while let customer = server.complete(at: calendar.now) {
        times.append((customers[customer].work, calendar.now - customers[customer].came))
        customers.remove(customer)
      }
    }
    calendar.cancel(completion)
    completion = calendar.schedule(.completion, at: server.nextCompletion)
  }

  /// Runs until the server has emptied so many times; returns the time at which it was empty last.
  mutating func run(cycles: Int) -> Double {
    for _ in 0..<cycles {
      let served = server.served
      run { $0.server.served == served || $0.server.count > 0 }
    }
    return calendar.now
  }
}

@Suite("Processor sharing and random order against exact theory")
struct SharingOracles {
  /// The number present has the law of M/M/1 whatever the law of the work, and work x takes
  /// `x / (1 - rho)` in the mean.
  ///
  /// Source: L. Kleinrock, "Queueing Systems", volume 2 (1976), section 4.4.
  @Test(
    "One who brings twice the work stays twice as long, whatever the law of work",
    arguments: [(Law.gamma(mean: 1, sd: 1.5), 141), (.fixed(1), 142)])
  func oneServer(law: Law, seed: Int) {
    let rho = 0.6
    let cycles = 600
    let samples = replications(100) { replication in
      var queue = SharedQueue(
        SharedServer(), rate: rho, law: law, seed: seed, replication: replication)
      let end = queue.run(cycles: cycles)
      let expected = Double(cycles) / (1 - rho)
      let excess = queue.times.reduce(0.0) { $0 + $1.time - $1.work / (1 - rho) }
      let number = queue.server.level.integral(to: end) - rho / (1 - rho) * end
      return [
        "time": excess / expected, "number": number / (expected / rho),
        "work": (queue.server.work(at: end) - queue.times.reduce(0) { $0 + $1.work }) / expected,
      ]
    }
    expect(
      samples["time"] ?? [], equal: 0, detecting: 0.1, of: 1 / (1 - rho), "time in the system")
    expect(samples["number"] ?? [], equal: 0, detecting: 0.15, of: rho / (1 - rho), "number")
    #expect(samples["work"]?.allSatisfy { abs($0) < 1e-9 } == true)
  }

  /// With the speed of c servers of whom each customer can use one, the number present is that of M/M/c.
  @Test("Servers who share what they have are as many servers, in the mean number")
  func manyServers() {
    let all = ManyServers(arrivals: 2.2, service: 1, servers: 3)
    let samples = replications(100) { replication in
      var queue = SharedQueue(
        SharedServer(speed: 3, most: 1), rate: 2.2, law: .gamma(mean: 1, sd: 0.5), seed: 143,
        replication: replication)
      let end = queue.run(cycles: 60)
      let expected = 60 / (all.arrivals * all.stationaryLaw[0])
      return (queue.server.level.integral(to: end) - all.meanNumber * end) / expected
    }
    expect(samples, equal: 0, detecting: 0.15, of: all.meanNumber, "number")
  }

  /// Waits have the mean of first come, first served, and in square `2 / (2 - rho)` times its.
  ///
  /// Source: J. F. C. Kingman, "On queues in which customers are served in random order", Proceedings of the
  /// Cambridge Philosophical Society 58 (1962), doi:10.1017/S0305004100036215.
  @Test("In random order waits have the same mean and are more in square")
  func randomOrder() {
    let rho = 0.6
    let (mean, square) = (rho / (1 - rho), 2 * rho / ((1 - rho) * (1 - rho)) * 2 / (2 - rho))
    let samples = cycles(
      [.init(arrivals: rho, service: .exponential(mean: 1))],
      station: Station(servers: 1, discipline: .random(seed: 5)), seed: 144, cycles: 1000,
      empty: 1 - rho, { _, wait in wait - mean }, { _, wait in wait * wait - square })
    expect(samples[CycleSum(kind: 0)] ?? [], equal: 0, detecting: 0.12, of: mean, "wait")
    expect(
      samples[CycleSum(kind: 0, function: 1)] ?? [], equal: 0, detecting: 0.35, of: square,
      "square")
  }
}
