// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import StatisticalTesting
import Testing

@Suite("Arrivals at a rate that varies") struct ArrivalTests {
  private static let daily = Result {
    () throws(ChanceError) in
    try PiecewiseConstantRate(starts: [0, 8, 20, 22], rates: [0.5, 4, 0, 1], period: 24)
  }
  private static let seasonal = Result {
    () throws(ChanceError) in
    try SinusoidalRate(mean: 2, swing: 0.8, period: 24, peak: 15)
  }

  /// The times of the arrivals between two times, one list for each of 400 streams.
  private func arrivals(
    _ rate: some ArrivalRate, from start: Double, to end: Double
  ) -> [[Double]] {
    (0..<400).map { number in
      var stream = Luck(seed: 9, replication: 1)
        .stream(StreamAddress(kind: 4, number: number, purpose: 1))
      var times: [Double] = []
      var time = start
      while true {
        time = stream.arrival(after: time, rate: rate, before: end)
        guard time < end else { return times }
        times.append(time)
      }
    }
  }

  private func check(_ rate: some ArrivalRate, from start: Double, to end: Double) {
    let arrivals = arrivals(rate, from: start, to: end)
    let expected = rate.expected(from: start, to: end)
    let counts = arrivals.map { Double($0.count) }
    expectMean(of: counts, equals: expected, tests: 6, "mean count")
    expectMean(
      of: counts.map { ($0 - expected) * ($0 - expected) }, equals: expected, tests: 6,
      "variance of the count, the mean of a Poisson law")
    kolmogorovSmirnovTest(of: arrivals.flatMap(\.self), tests: 6) {
      rate.expected(from: start, to: $0) / expected
    }.require("times")
  }

  @Test("have the counts and times of their integrated rate; family-wise error 1e-4")
  func processes() throws {
    check(try Self.daily.get(), from: 5, to: 80)
    check(try Self.seasonal.get(), from: 5, to: 80)
  }

  @Test("are told apart from arrivals at the mean rate")
  func power() throws {
    let rate = try Self.seasonal.get()
    let times = arrivals(rate, from: 0, to: 36).flatMap(\.self)
    #expect(kolmogorovSmirnovTest(of: times) { $0 / 36 }.isRejected)
  }

  @Test("at a piecewise constant rate take the rate of their hour")
  func piecewise() throws {
    let rate = try Self.daily.get()
    #expect(
      [0, 7.9, 8, 19.9, 20, 22, 24, 32, -1].map(rate.rate) == [0.5, 0.5, 4, 4, 0, 1, 0.5, 4, 1])
    #expect(rate.bound == 4)
    #expect(rate.expected(from: 0, to: 24) == 54)
    #expect(rate.expected(from: 7, to: 9) == 4.5)
    #expect(rate.expected(from: 23, to: 25) == 1.5)
    #expect(rate.expected(from: -24, to: 48) == 162)
  }

  @Test("at a sinusoidal rate swing around the mean and peak where told")
  func sinusoid() throws {
    let rate = try Self.seasonal.get()
    #expect(abs(rate.rate(at: 15) - 3.6) < 1e-12)
    #expect(abs(rate.rate(at: 27) - 0.4) < 1e-12)
    #expect(abs(rate.rate(at: 9) - 2) < 1e-12)
    #expect(abs(rate.expected(from: 3, to: 27) - 48) < 1e-12)
  }

  @Test("do not come at a rate of 0, nor after the horizon")
  func none() throws {
    var stream = Luck(seed: 1, replication: 1)
      .stream(StreamAddress(kind: 1, number: 1, purpose: 1))
    let never = try PiecewiseConstantRate(starts: [0], rates: [0], period: 1)
    #expect(stream.arrival(after: 3, rate: never) == .infinity)
    let rate = try Self.daily.get()
    #expect(stream.arrival(after: 20, rate: rate, before: 22) == .infinity)
  }

  @Test("refuse rates that are none")
  func refusals() {
    #expect(throws: ChanceError.self) {
      try PiecewiseConstantRate(starts: [1], rates: [1], period: 24)
    }
    #expect(throws: ChanceError.self) {
      try PiecewiseConstantRate(starts: [0, 8, 8], rates: [1, 1, 1], period: 24)
    }
    #expect(throws: ChanceError.self) {
      try PiecewiseConstantRate(starts: [0, 8], rates: [1, -1], period: 24)
    }
    #expect(throws: ChanceError.self) {
      try PiecewiseConstantRate(starts: [0, 8], rates: [1, 1], period: 8)
    }
    #expect(throws: ChanceError.self) {
      try SinusoidalRate(mean: 1, swing: 1.1, period: 1, peak: 0)
    }
    #expect(throws: ChanceError.self) {
      try SinusoidalRate(mean: 1, swing: 1, period: 0, peak: 0)
    }
  }
}
