// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Glibc
import StatisticalTesting
import Testing

@Suite("The formulas of the oracles agree with published numbers and with solved chains")
struct FormulaTests {
  private func expect(
    _ value: Double, _ published: Double, within error: Double = 5.01e-7,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(abs(value - published) <= error, sourceLocation: sourceLocation)
  }

  @Test(
    "M/M/c",
    arguments: [
      (2, 1.8, 0.852632, 4.263158), (5, 4.5, 0.762493, 1.524986), (20, 18, 0.550769, 0.275385),
    ])
  func manyServers(servers: Int, arrivals: Double, waiting: Double, wait: Double) {
    let station = ManyServers(arrivals: arrivals, service: 1, servers: servers)
    expect(station.probabilityOfWaiting, waiting)
    expect(station.meanWait, wait)
  }

  @Test("Erlang's loss")
  func loss() {
    expect(erlangB(servers: 10, load: 8), 0.121661)
    expect(erlangB(servers: 5, load: 3), 0.110054)
  }

  @Test("M/M/1 by any formula", arguments: [0.5, 0.8, 0.95])
  func singleServer(rho: Double) {
    let wait = rho / (1 - rho)
    expect(ManyServers(arrivals: rho, service: 1, servers: 1).meanWait, wait)
    expect(meanWait(arrivals: rho, service: ServiceTime(.exponential(mean: 1))), wait)
  }

  @Test("Erlang's arrivals at one server: M/M/1 with one phase, a chain of phases with four")
  func erlangArrivals() {
    let poisson = SingleServerErlangArrivals(phases: 1, phaseRate: 0.8, service: 1)
    expect(poisson.meanQueue, 3.2, within: 1e-9)
    // The state is the number of phases that have come, four for each of those present.
    let chain = MarkovChain(from: 0) { (phases: Int) in
      [
        .init(to: phases + 1, rate: phases < 240 ? 2.8 : 0),
        .init(to: phases - 4, rate: phases >= 4 ? 1 : 0),
      ]
    }
    let queue = SingleServerErlangArrivals(phases: 4, phaseRate: 2.8, service: 1)
    expect(
      chain.mean(of: { Double(max(0, $0 / 4 - 1)) }, under: chain.stationaryLaw),
      queue.meanQueue, within: 1e-9)
  }

  @Test("M/G/1 waits for its law's second moment")
  func pollaczekKhinchine() {
    for (law, wait) in [
      (Law.fixed(1), 2.0), (.exponential(mean: 1), 4), (.lognormal(mean: 1, sd: 1.5), 6.5),
    ] {
      expect(meanWait(arrivals: 0.8, service: ServiceTime(law)), wait, within: 1e-9)
    }
  }

  @Test("Priorities at one server and at four")
  func priorities() {
    let classes = [0.2, 0.3, 0.3].map {
      PriorityClass(arrivals: $0, service: ServiceTime(.exponential(mean: 1)))
    }
    for (value, published) in zip(nonpreemptiveWaits(classes), [1.0, 2, 8]) {
      expect(value, published)
    }
    for (value, published) in zip(preemptiveTimes(classes), [1.25, 2.5, 10]) {
      expect(value, published)
    }
    let arrivals = [0.6, 1.2, 1.6]
    for (value, published) in zip(
      nonpreemptiveWaits(arrivals: arrivals, service: 1, servers: 4),
      [0.202740, 0.368618, 2.088837])
    {
      expect(value, published)
    }
    for (value, published) in zip(
      preemptiveTimes(arrivals: arrivals, service: 1, servers: 4), [1.001025, 1.087124, 3.375601])
    {
      expect(value, published)
    }
  }

  @Test(
    "Erlang-A",
    arguments: [
      (ErlangA(arrivals: 48, service: 1, impatience: 0.5, servers: 50), 0.467774, 0.030912),
      (ErlangA(arrivals: 9, service: 1, impatience: 1, servers: 10), 0.412592, 0.085912),
    ])
  func erlangA(station: ErlangA, waiting: Double, leaving: Double) {
    expect(station.probabilityOfWaiting, waiting)
    expect(station.probabilityOfLeaving, leaving)
    expect(station.stationaryLaw[station.servers...].reduce(0, +), waiting)
  }

  @Test("M_t/M/infinity under a sinusoidal rate, by formula and by integral")
  func sinusoidal() {
    for (time, mean) in [(0, 90.0), (Double.pi / 2, 110)] {
      expect(
        sinusoidalMeanNumber(rate: 100, amplitude: 20, frequency: 1, service: 1, at: time), mean)
      // Forty mean services after the beginning, where the emptiness of the beginning is forgotten.
      let later = time + 12 * Double.pi
      expect(
        meanNumber(at: later, rate: { 100 + 20 * sin($0) }, survival: { exp(-$0) }), mean,
        within: 1e-4)
    }
  }

  @Test("The first customers of an M/M/1")
  func firstCustomers() {
    expect(meanDelayOfFirst(customers: 25, arrivals: 1, service: 1 / 0.9), 2.124489)
  }

  @Test("A Hawkes process without successors is a Poisson process")
  func hawkes() {
    let poisson = HawkesProcess(baseline: 3, branching: 0, decay: 2)
    #expect(poisson.meanCount(to: 7) == 21)
    #expect(poisson.varianceOfCount(to: 7) == 21)
    // Over a long time the variance is the mean times 1 / (1 - n)^2.
    let excited = HawkesProcess(baseline: 3, branching: 0.5, decay: 2)
    expect(excited.varianceOfCount(to: 1e9) / (excited.meanRate * 1e9), 4)
    expect(excited.meanCount(to: 1e9) / 1e9, 6)
  }

  @Test("A solved chain has the stationary law that the formula has")
  func stationaryLawOfChain() {
    let station = ManyServers(arrivals: 4.5, service: 1, servers: 5)
    let chain = MarkovChain(from: 0) { number in
      [
        .init(to: number + 1, rate: number < 300 ? station.arrivals : 0),
        .init(to: number - 1, rate: Double(min(number, station.servers))),
      ]
    }
    let law = chain.stationaryLaw
    expect(
      chain.mean(of: { $0 >= 5 ? 1 : 0 }, under: law), station.probabilityOfWaiting, within: 1e-11)
    expect(chain.mean(of: Double.init, under: law), station.meanNumber, within: 1e-10)
  }

  @Test("A solved chain ruins the gambler with the known probability after the known time")
  func absorptionOfChain() {
    let chain = MarkovChain(from: 3) { (capital: Int) in
      let plays = (1...9).contains(capital)
      return [
        .init(to: capital + 1, rate: plays ? 0.4 : 0),
        .init(to: capital - 1, rate: plays ? 0.6 : 0),
      ]
    }
    let ruin = chain.absorption(earning: { _ in 0 }, last: { $0 == 0 ? 1 : 0 })
    let time = chain.absorption(earning: { _ in 1 })
    let winning = (pow(1.5, 3) - 1) / (pow(1.5, 10) - 1)
    expect(ruin[0], 1 - winning, within: 1e-12)
    expect(time[0], (3 - 10 * winning) / (0.6 - 0.4), within: 1e-11)
  }

  @Test("The forward equations know the transient of M_t/M/infinity")
  func forwardEquations() {
    let chain = MarkovChain(from: 0) { (number: Int) in
      [
        .init(to: number + 1, rate: number < 60 ? 10 : 0, kind: 0),
        .init(to: number - 1, rate: Double(number), kind: 1),
      ]
    }
    func rate(_ time: Double) -> Double { 10 + 5 * sin(2 * time) }
    let end = 2.5
    let forward = chain.forward(
      chain.states.map { $0 == 0 ? 1 : 0 }, to: end, steps: 1000,
      intensity: { kind, time in kind == 0 ? rate(time) / 10 : 1 })
    let mean = meanNumber(at: end, rate: rate, survival: { exp(-$0) })
    expect(chain.mean(of: Double.init, under: forward.law), mean, within: 1e-6)
    // Poisson, so variance and mean are the same.
    expect(
      chain.mean(of: { pow(Double($0) - mean, 2) }, under: forward.law), mean, within: 1e-6)
    let arrivals = 10 * end + 2.5 * (1 - cos(2 * end))
    expect(forward.counts[0], arrivals, within: 1e-6)
    expect(
      chain.mean(of: Double.init, under: forward.occupation), forward.counts[1], within: 1e-6)
    expect(arrivals - forward.counts[1], mean, within: 1e-6)
  }
}
