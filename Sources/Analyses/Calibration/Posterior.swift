// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Designs
import Glibc
import Statistics

/// What the record says about the unknowns: the pasts of all islands with their weights.
public struct Posterior: Sendable {
  /// The unknowns and counts.
  public let calibration: Calibration
  /// The pasts of all islands.
  public let pasts: [Past]
  /// The weight of each past: its share of its island, times the island's evidence.
  public let weights: Weights
  /// The logarithm of the evidence of each island.
  public let logEvidences: [Double]
  /// How many pasts each island simulated to reach each date of the record.
  public let drawn: [[Int]]
  /// The prior mean and variance of each unknown; nil if it is no number.
  private let priors: [Prior?]

  /// What was known of a number before the record: of a sample of its prior.
  struct Prior: Sendable {
    let moments: Moments
    let quantiles: [Double]

    init(_ numbers: [Double]) {
      moments = Moments(numbers)
      quantiles = Weights(logarithms: numbers.map { _ in 0 }).quantiles(numbers, at: Learnt.shares)
    }
  }

  /// Puts islands together, in the order of their numbers.
  public init(_ islands: [Island], of calibration: Calibration) {
    self.calibration = calibration
    pasts = islands.flatMap(\.pasts)
    weights = Weights(
      logarithms: islands.flatMap { island in
        island.weights.values.map { $0 > 0 ? log($0) + island.logEvidence : -.infinity }
      })
    (logEvidences, drawn) = (islands.map(\.logEvidence), islands.map(\.drawn))
    // The points that the islands drew from the prior.
    let points = islands.flatMap { island in
      (0..<calibration.pasts).map {
        calibration.values(ofPoint: calibration.firstPoint(ofIsland: island.number) + $0)
      }
    }
    priors = calibration.unknowns.indices.map { unknown in
      let numbers = points.compactMap { $0[unknown].number }
      guard numbers.count == points.count, numbers.count > 1 else { return nil }
      return Prior(numbers)
    }
  }

  /// The unknowns.
  public var unknowns: [Factor] { calibration.unknowns }
  /// The path of each unknown, as scenario files write it.
  public var paths: [String] { unknowns.map(\.path) }
  /// What a file may write for each unknown.
  public var kinds: [FieldKind] { unknowns.map(\.kind) }

  /// How many independent pasts the weighted ones are worth; pasts with the same beginning count as one.
  ///
  /// Copies have the values of their ancestor, so the weights of a family are added up first. This size holds
  /// for means of unknowns; what is simulated after copies part also varies between copies.
  public var effectiveSize: Double {
    var size = EffectiveSize()
    let pasts = calibration.pasts
    for (number, logEvidence) in logEvidences.enumerated() {
      let own = (number * pasts)..<((number + 1) * pasts)
      size.add(logEvidence, points: self.pasts[own].map(\.point), weights: weights.values[own])
    }
    return size.value
  }

  /// The logarithm of the probability of the record, which is the mean of the islands' evidences.
  public var logEvidence: Double { Weights(logarithms: logEvidences).logMean }

  /// The standard error of the evidence as a share of it, from the spread of islands; NaN for one island.
  public var evidenceError: Double {
    let greatest = logEvidences.max() ?? 0
    let moments = Moments(logEvidences.map { exp($0 - greatest) })
    return moments.standardError / moments.mean
  }

  /// From how many different beginnings the remaining pasts come.
  public var ancestors: Int {
    Set(zip(pasts, weights.values).lazy.filter { $1 > 0 }.map(\.0.point)).count
  }

  /// What is known about an unknown number, beside its prior; nil if the unknown is no number.
  ///
  /// - Parameter unknown: The index of the unknown.
  /// - Returns: Its mean, spread and quantiles before and after the record.
  public func learnt(_ unknown: Int) -> Learnt? {
    guard let prior = priors[unknown] else { return nil }
    let numbers = pasts.map { $0.values[unknown].number ?? .nan }
    return Learnt(
      of: unknowns[unknown].path, before: prior, after: numbers, weights: weights,
      standardError: standardError(of: numbers, mean: weights.mean(numbers)))
  }

  /// The standard error of a weighted mean, from the independent islands.
  ///
  /// The mean is a ratio of sums over islands. Its error comes from what each island adds to the sum of
  /// deviations from it.
  private func standardError(of numbers: [Double], mean: Double) -> Double {
    guard logEvidences.count > 1 else { return .nan }
    let size = pasts.count / logEvidences.count
    let deviations = logEvidences.indices.map { island in
      ((island * size)..<((island + 1) * size)).reduce(0.0) { sum, past in
        let weight = weights.values[past]
        return weight == 0 ? sum : sum + weight * (numbers[past] - mean)
      }
    }
    let islands = Double(deviations.count)
    let squares = deviations.reduce(0) { $0 + $1 * $1 }
    return (squares * islands / (islands - 1)).squareRoot()
  }

  /// What is known about an unknown number, before and after the record.
  public struct Learnt: Hashable, Sendable {
    /// The shares of the posterior below the quantiles.
    public static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

    /// The path of the unknown.
    public let path: String
    /// The prior's mean, in canonical units.
    public let priorMean: Double
    /// The prior's standard deviation.
    public let priorDeviation: Double
    /// The prior's quantiles at ``shares``.
    public let priorQuantiles: [Double]
    /// The posterior's mean, in canonical units.
    public let mean: Double
    /// The standard error of that mean, from the spread of islands; NaN for one island, and if they are not
    /// known.
    public let standardError: Double
    /// The posterior's standard deviation.
    public let deviation: Double
    /// The posterior's quantiles at ``shares``.
    public let quantiles: [Double]

    /// What weighted values say of a number, beside its prior.
    init(
      of path: String, before prior: Prior, after numbers: [Double], weights: Weights,
      standardError: Double = .nan
    ) {
      self.path = path
      (priorMean, priorDeviation) = (prior.moments.mean, prior.moments.standardDeviation)
      priorQuantiles = prior.quantiles
      mean = weights.mean(numbers)
      self.standardError = standardError
      deviation = weights.variance(numbers).squareRoot()
      quantiles = weights.quantiles(numbers, at: Self.shares)
    }

    /// By how much the variance shrank, as a share of the prior's; below 0 if it grew.
    public var contraction: Double {
      1 - (deviation * deviation) / (priorDeviation * priorDeviation)
    }

    /// Whether the record says next to nothing about it: its standard deviation is more than 0.9 of the prior's.
    public var isSetByPrior: Bool { deviation > 0.9 * priorDeviation }
  }
}

extension Setting {
  /// The number; nil if the setting is none.
  var number: Double? { if case .number(let value) = self { value } else { nil } }
}
