// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Chance

/// Bootstrap intervals of the means of many series at once, as replications come in.
///
/// Each replication counts in each resample as often as a Poisson number of mean 1 says: in the limit
/// that is drawing replications with replacement, and it needs neither their number nor their values
/// later on. A weight belongs to the seed, the replication and the resample alone, so that all series
/// share it, equal studies have equal intervals, and what is random in the model is not touched.
///
/// The ends are quantiles of the resampled means at the levels of the bias-corrected and accelerated
/// interval (BCa), of which the bias and the acceleration of a mean are both a sixth of its skewness, with
/// Student's quantile instead of the normal one. Plain percentiles are too narrow for few
/// replications and sit too low for a law with a long upper tail: of samples of 10 exponential numbers
/// they cover the mean in 89 of 100 cases where this does in 93, Student's interval in 91.
///
/// Memory is `resamples` numbers for each series, whatever the number of replications.
///
/// Source: N. Chamandy, O. Muralidharan, A. Najmi and S. Naidu, "Estimating uncertainty for massive data
/// streams", Google (2012), for the weights; B. Efron, JASA 82 (1987) 171-185, for BCa; T. Hesterberg, The
/// American Statistician 69 (2015) 371-386, for Student's quantile.
public struct Bootstrap: Sendable {
  /// How many resamples are drawn.
  public let resamples: Int
  private let seed: UInt32
  /// By series, then resample: the sum of the values, each as often as its weight says.
  private var sums: [[Double]]
  /// By series, then resample: the weights of replications without a value; empty while there are none.
  private var missing: [[Double]]
  /// The weights of all replications, by resample.
  private var total: [Double]
  private var moments: [Moments]
  private var weights: [Double]
  /// The first replication until there is a second: of one alone there is no interval to be had.
  private var first: (values: [Double], replication: Int)?
  private var hasFirst = false

  /// The bootstrap of so many series, before the first replication.
  ///
  /// - Parameters:
  ///   - series: How many series there are.
  ///   - seed: The seed of the study.
  ///   - resamples: How many resamples are drawn; an end of an interval is then about as well known as
  ///     from so many futures.
  public init(series: Int, seed: Int, resamples: Int = 1_000) {
    Misuse.refuse(
      unless: resamples > 0, "a bootstrap draws at least one resample, not \(resamples)")
    self.resamples = resamples
    self.seed = UInt32(truncatingIfNeeded: seed)
    let nothing = [Double](repeating: 0, count: resamples)
    sums = Array(repeating: [], count: series)
    missing = sums
    moments = Array(repeating: Moments(), count: series)
    total = nothing
    weights = nothing
  }

  /// Adds what a replication says in each series; NaN if it says nothing.
  ///
  /// - Complexity: O(series times resamples): about 50 microseconds for 70 series and 1,000 resamples.
  public mutating func add(_ values: [Double], replication: Int) {
    guard hasFirst else {
      (first, hasFirst) = ((values, replication), true)
      return
    }
    if let (values, replication) = first {
      first = nil
      weigh(values, replication)
    }
    weigh(values, replication)
  }

  private mutating func weigh(_ values: [Double], _ replication: Int) {
    drawWeights(replication)
    Self.add(weights, times: 1, to: &total)
    for (index, value) in values.enumerated() {
      if value.isNaN {
        Self.add(weights, times: 1, to: &missing[index])
      } else {
        moments[index].add(value)
        if value != 0 { Self.add(weights, times: value, to: &sums[index]) }
      }
    }
  }

  /// The interval of the mean of a series; unknown for fewer than two values.
  ///
  /// - Precondition: `confidence` lies strictly between 0 and 1.
  public func interval(of series: Int, confidence: Double = 0.95) -> Interval {
    Misuse.refuse(unlessConfidence: confidence)
    let moments = moments[series]
    guard moments.count >= 2 else { return .unknown }
    guard moments.minimum < moments.maximum else {
      return Interval(low: moments.mean, high: moments.mean)
    }
    var means = means(of: series)
    guard !means.isEmpty else { return .unknown }
    let ends = Self.levels(of: moments, confidence: confidence).map {
      Self.quantile($0, of: &means)
    }
    return Interval(low: ends[0], high: ends[1])
  }

  /// The interval of the difference of two ratios of sums; unknown for fewer than two values.
  ///
  /// Four series beside each other have part and whole of the first, and of the second. Resamples that have
  /// nothing of a whole are left out.
  ///
  /// The ends are quantiles of the resampled differences, at Student's levels.
  ///
  /// - Precondition: `confidence` lies strictly between 0 and 1.
  public func interval(ofRatiosFrom series: Int, confidence: Double = 0.95) -> Interval {
    Misuse.refuse(unlessConfidence: confidence)
    let count = moments[series + 1].count
    guard count >= 2 else { return .unknown }
    func sum(_ series: Int, _ resample: Int) -> Double {
      sums[series].isEmpty ? 0 : sums[series][resample]
    }
    var differences = (0..<resamples).compactMap { resample -> Double? in
      let difference =
        sum(series, resample) / sum(series + 1, resample)
        - sum(series + 2, resample) / sum(series + 3, resample)
      return difference.isFinite ? difference : nil
    }
    guard !differences.isEmpty else { return .unknown }
    let quantile = LawQuantiles.student((1 + confidence) / 2, degrees: Double(count - 1))
    let ends = [-quantile, quantile].map {
      Self.quantile(gsl_cdf_ugaussian_P($0), of: &differences)
    }
    return Interval(low: ends[0], high: ends[1])
  }

  /// The number below which a share of the numbers lies, interpolated as in ``Quantiles``; changes
  /// their order, which is less work than sorting them.
  private static func quantile(_ share: Double, of numbers: inout [Double]) -> Double {
    let position = share * Double(numbers.count - 1)
    let rank = Int(position)
    let below = gsl_stats_select(&numbers, 1, numbers.count, rank)
    guard rank + 1 < numbers.count else { return below }
    // Beyond the number that was selected stand those that are not smaller.
    let above = numbers[(rank + 1)...].min() ?? below
    return below + (above - below) * (position - Double(rank))
  }

  /// The mean of a series in each resample that has any value of it; none before two replications.
  public func means(of series: Int) -> [Double] {
    (0..<resamples).compactMap { resample in
      let weight = total[resample] - (missing[series].isEmpty ? 0 : missing[series][resample])
      guard weight > 0 else { return nil }
      return (sums[series].isEmpty ? 0 : sums[series][resample]) / weight
    }
  }

  /// The shares of the resampled means below the two ends.
  static func levels(of moments: Moments, confidence: Double) -> [Double] {
    let quantile = LawQuantiles.student(
      (1 + confidence) / 2, degrees: Double(moments.count - 1))
    let acceleration = moments.skewness / (6 * Double(moments.count).squareRoot())
    return [-quantile, quantile].map { end in
      let shifted = acceleration + end
      // Beyond its pole the correction knows no level: the end is the outermost resample.
      let stretch = 1 - acceleration * shifted
      guard stretch > 0 else { return end < 0 ? 0 : 1 }
      return gsl_cdf_ugaussian_P(acceleration + shifted / stretch)
    }
  }

  /// The probabilities of a Poisson number of mean 1 to be at most 0, 1, and so on.
  private static let cumulative = (0...12).map { gsl_cdf_poisson_P($0, 1) }

  private static let address = StreamAddress(
    kind: StreamAddress.kindOfStatistics, number: 0, purpose: 0)

  private mutating func drawWeights(_ replication: Int) {
    var stream = Luck(seed: seed, replication: UInt32(truncatingIfNeeded: replication))
      .stream(Self.address)
    let cumulative = Self.cumulative
    for resample in weights.indices {
      let level = stream.uniform()
      var weight = 0
      while weight < cumulative.count, cumulative[weight] <= level { weight += 1 }
      weights[resample] = Double(weight)
    }
  }

  private static func add(_ weights: [Double], times value: Double, to sums: inout [Double]) {
    if sums.isEmpty { sums = Array(repeating: 0, count: weights.count) }
    // The compiler adds several at a time; GSL's daxpy takes twice as long.
    weights.withUnsafeBufferPointer { weights in
      sums.withUnsafeMutableBufferPointer { sums in
        for index in sums.indices { sums[index] += value * weights[index] }
      }
    }
  }
}
