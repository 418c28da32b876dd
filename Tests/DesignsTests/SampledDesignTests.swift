// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import Testing

@testable import Designs

@Suite("A design that samples")
struct SampledDesignTests {
  @Test(
    "as a Latin hypercube has exactly one point in each stratum of each factor",
    arguments: [(1, 1), (2, 3), (17, 5), (1000, 12)])
  func isLatin(points: Int, factors: Int) throws {
    let design = try Design.latinHypercube(unitFactors(factors), points: points, seed: 7)
    for factor in 0..<factors {
      let strata = design.numbers.map { Int($0[factor] * Double(points)) }
      #expect(strata.sorted() == Array(0..<points))
    }
  }

  @Test("as a Latin hypercube is the same from the same seed, and another from another")
  func isReproducible() throws {
    let factors = try unitFactors(3)
    let design = try Design.latinHypercube(factors, points: 20, seed: 1)
    let again = try Design.latinHypercube(factors, points: 20, seed: 1)
    let other = try Design.latinHypercube(factors, points: 20, seed: 2)
    #expect(design.numbers == again.numbers)
    #expect(design.numbers != other.numbers)
    let wider = try Design.latinHypercube(unitFactors(4), points: 20, seed: 1)
    #expect(wider.numbers.map { Array($0.prefix(3)) } == design.numbers)
    #expect(!design.keepsPrefix)
  }

  @Test("as a Latin hypercube keeps its points within their strata where these are narrowest")
  func isLatinAtTheLimit() {
    let count = Double(Design.stateLimit)
    let last = (count - 1 + (Double(UInt32.max >> 8) + 0.5) * 0x1p-24) / count
    #expect(last < 1 && Int(last * count) == Design.stateLimit - 1)
  }

  @Test("by Sobol' has the first points of the sequence, without the origin")
  func isSobol() throws {
    let design = try Design.sobol(unitFactors(2), points: 7)
    #expect(
      design.numbers == [
        [0.5, 0.5], [0.75, 0.25], [0.25, 0.75], [0.375, 0.375], [0.875, 0.875], [0.625, 0.125],
        [0.125, 0.625],
      ])
    // In one dimension: van der Corput's sequence in base 2, in the order of Gray's code.
    let line = try Design.sobol(unitFactors(1), points: 1023)
    let expected = (1...1023).map { radicalInverse($0 ^ ($0 >> 1), base: 2) }
    #expect(line.numbers.map { $0[0] } == expected)
  }

  @Test("by Halton has van der Corput's sequences in the prime bases, without the origin")
  func isHalton() throws {
    let primes = [2, 3, 5, 7, 11, 13]
    let design = try Design.halton(unitFactors(primes.count), points: 500)
    for (index, point) in design.numbers.enumerated() {
      let expected = primes.map { radicalInverse(index + 1, base: $0) }
      for (coordinate, expected) in zip(point, expected) {
        #expect(abs(coordinate - expected) <= 1e-15)
      }
    }
    // In base 2 there is nothing to round.
    #expect(design.numbers.map { $0[0] } == (1...500).map { radicalInverse($0, base: 2) })
  }

  /// The digits of a number, mirrored at the point.
  private func radicalInverse(_ number: Int, base: Int) -> Double {
    var (rest, digits, size) = (number, 0, 1)
    while rest > 0 {
      digits = digits * base + rest % base
      size *= base
      rest /= base
    }
    return Double(digits) / Double(size)
  }

  @Test(
    "by Sobol' with a shift has one point in each elementary interval of two factors",
    arguments: [UInt32(0), 1, 4_294_967_295])
  func isNet(seed: UInt32) throws {
    let design = try Design.sobol(unitFactors(2), points: 256, seed: seed)
    for power in 0...8 {
      let cells = design.numbers.map { point in
        Int(point[0] * Double(1 << power)) << (8 - power)
          | Int(point[1] * Double(1 << (8 - power)))
      }
      #expect(cells.sorted() == Array(0..<256))
    }
    #expect(design.numbers.joined().allSatisfy { 0 < $0 && $0 < 1 })
  }

  @Test("by Sobol' or Halton begins with the points of a smaller one")
  func keepsPrefix() throws {
    let factors = try unitFactors(5)
    for seed in [nil, UInt32(3)] {
      let designs: [(Design, Design)] = [
        (
          try .sobol(factors, points: 40, seed: seed), try .sobol(factors, points: 100, seed: seed)
        ),
        (
          try .halton(factors, points: 40, seed: seed),
          try .halton(factors, points: 100, seed: seed)
        ),
      ]
      for (smaller, larger) in designs {
        #expect(Array(larger.numbers.prefix(40)) == smaller.numbers)
        #expect(smaller.keepsPrefix)
      }
    }
    let plain = try Design.halton(factors, points: 40)
    let shifted = try Design.halton(factors, points: 41, seed: 3)
    for factor in 0..<5 {
      let shift = shifted.numbers[0][factor]
      for point in 0..<40 {
        let gap = shifted.numbers[point + 1][factor] - plain.numbers[point][factor] - shift
        #expect(abs(gap - gap.rounded()) < 1e-12)
      }
    }
  }

  @Test("is more even than chance: its mean square discrepancy is a fraction of random points'")
  func isEven() throws {
    let (points, factors) = (255, 4)
    let axes = try unitFactors(factors)
    // The mean for independent uniform points, from Warnock's formula.
    let ofChance = (pow2(-factors) - pow3(-factors)) / Double(points)
    let sets = (UInt32(0)..<40).map { set in
      var stream = Luck(seed: 11, replication: set).stream(
        StreamAddress(kind: 1, number: 0, purpose: 0))
      return discrepancy((0..<points).map { _ in (0..<factors).map { _ in stream.uniform() } })
    }
    let mean = sets.reduce(0, +) / Double(sets.count)
    #expect(abs(mean / ofChance - 1) < 0.25)
    #expect(discrepancy(try Design.sobol(axes, points: points).numbers) < ofChance / 5)
    #expect(discrepancy(try Design.sobol(axes, points: 256, seed: 1).numbers) < ofChance / 5)
    #expect(discrepancy(try Design.halton(axes, points: points).numbers) < ofChance / 4)
    #expect(
      discrepancy(try Design.latinHypercube(axes, points: points, seed: 1).numbers) < ofChance / 2)
  }

  private func pow2(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
  private func pow3(_ exponent: Int) -> Double {
    (0..<(-exponent)).reduce(1.0) { product, _ in product / 3 }
  }

  /// The square of the L2 star discrepancy.
  ///
  /// Source: T. T. Warnock, "Computational investigations of low-discrepancy point sets" (1972).
  private func discrepancy(_ points: [[Double]]) -> Double {
    let count = Double(points.count)
    let factors = points[0].count
    let single = points.reduce(0) { sum, point in
      sum + point.reduce(1) { $0 * (1 - $1 * $1) / 2 }
    }
    var pairs = 0.0
    for one in points {
      for other in points {
        pairs += zip(one, other).reduce(1) { $0 * (1 - max($1.0, $1.1)) }
      }
    }
    return pow3(-factors) - 2 / count * single + pairs / (count * count)
  }

  @Test("is refused beyond 40 factors of Sobol', 1229 of Halton, and without points or factors")
  func hasLimits() throws {
    #expect(try Design.sobol(unitFactors(40), points: 3).factors.count == 40)
    #expect(try Design.halton(unitFactors(1229), points: 3).factors.count == 1229)
    #expect(throws: DesignError.self) { try Design.sobol(unitFactors(41), points: 3) }
    #expect(throws: DesignError.self) { try Design.halton(unitFactors(1230), points: 3) }
    #expect(throws: DesignError.self) { try Design.sobol([], points: 3) }
    #expect(throws: DesignError.self) { try Design.halton(unitFactors(2), points: 0) }
    #expect(throws: DesignError.self) { try Design.sobol(unitFactors(1), points: 10_000_001) }
    #expect(throws: DesignError.self) {
      try Design.latinHypercube(unitFactors(50), points: 1_000_001, seed: 1)
    }
  }

  @Test("maps its coordinates to the factors' values")
  func maps() throws {
    let factors = [
      try Factor("a", number(isWhole: true), .range(1...10)),
      try Factor("b", .choice(["x", "y"]), .levels([.choice(0), .choice(1)])),
    ]
    let design = try Design.halton(factors, points: 100)
    for state in 0..<100 {
      let coordinates = try #require(design.coordinates(of: state))
      let expected = zip(factors, coordinates).map { $0.setting(at: $1) }
      #expect(design.values(of: state) == expected)
    }
  }
}
