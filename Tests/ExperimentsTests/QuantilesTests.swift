// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Testing

@Suite("Quantiles")
struct QuantilesTests {
  private func quantiles(of numbers: some Sequence<Double>) -> Quantiles {
    var quantiles = Quantiles()
    for number in numbers { quantiles.add(number) }
    return quantiles
  }

  /// The numbers below `count` in an order that is far from sorted: multiples modulo a prime.
  private func shuffled(_ count: Int) -> [Double] {
    (0..<count).map { Double($0 * 7_919 % count) }
  }

  @Test("They interpolate as R, NumPy and pandas do")
  func interpolation() {
    let five = quantiles(of: [15, 20, 35, 40, 50])
    #expect(five([0, 0.05, 0.4, 0.5, 1]) == [15, 16, 29, 35, 50])
  }

  @Test("They are exact up to their capacity, in any order")
  func exact() {
    let count = Quantiles().capacity
    let kept = quantiles(of: shuffled(count))
    let found = kept([0.05, 0.5, 0.95])
    #expect(found == [0.05, 0.5, 0.95].map { $0 * Double(count - 1) })
  }

  @Test("Beyond it the rank is off by less than stated")
  func bounded() {
    let count = 1_000_003
    let kept = quantiles(of: shuffled(count))
    for share in [0.05, 0.25, 0.5, 0.75, 0.95] {
      let found = kept([share])[0] / Double(count)
      #expect(abs(found - share) < 9.0 / Double(Quantiles().capacity))
    }
  }

  @Test("Without a number there is none")
  func empty() {
    #expect(Quantiles()([0.5])[0].isNaN)
  }
}

@Suite("Readable numbers")
struct RoundingTests {
  @Test(
    "Numbers are rounded by their Monte Carlo error",
    arguments: [
      (211.83, 2.1, "212"), (0.3124, 0.03, "0.31"), (0.3124, 0.004, "0.312"),
      (12_345.6, 130, "12,300"), (0.0004, 0.03, "0.00"), (999.96, 0.1, "1,000.0"),
      (-0.091, 0.02, "-0.09"), (5, 0, "5"), (0.125, 0, "0.125"),
      (0.1, 0, "0.1"), (0.44, 0, "0.44"), (1_234.5, 0, "1,235"), (0.000_7, .nan, "0.0007"),
      (-1_234, 9, "-1,234"), (1e300, 1e299, "1e+300"), (1e14, 1e-9, "100000000000000.0"),
    ])
  func rounding(value: Double, error: Double, text: String) {
    #expect(Readable(standardError: error, size: value)(value) == text)
  }

  @Test("Differences carry their sign, and zero has none")
  func signs() {
    let readable = Readable(standardError: 2, size: 0)
    #expect(readable(151, signed: true) == "+151")
    #expect(readable(-9.2, signed: true) == "-9")
    #expect(readable(0.1, signed: true) == "0")
    #expect(readable(-0.1, signed: true) == "0")
  }

  @Test("What is not a number is a dash")
  func notANumber() {
    #expect(Readable(standardError: .nan, size: .nan)(.nan) == "-")
  }

  @Test("Thousands are separated", arguments: [(0, "0"), (999, "999"), (-16_000, "-16,000")])
  func thousands(number: Int, text: String) {
    #expect(grouped(number) == text)
  }
}
