// SPDX-License-Identifier: GPL-3.0-or-later

public import Designs
import Statistics

/// First-order indices from any independent states: how well an outcome follows one factor alone.
///
/// A curve of each factor is fitted to the outcome's mean. The index is the variance of the curve, less what a
/// curve explains by chance, over the variance of the outcome, less that of replications. The interval is
/// Fieller's, from the influence of each state and from what a curve of that size explains by chance. There are
/// no indices if the variance itself is not told from 0: a share of nothing could be anything.
///
/// If factors are correlated over the states, an index contains part of what the others do: see
/// ``CorrelatedFactors``.
///
/// Source: E. Borgonovo and E. Plischke, European Journal of Operational Research 248 (2016) 869-887, for
/// estimation from given data.
public struct FirstOrderIndices: Sendable {
  /// The index of each factor.
  public let first: [Measured]
  /// How many states have a value.
  public let states: Int
  /// How many states were left out because a value is missing.
  public let missing: Int

  /// Estimates the indices.
  ///
  /// - Parameters:
  ///   - design: Any design but one of blocks, whose states are not independent of each other.
  ///   - means: The mean of the outcome in each state; NaN if there is none.
  ///   - noise: The squared standard error of each mean; 0 for an outcome without chance.
  /// - Throws: If the design is one of blocks, the states are too few, or the outcome's variance over them is not
  ///   told from the noise of replications.
  public init(of design: Design, means: [Double], noise: [Double]) throws(AnalysisRefusal) {
    if case .saltelli = design.form {
      throw AnalysisRefusal(
        "the states of a block are not independent of each other",
        remedy: "Take the indices of Sobol', for which they were chosen")
    }
    try self.init(of: UnknownValues.columns(of: design), means: means, noise: noise)
  }

  /// Estimates the indices from independent states, by the values of each factor.
  public init(
    of factors: [UnknownValues], means: [Double], noise: [Double]
  ) throws(AnalysisRefusal) {
    precondition(factors.allSatisfy { $0.count == means.count }, "a value for each state")
    let whole = means.indices.filter { means[$0].isFinite && noise[$0].isFinite }
    states = whole.count
    missing = means.count - whole.count
    let (means, noise) = (whole.map { means[$0] }, whole.map { noise[$0] })
    let moments = Moments(means)
    let ofNoise = Moments(noise).mean
    let variance = moments.variance - ofNoise
    guard states >= Self.fewestStates else {
      throw AnalysisRefusal(
        "\(states) states are too few for a curve of each factor",
        remedy: "Take \(Self.fewestStates) states or more")
    }
    guard variance > 0 else { throw .littleVaries(more: "states") }
    var first: [Measured] = []
    for factor in factors {
      let factor = factor.of(states: whole)
      let fit = Regression(means, by: .best(of: factor, for: means))
      guard
        let index = Self.index(
          fit, means, noise: noise, mean: moments.mean, variance: variance)
      else { throw .littleVaries(more: "states") }
      first.append(index)
    }
    self.first = first
  }

  /// With fewer states than this there are no indices.
  public static let fewestStates = 30

  /// Returns nil if the variance may be 0.
  private static func index(
    _ fit: Regression, _ means: [Double], noise: [Double], mean: Double, variance: Double
  ) -> Measured? {
    let states = Double(means.count)
    let explained = fit.fitted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let left = fit.residualVariance
    let part = (explained - Double(fit.size) * left) / states
    let value = part / variance
    var (ofPart, ofVariance, ofSum, ofIndex) = (Moments(), Moments(), Moments(), Moments())
    for state in means.indices {
      let (curve, rest) = (fit.fitted[state] - mean, means[state] - fit.fitted[state])
      let deviation = means[state] - mean
      let one = curve * curve + 2 * curve * rest - part
      let other = deviation * deviation - noise[state] - variance
      ofPart.add(one)
      ofVariance.add(other)
      ofSum.add(one + other)
      ofIndex.add(one - value * other)
    }
    let byChance = 2 * Double(fit.size) * (left / states) * (left / states)
    let ends = rootsOfRatio(
      numerator: part, denominator: variance,
      varianceOfNumerator: ofPart.variance / states + byChance,
      varianceOfDenominator: ofVariance.variance / states,
      covariance: (ofSum.variance - ofPart.variance - ofVariance.variance) / 2 / states,
      quantile: LawQuantiles.student(0.975, degrees: states - Double(fit.size) - 1))
    let error = (ofIndex.variance / states + byChance).squareRoot() / variance
    return ends.map { Measured(value, standardError: error, interval: $0) }
  }
}

/// Two factors whose values are correlated over the states of a study.
public struct CorrelatedFactors: Hashable, Sendable {
  /// The index of one of them.
  public let one: Int
  /// The index of the other.
  public let other: Int
  /// The correlation of their values.
  public let correlation: Double

  /// The pairs of numbers that are correlated more than chance explains, the strongest first.
  ///
  /// - Parameters:
  ///   - factors: The values of each factor.
  ///   - familywise: The probability that any pair is returned although all are independent.
  /// - Returns: The pairs; none if there are fewer than two numbers.
  public static func pairs(
    of factors: [UnknownValues], familywise: Double = 0.01
  ) -> [CorrelatedFactors] {
    let columns = factors.indices.compactMap { factor -> (index: Int, values: [Double])? in
      guard case .numbers(let numbers) = factors[factor] else { return nil }
      let moments = Moments(numbers)
      guard moments.standardDeviation > 0 else { return nil }
      return (factor, numbers.map { ($0 - moments.mean) / moments.standardDeviation })
    }
    let pairs = Double(columns.count * (columns.count - 1) / 2)
    guard pairs > 0, let states = columns.first?.values.count, states > 3 else { return [] }
    let quantile = LawQuantiles.student(
      1 - familywise / 2 / pairs, degrees: Double(states - 2))
    let least = quantile / (Double(states - 2) + quantile * quantile).squareRoot()
    return columns.indices.flatMap { one in
      columns.indices.filter { $0 > one }.compactMap { other -> CorrelatedFactors? in
        let product = zip(columns[one].values, columns[other].values).reduce(0) { $0 + $1.0 * $1.1 }
        let correlation = product / Double(states - 1)
        guard abs(correlation) > least else { return nil }
        return CorrelatedFactors(
          one: columns[one].index, other: columns[other].index, correlation: correlation)
      }
    }.sorted { abs($0.correlation) > abs($1.correlation) }
  }
}
