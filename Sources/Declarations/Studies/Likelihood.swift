// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// How likely a count is to be observed where a run simulates another.
///
/// Its spread stands for the source's coverage and definitions, and for what the model leaves out.
public enum Likelihood: Hashable, Sendable {
  /// A count of independent things, of which the run has the expected number.
  case poisson
  /// A count with a spread beyond Poisson's: a coefficient of variation of its expectation.
  case negativeBinomial(cv: Double)
  /// A number with a normal error of this standard deviation, in the observation's unit.
  case normal(sd: Double)
  /// A count out of this many, of which the run has the expected share.
  case binomial(of: Int)
  /// No more than that the simulated number is this near to the observed one, in the observation's unit.
  case within(Double)
  /// No more than that the simulated number is in this range, in the observation's unit.
  case interval(ClosedRange<Double>)

  /// The natural logarithm of the likelihood; minus infinity where the observation is impossible.
  ///
  /// - Parameters:
  ///   - observed: What was observed; a count is a whole number, 0 or more.
  ///   - simulated: What the run has for it; for a binomial law, a share.
  /// - Returns: The logarithm of a probability, or of a density for a normal law.
  public func logarithm(of observed: Double, given simulated: Double) -> Double {
    switch self {
    case .poisson:
      guard simulated > 0 else { return observed == 0 ? 0 : -.infinity }
      return observed * log(simulated) - simulated - lgamma(observed + 1)
    case .negativeBinomial(let cv):
      guard cv > 0 else { return Likelihood.poisson.logarithm(of: observed, given: simulated) }
      guard simulated > 0 else { return observed == 0 ? 0 : -.infinity }
      // A gamma mixture of Poisson laws: shape 1 / cv^2, mean the simulated number.
      let shape = 1 / (cv * cv)
      let share = simulated / (simulated + shape)
      return lgamma(observed + shape) - lgamma(shape) - lgamma(observed + 1)
        + shape * log(1 - share) + observed * log(share)
    case .normal(let sd):
      let distance = (observed - simulated) / sd
      return -distance * distance / 2 - log(sd) - log(2 * .pi) / 2
    case .binomial(let trials):
      let (n, share) = (Double(trials), min(max(simulated, 0), 1))
      guard 0...n ~= observed else { return -.infinity }
      func term(_ count: Double, _ probability: Double) -> Double {
        count == 0 ? 0 : count * log(probability)
      }
      return lgamma(n + 1) - lgamma(observed + 1) - lgamma(n - observed + 1)
        + term(observed, share) + term(n - observed, 1 - share)
    case .within(let distance):
      return (observed - simulated).magnitude <= distance ? 0 : -.infinity
    case .interval(let range):
      return range.contains(simulated) ? 0 : -.infinity
    }
  }

  /// A value of a record as ``logarithm(of:given:)`` takes it: a binomial law turns a share into the nearest count.
  public func count(of value: Double) -> Double {
    if case .binomial(let trials) = self { (value * Double(trials)).rounded() } else { value }
  }
}

extension Likelihood {
  /// The likelihood as it would be written in a file, for example `{negative-binomial: {cv: 15%}}`.
  public var text: String {
    switch self {
    case .poisson: "poisson"
    case .negativeBinomial(let cv): "{negative-binomial: {cv: \(Unit.share.text(of: cv))}}"
    case .normal(let sd): "{normal: {sd: \(Unit.factor.text(of: sd))}}"
    case .binomial(let trials): "{binomial: {of: \(trials)}}"
    case .within(let distance): "{within: \(Unit.factor.text(of: distance))}"
    case .interval(let range):
      "{interval: \(Unit.factor.text(of: range.lowerBound)) to \(Unit.factor.text(of: range.upperBound))}"
    }
  }
}
