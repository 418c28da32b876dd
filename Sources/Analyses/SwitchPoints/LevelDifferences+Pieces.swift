// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Statistics

/// A stretch of values of an unknown on which a difference is significantly not 0.
struct KnownStretch: Hashable {
  let from: Double
  var to: Double
  let isAbove: Bool
}

extension LevelDifferences {
  /// The stretches, in order, on which the difference is significantly not 0, if it is straight from level to level.
  func stretches(confidence: Double) -> [KnownStretch] {
    let quantile = LawQuantiles.student((1 + confidence) / 2, degrees: degrees)
    var found: [KnownStretch] = []
    for piece in 0..<(levels.count - 1) {
      let (low, width) = (levels[piece], levels[piece + 1] - levels[piece])
      let marks = [0] + marks(of: piece, quantile: quantile) + [1]
      for (start, end) in zip(marks, marks.dropFirst()) where end > start {
        let (mean, variance) = at((start + end) / 2, of: piece)
        guard abs(mean) > quantile * variance.squareRoot() else { continue }
        let stretch = KnownStretch(
          from: low + start * width, to: end == 1 ? levels[piece + 1] : low + end * width,
          isAbove: mean > 0)
        if let last = found.last, last.to == stretch.from, last.isAbove == stretch.isAbove {
          found[found.count - 1].to = stretch.to
        } else {
          found.append(stretch)
        }
      }
    }
    return found
  }

  /// Mean and variance at a share of the way from a level to the next.
  private func at(_ share: Double, of piece: Int) -> (mean: Double, variance: Double) {
    var weights = [Double](repeating: 0, count: levels.count)
    weights[piece] = 1 - share
    weights[piece + 1] = share
    return sum(weights)
  }

  /// The shares of the way to the next level at which 0 is just rejected.
  private func marks(of piece: Int, quantile: Double) -> [Double] {
    let (first, step) = (means[piece], means[piece + 1] - means[piece])
    let (own, next) = (covariance[piece][piece], covariance[piece + 1][piece + 1])
    let both = covariance[piece][piece + 1]
    let square = quantile * quantile
    let a = step * step - square * (own - 2 * both + next)
    let b = first * step - square * (both - own)
    let c = first * first - square * own
    let size = max(abs(a), abs(b), abs(c))
    guard size > 0 else { return [] }
    if abs(a) < 1e-14 * size { return b == 0 ? [] : [-c / (2 * b)].filter { 0 < $0 && $0 < 1 } }
    let discriminant = b * b - a * c
    // Without variance both roots are the same, and rounding may lose them.
    guard discriminant > -1e-12 * b * b else { return [] }
    let root = max(0, discriminant).squareRoot()
    return [(-b - root) / a, (-b + root) / a].sorted().filter { 0 < $0 && $0 < 1 }
  }

  /// Where the difference is 0 between two values, if it is straight from level to level; of several roots the middle one.
  func root(from low: Double, to high: Double) -> Double {
    let roots = (0..<(levels.count - 1)).compactMap { piece -> Double? in
      let (one, other) = (means[piece], means[piece + 1])
      guard (one > 0) != (other > 0) || one == 0 else { return nil }
      let share = one == other ? 0 : one / (one - other)
      let root = levels[piece] + share * (levels[piece + 1] - levels[piece])
      return (low...high).contains(root) ? root : nil
    }
    return roots.isEmpty ? low + (high - low) / 2 : roots[roots.count / 2]
  }
}

extension LevelDifferences {
  /// States in order of an unknown, cut into stretches of equally many, each a level at its mean value.
  ///
  /// Within a stretch the difference is taken to be straight. Returns nil if the states are too few.
  init?(binned values: [Double], _ differences: [Double]) {
    let bins = min(8, values.count / 25)
    guard bins > 2 else { return nil }
    var levels: [Double] = []
    var moments: [Moments] = []
    for bin in 0..<bins {
      let states = (bin * values.count / bins)..<((bin + 1) * values.count / bins)
      let level = Moments(values[states]).mean
      // Equal values may fill several stretches.
      guard level > levels.last ?? -.infinity else { continue }
      levels.append(level)
      moments.append(Moments(differences[states]))
    }
    guard levels.count > 2 else { return nil }
    self.init(independent: levels, moments)
  }
}

extension Line {
  /// Fits a line through points by least squares.
  ///
  /// All points have the same variance about it.
  init(through x: [Double], _ y: [Double]) {
    let (ofX, ofY) = (Moments(x), Moments(y))
    let count = Double(x.count)
    let squares = ofX.variance * (count - 1)
    let products = zip(x, y).reduce(0) { $0 + ($1.0 - ofX.mean) * ($1.1 - ofY.mean) }
    let slope = products / squares
    let left = max(0, ofY.variance * (count - 1) - slope * products) / (count - 2)
    self.init(
      centre: ofX.mean, mean: ofY.mean, slope: slope, varianceOfMean: left / count,
      varianceOfSlope: left / squares, covariance: 0, degrees: count - 2)
  }
}
