// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Designs

@Suite("A design of blocks")
struct SaltelliTests {
  @Test("has two points and, for each factor, the first point with the second's value")
  func blocks() throws {
    let design = try Design.saltelli(unitFactors(3), blocks: 40, seed: 5)
    #expect(design.count == 200)
    for block in 0..<40 {
      let states = (0..<5).map { design.values(of: 5 * block + $0).map(\.number) }
      for factor in 0..<3 {
        var expected = states[0]
        expected[factor] = states[1][factor]
        #expect(states[2 + factor] == expected)
        #expect(states[0][factor] != states[1][factor])
      }
    }
    let firsts = Set((0..<40).flatMap { design.values(of: 5 * $0).map(\.number) })
    #expect(firsts.count == 120)
    #expect(design.coordinates(of: 7) == design.values(of: 7).map(\.number))
    #expect("\(design)" == "40 blocks of 5 states, seed 5")
  }

  @Test("keeps its first blocks where more are drawn, and has others by another seed")
  func prefix() throws {
    let few = try Design.saltelli(unitFactors(2), blocks: 3, seed: 1)
    let many = try Design.saltelli(unitFactors(2), blocks: 9, seed: 1)
    let other = try Design.saltelli(unitFactors(2), blocks: 3, seed: 2)
    #expect(many.keepsPrefix)
    for state in 0..<few.count {
      #expect(few.values(of: state) == many.values(of: state))
      #expect(few.values(of: state) != other.values(of: state))
    }
  }

  @Test("is refused where it has no block, no factor or too many states")
  func refused() throws {
    #expect(throws: DesignError.self) { try Design.saltelli([], blocks: 3, seed: 1) }
    let factors = try unitFactors(2)
    for blocks in [0, 2_500_001, Int.max] {
      #expect(throws: DesignError.self) { try Design.saltelli(factors, blocks: blocks, seed: 1) }
    }
  }
}
