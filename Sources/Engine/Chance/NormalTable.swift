// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// The quantiles of the unit normal law at the 2^32 uniform numbers, by a table.
///
/// A number and its partner, 1 less it, have quantiles of opposite sign. Of the smaller of both each octave has 32 cells,
/// so that the tails are told apart as finely as the middle, and each cell has a cubic with the quantiles and slopes of its
/// two ends. It is off by less than 1e-8.
///
/// Source of the quantiles: M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied
/// Statistics 37 (1988), doi:10.2307/2347330, as GSL has it.
@usableFromInline
enum NormalTable {
  /// The bits of a number that tell its cell within an octave.
  @inlinable static var cellBits: Int { 5 }
  @inlinable static var octaves: Int { 32 }

  /// The coefficients of each cell, from that of the power 0 on; never freed.
  @usableFromInline
  nonisolated(unsafe) static let cells: UnsafePointer<SIMD4<Double>> = {
    let count = octaves << cellBits
    let cells = UnsafeMutablePointer<SIMD4<Double>>.allocate(capacity: count)
    for cell in 0..<count {
      let (start, end) = (number(beginning: cell), number(beginning: cell + 1))
      cells[cell] = Cubic.through(
        quantile(start), quantile(end), slopes: slope(start), slope(end), width: end - start)
    }
    return UnsafePointer(cells)
  }()

  /// The quantile at (word + 1/2) / 2^32.
  @inlinable
  @inline(__always)
  static func quantile(at word: UInt32, in cells: UnsafePointer<SIMD4<Double>>) -> Double {
    let isUpper = word &>> 31
    // The word or its complement, whichever is smaller.
    let bits = (Double(word ^ (0 &- isUpper)) + 0.5).bitPattern
    let restBits = 52 &- cellBits
    let cell = Int(bits &>> UInt64(restBits)) &- (1_022 &<< cellBits)
    let rest = bits & (1 &<< UInt64(restBits) &- 1)
    let place = Double(bitPattern: 1_023 &<< 52 | rest &<< UInt64(cellBits)) - 1
    let lower = Cubic.value(of: cells[cell], at: place)
    return Double(bitPattern: lower.bitPattern ^ UInt64(isUpper) &<< 63)
  }

  /// The number, in units of 2^-32, with which a cell begins.
  private static func number(beginning cell: Int) -> Double {
    let octave = cell >> cellBits
    let place = Double(cell & (1 << cellBits - 1)) / Double(1 << cellBits)
    return Double(sign: .plus, exponent: octave - 1, significand: 1 + place)
  }

  private static func quantile(_ number: Double) -> Double {
    gsl_cdf_ugaussian_Pinv(number * 0x1p-32)
  }

  private static func slope(_ number: Double) -> Double {
    0x1p-32 / gsl_ran_ugaussian_pdf(quantile(number))
  }
}

/// A cubic on the interval from 0 to 1 by its four coefficients.
@usableFromInline
enum Cubic {
  /// The cubic with the given values and slopes at the ends of an interval that is `width` wide.
  static func through(
    _ start: Double, _ end: Double, slopes first: Double, _ last: Double, width: Double
  ) -> SIMD4<Double> {
    let (rise, first, last) = (end - start, first * width, last * width)
    return SIMD4(start, first, 3 * rise - 2 * first - last, first + last - 2 * rise)
  }

  @inlinable
  @inline(__always)
  static func value(of coefficients: SIMD4<Double>, at place: Double) -> Double {
    let high = coefficients.z + coefficients.w * place
    return coefficients.x + place * (coefficients.y + place * high)
  }
}
