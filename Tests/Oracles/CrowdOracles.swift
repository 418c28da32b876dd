// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@Suite("Crowds against M_t/G/infinity, which has a Poisson law at every time")
struct CrowdOracles {
  private let greatestRate = 30.0
  private let times = [0.5, 2, 4, 7]

  private func intensity(at time: Double) -> Double { (2 + sin(2 * time)) / 3 }

  /// Candidates come at the greatest rate and are thinned to the rate of their time.
  private func expectPoisson(
    survival: (Double) -> Double, detecting power: Double, seed: Int,
    run: (_ times: [Double], _ luck: Luck) -> [Int]
  ) {
    let exact = times.map {
      meanNumber(at: $0, rate: { greatestRate * intensity(at: $0) }, survival: survival)
    }
    let samples: [String: [Double]] = replications(1000) { replication in
      let sizes = run(times, Luck(seed: seed, replication: replication))
      var found: [String: Double] = [:]
      for (number, size) in sizes.enumerated() {
        found["mean \(number)"] = Double(size)
        found["variance \(number)"] = pow(Double(size) - exact[number], 2)
      }
      return found
    }
    for (number, mean) in exact.enumerated() {
      expect(samples["mean \(number)"] ?? [], equal: mean, detecting: power, "mean \(number)")
      expect(
        samples["variance \(number)"] ?? [], equal: mean, detecting: 0.4, "variance \(number)")
    }
  }

  @Test(
    "Stays of any law", arguments: [Law.exponential(mean: 1), .fixed(1.5), .gamma(mean: 1, sd: 2)])
  func anyLawOfStay(stay: Law) {
    func survival(_ age: Double) -> Double { 1 - stay.cdf(age) }
    expectPoisson(survival: survival, detecting: 0.1, seed: 71) { times, luck in
      var streams = (0..<3).map { luck.stream(StreamAddress(kind: 1, number: $0, purpose: 0)) }
      // Whether the event is a candidate; else somebody leaves.
      var calendar = EventCalendar<Bool>()
      var crowd = Crowd()
      var sizes: [Int] = []
      calendar.schedule(true, at: streams[0].draw(.exponential(mean: 1 / greatestRate)))
      for time in times {
        while let isCandidate = calendar.next(before: time) {
          let now = calendar.now
          if isCandidate {
            let gap = streams[0].draw(.exponential(mean: 1 / greatestRate))
            calendar.schedule(true, at: now + gap)
            if streams[1].uniform() < intensity(at: now) {
              crowd.join(at: now)
              calendar.schedule(false, at: now + streams[2].draw(stay))
            }
          } else {
            crowd.leave(at: now)
          }
        }
        sizes.append(crowd.size)
      }
      return sizes
    }
  }

  @Test("Departures thinned from candidates at a constant rate, while the rate per member varies")
  func thinnedDepartures() {
    // The rate of leaving is 1 + t / 10 per member, so a stay begun at u survives to t with the
    // probability exp(-(t - u) - (t^2 - u^2) / 20): no function of the age alone, so solved directly.
    let (bound, capacity) = (2.0, 100)
    for (number, end) in times.enumerated() {
      func survival(_ age: Double) -> Double {
        exp(-age - (end * end - (end - age) * (end - age)) / 20)
      }
      func rate(_ time: Double) -> Double { greatestRate * intensity(at: time) }
      let exact = meanNumber(at: end, rate: rate, survival: survival)
      let samples = replications(400) { replication in
        let luck = Luck(seed: 72, replication: replication)
        var streams = (0..<4).map { luck.stream(StreamAddress(kind: 1, number: $0, purpose: 0)) }
        // Whether somebody may join; else somebody may leave.
        var calendar = EventCalendar<Bool>()
        var crowd = Crowd()
        let gaps = [1 / greatestRate, 1 / (bound * Double(capacity))]
        calendar.schedule(true, at: streams[0].draw(.exponential(mean: gaps[0])))
        calendar.schedule(false, at: streams[1].draw(.exponential(mean: gaps[1])))
        while let isJoining = calendar.next(before: end) {
          let now = calendar.now
          let kind = isJoining ? 0 : 1
          calendar.schedule(isJoining, at: now + streams[kind].draw(.exponential(mean: gaps[kind])))
          if isJoining {
            if streams[2].uniform() < intensity(at: now) { crowd.join(at: now) }
          } else if crowd.accepts(
            rate: 1 + now / 10, bound: bound, capacity: capacity, uniform: streams[3].uniform())
          {
            crowd.leave(at: now)
          }
        }
        return Double(crowd.size)
      }
      expect(samples, equal: exact, detecting: 0.15, "mean \(number)")
    }
  }
}
