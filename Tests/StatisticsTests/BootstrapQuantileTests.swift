// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Testing

@testable import Statistics

@Suite("An end of a bootstrap interval")
struct BootstrapQuantileTests {
  /// So many numbers, with ties, a long tail or the smallest first, so that the first do not tell of the rest.
  private static func numbers(_ count: Int, _ kind: Int) -> [Double] {
    var stream = Luck(seed: 9, replication: kind).stream(
      StreamAddress(kind: 1, number: 0, purpose: 0))
    let uniforms = (0..<count).map { _ in stream.uniform() }
    switch kind {
    case 0: return uniforms
    case 1: return uniforms.map { ($0 * 5).rounded() }
    case 2: return uniforms.map { 1 / (1.001 - $0) }
    case 3: return uniforms.sorted()
    case 4: return uniforms.sorted(by: >)
    default: return uniforms.map { _ in 7 }
    }
  }

  @Test(
    "is the number that stands there in order, or lies between two",
    arguments: 0..<6, [1, 2, 3, 63, 64, 65, 999, 1_000])
  func inOrder(kind: Int, count: Int) {
    let numbers = Self.numbers(count, kind)
    let sorted = numbers.sorted()
    for share in [0, 1e-9, 0.001, 0.018, 0.2, 0.49, 0.5, 0.51, 0.8, 0.98, 0.999, 1] {
      let position = share * Double(count - 1)
      let below = sorted[Int(position)]
      let above = sorted[min(Int(position) + 1, count - 1)]
      let expected = below + (above - below) * (position - Double(Int(position)))
      #expect(Bootstrap.quantile(share, of: numbers) == expected, "\(share) of \(count)")
    }
  }
}
