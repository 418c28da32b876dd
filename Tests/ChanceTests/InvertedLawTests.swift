// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Foundation
import Testing

@testable import Chance

@Suite("A law drawn by inversion") struct InvertedLawTests {
  /// Words at both ends, about the middle, about the ends of cells, and between.
  private static let words: [UInt32] = {
    var words: [UInt32] = [0, 1, 2, 3, 1 << 31 - 1, 1 << 31, .max - 1, .max]
    for octave in 2..<32 as Range<UInt32> {
      let power = UInt32(1) << octave
      words += [power - 1, power, power + 1, power + power / 3, ~power, ~(power - 1)]
    }
    words += (0..<2_000).map { UInt32($0) * 2_147_483 + 77 }
    return words.sorted()
  }()

  private func uniform(_ word: UInt32) -> Double { (Double(word) + 0.5) * 0x1p-32 }

  @Test("has the quantiles of the unit normal law to 1e-8")
  func normalTable() {
    for word in Self.words {
      let exact = gsl_cdf_ugaussian_Pinv(uniform(word))
      let number = NormalTable.quantile(at: word, in: NormalTable.cells)
      #expect(abs(number - exact) < 1e-8, "at \(word)")
    }
  }

  @Test(
    "gives gamma numbers their probability, from both sides, to 2e-6 of it",
    arguments: [1e-4, 0.003, 0.1, 0.5, 0.99, 1, 1.49, 1.5, 1.96, 2.78, 4, 30, 999, 1_001, 1e6])
  func gamma(shape: Double) {
    let mean = 7.0
    let law = Law.gamma(mean: mean, sd: mean / shape.squareRoot())
    let inverted = InvertedLaw(law)
    var worst = 0.0
    for word in Self.words {
      let number = inverted.numbers.number(at: word) / law.b
      // Below it a number is a denormal one or 0.
      guard number > 1e-290 else { continue }
      let u = uniform(word)
      let (lower, upper) = (
        IncompleteGamma.lower(law.a, number), IncompleteGamma.upper(law.a, number)
      )
      worst = max(worst, abs(u < 0.5 ? lower / u - 1 : upper / (1 - u) - 1))
    }
    #expect(worst < (shape < 0.1 ? 1e-4 : 2e-6))
  }

  @Test("never falls as its number rises", arguments: Specimen.all.compactMap { $0.law as? Law })
  func increases(law: Law) {
    let inverted = InvertedLaw(law)
    let numbers = Self.words.map { inverted.numbers.number(at: $0) }
    for (one, next) in zip(numbers, numbers.dropFirst()) { #expect(one <= next) }
    #expect(numbers.first! >= law.support.lowerBound && numbers.last! <= law.support.upperBound)
    #expect(law.form == .fixed || numbers.first! < numbers.last!)
  }

  @Test(
    "is that of every form at its quantiles",
    arguments: Specimen.all.compactMap { $0.law as? Law })
  func quantiles(law: Law) {
    let inverted = InvertedLaw(law)
    let worst = Self.words.filter { 1e-6..<(1 - 1e-6) ~= uniform($0) }.map { word in
      let (number, exact) = (inverted.numbers.number(at: word), law.quantile(uniform(word)))
      return abs(number - exact) / max(abs(exact), law.sd)
    }.max()!
    #expect(worst <= 1e-6)
  }
}
