// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// The 95th percentile of the standard normal law.
private let z95 = 1.644_853_626_951_472_7

extension LawForm {
  /// GSL's parameters of the law with the given arguments.
  ///
  /// The rules are those of the laws themselves, and keep clear of arguments that no draw or distribution
  /// function here was tried with.
  ///
  /// - Throws: `ChanceError` if an argument breaks a rule of the law.
  @inline(__always)
  func parameters(of x: SIMD4<Double>) throws(ChanceError) -> (a: Double, b: Double) {
    switch self {
    case .fixed:
      try require(x[0].isFinite, x, 0, "must be finite")
      return (x[0], 0)
    case .uniform:
      try requireBounds(x, 0, 1)
      return (x[0], x[1])
    case .triangular:
      try requireBounds(x, 0, 2)
      try require(x[0] <= x[1] && x[1] <= x[2], x, 1, "must be between from and to")
      return (0, (x[1] - x[0]) / (x[2] - x[0]))
    case .exponential:
      try requirePositive(x, 0)
      return (x[0], 0)
    case .gamma:
      try requirePositive(x, 0)
      try require(
        x[0] / 1000 <= x[1] && x[1] <= 100 * x[0], x, 1,
        "must be from a thousandth of the mean to a hundred times the mean")
      return (x[0] * x[0] / (x[1] * x[1]), x[1] * x[1] / x[0])
    case .erlang:
      try requirePositive(x, 0)
      try require(1...1e6 ~= x[1] && isWhole(x[1]), x, 1, "must be a whole number from 1 to 1e6")
      return (x[1], x[0] / x[1])
    case .lognormalByQuantiles:
      try requirePositive(x, 0)
      try require(x[1] > x[0] && x[1].isFinite, x, 1, "must be above the median")
      return (log(x[0]), log(x[1] / x[0]) / z95)
    case .lognormalByMoments:
      try requirePositive(x, 0)
      try requirePositive(x, 1)
      let square = log1p(x[1] / x[0] * (x[1] / x[0]))
      return (log(x[0]) - square / 2, square.squareRoot())
    case .weibullByMean:
      try requirePositive(x, 0)
      try requirePositive(x, 1)
      return (x[0] / tgamma(1 + 1 / x[1]), x[1])
    case .weibullByScale:
      try requirePositive(x, 0)
      try requirePositive(x, 1)
      return (x[0], x[1])
    case .pareto:
      try requirePositive(x, 0)
      try requirePositive(x, 1)
      return (x[1], x[0])
    case .normal:
      try require(x[0].isFinite, x, 0, "must be finite")
      try requirePositive(x, 1)
      try require(x[2] < x[3], x, 3, "must be above from")
      return try standardBounds(x)
    case .beta:
      try require(0 < x[0] && x[0] < 1, x, 0, "must be between 0 and 1")
      try requirePositive(x, 1)
      let strength = x[0] * (1 - x[0]) / (x[1] * x[1]) - 1
      try require(strength > 0, x, 1, "must be below the root of mean times (1 - mean)")
      try require(
        strength <= 1e5, x, 1, "must be above a 300th of the root of mean times (1 - mean)")
      return (x[0] * strength, (1 - x[0]) * strength)
    case .poisson:
      try requireCountMean(x)
      return (x[0], 0)
    case .geometric:
      try require(x[0] >= 1, x, 0, "must be 1 or more")
      try requireCountMean(x)
      return (1 / x[0], 0)
    case .negativeBinomial:
      try requireCountMean(x)
      try require(
        x[1] * x[1] > x[0] && x[1].isFinite, x, 1, "must be above the root of the mean")
      // The mean of a count is drawn first, and must itself be one that can be drawn from.
      try require(
        x[1] * x[1] <= 1e14 * x[0], x, 1, "must not be above 1e7 times the root of the mean")
      let p = x[0] / (x[1] * x[1])
      try require(p < 1, x, 1, "must be above the root of the mean")
      return (p, x[0] * p / (1 - p))
    case .binomial:
      try require(
        x[0] >= 0 && x[0] <= Double(UInt32.max) && isWhole(x[0]), x, 0,
        "must be a whole number from 0 on")
      try require(0...1 ~= x[1], x, 1, "must be from 0 to 1")
      return (x[1], x[0])
    }
  }

  /// The probability below the lower bound of a normal law, and that between the bounds.
  ///
  /// Both are counted from the nearer tail, so that a cut far out keeps its precision: if the lower
  /// bound is above the mean the law is turned round, which `Law.isTurned` tells.
  private func standardBounds(_ x: SIMD4<Double>) throws(ChanceError) -> (a: Double, b: Double) {
    let (low, high) = ((x[2] - x[0]) / x[1], (x[3] - x[0]) / x[1])
    let below = low > 0 ? gsl_cdf_ugaussian_Q(high) : gsl_cdf_ugaussian_P(low)
    let within = low > 0 ? gsl_cdf_ugaussian_Q(low) - below : gsl_cdf_ugaussian_P(high) - below
    try require(within > 0, x, low > 0 ? 2 : 3, "leaves nothing of the law")
    return (below, within)
  }

  private func isWhole(_ value: Double) -> Bool { value == value.rounded() && value.isFinite }

  @inline(__always)
  private func requirePositive(_ x: SIMD4<Double>, _ index: Int) throws(ChanceError) {
    try require(x[index] > 0 && x[index].isFinite, x, index, "must be above 0")
  }

  /// Counts up to many times their mean must fit into 32 bits.
  private func requireCountMean(_ x: SIMD4<Double>) throws(ChanceError) {
    try require(x[0] > 0 && x[0] <= 1e8, x, 0, "must be above 0 and not above 1e8")
  }

  @inline(__always)
  private func requireBounds(_ x: SIMD4<Double>, _ from: Int, _ to: Int) throws(ChanceError) {
    try require(x[from].isFinite, x, from, "must be finite")
    try require(x[to] > x[from] && x[to].isFinite, x, to, "must be above from")
  }

  @inline(__always)
  private func require(
    _ holds: Bool, _ x: SIMD4<Double>, _ index: Int, _ rule: String
  ) throws(ChanceError) {
    try ChanceError.require(holds, of: name, arguments[index].name, x[index], rule)
  }
}
