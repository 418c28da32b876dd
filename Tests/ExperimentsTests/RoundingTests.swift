// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Testing

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
