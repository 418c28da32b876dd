// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@Suite("Point processes on the calendar against exact theory")
struct ProcessOracles {
  /// The number of events of a Hawkes process in a window, as a cluster process: every event has a
  /// Poisson number of successors, each after a delay that is exponential at the rate of decay.
  private func count(
    _ process: HawkesProcess, from start: Double, to end: Double, seed: Int, replication: Int
  ) -> Double {
    let luck = Luck(seed: seed, replication: replication)
    var streams = (0..<3).map { luck.stream(StreamAddress(kind: 1, number: $0, purpose: 0)) }
    // Whether the event came by itself; else it is a successor.
    var calendar = EventCalendar<Bool>()
    var count = 0
    calendar.schedule(true, at: streams[0].draw(.exponential(mean: 1 / process.baseline)))
    while let isImmigrant = calendar.next(before: end) {
      let now = calendar.now
      if now >= start { count += 1 }
      if isImmigrant {
        let gap = streams[0].draw(.exponential(mean: 1 / process.baseline))
        calendar.schedule(true, at: now + gap)
      }
      for _ in 0..<streams[1].poisson(mean: process.branching) {
        calendar.schedule(false, at: now + streams[2].draw(.exponential(mean: 1 / process.decay)))
      }
    }
    return Double(count)
  }

  private let process = HawkesProcess(baseline: 2, branching: 0.6, decay: 1.5)

  @Test("A Hawkes process that begins without a past", arguments: [0.5, 2, 10])
  func hawkesFromTheBeginning(end: Double) {
    let samples = replications(1000) {
      count(process, from: 0, to: end, seed: 81, replication: $0)
    }
    expect(samples, equal: process.meanCount(to: end), detecting: 0.25, "count")
  }

  @Test("A Hawkes process in its stationary regime has the mean and the variance of Hawkes")
  func stationaryHawkes() {
    // Twenty relaxation times leave a bias of e^-20.
    let start = 20 / (process.decay * (1 - process.branching))
    let window = 8.0
    let samples = replications(1500) {
      count(process, from: start, to: start + window, seed: 82, replication: $0)
    }
    let mean = process.meanRate * window
    expect(samples, equal: mean, detecting: 0.1, "count")
    expect(
      samples.map { ($0 - mean) * ($0 - mean) }, equal: process.varianceOfCount(to: window),
      detecting: 0.4, "variance")
  }

  @Test("Shot noise has the mean and the variance of Campbell")
  func shotNoise() {
    let jump = Law.gamma(mean: 2, sd: 1)
    let noise = ShotNoise(rate: 3, jumpMean: 2, jumpSecondMoment: 5, timeConstant: 0.7)
    let samples = replications(1500) { replication in
      let luck = Luck(seed: 83, replication: replication)
      var streams = (0..<2).map { luck.stream(StreamAddress(kind: 1, number: $0, purpose: 0)) }
      var calendar = EventCalendar<Bool>()
      var (level, latest) = (0.0, 0.0)
      let end = 20 * noise.timeConstant
      calendar.schedule(true, at: streams[0].draw(.exponential(mean: 1 / noise.rate)))
      while calendar.next(before: end) != nil {
        let now = calendar.now
        level = level * exp((latest - now) / noise.timeConstant) + streams[1].draw(jump)
        latest = now
        calendar.schedule(true, at: now + streams[0].draw(.exponential(mean: 1 / noise.rate)))
      }
      return level * exp((latest - end) / noise.timeConstant)
    }
    expect(samples, equal: noise.mean, detecting: 0.15, "mean")
    expect(
      samples.map { ($0 - noise.mean) * ($0 - noise.mean) }, equal: noise.variance,
      detecting: 0.4, "variance")
  }

  /// Each risk has a clock of its own on the calendar; the first to ring cancels the others.
  @Test("An escalation ends as the fundamental matrix says, with one clock for each risk")
  func escalation() {
    // Calm 0, threat 1, violence 2; the ends are peace 3, arrest 4 and injury 5.
    let risks: [[(to: Int, rate: Double)]] = [
      [(1, 0.5), (3, 1)], [(0, 0.7), (2, 0.4), (4, 0.3)], [(1, 0.2), (4, 1.1), (5, 0.6)],
      [], [], [],
    ]
    let chain = MarkovChain(from: 0) { state in
      risks[state].map { .init(to: $0.to, rate: $0.rate) }
    }
    let exactTime = chain.absorption(earning: { _ in 1 })[0]
    let samples = replications(100) { replication in
      let luck = Luck(seed: 84, replication: replication)
      var stream = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 0))
      var found: [String: Double] = ["time": 0]
      let runs = 150
      for _ in 0..<runs {
        var calendar = EventCalendar<Int>()
        var state = 0
        while !risks[state].isEmpty {
          let clocks = risks[state].map { risk in
            calendar.schedule(
              risk.to, at: calendar.now + stream.draw(.exponential(mean: 1 / risk.rate)))
          }
          state = calendar.next(before: .infinity) ?? state
          for clock in clocks { calendar.cancel(clock) }
        }
        found["time"]? += calendar.now / Double(runs)
        found["\(state)", default: 0] += 1 / Double(runs)
      }
      return ["time": found["time"] ?? 0].merging((3...5).map { ("\($0)", found["\($0)"] ?? 0) }) {
        $1
      }
    }
    expect(samples["time"] ?? [], equal: exactTime, detecting: 0.1, "time")
    for end in 3...5 {
      let exact = chain.absorption(earning: { _ in 0 }, last: { $0 == end ? 1 : 0 })[0]
      expect(samples["\(end)"] ?? [], equal: exact, detecting: 0.3, "end \(end)")
    }
  }
}
