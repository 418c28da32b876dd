// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Chance
import Statistics

/// Samples that are drawn once, for statistics of several things in the same units.
///
/// It keeps a byte for each unit in each sample.
struct ResampleDraws: Sendable {
  /// How many units the sample has.
  let units: Int
  /// How many samples are drawn.
  let count: Int
  /// By sample, then unit: how often it was drawn.
  fileprivate let times: [UInt8]

  /// Draws the very samples of ``Resamples/init(of:count:seed:_:)``.
  init(of units: Int, count: Int, seed: Int) {
    (self.units, self.count) = (units, count)
    var times = [UInt8](repeating: 0, count: units * count)
    for sample in 0..<count {
      Resamples.forEachDraw(ofSample: sample, of: units, seed: seed) {
        times[sample * units + $0] += 1
      }
    }
    self.times = times
  }
}

/// The statistics of samples that are drawn from a sample with replacement (bootstrap).
///
/// The ends of an interval are quantiles of the resampled statistic, at levels that correct its median bias.
/// The levels use Student's quantile, not the normal one: plain percentiles are too narrow for few units.
///
/// Source: B. Efron, JASA 82 (1987) 171-185, for the bias-corrected interval; T. Hesterberg, The American
/// Statistician 69 (2015) 371-386, for Student's quantile.
struct Resamples {
  /// How many units the sample has.
  ///
  /// A unit is what is drawn, for example a state.
  let units: Int
  /// How many samples are drawn.
  let count: Int
  /// The values of each statistic, sample by sample.
  private(set) var statistics: [[Double]] = []

  /// Draws samples and takes the statistics of each.
  ///
  /// - Parameters:
  ///   - units: How many units the sample has, at least 1.
  ///   - count: How many samples are drawn.
  ///   - seed: The seed of the drawing.
  ///   - statistics: Takes how often each unit was drawn, and returns the statistics, always in the same order.
  /// - Complexity: O(units times samples), and what the statistics take.
  init(
    of units: Int, count: Int = 1_000, seed: Int, _ statistics: (_ weights: [Double]) -> [Double]
  ) {
    self.init(of: units, count: count, statistics) { sample, weights in
      for unit in weights.indices { weights[unit] = 0 }
      Self.forEachDraw(ofSample: sample, of: units, seed: seed) { weights[$0] += 1 }
    }
  }

  /// Takes the statistics of samples that have been drawn.
  init(_ drawn: ResampleDraws, _ statistics: (_ weights: [Double]) -> [Double]) {
    self.init(of: drawn.units, count: drawn.count, statistics) { sample, weights in
      for unit in weights.indices {
        weights[unit] = Double(drawn.times[sample * drawn.units + unit])
      }
    }
  }

  /// Calls with each unit that a sample draws.
  fileprivate static func forEachDraw(
    ofSample sample: Int, of units: Int, seed: Int, _ body: (_ unit: Int) -> Void
  ) {
    var stream = Luck(
      seed: UInt32(truncatingIfNeeded: seed), replication: UInt32(truncatingIfNeeded: sample)
    ).stream(StreamAddress(kind: StreamAddress.kindOfStatistics, number: 0, purpose: 1))
    for _ in 0..<units { body(Int(stream.uniform() * Double(units))) }
  }

  private init(
    of units: Int, count: Int, _ statistics: (_ weights: [Double]) -> [Double],
    weigh: (_ sample: Int, _ weights: inout [Double]) -> Void
  ) {
    self.units = units
    self.count = count
    var weights = [Double](repeating: 0, count: units)
    for sample in 0..<count {
      weigh(sample, &weights)
      let values = statistics(weights)
      if self.statistics.isEmpty { self.statistics = values.map { _ in [] } }
      for (statistic, value) in values.enumerated() { self.statistics[statistic].append(value) }
    }
  }

  /// The estimate of a statistic whose value the sample itself gives.
  ///
  /// It is unknown if the sample has fewer than two units, or if more than one of twenty resamples gives no value.
  func measured(_ statistic: Int, value: Double, confidence: Double = 0.95) -> Measured {
    let values = statistics[statistic].filter(\.isFinite).sorted()
    guard units > 1, value.isFinite, values.count * 20 >= count * 19 else {
      return Measured(value, standardError: .nan, interval: .unknown)
    }
    return Measured(
      value, standardError: Moments(values).standardDeviation,
      interval: Self.interval(values, about: value, units: units, confidence: confidence))
  }

  /// The mean of a statistic over all samples that give one.
  func mean(_ statistic: Int) -> Double {
    Moments(statistics[statistic].lazy.filter(\.isFinite)).mean
  }

  private static func interval(
    _ sorted: [Double], about value: Double, units: Int, confidence: Double
  ) -> Interval {
    guard let least = sorted.first, let greatest = sorted.last, least < greatest else {
      return Interval(low: value, high: value)
    }
    let below = Double(sorted.count { $0 < value }) + Double(sorted.count { $0 == value }) / 2
    let count = Double(sorted.count)
    // Levels cannot correct a greater bias.
    let shift = gsl_cdf_ugaussian_Pinv(min(max(below / count, 0.05), 0.95))
    let half = LawQuantiles.student((1 + confidence) / 2, degrees: Double(units - 1))
    let ends = [-half, half].map { end in
      quantile(gsl_cdf_ugaussian_P(2 * shift + end), of: sorted)
    }
    return Interval(low: ends[0], high: ends[1])
  }

  private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let position = share * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (sorted[above] - sorted[below]) * (position - Double(below))
  }
}
