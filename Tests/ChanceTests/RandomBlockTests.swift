// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import StatisticalTesting
import Testing

@testable import Chance

@Suite("A block of numbers") struct RandomBlockTests {
  private let luck = Luck(seed: 4, replication: 2)

  private func address(_ number: Int) -> StreamAddress {
    StreamAddress(kind: 3, number: number, purpose: 9)
  }

  @Test("has the first four numbers of its stream", arguments: 0..<20)
  func isTheStream(number: Int) {
    let block = luck.block(address(number))
    var (uniforms, exponentials) = (luck.stream(address(number)), luck.stream(address(number)))
    for position in RandomBlock.Position.allCases {
      #expect(block.uniform(position) == uniforms.uniform())
      #expect(
        block.exponential(mean: 2.5, position) == exponentials.exponential(mean: 2.5))
    }
    #expect(block.uniform(.first) == luck.uniform(address(number)))
  }

  @Test("goes on beyond the greatest number of 32 bits, exponentially; family-wise error 1e-4")
  func tail() {
    let edge = 32 * log(2.0)
    let excesses = (0..<2_000).flatMap { number in
      RandomBlock.Position.allCases.map { position in
        var words = luck.block(address(number)).words
        words[position.rawValue] = .max
        return RandomBlock(words: words).exponential(mean: 1, position) - edge
      }
    }
    #expect(excesses.allSatisfy { $0 > 0 })
    kolmogorovSmirnovTest(of: excesses, tests: 1, cdf: { 1 - exp(-max(0, $0)) }).require()
  }

  @Test("draws laws by the number of a position and by no other")
  func laws() {
    let gamma = InvertedLaw(.gamma(mean: 3, sd: 2))
    let exponential = InvertedLaw(.exponential(mean: 3))
    for number in 0..<20 {
      let block = luck.block(address(number))
      for position in RandomBlock.Position.allCases {
        let exact = Law.gamma(mean: 3, sd: 2).quantile(block.uniform(position))
        #expect(abs(block.draw(gamma, position) - exact) < 1e-5)
        #expect(
          block.draw(exponential, position) == block.exponential(mean: 3, position))
      }
    }
    var stream = luck.stream(address(1))
    let second = luck.block(address(1)).draw(gamma, .second)
    _ = stream.draw(gamma)
    #expect(stream.draw(gamma) == second)
  }
}
