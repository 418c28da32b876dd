// SPDX-License-Identifier: GPL-3.0-or-later

/// A rate that is constant between given times of a period: by hour of the day or hour of the week.
public struct PiecewiseConstantRate: ArrivalRate, Hashable {
  /// When each rate begins to hold within the period; the first is 0.
  public let starts: [Double]
  /// The rates, in events per unit of time.
  public let rates: [Double]
  /// The length of a period, after which the rates repeat.
  public let period: Double
  /// The highest rate.
  public let bound: Double
  /// The mean number of events from the beginning of the period to each start, and to its end.
  private let cumulative: [Double]

  /// The rates that hold from the given times of each period on.
  ///
  /// - Throws: `ChanceError` if the starts do not increase from 0 to below the period or a rate is
  ///   negative or not finite.
  /// - Precondition: There are as many rates as starts, at least one.
  public init(starts: [Double], rates: [Double], period: Double) throws(ChanceError) {
    Misuse.refuse(
      unless: starts.count == rates.count && !rates.isEmpty,
      "\(rates.count) rates have \(starts.count) starts")
    func require(
      _ holds: Bool, _ argument: String, _ value: Double, _ rule: String
    ) throws(ChanceError) {
      try ChanceError.require(holds, of: "piecewise rate", argument, value, rule)
    }
    try require(starts[0] == 0, "the first start", starts[0], "must be 0")
    for index in 1..<max(1, starts.count) {
      try require(
        starts[index] > starts[index - 1], "start \(index)", starts[index],
        "must be above the one before")
    }
    let last = starts[starts.count - 1]
    try require(period > last && period.isFinite, "period", period, "must be above the last start")
    for (index, rate) in rates.enumerated() {
      try require(
        rate >= 0 && rate.isFinite, "rate \(index)", rate, "must be a finite number from 0 on")
    }
    self.starts = starts
    self.rates = rates
    self.period = period
    self.bound = rates.reduce(0, max)
    var sum = 0.0
    self.cumulative =
      [0]
      + rates.indices.map { index in
        let end = index + 1 < starts.count ? starts[index + 1] : period
        sum += rates[index] * (end - starts[index])
        return sum
      }
  }

  /// The events per unit of time at the given time.
  ///
  /// - Complexity: O(log n) in the number of rates.
  public func rate(at time: Double) -> Double { rates[index(at: progress(at: time).phase)] }

  /// The mean number of events between two times.
  ///
  /// - Complexity: O(log n) in the number of rates.
  public func expected(from: Double, to: Double) -> Double { expected(to: to) - expected(to: from) }

  private func expected(to time: Double) -> Double {
    let (periods, phase) = progress(at: time)
    let index = index(at: phase)
    return periods * cumulative[rates.count] + cumulative[index]
      + rates[index] * (phase - starts[index])
  }

  /// How many whole periods have gone by and how far the present one has gone.
  private func progress(at time: Double) -> (periods: Double, phase: Double) {
    let periods = (time / period).rounded(.down)
    return (periods, time - periods * period)
  }

  /// The rate that holds at the given time of a period.
  ///
  /// Rounding can put the time a hair outside the period: it then counts to its first or last rate.
  private func index(at phase: Double) -> Int {
    Int(first(in: 1..<Int64(starts.count)) { starts[Int($0)] > phase }) - 1
  }
}
