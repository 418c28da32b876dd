// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import Testing

@testable import Designs

@Suite("A factor")
struct FactorTests {
  /// The middles of so many equal parts of the unit interval.
  private func middles(_ count: Int) -> [Double] {
    (0..<count).map { (Double($0) + 0.5) / Double(count) }
  }

  private func numbers(_ factor: Factor, at coordinates: [Double]) -> [Double] {
    coordinates.map { factor.setting(at: $0).number }
  }

  @Test("of a range spreads its values evenly, both bounds included")
  func isLinear() throws {
    let factor = try Factor("x", number(), .range(-1...3))
    #expect(numbers(factor, at: [0, 0.25, 0.5, 1]) == [-1, 0, 1, 3])
  }

  @Test("of a logarithmic range spreads the logarithms evenly")
  func isLogarithmic() throws {
    let factor = try Factor("x", number(), .range(0.01...100, .logarithmic))
    for (number, expected) in zip(numbers(factor, at: [0, 0.25, 0.5, 1]), [0.01, 0.1, 1, 100]) {
      #expect(abs(number / expected - 1) < 1e-14)
    }
    #expect(numbers(factor, at: [0, 1]) == [0.01, 100])
  }

  @Test("of whole numbers gives each of a linear range the same share")
  func isWhole() throws {
    let factor = try Factor("x", number(isWhole: true), .range(2...5))
    let found = numbers(factor, at: middles(4000))
    for whole in 2...5 { #expect(found.count { $0 == Double(whole) } == 1000) }
    #expect(numbers(factor, at: [0, 0.25, 1]) == [2, 3, 5])
  }

  @Test("of whole numbers gives each of a logarithmic range the share of its interval")
  func isWholeAndLogarithmic() throws {
    let factor = try Factor("x", number(isWhole: true), .range(1...7, .logarithmic))
    let found = numbers(factor, at: middles(3000))
    // From 1 to 8 are three doublings: one holds 1, one 2 and 3, one 4 to 7.
    #expect(found.count { $0 == 1 } == 1000)
    #expect(found.count { (2...3).contains($0) } == 1000)
    #expect(found.count { (4...7).contains($0) } == 1000)
    #expect(numbers(factor, at: [0, 1]) == [1, 7])
  }

  @Test("of levels gives each the same share: choices, flags, laws and shares")
  func isOfLevels() throws {
    let kinds: [(FieldKind, [Setting])] = [
      (.choice(["a", "b", "c"]), [.choice(2), .choice(0), .choice(1)]),
      (.flag, [.flag(false), .flag(true)]),
      (.law(unit: .days), [.law(.fixed(1)), .law(.exponential(mean: 3))]),
      (.shares(["a", "b"]), [.shares([0.5, 0.5]), .shares([1, 0]), .shares([0, 1])]),
    ]
    for (kind, levels) in kinds {
      let factor = try Factor("x", kind, .levels(levels))
      #expect(middles(levels.count).map(factor.setting) == levels)
      #expect(factor.setting(at: 0) == levels.first)
      #expect(factor.setting(at: 1) == levels.last)
    }
  }

  @Test("of a law takes its quantiles")
  func isOfLaw() throws {
    let law = Law.lognormal(median: 14, p95: 100)
    let factor = try Factor("x", number(0...1e9), .law(law))
    #expect(abs(factor.setting(at: 0.5).number - 14) < 1e-9)
    #expect(abs(factor.setting(at: 0.95).number - 100) < 1e-6)
    #expect(factor.setting(at: 0).number >= 0)
    #expect(factor.setting(at: 1).number.isFinite)
  }

  @Test("of a law gives no value that is not allowed, and keeps the proportions of the others")
  func isOfTruncatedLaw() throws {
    let law = Law.normal(mean: 0.8, sd: 0.4)
    let factor = try Factor("x", number(0...1), .law(law))
    let found = numbers(factor, at: middles(1000))
    #expect(found.allSatisfy { (0...1).contains($0) })
    let below = (law.cdf(0.5) - law.cdf(0)) / (law.cdf(1) - law.cdf(0))
    #expect(abs(Double(found.count { $0 < 0.5 }) / 1000 - below) <= 0.001)
    #expect(found == found.sorted())
  }

  @Test("of a law of whole numbers rounds to the nearest, none more likely than it is")
  func isOfRoundedLaw() throws {
    let uniform = try Factor(
      "x", number(1...4, isWhole: true), .law(.uniform(from: -10, to: 10)))
    let found = numbers(uniform, at: middles(4000))
    for whole in 1...4 { #expect(found.count { $0 == Double(whole) } == 1000) }
    let poisson = Law.poisson(mean: 3)
    let counts = try Factor("x", number(0...50, isWhole: true), .law(poisson))
    let drawn = numbers(counts, at: middles(10_000))
    #expect(abs(Double(drawn.count { $0 == 0 }) / 10_000 - poisson.cdf(0)) <= 1e-4)
  }

  @Test("is refused where its domain is empty, of another kind or beyond what is allowed")
  func isRefused() {
    let whole = number(0...10, isWhole: true)
    let refused: [(FieldKind, Factor.Domain, String)] = [
      (number(0...1), .range(0...2), "the range goes beyond what is allowed"),
      (number(), .range(0...Double.infinity), "the range goes beyond what is allowed"),
      (number(), .range(1...1), "the range holds a single value"),
      (number(), .range(0...1, .logarithmic), "a logarithmic range cannot begin at 0"),
      (whole, .range(0.5...3), "the bounds are not whole numbers"),
      (.flag, .range(0...1), "only numbers have a range"),
      (.flag, .law(.fixed(1)), "only numbers have a law"),
      (number(), .levels([]), "x has no levels"),
      (whole, .law(.fixed(11)), "fixed gives next to no value that is allowed"),
    ]
    for (kind, domain, message) in refused {
      do throws(DesignError) {
        _ = try Factor("x", kind, domain)
        Issue.record("\(domain) is taken")
      } catch {
        #expect(error.message == message)
      }
    }
  }

  @Test("says its domain as a study file does")
  func hasText() throws {
    let days = FieldKind.number(unit: .days, allowed: 0...100)
    #expect(try Factor("x", days, .range(1...30)).text == "1 to 30 days")
    #expect(try Factor("x", days, .range(1...30, .logarithmic)).text == "{log: 1 to 30 days}")
    #expect(
      try Factor("x", days, .levels([.number(1), .number(2)])).text == "[1 day, 2 days]")
    #expect(
      try Factor("x", days, .law(.gamma(mean: 3, sd: 2))).text
        == "{gamma: {mean: 3 days, sd: 2 days}}")
  }
}
