// SPDX-License-Identifier: GPL-3.0-or-later

public import Designs
import Statistics

/// How much of the variance of an outcome over states is due to each factor: the indices of Sobol'.
///
/// Replications add noise to the mean of a state, which would make each index too small. Its variance, known from
/// the spread of replications, is taken out, so the indices do not depend on the number of replications. Each
/// state must have its own luck.
///
/// First-order indices use the estimator of Saltelli and others, total ones that of Jansen. Intervals come from a
/// bootstrap over blocks.
///
/// Source: A. Saltelli and others, Computer Physics Communications 181 (2010) 259-270,
/// doi:10.1016/j.cpc.2009.09.018; M. J. W. Jansen, Computer Physics Communications 117 (1999) 35-43.
public struct SobolIndices: Sendable {
  /// The index of a factor alone: the share of the variance that would go if the factor were known.
  public let first: [Measured]
  /// The total index of a factor: the share of the variance that would be left if all others were known.
  public let total: [Measured]
  /// The variance of the outcome over states, without that of replications.
  public let variance: Measured
  /// The variance that replications add to the mean of a state.
  public let noise: Double
  /// How many blocks of states have all their values.
  public let blocks: Int
  /// How many blocks were left out because a value is missing.
  public let missing: Int

  /// Estimates the indices.
  ///
  /// - Parameters:
  ///   - design: A design of blocks; see ``Designs/Design/saltelli(_:blocks:seed:)``.
  ///   - means: The mean of the outcome in each state; NaN if there is none.
  ///   - noise: The squared standard error of each mean; 0 for an outcome without chance.
  ///   - seed: The seed of the bootstrap.
  ///   - resamples: How many samples it draws.
  /// - Throws: If the design has no blocks, or too few of them, or the outcome's variance over states is not told
  ///   from the noise of replications.
  /// - Complexity: O(states times resamples).
  public init(
    of design: Design, means: [Double], noise: [Double], seed: Int, resamples: Int = 1_000
  ) throws(AnalysisRefusal) {
    guard case .saltelli = design.form else {
      throw AnalysisRefusal(
        "\(design) gives no indices of Sobol'",
        remedy: "Take a design made for them, or estimate first-order indices from these states")
    }
    precondition(means.count == design.count, "a value for each state")
    try self.init(
      ofBlocks: design.factors.count, means: means, noise: noise, seed: seed, resamples: resamples)
  }

  /// Reckons the indices of so many factors from blocks of states, each of two states more than there are factors.
  init(
    ofBlocks factors: Int, means: [Double], noise: [Double], seed: Int, resamples: Int = 1_000
  ) throws(AnalysisRefusal) {
    precondition(
      noise.count == means.count && means.count.isMultiple(of: factors + 2), "whole blocks")
    let centre = Moments(means.lazy.filter(\.isFinite)).mean
    let all = stride(from: 0, to: means.count, by: factors + 2)
    let sums = all.compactMap { start -> BlockSums? in
      let states = start..<(start + factors + 2)
      let values = means[states].map { $0 - centre }
      guard values.allSatisfy(\.isFinite), noise[states].allSatisfy(\.isFinite) else { return nil }
      return BlockSums(values, noise: Array(noise[states]))
    }
    blocks = sums.count
    missing = all.underestimatedCount - sums.count
    guard sums.count > 1 else {
      throw AnalysisRefusal(
        "fewer than two blocks of states have all their values", remedy: "Take more blocks")
    }
    let once = BlockSums.indices(sums, weights: sums.map { _ in 1 })
    guard let variance = once.last, variance > 0 else { throw .littleVaries(more: "blocks") }
    let samples = Resamples(of: sums.count, count: resamples, seed: seed) {
      BlockSums.indices(sums, weights: $0)
    }
    let measured = once.indices.map { samples.measured($0, value: once[$0]) }
    // A share of what may be nothing could be anything, and so could that of a resample which has no variance.
    guard measured.allSatisfy(\.interval.isKnown), !measured[2 * factors].isNoise else {
      throw .littleVaries(more: "blocks")
    }
    first = Array(measured[..<factors])
    total = Array(measured[factors..<(2 * factors)])
    self.variance = measured[2 * factors]
    self.noise = sums.reduce(0) { $0 + $1.noise } / Double(2 * sums.count)
  }
}

extension Measured {
  /// Whether a share that cannot be negative may be 0: its interval reaches 0 or lies below.
  public var isNoise: Bool { !(interval.low > 0) }
}

/// What a block of states adds to the sums whose ratios are the indices.
private struct BlockSums {
  /// The first two values, their squares, and the noise of both.
  let sum: Double
  let squares: Double
  let noise: Double
  /// By factor: the second value times what the factor changes, what it changes, and its square without noise.
  let products: [Double]
  let changes: [Double]
  let changesSquared: [Double]

  init(_ values: [Double], noise: [Double]) {
    let (a, b) = (values[0], values[1])
    sum = a + b
    squares = a * a + b * b
    self.noise = noise[0] + noise[1]
    changes = values.dropFirst(2).map { $0 - a }
    products = changes.map { $0 * b }
    changesSquared = zip(changes, noise.dropFirst(2)).map { $0 * $0 - noise[0] - $1 }
  }

  /// First-order indices, total indices and the variance.
  static func indices(_ blocks: [BlockSums], weights: [Double]) -> [Double] {
    let factors = blocks[0].changes.count
    var (total, sum, squares, noise) = (0.0, 0.0, 0.0, 0.0)
    var products = [Double](repeating: 0, count: factors)
    var (changes, changesSquared) = (products, products)
    for (block, weight) in zip(blocks, weights) where weight > 0 {
      total += weight
      sum += weight * block.sum
      squares += weight * block.squares
      noise += weight * block.noise
      for factor in 0..<factors {
        products[factor] += weight * block.products[factor]
        changes[factor] += weight * block.changes[factor]
        changesSquared[factor] += weight * block.changesSquared[factor]
      }
    }
    let count = 2 * total
    let mean = sum / count
    let variance = (squares - count * mean * mean) / (count - 1) - noise / count
    guard variance > 0 else {
      return [Double](repeating: .nan, count: 2 * factors) + [variance]
    }
    return (0..<factors).map { (products[$0] - mean * changes[$0]) / total / variance }
      + changesSquared.map { $0 / count / variance } + [variance]
  }
}
