// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// Designs for indices of sensitivity.
extension Design {
  /// Blocks of states that tell how much each factor does alone and together with the others.
  ///
  /// A block of *f* factors has *f* + 2 states, one after the other: a point *a*, an independent point *b*, and
  /// for each factor the point *a* with that factor's value from *b*. Blocks are independent of each other, so
  /// that they can be resampled; more of them leave the earlier ones as they are.
  ///
  /// Source: A. Saltelli, "Making best use of model evaluations to compute sensitivity indices", Computer
  /// Physics Communications 145 (2002), doi:10.1016/S0010-4655(02)00280-1.
  ///
  /// - Parameters:
  ///   - factors: At least one.
  ///   - blocks: How many blocks there are.
  ///   - seed: The seed of the points.
  /// - Returns: The design, of `blocks` times *f* + 2 states.
  /// - Throws: If there are too many states.
  public static func saltelli(
    _ factors: [Factor], blocks: Int, seed: UInt32
  ) throws(DesignError) -> Design {
    try checkSize(factors, blocks)
    let (count, hasOverflown) = blocks.multipliedReportingOverflow(by: factors.count + 2)
    guard !hasOverflown, count <= stateLimit, blocks <= storageLimit / (2 * factors.count) else {
      throw DesignError(
        "there are more states than can be run",
        allowed: "at most \(stateLimit / (factors.count + 2)) blocks of so many factors")
    }
    var pairs = [Double](repeating: 0, count: 2 * factors.count * blocks)
    for factor in factors.indices {
      var stream = DesignChance(seed).stream(of: factor, for: .pair)
      for block in 0..<blocks {
        for point in 0..<2 {
          pairs[(2 * block + point) * factors.count + factor] = stream.uniform()
        }
      }
    }
    return try Design(.saltelli(seed: seed), factors, count: count, .pairs(pairs))
  }

  func coordinates(of state: Int, in pairs: [Double]) -> [Double] {
    let size = factors.count
    let (block, place) = state.quotientAndRemainder(dividingBy: size + 2)
    let start = 2 * block * size + (place == 1 ? size : 0)
    var coordinates = Array(pairs[start..<(start + size)])
    if place > 1 { coordinates[place - 2] = pairs[2 * block * size + size + place - 2] }
    return coordinates
  }
}
