// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Testing

@Suite("A number of things")
struct CountedNounTests {
  @Test(
    "One thing has the singular, every other number the plural, with its thousands apart",
    arguments: [
      (0, "0 runs"), (1, "1 run"), (2, "2 runs"), (999, "999 runs"), (1_000, "1,000 runs"),
      (1_234_567, "1,234,567 runs"), (-1, "-1 runs"), (-12_345, "-12,345 runs"),
    ])
  func number(number: Int, text: String) {
    #expect(counted(number, "run") == text)
  }

  @Test("A plural of its own is taken where there is one")
  func irregular() {
    #expect(counted(1, "policy", "policies") == "1 policy")
    #expect(counted(3, "policy", "policies") == "3 policies")
    #expect(inflected(1, "is", "are") == "is" && inflected(0, "is", "are") == "are")
  }

  @Test("Of a part the noun goes by the whole")
  func part() {
    #expect(counted(0, of: 1, "future") == "0 of 1 future")
    #expect(counted(1, of: 200, "future") == "1 of 200 futures")
    #expect(counted(1_500, of: 2_000, "policy", "policies") == "1,500 of 2,000 policies")
  }
}
