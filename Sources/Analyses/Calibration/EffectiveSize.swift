// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// How many independent pasts a growing set of islands is worth.
///
/// Pasts with the same beginning are a family and count as one: 1 / sum of squares of the shares of families.
public struct EffectiveSize: Sendable {
  /// The greatest evidence so far; all others are relative to it.
  private var greatest = -Double.infinity
  private var sum = 0.0
  private var squares = 0.0

  /// Nothing yet.
  public init() {}

  /// The size; 0 if no past fits.
  public var value: Double { squares > 0 ? sum * sum / squares : 0 }

  /// Adds an island.
  public mutating func add(_ island: Island) {
    add(island.logEvidence, points: island.pasts.map(\.point), weights: island.weights.values[...])
  }

  /// Adds an island by the weights, of any scale, and the points of its pasts.
  mutating func add(_ logEvidence: Double, points: [Int], weights: ArraySlice<Double>) {
    guard logEvidence > -.infinity else { return }
    // Copies of a past stand beside each other.
    var families: [Double] = []
    var last: Int?
    for (point, weight) in zip(points, weights) {
      if point == last { families[families.count - 1] += weight } else { families.append(weight) }
      last = point
    }
    let whole = families.reduce(0, +)
    guard whole > 0 else { return }
    let own = families.reduce(0) { $0 + $1 * $1 } / (whole * whole)
    if logEvidence > greatest {
      let scale = greatest > -.infinity ? exp(greatest - logEvidence) : 0
      (sum, squares, greatest) = (sum * scale, squares * scale * scale, logEvidence)
    }
    let share = exp(logEvidence - greatest)
    sum += share
    squares += share * share * own
  }
}
