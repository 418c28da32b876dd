// SPDX-License-Identifier: GPL-3.0-or-later

import Statistics
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
