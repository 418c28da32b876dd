// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Designs
import Glibc

/// What pasts that match a record say of an unknown number, beside what was known of it before.
public struct Lesson: Hashable, Sendable {
  /// Mean, spread and quantiles before and after the record.
  public let learnt: Posterior.Learnt
  /// The prior, as a file writes it.
  public let prior: String
  /// The shares of the prior below each of the posterior's quantiles: those of the prior itself where
  /// nothing is learnt.
  public let positions: [Double]
  private let kind: FieldKind

  /// How many points of a prior stand for it: its quantiles are known to half of one in so many.
  static let priorPoints = 2_000

  /// What weighted values say of an unknown; nil if it is no number.
  ///
  /// - Parameters:
  ///   - unknown: The unknown with its prior.
  ///   - values: Its values in the pasts.
  ///   - weights: The weights of the pasts, which add up to more than 0.
  init?(of unknown: Factor, _ values: [Setting], weights: Weights) {
    let numbers = values.compactMap(\.number)
    let points = Double(Self.priorPoints)
    let before = (0..<Self.priorPoints).compactMap {
      unknown.setting(at: (Double($0) + 0.5) / points).number
    }
    guard numbers.count == values.count, before.count == Self.priorPoints else { return nil }
    learnt = Posterior.Learnt(
      of: unknown.path, before: Posterior.Prior(before), after: numbers, weights: weights)
    prior = unknown.text
    kind = unknown.kind
    // Half of those that are equal lie below: whole numbers have few values.
    positions = learnt.quantiles.map { quantile in
      before.reduce(0) { $0 + ($1 < quantile ? 1 : $1 == quantile ? 0.5 : 0) } / points
    }
  }

  /// Quantiles as text, in the unit in which people read such quantities, to three digits.
  public func words(_ quantiles: [Double]) -> [String] {
    quantiles.map(kind.rounded)
  }
}

extension KnownPasts {
  /// What the pasts say of the unknowns that are numbers, in their order.
  ///
  /// - Parameter priors: The unknowns with their priors, as a scenario states them; one that the pasts do not have
  ///   is left out.
  /// - Returns: What is learnt of each unknown of the pasts that has a prior.
  public func lessons(beside priors: [Factor]) -> [Lesson] {
    let weights = Weights(logarithms: pasts.map { log($0.weight) })
    return unknowns.indices.compactMap { index in
      priors.first { $0.path == unknowns[index] }.flatMap { unknown in
        Lesson(of: unknown, pasts.map { $0.values[index] }, weights: weights)
      }
    }
  }
}
