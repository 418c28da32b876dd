// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Synchronization

/// The quantiles of a gamma law of scale 1 as a function of those of the unit normal law, by a table.
///
/// The cube root of a gamma number is nearly normal (Wilson and Hilferty), so a few cubics in the normal number give it:
/// one for each eighth of a standard deviation. For small shapes they give the logarithm. What is drawn so has its
/// distribution to less than 2e-6 of the probability on either side, for shapes from 0.1 on; the smallest shape, 1e-4, has it
/// to 1e-4.
///
/// Source: E. B. Wilson and M. M. Hilferty, "The distribution of chi-square", Proceedings of the National Academy of
/// Sciences 17 (1931), doi:10.1073/pnas.17.12.684.
@usableFromInline
final class GammaTable: Sendable {
  /// The coefficients of each cell.
  nonisolated(unsafe) let coefficients: UnsafePointer<SIMD4<Double>>

  private init(shape: Double) {
    let coefficients = UnsafeMutablePointer<SIMD4<Double>>.allocate(capacity: Self.cells)
    let nodes = (0...Self.cells).map {
      Self.node(shape, at: Self.least + Double($0) / Self.cellsPerDeviation)
    }
    for cell in 0..<Self.cells {
      coefficients[cell] = Cubic.through(
        nodes[cell].value, nodes[cell + 1].value, slopes: nodes[cell].slope, nodes[cell + 1].slope,
        width: 1 / Self.cellsPerDeviation)
    }
    self.coefficients = UnsafePointer(coefficients)
  }

  deinit { UnsafeMutablePointer(mutating: coefficients).deallocate() }

  /// Where cells begin and how many a standard deviation has: the normal number of a word lies within 6.4.
  @inlinable static var least: Double { -6.5 }
  @inlinable static var cellsPerDeviation: Double { 8 }
  @inlinable static var cells: Int { 104 }

  /// Whether cells give cube roots of numbers of the shape, not logarithms.
  static func givesCubeRoots(shape: Double) -> Bool { shape >= 1.5 }

  /// The table of a shape.
  ///
  /// Tables that were made are kept, so that the worlds of a study share them.
  static func table(shape: Double) -> GammaTable {
    if let known = made.withLock({ $0[shape] }) { return known }
    let table = GammaTable(shape: shape)
    made.withLock { made in
      if made.count >= mostKept { made.removeAll() }
      made[shape] = table
    }
    return table
  }

  private static let made = Mutex<[Double: GammaTable]>([:])
  private static let mostKept = 256

  /// What a table's coefficients give at a normal number.
  @inlinable
  @inline(__always)
  static func value(_ coefficients: UnsafePointer<SIMD4<Double>>, at z: Double) -> Double {
    let place = (z - least) * cellsPerDeviation
    let cell = Int(place)
    return Cubic.value(of: coefficients[cell], at: place - Double(cell))
  }

  private static func node(_ shape: Double, at z: Double) -> (value: Double, slope: Double) {
    let logarithm = logarithm(ofQuantile: z, shape)
    guard givesCubeRoots(shape: shape) else { return logarithm }
    let root = exp(logarithm.value / 3)
    return (root, root / 3 * logarithm.slope)
  }

  /// The logarithm of the number that a gamma law of scale 1 reaches with the probability with which a unit normal law
  /// reaches `z`, and its slope in `z`.
  ///
  /// Newton's method for the logarithm of the smaller of both probabilities, which is a concave function of the
  /// logarithm of the number.
  static func logarithm(
    ofQuantile z: Double, _ shape: Double
  ) -> (value: Double, slope: Double) {
    let isLower = z < 0
    let target = log(gsl_cdf_ugaussian_P(-abs(z)))
    var x = start(ofQuantile: z, shape)
    for _ in 0..<200 {
      let probability = isLower ? logOfLower(shape, x) : log(IncompleteGamma.upper(shape, exp(x)))
      let slope = exp(logOfDensity(shape, x) - probability)
      // Far from the root a step is too long where the probability is about 1.
      let step = min(max((target - probability) / (isLower ? slope : -slope), -1), 1)
      guard step.isFinite else { break }
      x += step
      if abs(step) < 1e-13 * max(1, abs(x)) { break }
    }
    let logOfNormal = -z * z / 2 - log(2 * .pi) / 2
    return (x, exp(logOfNormal - logOfDensity(shape, x)))
  }

  private static func start(ofQuantile z: Double, _ shape: Double) -> Double {
    let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    if root > 0.1 { return log(shape) + 3 * log(root) }
    return min(0, (log(gsl_cdf_ugaussian_P(z)) + lgamma(shape + 1)) / shape)
  }

  /// The logarithm of the probability of numbers up to exp(x).
  private static func logOfLower(_ shape: Double, _ x: Double) -> Double {
    // The first two terms of the series leave nothing for so small a number.
    if x < -20 { return shape * x - lgamma(shape + 1) - shape / (shape + 1) * exp(x) }
    return log(IncompleteGamma.lower(shape, exp(x)))
  }

  /// The logarithm of the density of the logarithm of a number.
  private static func logOfDensity(_ shape: Double, _ x: Double) -> Double {
    shape * x - exp(x) - lgamma(shape)
  }
}
