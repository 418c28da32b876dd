// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the transient at the beginning of a series ends.
public struct WarmUp: Hashable, Sendable {
  /// How many observations make a batch.
  public static let batch = 5
  /// How many batches are kept at least.
  public static let fewestBatches = 5

  /// How many observations to leave out, a multiple of `batch`.
  public let length: Int
  /// The mean of the whole batches that are kept.
  public let mean: Double

  /// Finds by MSER-5 what is best left out of the beginning of a series; nil if that cannot be said.
  ///
  /// The observations are averaged in batches of five; leaving out d of m batches is judged by the squared
  /// standard error of the mean of the others, as if they were independent: the sum of their squared
  /// deviations over (m - d)^2. The least d of least error is taken. Where that lies beyond half of the
  /// batches, the series is too short, or has no steady state; a rest of less than a batch is not used.
  /// At least five batches are kept: two that happen to be alike would seem to know the mean exactly.
  ///
  /// It takes for granted that there is a steady state: it suits the queues of a model with constant
  /// demand, not one whose groups still grow.
  ///
  /// Source: K. P. White, "An effective truncation heuristic for bias reduction in simulation output",
  /// Simulation 69 (1997) 323-334, doi:10.1177/003754979706900601; K. P. White, M. J. Cobb and S. C. Spratt,
  /// "A comparison of five steady-state truncation heuristics for simulation", WSC (2000) 755-760; K. Hoad,
  /// S. Robinson and R. Davies, JORS 61 (2010) 1389-1403, for the five batches that are kept.
  ///
  /// - Complexity: O(n).
  public init?(mser5 series: [Double]) {
    let count = series.count / Self.batch
    guard count >= Self.fewestBatches else { return nil }
    let means = (0..<count).map { batch in
      series[batch * Self.batch..<(batch + 1) * Self.batch].reduce(0, +) / Double(Self.batch)
    }
    var kept = Moments()
    var best: (left: Int, error: Double, mean: Double)?
    // From the end, so that each truncation adds one batch to what is known of the next.
    for left in means.indices.reversed() {
      kept.add(means[left])
      guard kept.count >= Self.fewestBatches else { continue }
      let share = Double(kept.count - 1) / Double(kept.count)
      let error = kept.variance * share / Double(kept.count)
      if best.map({ error <= $0.error }) ?? true { best = (left, error, kept.mean) }
    }
    guard let best, best.left <= count / 2, best.error.isFinite else { return nil }
    length = best.left * Self.batch
    mean = best.mean
  }
}
