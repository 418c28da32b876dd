// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Foundation
import Testing

/// What lies beyond the numbers that 32 bits can tell apart.
@Suite("The tail") struct TailTests {
  /// Streams whose first word is 0, so that their partners' is the greatest; found by search.
  private static let partners = [983_550_626, 2_821_295_493, 2_833_090_082].map {
    Luck(seed: 1, replication: 0).stream(StreamAddress(kind: 1, number: $0, purpose: 1)).antithetic
  }

  @Test("of an exponential law begins where 32 bits end and goes on, and takes one number")
  func exponential() {
    let ends = Self.partners.map { partner -> Double in
      var (stream, other) = (partner, partner)
      let time = stream.exponential(mean: 3)
      #expect(other.next32() == .max)
      #expect(stream == other)
      return time / 3
    }
    // P(X > x) = 2^-32 there: a fresh exponential number is added.
    #expect(ends.allSatisfy { $0 > 32 * log(2) })
    #expect(Set(ends).count == 3)
  }

  @Test("of a uniform number of 52 bits takes two numbers and fills the gaps of one")
  func uniform() {
    var (fine, coarse) = (Self.partners[0].antithetic, Self.partners[0].antithetic)
    let number = fine.fineUniform()
    let first = coarse.uniform()
    _ = coarse.uniform()
    #expect(fine == coarse)
    #expect(0 < number && number < 0x1p-32 && abs(number - first) <= 0x1p-33)
  }
}
